import type { S3Address } from '../artifacts/s3/address.ts';
import type { NodeRole } from '../entities/node-role.ts';
import type { Networks } from '../targets/index.ts';

/** A folder that several machines share, by its absolute path, or a bucket. */
export type StoreConfig = string | S3Address;

/** How the gateway runs. The table of src/config/settings.ts says what each value means. */
export interface Config {
  readonly port: number;
  readonly host: string;
  readonly publicUrl: string | null;
  /** Absolute path. */
  readonly data: string;
  /** May hold a password. */
  readonly databaseUrl: string | null;
  /** Where nodes that share the database keep artifacts; null: the only node keeps them in its folder. */
  readonly store: StoreConfig | null;
  /** Whether files in a bucket have URLs that do not lead through the gateway. */
  readonly presignedUrls: boolean;
  readonly role: NodeRole;
  readonly adminKey: string | null;
  /** 32 bytes. */
  readonly secretKey: Uint8Array | null;
  readonly targetNetworks: Networks;
  readonly webhookNetworks: Networks;
  readonly threads: number;
  readonly tasks: number;
  /** Bytes. */
  readonly maxTaskSize: number;
  readonly maxTaskRows: number;
  /** Bytes. */
  readonly groupSize: number;
  readonly dailyRows: number;
  readonly dailyKeyRows: number;
  readonly openTasks: number;
  /** Milliseconds. */
  readonly timeToLive: number;
  /** In bytes; null: as the disk's size asks for. */
  readonly lowWater: number | null;
  readonly rate: number;
  /** As browsers send them. */
  readonly origins: readonly string[];
  /** Where traces are sent by OTLP; null: nothing is traced. */
  readonly tracesEndpoint: string | null;
  /** Of this gateway in traces. */
  readonly serviceName: string;
  /** The scale of `progress` in the API of Fabricate's clients. */
  readonly fabricateProgress: 'percent' | 'fraction';
  readonly log: 'debug' | 'info' | 'warn' | 'error' | 'silent';
  readonly production: boolean;
}

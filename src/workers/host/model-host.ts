import type { FabricateRequest, FabricateResult } from '../../dialects/index.ts';
import type { Options, Problem } from '../../model/index.ts';
import type { ImportReport } from '../../dialects/index.ts';
import type { StoreSettings } from '../../artifacts/store.ts';
import type { Address, LoadMode, Networks, TransactionId } from '../../targets/index.ts';
import type { ModelRequest } from '../programs/model-request.ts';
import type { Asker } from './accounts.ts';

/** What is generated and how it is encoded: with ENGINE_VERSION it determines every byte. Plain data, kept with the task. */
export interface GenerationSpec {
  readonly model: ModelRequest;
  /** Name of the format. */
  readonly format: string;
  /** By name: checked by the format's specs, which fill in the defaults. */
  readonly options: Options;
}

/** What a model turns out to be. */
export interface Inspection {
  /** All of them, warnings too, in the order of the document. */
  readonly problems: readonly Problem[];
  /** In the order of the document; none where a problem is an error. */
  readonly entities: readonly InspectedEntity[];
  /** The seed in effect. */
  readonly seed: string;
  /** Names of the files that stand beside those of the entities. */
  readonly companions: readonly string[];
}

export interface InspectedEntity {
  readonly name: string;
  readonly rows: number;
  /** Names of the entities that its rows refer to directly, itself left out. */
  readonly refersTo: readonly string[];
  readonly columns: readonly { readonly name: string; readonly type: string; readonly nullable: boolean }[];
  /** Rows of a stored part, worked out from the model and the format alone. */
  readonly partRows: number;
  /** Whether a last part without rows tells of the others, where there are several. */
  readonly closes: boolean;
  /** The size of the encoded file, estimated from its first and last 500 rows. */
  readonly bytes: number;
}

export interface PreviewRequest {
  readonly model: ModelRequest;
  readonly entity: string;
  /** Row number, from 0. */
  readonly offset: number;
  readonly limit: number;
}

/** Rows as JSON objects, one a line of the jsonl format. Past the end there are none. */
export type Preview =
  | { readonly rows: readonly string[]; readonly rowsTotal: number; readonly problems: readonly Problem[] }
  | { readonly rows: null; readonly problems: readonly Problem[] };

/** What is not written into a model. */
export interface KeptOutside {
  /** Names of stored providers. */
  readonly providers: readonly string[];
  /** Whether all table files stay files. */
  readonly files: boolean;
}

/** The text of a model with what it draws from. */
export type InlinedModel =
  | { readonly ok: true; readonly text: string }
  /** They cannot be written into it. */
  | { readonly ok: false; readonly message: string };

/** A schema of another system. */
export interface ImportRequest {
  readonly text: string;
  /** A name of the registry of dialects; null if it is to be detected. */
  readonly dialect: string | null;
}

/** What a schema of another system became. */
export type ImportedText =
  | {
      readonly ok: true;
      /** YAML, at most as large as a model may be; '' if the source defines no table. */
      readonly model: string;
      /** With at most 1,000 findings. */
      readonly report: ImportReport;
      /** Name of the dialect that was named, or detected. */
      readonly dialect: string;
    }
  /** There is none that could be kept. */
  | { readonly ok: false; readonly code: 'FORMAT_NOT_RECOGNIZED' | 'MODEL_TOO_LARGE'; readonly message: string };

/** A part of a file, to be made and stored. */
export type PartJob = { readonly spec: GenerationSpec } & PartWork;

/** The same without what is generated. */
export type PartWork = RowsWork | CompanionWork | DatasetWork;

/** Rows of one entity. */
export interface RowsWork {
  readonly content: 'rows';
  /** Where the store keeps it. */
  readonly key: string;
  readonly entity: string;
  readonly first: number;
  readonly rows: number;
  /** Whether it begins a file although rows come before it: those are in other files. The first rows always begin one. */
  readonly opensFile?: boolean;
  /** The last part of its file, which ends with the format's footer. */
  readonly last: boolean;
  /** All others of the file, in order, for one that closes the file; else none. */
  readonly before: readonly StoredPiece[];
}

/** A part that is stored. */
export interface StoredPiece {
  readonly key: string;
  readonly rows: number;
  readonly bytes: number;
}

/** A whole file that stands beside those of the entities. */
export interface CompanionWork {
  readonly content: 'companion';
  readonly key: string;
  /** Its name. */
  readonly file: string;
  /** The entities and their files. */
  readonly files: readonly { readonly entity: string; readonly file: string }[];
}

/** A whole file with all rows of some entities. */
export interface DatasetWork {
  readonly content: 'dataset';
  readonly key: string;
  readonly entities: readonly string[];
  /** Of the file. */
  readonly maxBytes: number;
}

export interface PartResult {
  readonly rows: number;
  readonly bytes: number;
  /** CRC-32 (ISO 3309) of the part's bytes, unsigned. */
  readonly crc32: number;
}

/** Rows of some entities to be loaded into a database, in one transaction. */
export interface LoadJob {
  /** Its format is the targets' own. */
  readonly spec: GenerationSpec;
  readonly entities: readonly string[];
  /** With its password. */
  readonly address: Address;
  /** Where the address may lead. */
  readonly networks: Networks;
  readonly schema: string | null;
  readonly mode: LoadMode;
}

/** What a load tells while it runs. */
export interface LoadEvents {
  /** Rows sent so far, at most ten times a second. */
  progress(rows: number): void;
  /** All rows are there. They are committed when this resolves, and never where it rejects. */
  committing(transaction: TransactionId): Promise<void>;
}

/** Why a part, a preview or an inspection came to nothing. */
export type HostFailureReason =
  /** The child process died while it ran this. */
  | 'crashed'
  /** It took longer than allowed. */
  | 'timeout'
  /** Others took so long that its turn did not come, or it took long while others waited: later it may be done. */
  | 'busy'
  /** The key has used up its time for looking at models: `retryAfter` says when it may again. */
  | 'spent'
  /** A part took more memory or bytes than allowed. */
  | 'too-large'
  /** The disk is full or cannot be written. */
  | 'storage'
  /** The host is being closed. */
  | 'closed'
  /** Anything else: an error of ours. */
  | 'failed';

export class HostFailure extends Error {
  readonly reason: HostFailureReason;
  /** Seconds until another try makes sense, where that is known. */
  readonly retryAfter: number | undefined;

  constructor(reason: HostFailureReason, message: string, options?: ErrorOptions & { readonly retryAfter?: number }) {
    super(message, options);
    this.name = 'HostFailure';
    this.reason = reason;
    this.retryAfter = options?.retryAfter;
  }
}

/**
 * Runs models in a supervised child process that holds the threads: whatever a model does to its memory or time, the
 * gateway goes on. A child that dies is started again; the part that it was making fails with the reason `crashed`, and so does a
 * call (of `inspect`, `preview`, `faults`, `inline`, `readFabricate` or `importText`) that was the reason. Calls take turns by who asks.
 */
export interface ModelHost {
  /** Reads and compiles a model. Answers the same request from a cache. */
  inspect(spec: GenerationSpec, asker: Asker): Promise<Inspection>;
  preview(request: PreviewRequest, asker: Asker): Promise<Preview>;
  /** Why the spec's format cannot hold some entities of its model, a sentence for each fault. */
  faults(spec: GenerationSpec, entities: readonly string[], asker: Asker): Promise<readonly string[]>;
  /** The text of a model with the stored providers that it draws from, and the rows of its table files, written into it. */
  inline(model: ModelRequest, kept: KeptOutside, asker: Asker): Promise<InlinedModel>;
  /** What a definition of Fabricate is, with rows that came apart from it. */
  readFabricate(request: FabricateRequest, asker: Asker): Promise<FabricateResult>;
  /** Makes a model of a schema of another system. Its parser is loaded in the thread, when it is needed. */
  importText(request: ImportRequest, asker: Asker): Promise<ImportedText>;
  /**
   * Makes and stores one part; first come, first served, `threads` at once.
   * @param progress gets the rows done so far, at most ten times a second.
   * @param signal frees the thread within a second; the promise then rejects with the signal's reason.
   */
  makePart(job: PartJob, progress: (rows: number) => void, signal: AbortSignal): Promise<PartResult>;
  /**
   * Loads rows in a thread of its own; it counts as a part. Throws a TargetFailure where the database does not take them.
   * @param signal ends it within a second, and nothing is loaded then; once it is being committed it is too late.
   */
  load(job: LoadJob, events: LoadEvents, signal: AbortSignal): Promise<void>;
  /** Parts that are made at once. */
  readonly threads: number;
  /** Process id of the child while it is up. */
  readonly pid: number | undefined;
  /** Ends the child; what runs fails with the reason `closed`. */
  close(): Promise<void>;
}

export interface ModelHostSettings {
  readonly threads: number;
  readonly store: StoreSettings;
  /** Memory of each thread's heap, in MiB. */
  readonly threadMegabytes: number;
  /** Milliseconds that a call may take, and that it may wait for its turn before. */
  readonly interactiveTimeout: number;
}

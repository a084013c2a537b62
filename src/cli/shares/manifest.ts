import { createHash } from 'node:crypto';
import { z } from 'zod';
import { ENGINE_VERSION } from '../../engine/version.ts';
import type { Options } from '../../model/index.ts';
import type { ModelRequest } from '../../workers/programs/model-request.ts';
import type { Folder } from '../folders/folder.ts';
import { version } from '../../version.ts';
import { writeFile } from '../files/write-companions.ts';
import type { Share } from './share.ts';

/** Everything that the bytes of a run follow from: shares of equal runs fit together. */
export interface Run {
  /** Versions of the package and of the engine. */
  readonly rowmill: string;
  readonly engine: number;
  readonly format: string;
  readonly options: Options;
  /** Those that are written, with their files, in the order of the model. */
  readonly entities: readonly { readonly entity: string; readonly file: string }[];
  /** Whether every share is complete files. */
  readonly split: boolean;
  readonly shares: number;
  readonly model: ModelRequest;
}

const wholeNumber = z.number().int().nonnegative();

const manifestSchema = z.object({
  /** Digest of the run. */
  run: z.string().regex(/^[\da-f]{64}$/),
  share: wholeNumber,
  of: wholeNumber,
  files: z.array(
    z.object({
      entity: z.string(),
      /** Below the folder of the manifest. */
      path: z.string(),
      first: wholeNumber,
      rows: wholeNumber,
      bytes: wholeNumber,
      /** CRC-32 (ISO 3309) in hexadecimal. */
      crc32: z.string().regex(/^[\da-f]{8}$/),
      /** What the end of the file says of each part, where it does: in base64. */
      parts: z.array(z.object({ rows: wholeNumber, bytes: wholeNumber, seal: z.string() })),
    }),
  ),
});

/** What a share wrote. It is written last: a share without it is not there. */
export type Manifest = z.infer<typeof manifestSchema>;

export function runOf(rest: Omit<Run, 'rowmill' | 'engine'>): Run {
  return { rowmill: version(), engine: ENGINE_VERSION, ...rest };
}

export function digestOf(run: Run): string {
  return createHash('sha256').update(JSON.stringify(run)).digest('hex');
}

/** What is behind the name of a share's file: `part-00003-of-00010`. */
export function shareName({ number, of }: Share): string {
  return `part-${pad(number)}-of-${pad(of)}`;
}

const pad = (number: number): string => String(number).padStart(5, '0');

/** Names of the manifests of shares. */
export const MANIFEST = /^part-\d{5,7}-of-\d{5,7}\.json$/;

export const manifestFile = (share: Share): string => `${shareName(share)}.json`;
export const runFile = (digest: string): string => `run-${digest}.json`;

/** Null where the text is none. */
export function readManifest(text: string): Manifest | null {
  return manifestSchema.safeParse(parsed(text)).data ?? null;
}

/** A run as its file has it; null where that is not the one of the digest. */
export function readRun(text: string, digest: string): Run | null {
  // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- the digest is that of what was written
  const run = parsed(text) as Run | null;
  return run !== null && digestOf(run) === digest ? run : null;
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch (error) {
    if (error instanceof SyntaxError) return null;
    throw error;
  }
}

/** Writes a file that other processes may be writing with the same bytes. */
export async function writeJson(folder: Folder, name: string, value: unknown): Promise<void> {
  await writeFile(folder, name, Buffer.from(`${JSON.stringify(value)}\n`));
}

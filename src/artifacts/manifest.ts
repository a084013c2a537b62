/** Where the files of a run are listed, when all of them are there. */
export const MANIFEST_FILE = 'manifest.json';

/** A file as a manifest lists it. */
export interface ListedFile {
  /** Null where the file is not of one entity. */
  readonly entity: string | null;
  /** Below the folder of the manifest. */
  readonly path: string;
  readonly rows: number;
  readonly bytes: number;
  /** CRC-32 (ISO 3309), 8 hexadecimal digits. */
  readonly crc32: string;
}

/** What a manifest says of a run beside its files, such as its format and the version of rowmill. */
export type RunFacts = Readonly<Record<'format' | 'rowmill', string>> & Readonly<Record<string, string | number>>;

export function manifestOf(facts: RunFacts, files: readonly ListedFile[]): Uint8Array {
  return Buffer.from(`${JSON.stringify({ ...facts, files })}\n`);
}

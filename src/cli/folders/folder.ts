import type { Output } from '../../artifacts/output.ts';

/** Where commands write files: a folder of this machine, or objects of a bucket below a prefix. Names may have slashes. */
export interface Folder {
  /** Whether files take bytes at once, so that threads can write them. */
  readonly direct: boolean;
  /** A file as messages name it. */
  shown(name: string): string;
  /** Whether it certainly has room for so many bytes, and need not know how many they really are. */
  fits(bytes: number): boolean;
  /** Makes the folder, unless there is no room for so many bytes. */
  prepare(bytes: number): void;
  /** Begins a file, which is there under its name when it is complete. @param bytes that it will have, about. */
  open(name: string, bytes: number): Output;
  /** The names of files that begin so, without those of folders in the folder. */
  names(start: string): Promise<readonly string[]>;
  /** Null where there is no such file. */
  size(name: string): Promise<number | null>;
  /** The bytes of a file, each chunk good until the next one. */
  read(name: string): AsyncIterable<Uint8Array> | Iterable<Uint8Array>;
}

/** A stored piece and its length. */
export interface Piece {
  /** As in the store. */
  readonly key: string;
  readonly bytes: number;
}

/** An artifact as its downloader sees it. */
export interface DownloadableFile {
  /** As `fileNames` makes it, or of [A-Za-z0-9._-] only; no other file of the task has it. */
  readonly name: string;
  readonly contentType: string;
  /** The sum of its pieces. */
  readonly bytes: number;
  /** CRC-32 of the whole file, 8 hexadecimal digits. */
  readonly digest: string;
  /** The parts, in row order. */
  readonly pieces: readonly Piece[];
}

/** A finished task, as far as a download needs to know it. */
export interface DownloadableTask {
  /** Its pieces are gone, or may go at any time. */
  readonly expired: boolean;
  readonly finishedAt: Date;
  /** What all its files together are called; they have the name of the address by default. */
  readonly title?: string;
  /** Those that are there from end to end. */
  readonly files: readonly DownloadableFile[];
  /** Whether that is all of them: an archive without one would lie. */
  readonly whole: boolean;
}

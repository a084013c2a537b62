import type { PlannedFile } from '../entities/task.ts';
import { closesFile, partsOf, type PlannedPart, rowsOf, type StoredPart } from './stored-parts.ts';
import type { Progress } from './write-progress.ts';

/** How far a run has come. */
export class RunTally {
  readonly #files: readonly PlannedFile[];
  /** By position of the file, then of the part. */
  readonly #stored: (StoredPart | undefined)[][];
  /** Rows of parts that are being made. */
  readonly #underWay = new Map<PlannedPart, number>();
  readonly #began = performance.now();
  readonly #rowsBefore: number;
  #rows = 0;
  #bytes = 0;
  #parts = 0;
  /** Not written to the database yet. */
  #unsaved: StoredPart[] = [];
  #changed = false;

  /** @param stored by earlier runs. */
  constructor(files: readonly PlannedFile[], stored: readonly StoredPart[]) {
    this.#files = files;
    this.#stored = files.map(() => []);
    for (const part of stored) this.#count(part);
    this.#rowsBefore = this.#rows;
  }

  /** Of all stored parts. */
  get bytes(): number {
    return this.#bytes;
  }

  /** Whether something happened since the progress was saved last. */
  get changed(): boolean {
    return this.#changed;
  }

  /** The parts that have still to be made, in order; those that close files, which ask for all others, or all others. */
  *missing(closing: boolean): Generator<PlannedPart, void, undefined> {
    for (const part of partsOf(this.#files)) {
      const isMissing = this.#stored[part.file][part.number] === undefined;
      if (isMissing && closesFile(this.#files, part) === closing) yield part;
    }
  }

  /** The stored parts of a file, in order. */
  partsOf(file: number): readonly StoredPart[] {
    return this.#stored[file].filter((part) => part !== undefined);
  }

  /** So many rows of a part have been made. */
  makes(part: PlannedPart, rows: number): void {
    this.#underWay.set(part, rows);
    this.#changed = true;
  }

  /** A part came to nothing. */
  drop(part: PlannedPart): void {
    this.#underWay.delete(part);
    this.#changed = true;
  }

  add(part: PlannedPart, bytes: number, crc32: number): void {
    this.#underWay.delete(part);
    const stored = { ...part, bytes, crc32 };
    this.#count(stored);
    this.#unsaved.push(stored);
    this.#changed = true;
  }

  /** What to write now. */
  progress(): Progress {
    const underWay = [...this.#underWay.values()].reduce((sum, rows) => sum + rows, 0);
    const rowsDone = this.#rows + underWay;
    const seconds = (performance.now() - this.#began) / 1000;
    return {
      rowsDone,
      bytesDone: this.#bytes,
      partsDone: this.#parts,
      rowsPerSecond:
        rowsDone === this.#rowsBefore ? null : Math.max(0, Math.round((rowsDone - this.#rowsBefore) / seconds)),
      parts: this.#unsaved,
    };
  }

  /** What was to be written is. */
  saved({ parts }: Progress): void {
    this.#unsaved = this.#unsaved.filter((part) => !parts.includes(part));
  }

  /** Counts what happens from now on as a change. */
  look(): Progress {
    this.#changed = false;
    const progress = this.progress();
    return { ...progress, parts: [...progress.parts] };
  }

  #count(part: StoredPart): void {
    this.#stored[part.file][part.number] = part;
    this.#rows += rowsOf(this.#files, part);
    this.#bytes += part.bytes;
    this.#parts++;
  }
}

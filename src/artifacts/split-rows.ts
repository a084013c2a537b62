/** The rows of an entity, and what they take. */
export interface RowsToSplit {
  readonly rows: number;
  /** Of each part but the last. */
  readonly partRows: number;
  /** Of all rows in one file, about. */
  readonly bytes: number;
}

/** The rows of one of several files. */
export interface SplitRows {
  /** Of the file, from 1. */
  readonly number: number;
  readonly first: number;
  readonly rows: number;
}

/** The rows of the files that an entity is split into: whole parts of about so many bytes together; one file where there are no rows. */
export function* splitRows(
  { rows, partRows, bytes }: RowsToSplit,
  fileSize: number,
): Generator<SplitRows, void, undefined> {
  const partBytes = Math.max(1, (bytes / Math.max(1, rows)) * partRows);
  const step = partRows * Math.max(1, Math.floor(fileSize / partBytes));
  let number = 0;
  for (let first = 0; first === 0 || first < rows; first += step) {
    yield { number: ++number, first, rows: Math.min(step, rows - first) };
  }
}

/** The name of one of the files that the rows of an entity are in: `Order/part-00017.parquet`. @param number from 1. */
export function splitFileName(file: string, number: number): string {
  const dot = file.lastIndexOf('.');
  return `${file.slice(0, dot)}/part-${String(number).padStart(5, '0')}${file.slice(dot)}`;
}

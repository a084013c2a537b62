/**
 * The entries of a column for a batch, as Parquet lays out nested data (Dremel): a value, or in its place the null or the
 * empty list that hides it.
 */
export class Entries {
  count = 0;
  /** The row of a vector for each entry, -1 where nothing is. */
  rows = new Int32Array(0);
  /** How many of the optional and repeated ancestors are there, the column itself being the last. */
  definitions = new Uint8Array(0);
  /** Which list goes on with the entry, 1 being the outermost; 0 if a row begins. */
  repetitions = new Uint8Array(0);

  /** Rows 0 … length - 1 of a table. */
  rowsOfBatch(length: number): void {
    if (this.rows.length < length) {
      this.#grow(length);
      for (let i = 0; i < this.rows.length; i++) this.rows[i] = i;
    }
    this.count = length;
  }

  /** The same entries, gone where the value is null. `definition` is that of a null. */
  presentOf({ count, rows, definitions, repetitions }: Entries, validity: Uint8Array | null, definition: number): void {
    if (this.rows.length < count) this.#grow(count);
    this.count = count;
    for (let i = 0; i < count; i++) {
      const row = rows[i];
      const isPresent = row >= 0 && (validity === null || validity[row] === 1);
      this.rows[i] = isPresent ? row : -1;
      this.definitions[i] = isPresent ? definition + 1 : definitions[i];
    }
    this.repetitions.set(repetitions.subarray(0, count));
  }

  /** The items of the entries' lists, one entry for each empty list. `definition` is that of an empty list. */
  itemsOf(lists: Entries, offsets: Int32Array, definition: number, repetition: number): void {
    let end = 0;
    for (let i = 0; i < lists.count; i++) {
      const row = lists.rows[i];
      const start = row < 0 ? 0 : offsets[row];
      const length = row < 0 ? 0 : offsets[row + 1] - start;
      if (this.rows.length < end + length + 1) this.#grow(end + length + 1);
      this.rows[end] = length === 0 ? -1 : start;
      this.definitions[end] = length === 0 ? lists.definitions[i] : definition + 1;
      this.repetitions[end++] = lists.repetitions[i];
      for (let k = 1; k < length; k++) {
        this.rows[end] = start + k;
        this.definitions[end] = definition + 1;
        this.repetitions[end++] = repetition;
      }
    }
    this.count = end;
  }

  #grow(least: number): void {
    const size = Math.max(least, 2 * this.rows.length);
    const { rows, definitions, repetitions } = this;
    this.rows = new Int32Array(size);
    this.rows.set(rows);
    this.definitions = new Uint8Array(size);
    this.definitions.set(definitions);
    this.repetitions = new Uint8Array(size);
    this.repetitions.set(repetitions);
  }
}

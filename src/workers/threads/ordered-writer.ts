import type { Output } from '../../artifacts/output.ts';
import { type FileRows, partsIn } from '../../engine/plan.ts';
import type { PartFormat, SealedPart } from '../../formats/index.ts';
import type { PartSource } from '../making/part-source.ts';
import type { RowWriter, WrittenRows } from './row-writer.ts';
import type { WrittenWhole } from './whole-files.ts';

/** Writes to what may take its time, such as a pipe, in this thread; the parts come from wherever they are made. */
export class OrderedWriter implements RowWriter {
  readonly #source: PartSource;
  readonly #format: PartFormat;

  constructor(source: PartSource, format: PartFormat) {
    this.#source = source;
    this.#format = format;
  }

  async writeWhole(): Promise<readonly WrittenWhole[]> {
    return [];
  }

  async write(rows: FileRows, output: Output, written: (rows: number) => void): Promise<WrittenRows> {
    const { partBatches } = this.#format;
    const parts: SealedPart[] = [];
    let bytes = 0;
    let before = 0;
    for await (const chunk of this.#source.make(partsIn(rows, partBatches))) {
      await output.write(chunk.bytes);
      bytes += chunk.bytes.length;
      written(chunk.rows);
      if (chunk.seal === null || partBatches === undefined) continue;
      parts.push({ rows: chunk.part.rows, bytes: bytes - before, seal: chunk.seal });
      before = bytes;
    }
    return { bytes, parts };
  }

  stop(): void {
    // Only this thread writes.
  }

  async close(): Promise<void> {
    await this.#source.close();
  }
}

import type { Canvas } from './canvas.ts';
import type { Leaf } from './cell.ts';
import { textCell, type Texts } from './text-cells.ts';
import type { CellWriter } from './writer.ts';

/** A cell whose texts are written one after the other before they are put in their rows: for whatever has no faster way. */
export function rendered(write: CellWriter, least: number): Leaf {
  return {
    least,
    bind: (canvas, place) => textCell(renderer(write, canvas), canvas, place),
  };
}

/** Writes a batch's texts into a buffer of its own beside the canvas, which is as large as the largest batch so far. */
export function renderer(write: CellWriter, canvas: Canvas): (length: number) => Texts {
  const sink = canvas.sink();
  const texts: Texts = { bytes: sink.bytes, offsets: new Int32Array(1) };
  return (length) => {
    if (texts.offsets.length <= length) texts.offsets = new Int32Array(length + 1);
    const { offsets } = texts;
    sink.length = 0;
    for (let row = 0; row < length; row++) {
      write(sink, row);
      offsets[row + 1] = sink.length;
    }
    texts.bytes = sink.bytes;
    return texts;
  };
}

import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Table } from '../../src/engine/table.ts';
import type { Column } from '../../src/engine/vector.ts';
import type { DatasetFormat, PartFormat } from '../../src/formats/format.ts';
import { Canvas, parseOptions, Sink } from '../../src/formats/index.ts';
import type { OptionsOf, OptionSpecs } from '../../src/model/option.ts';

/** Of all files one after the other: dirty memory, as that of an entity before is. */
const canvas = new Canvas();

/** Options as a command line would give them, defaults filled in. */
export function optionsOf<S extends OptionSpecs>(
  format: { readonly options: S },
  entries: Record<string, string> = {},
): OptionsOf<S> {
  const { options, errors } = parseOptions(format.options, new Map(Object.entries(entries)));
  if (errors.length > 0) throw new Error(errors.map(({ message }) => message).join('; '));
  return options;
}

/** A table without keys. */
export function tableOf(columns: readonly Column[]): Table {
  return { name: 'Thing', columns, key: [], uniques: [], references: [] };
}

/** The bytes of a file of one part, made in batches of the given lengths. */
export function encodeFile(
  format: PartFormat,
  columns: readonly Column[],
  lengths: readonly number[],
  entries: Record<string, string> = {},
  move: (first: number) => void = () => undefined,
): Uint8Array {
  return encodeParts(format, columns, lengths.length === 0 ? [] : [lengths], entries, move);
}

/** The bytes of a file whose parts are made one after the other, each in batches of the given lengths. */
export function encodeParts(
  format: PartFormat,
  columns: readonly Column[],
  parts: readonly (readonly number[])[],
  entries: Record<string, string> = {},
  move: (first: number) => void = () => undefined,
): Uint8Array {
  const options = optionsOf(format, entries);
  const { header, separator, footer } = format.frame(tableOf(columns), options);
  // Dirty memory of an awkward size, as a buffer that came back is.
  const sink = new Sink(new Uint8Array(100).fill(0xff).buffer);
  sink.append(header);
  canvas.reset();
  const encoder = format.encoder(columns, canvas, options, tableOf(columns));
  let first = 0;
  const sealed = parts.map((lengths, k) => {
    if (k > 0) sink.append(separator);
    const start = sink.length;
    encoder.begin();
    for (const length of lengths) {
      move(first);
      sink.append(encoder.encode(length));
      first += length;
    }
    const { bytes, seal } = encoder.end();
    sink.append(bytes);
    return { rows: lengths.reduce((sum, length) => sum + length, 0), bytes: sink.length - start, seal };
  });
  sink.append(typeof footer === 'function' ? footer(sealed) : footer);
  return sink.written().slice();
}

/** The bytes of a file of one table for all entities, made in batches of the given lengths. */
export function encodeDataset(
  format: DatasetFormat,
  columns: readonly Column[],
  lengths: readonly number[],
  move: (first: number) => void = () => undefined,
): Uint8Array {
  const folder = mkdtempSync(join(tmpdir(), 'rowmill-formats-'));
  try {
    const path = join(folder, 'file');
    const file = format.create(path, [tableOf(columns)], optionsOf(format));
    canvas.reset();
    const table = file.table(tableOf(columns), columns, canvas);
    let first = 0;
    for (const length of lengths) {
      move(first);
      table.write(length);
      first += length;
    }
    file.finish();
    return readFileSync(path);
  } finally {
    rmSync(folder, { recursive: true });
  }
}

/** The bytes of `encodeFile` as a text; throws where the bytes are no valid UTF-8. */
export function encodeText(...arguments_: Parameters<typeof encodeFile>): string {
  return new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(encodeFile(...arguments_));
}

import type { Table } from '../../src/engine/table.ts';
import type { Column } from '../../src/engine/vector.ts';
import type { PartFormat } from '../../src/formats/format.ts';
import { parseOptions, Sink } from '../../src/formats/index.ts';
import type { Options } from '../../src/model/option.ts';

/** Options as a command line would give them, defaults filled in. */
export function optionsOf(format: PartFormat, entries: Record<string, string> = {}): Options {
  const { options, errors } = parseOptions(format.options, new Map(Object.entries(entries)));
  if (errors.length > 0) throw new Error(errors.join('; '));
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
  const options = optionsOf(format, entries);
  const { header, footer } = format.frame(tableOf(columns), options);
  // Dirty memory of an awkward size, as a buffer that came back is.
  const sink = new Sink(new Uint8Array(100).fill(0xff).buffer);
  sink.append(header);
  const encoder = format.encoder(columns, options, tableOf(columns));
  let first = 0;
  for (const length of lengths) {
    move(first);
    encoder.encode(length, sink);
    first += length;
  }
  const seal = first === 0 ? null : encoder.end(sink);
  const parts = seal === null ? [] : [{ rows: first, bytes: sink.length - header.length, seal }];
  sink.append(typeof footer === 'function' ? footer(parts) : footer);
  return sink.written().slice();
}

/** The same as a text; throws where the bytes are no valid UTF-8. */
export function encodeText(...arguments_: Parameters<typeof encodeFile>): string {
  return new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(encodeFile(...arguments_));
}

import type { Columns } from '../../data/tables.ts';
import { parseDate } from '../../calendar.ts';
import { Dictionary } from '../../dictionary.ts';
import type { Recipe } from '../../frame.ts';
import { aliasTable } from '../../random/alias.ts';
import { fillAlias } from '../../random/fill.ts';
import type { Resources } from '../../resources.ts';
import type { FamilyRecord, GeneratorInput } from '../generator.ts';
import { mapped, type NumberSource, ownNumbers, recordNumbers, sharedNumbers } from './numbers.ts';
import { once } from './once.ts';
import { entries, integers } from './recipes.ts';

/** A table whose columns are generators. Those of one object and row read one drawn row, and so agree. */
export interface FamilyTable {
  /** The name of its record. */
  readonly record: string;
  /** Its columns; one called `weight` says how often a row is drawn next to the others. */
  columns(resources: Resources): Columns;
}

const weights = once((texts: readonly string[]) => aliasTable(Float64Array.from(texts, Number)));

/** The number of the object's row of a table. */
export function tableRows(table: FamilyTable, input: Pick<GeneratorInput, 'resources' | 'record'>): NumberSource {
  const columns = table.columns(input.resources);
  return drawnRows(columns, input.record(table.record));
}

/** A drawn row of a table for each row of a record. */
export function drawnRows(columns: Columns, record: FamilyRecord): NumberSource {
  const weight = columns['weight'];
  if (weight === undefined) return recordNumbers(record, 'row', rowCount(columns));
  const key = record.key('row');
  return sharedNumbers(`${record.id}:row`, (out) => {
    const chances = weights(weight);
    return (rows) => fillAlias(out, key, rows, chances);
  });
}

/** How many rows a table has. */
export function rowCount(columns: Columns): number {
  return Object.values(columns)[0].length;
}

/** The texts of a column once each, and which of them every row has. */
export const tableColumn = once((texts: readonly string[]) => {
  const numbers = new Map<string, number>();
  const entryOf = Int32Array.from(texts, (text) => {
    const known = numbers.get(text) ?? numbers.size;
    numbers.set(text, known);
    return known;
  });
  return { dictionary: Dictionary.from([...numbers.keys()]), entryOf };
});

/** The text in a column of the object's row; where it must be unique, each text of the column once. */
export function tableText(table: FamilyTable, column: string, input: GeneratorInput): Recipe {
  const { dictionary, entryOf } = tableColumn(table.columns(input.resources)[column]);
  if (input.distinct !== null) return entries(dictionary, ownNumbers(input, dictionary.length));
  return entries(dictionary, mapped(tableRows(table, input), entryOf));
}

/** The whole number in a column of the object's row; where it must be unique, each number of the column once. */
export function tableInteger(table: FamilyTable, column: string, input: GeneratorInput): Recipe {
  const { values, magnitude, kept } = tableNumbers(table, column, 0, input);
  const numbers =
    input.distinct === null ? mapped(tableRows(table, input), values) : mapped(ownNumbers(input, kept.length), kept);
  return integers(numbers, magnitude);
}

/** The date in a column of the object's row; where it must be unique, each date of the column once. */
export function tableDate(table: FamilyTable, column: string, input: GeneratorInput): Recipe {
  const days = Int32Array.from(table.columns(input.resources)[column], (text) => parseDate(text) ?? 0);
  const kept = Int32Array.from(new Set(days));
  const numbers =
    input.distinct === null ? mapped(tableRows(table, input), days) : mapped(ownNumbers(input, kept.length), kept);
  return {
    type: { kind: 'date' },
    nullable: false,
    width: 10,
    bind(frame) {
      const source = numbers(frame);
      return { vector: { kind: 'date', values: source.values, validity: null }, fill: (rows) => source.fill(rows) };
    },
  };
}

/** The number in a column of the object's row with so many decimals, or with those of the declared type if they are fewer. */
export function tableDecimal(table: FamilyTable, column: string, decimals: number, input: GeneratorInput): Recipe {
  const scale = input.declared?.kind === 'decimal' ? Math.min(input.declared.scale, decimals) : decimals;
  const { values, magnitude, kept } = tableNumbers(table, column, scale, input);
  const numbers =
    input.distinct === null ? mapped(tableRows(table, input), values) : mapped(ownNumbers(input, kept.length), kept);
  return {
    type: { kind: 'decimal', precision: String(magnitude).length, scale },
    nullable: false,
    width: String(magnitude).length + 3,
    magnitude,
    bind(frame) {
      const source = numbers(frame);
      const units = frame.arena.float64(frame.capacity);
      return {
        vector: { kind: 'decimal', scale, values: units, validity: null },
        fill(rows) {
          source.fill(rows);
          for (let i = 0; i < rows.length; i++) units[i] = source.values[i];
        },
      };
    },
  };
}

function tableNumbers(
  table: FamilyTable,
  column: string,
  scale: number,
  input: GeneratorInput,
): { readonly values: Int32Array; readonly kept: Int32Array; readonly magnitude: number } {
  const factor = 10 ** scale;
  const values = Int32Array.from(table.columns(input.resources)[column], (text) => Math.round(Number(text) * factor));
  const magnitude = values.reduce((most, value) => Math.max(most, Math.abs(value)), 1);
  return { values, kept: Int32Array.from(new Set(values)), magnitude };
}

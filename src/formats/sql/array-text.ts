import type { ColumnSchema, ColumnType, ListVector, Vector } from '../../engine/vector.ts';
import { enclose } from '../text/enclose.ts';
import { type Escape, escaped, escapedDictionary } from '../text/escape.ts';
import { appendBytes, type CellWriter, nullable, plainWriter } from '../text/writer.ts';
import { replaceBytes } from './replace-bytes.ts';

const encoder = new TextEncoder();
const NULL = encoder.encode('NULL');
const [OPEN, COMMA, CLOSE] = ['{', ',', '}'].map((text) => encoder.encode(text));

/** The inside of a quoted item. */
const itemText: Escape = replaceBytes(
  'array item',
  new Map([
    ['"'.charCodeAt(0), encoder.encode('\\"')],
    ['\\'.charCodeAt(0), encoder.encode('\\\\')],
  ]),
);

/** A whole item in quotes. */
const item: Escape = {
  key: 'quoted array item',
  clean: () => false,
  finish(sink, start) {
    itemText.finish(sink, start);
    enclose(sink, start);
  },
};

/** Writes a list as an array of PostgreSQL, `{1,2,NULL}`: texts always in quotes. https://www.postgresql.org/docs/current/arrays.html#ARRAYS-IO */
export function arrayWriter(type: ColumnType, vector: Vector): CellWriter {
  if (type.kind !== 'list' || vector.kind !== 'list') throw new TypeError('only a list is an array');
  return itemsWriter(vector, itemWriter(type.item, vector.items));
}

function itemsWriter({ offsets }: ListVector, write: CellWriter): CellWriter {
  return (sink, row) => {
    appendBytes(sink, OPEN, 0, 1);
    for (let i = offsets[row]; i < offsets[row + 1]; i++) {
      if (i > offsets[row]) appendBytes(sink, COMMA, 0, 1);
      write(sink, i);
    }
    appendBytes(sink, CLOSE, 0, 1);
  };
}

function itemWriter(type: ColumnType, vector: Vector): CellWriter {
  const isText = type.kind === 'string' || type.kind === 'enum';
  if (isText && vector.kind === 'dictionary') {
    const dictionary = escapedDictionary(vector.dictionary, item);
    return nullable(vector.validity, plainWriter({ ...vector, dictionary }), NULL);
  }
  const write = plainWriter(vector);
  return nullable(vector.validity, isText ? escaped(write, item) : write, NULL);
}

/** What an array of PostgreSQL can have as items here. */
const ITEMS: ReadonlySet<ColumnType['kind']> = new Set([
  'string',
  'integer',
  'number',
  'decimal',
  'boolean',
  'date',
  'time',
  'timestamp',
  'uuid',
  'enum',
]);

/** Every list that can be an array. */
const ALL = '*';

/** Columns with those lists marked that are to be arrays: `Entity.field`, or `*` for all. */
export function withArrays<C extends ColumnSchema>(
  entity: string,
  columns: readonly C[],
  arrays: readonly string[],
): readonly C[] {
  if (arrays.length === 0) return columns;
  return columns.map((column) => {
    const { type, name } = column;
    if (type.kind !== 'list' || !ITEMS.has(type.item.kind)) return column;
    const isArray = arrays.includes(ALL) || arrays.includes(`${entity}.${name}`);
    return isArray ? { ...column, type: { ...type, isArray } } : column;
  });
}

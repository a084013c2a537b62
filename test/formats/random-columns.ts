import * as fc from 'fast-check';
import type { Column, ColumnType, Vector } from '../../src/engine/vector.ts';
import { fixed } from './everything.ts';
import { make } from './vectors.ts';

/** A column of any type, and the text of every value, JSON of nested ones. */
export interface RandomColumn {
  readonly column: Column;
  readonly texts: readonly (string | null)[];
}

/** Values of a type: each as JSON has it, decimals and all that is no number as text. */
interface RandomType {
  readonly type: ColumnType;
  readonly value: fc.Arbitrary<unknown>;
  /** Makes a vector of values; undefined where one is null, and anything will do. */
  build(values: readonly unknown[]): Vector;
}

const DAY = 86_400_000;
const isoDate = (day: number): string => new Date(day * DAY).toISOString().split('T')[0];
const isoTime = (ms: number): string => new Date(ms).toISOString().slice(11, 23).replace('.000', '');
const text = fc.oneof(
  fc.string({ unit: 'binary', maxLength: 12 }),
  fc.constantFrom('', '"', '\n', '\0', 'NULL', '😀', 'é'),
);

/** Builds a vector of values that are looked up by their texts. */
function scalar<T>(
  type: ColumnType,
  value: fc.Arbitrary<T>,
  textOf: (value: T) => unknown,
  build: (values: (T | null)[]) => Vector,
): RandomType {
  const known = new Map<unknown, T>();
  return {
    type,
    value: value.map((one) => {
      const plain = textOf(one);
      known.set(plain, one);
      return plain;
    }),
    build: (values) => build(values.map((one) => known.get(one) ?? null)),
  };
}

const days = fc.integer({ min: -1_000_000, max: 2_932_896 });
const moments = fc.date({ noInvalidDate: true }).map((date) => date.getTime());
const numbers = fc.double({ noNaN: true, noDefaultInfinity: true }).map((value) => (value === 0 ? 0 : value));

const SCALARS: readonly RandomType[] = [
  scalar({ kind: 'string' }, text, (x) => x, make.utf8),
  scalar({ kind: 'enum', values: [] }, text, (x) => x, make.dictionary),
  scalar({ kind: 'string' }, fc.maxSafeInteger(), String, make.int53),
  scalar({ kind: 'integer' }, fc.maxSafeInteger(), (x) => x, make.int53),
  scalar({ kind: 'integer' }, fc.integer(), (x) => x, make.int32),
  scalar({ kind: 'number' }, numbers, (x) => x, make.float64),
  scalar({ kind: 'boolean' }, fc.boolean(), (x) => x, make.bool),
  scalar({ kind: 'date' }, days, isoDate, make.date),
  scalar({ kind: 'timestamp' }, moments, (ms) => new Date(ms).toISOString(), make.timestamp),
  scalar({ kind: 'time' }, fc.integer({ min: 0, max: DAY - 1 }), isoTime, make.time),
  scalar({ kind: 'uuid' }, fc.uuid(), (x) => x, make.uuid),
  scalar({ kind: 'json' }, fc.json({ maxDepth: 1 }), (x) => x, make.json),
  scalar(
    { kind: 'binary' },
    fc.uint8Array({ maxLength: 9 }),
    (bytes) => Buffer.from(bytes).toString('base64'),
    make.binary,
  ),
  ...[0, 2, 9].map((scale) =>
    scalar(
      { kind: 'decimal', precision: 9, scale },
      fc.integer({ min: -999_999_999, max: 999_999_999 }),
      (value) => fixed(BigInt(value), scale),
      (values) => make.decimal(scale, values),
    ),
  ),
  scalar(
    { kind: 'decimal', precision: 18, scale: 4 },
    fc.bigInt({ min: -(10n ** 18n) + 1n, max: 10n ** 18n - 1n }),
    (value) => fixed(value, 4),
    (values) => make.decimal64(4, values),
  ),
];

const scalarType = fc.constantFrom(...SCALARS);
const someType = fc.letrec<{ type: RandomType }>((tie) => ({
  type: fc.oneof(
    { depthSize: 'small', withCrossShrink: true },
    scalarType,
    fc.tuple(tie('type'), fc.boolean()).map(([item, nullable]) => listOf(item, nullable)),
    fc.array(fc.tuple(tie('type'), fc.boolean()), { minLength: 1, maxLength: 3 }).map(structOf),
  ),
})).type;

function listOf(item: RandomType, nullableItems: boolean): RandomType {
  return {
    type: { kind: 'list', item: item.type, nullableItems },
    value: fc.array(nullableItems ? fc.option(item.value) : item.value, { maxLength: 4 }),
    build(values) {
      const lists = values.map((list) => (Array.isArray(list) ? list : undefined));
      const items = lists.flatMap((list) => list ?? []);
      const vector = make.list(
        lists.map((list) => list?.length ?? 0),
        validated(item.build(items), nullableItems ? items : null),
      );
      return vector;
    },
  };
}

function structOf(members: readonly (readonly [RandomType, boolean])[]): RandomType {
  const schema = members.map(([{ type }, nullable], k) => ({ name: `m"${k}`, type, nullable }));
  const value = fc.tuple(...members.map(([{ value }, nullable]) => (nullable ? fc.option(value) : value)));
  return {
    type: { kind: 'struct', members: schema },
    value: value.map((values) => Object.fromEntries(values.map((one, k) => [schema[k].name, one]))),
    build(values) {
      const found = values.map((one) => new Map<string, unknown>(Object.entries(one ?? {})));
      return make.struct(
        members.map(([member, nullable], k) => {
          const cells = found.map((one) => one.get(schema[k].name));
          return validated(member.build(cells), nullable ? cells : null);
        }),
      );
    },
  };
}

/** The vector with the nulls of its values, or without any. */
function validated(vector: Vector, values: readonly unknown[] | null): Vector {
  const validity = values && Uint8Array.from(values, (value) => (value === null || value === undefined ? 0 : 1));
  return { ...vector, validity };
}

/** Tables of one to four columns of any type with one to forty rows. */
export const randomColumns: fc.Arbitrary<{ readonly rows: number; readonly columns: readonly RandomColumn[] }> = fc
  .tuple(fc.integer({ min: 1, max: 40 }), fc.array(fc.tuple(someType, fc.boolean()), { minLength: 1, maxLength: 4 }))
  .chain(([rows, types]) =>
    fc
      .tuple(
        ...types.map(([{ value }, nullable]) =>
          fc.array(nullable ? fc.option(value) : value, { minLength: rows, maxLength: rows }),
        ),
      )
      .map((cells) => ({ rows, columns: cells.map((values, k) => randomColumn(`c${k}`, ...types[k], values)) })),
  );

function randomColumn(name: string, random: RandomType, nullable: boolean, values: readonly unknown[]): RandomColumn {
  const vector = validated(random.build(values), nullable ? values : null);
  return {
    column: { name, type: random.type, nullable, vector },
    texts: values.map((value) => (value === null ? null : typeof value === 'string' ? value : JSON.stringify(value))),
  };
}

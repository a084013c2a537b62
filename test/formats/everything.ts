import type { Column } from '../../src/engine/vector.ts';
import { column, make } from './vectors.ts';

/** A column, and for each row the text of its value, null where it is null; of nested values the JSON text. */
export interface Expectation {
  readonly column: Column;
  readonly expected: readonly (string | null)[];
}

const AWKWARD = [
  'plain',
  '',
  '"',
  '""',
  'a "quoted" word',
  'one\ntwo',
  'one\r\ntwo',
  '\r',
  'comma, semicolon; tab\t pipe|',
  'NUL \0 and \u0001 \u001f \u007f',
  'emoji 👩‍👩‍👧 😀',
  'עברית ‏ العربية',
  ' leading and trailing ',
  'back\\slash \\n \\u0000',
  '\u2028\u2029\u0085\ufeff',
  '=1+1',
  '-5',
  '@x',
  'null',
  'x'.repeat(1000),
  'é'.repeat(7),
  '日本語',
  '\u{10ffff}',
  '\n',
];
/** How many rows the table has. */
export const ROWS = AWKWARD.length;

const withNulls = <T>(values: readonly T[]): (T | null)[] => values.map((value, i) => (i % 3 === 1 ? null : value));
const cycle = <T>(values: readonly T[]): T[] => AWKWARD.map((_, i) => values[i % values.length]);

const INTEGERS = cycle([
  0, 1, -1, 9, 10, 99, 100, 9999, 10_000, 99_999_999, 100_000_000, 2_147_483_647, -2_147_483_648,
]);
const LARGE = cycle([0, 2 ** 53 - 1, 1 - 2 ** 53, 2 ** 31, -(2 ** 31), 1e15, 99_999_999, 2 ** 32, 12_345_678_900]);
const DOUBLES = cycle([
  0, 1.5, -1.5, 0.1, 1e21, 1e-7, 5e-324, 1.7976931348623157e308, 123_456.789, -0.000001, 100, 0.3,
]);
const DAYS = cycle([0, -1, 19_723, -25_567, -25_568, 47_846, 47_847, -719_528, -719_529, 2_932_896, 2_932_897, 11_016]);
const MOMENTS = DAYS.map((day, i) => day * 86_400_000 + ((i * 7_777_777) % 86_400_000));
const TIMES = cycle([0, 49_500_000, 86_399_999, 1, 1000, 59_999, 60_000, 43_200_500]);
const BOOLS = cycle([true, false, false]);
const UUIDS = AWKWARD.map((_, i) => `${(i * 0x9abcdef).toString(16).padStart(8, '0')}-00ff-4a0b-8123-0123456789ab`);
const BYTES = AWKWARD.map((_, i) => Uint8Array.from({ length: i % 5 }, (__, j) => 255 - 40 * j));
const JSONS = cycle(['{}', '[1,"a,b"]', '"text"', '12', '{"a":{"b":[null]}}']);
const SCALED = cycle([0, 5, -5, 12, -99, 100, 123_456_789_012_345, -9_007_199_254_740_991, 1_000_000]);
const SCALED64 = cycle([0n, 5n, -5n, 2n ** 63n - 1n, -(2n ** 63n), 10n ** 18n, -(10n ** 17n) - 1n]);

const isoDate = (day: number): string => new Date(day * 86_400_000).toISOString().split('T')[0];
const isoTime = (ms: number): string => new Date(ms).toISOString().slice(11, 23).replace('.000', '');
/** Fixed scale by moving the point in the digits. */
export function fixed(value: bigint, scale: number): string {
  const digits = (value < 0n ? -value : value).toString().padStart(scale + 1, '0');
  const text = scale === 0 ? digits : `${digits.slice(0, -scale)}.${digits.slice(-scale)}`;
  return value < 0n ? `-${text}` : text;
}

const both = <T>(
  name: string,
  type: Parameters<typeof column>[1],
  build: (values: readonly (T | null)[]) => Column['vector'],
  values: readonly T[],
  text: (value: T) => string,
): Expectation[] =>
  [values, withNulls(values)].map((cells, k) => ({
    column: column(k === 0 ? name : `${name}, with "nulls"`, type, build(cells)),
    expected: cells.map((value) => (value === null ? null : text(value))),
  }));

const struct = (name: string, isNull: boolean): Expectation => {
  const validity = isNull ? Uint8Array.from(AWKWARD, (_, i) => +(i % 4 !== 0)) : null;
  const texts = withNulls(AWKWARD);
  const members = [
    column('n', 'integer', make.int32(INTEGERS)),
    column('text "t"', 'string', make.utf8(texts)),
    column('day', 'date', make.date(DAYS)),
    column('empty', { kind: 'struct', members: [] }, make.struct([])),
    column(
      'inner',
      { kind: 'struct', members: [column('b', 'boolean', make.bool(BOOLS))] },
      make.struct([make.bool(BOOLS)]),
    ),
  ];
  return {
    column: column(
      name,
      { kind: 'struct', members },
      make.struct(
        members.map((member) => member.vector),
        validity,
      ),
    ),
    expected: AWKWARD.map((_, i) =>
      validity?.[i] === 0
        ? null
        : JSON.stringify({
            n: INTEGERS[i],
            'text "t"': texts[i],
            day: isoDate(DAYS[i]),
            empty: {},
            inner: { b: BOOLS[i] },
          }),
    ),
  };
};

const list = (name: string, isNull: boolean): Expectation => {
  const lengths = AWKWARD.map((_, i) => (isNull && i % 3 === 0 ? null : i % 4));
  const total = lengths.reduce<number>((sum, length) => sum + (length ?? 0), 0);
  const items = Array.from({ length: total }, (_, i) => (i % 5 === 2 ? null : AWKWARD[i % ROWS]));
  let at = 0;
  return {
    column: column(
      name,
      { kind: 'list', item: { kind: 'string' }, nullableItems: true },
      make.list(lengths, make.utf8(items)),
    ),
    expected: lengths.map((length) => (length === null ? null : JSON.stringify(items.slice(at, (at += length))))),
  };
};

const concat = (name: string, texts: readonly string[]): Expectation => ({
  column: column(
    name,
    'string',
    make.concat([
      make.dictionary(texts),
      '.',
      make.int32(INTEGERS),
      make.date(DAYS),
      make.entries(texts),
      make.bool(BOOLS),
    ]),
  ),
  expected: texts.map((text, i) => `${text}.${INTEGERS[i]}${isoDate(DAYS[i])}${text}${BOOLS[i]}`),
});

/** Every kind of vector with awkward values, without nulls and with them. */
export const everything: readonly Expectation[] = [
  ...both('int32', 'integer', make.int32, INTEGERS, String),
  ...both('int53', 'integer', make.int53, LARGE, String),
  ...both('float64', 'number', make.float64, DOUBLES, String),
  ...Array.from({ length: 13 }, (_, scale) =>
    both(
      `decimal ${scale}`,
      { kind: 'decimal', precision: 18, scale },
      (cells: readonly (number | null)[]) => make.decimal(scale, cells),
      SCALED,
      (value) => fixed(BigInt(value), scale),
    ),
  ).flat(),
  ...[0, 2, 9, 18].flatMap((scale) =>
    both(
      `decimal64 ${scale}`,
      { kind: 'decimal', precision: 19, scale },
      (cells: readonly (bigint | null)[]) => make.decimal64(scale, cells),
      SCALED64,
      (value) => fixed(value, scale),
    ),
  ),
  ...both('date', 'date', make.date, DAYS, isoDate),
  ...both(
    'day',
    'date',
    make.date,
    TIMES.map((time) => time % 40_000),
    isoDate,
  ),
  ...both('timestamp', 'timestamp', make.timestamp, MOMENTS, (ms) => new Date(ms).toISOString()),
  ...both(
    'moment',
    'timestamp',
    make.timestamp,
    TIMES.map((time) => time * 20_011),
    (ms) => new Date(ms).toISOString(),
  ),
  ...both('time', 'time', make.time, TIMES, isoTime),
  ...both('bool', 'boolean', make.bool, BOOLS, String),
  ...both('uuid', 'uuid', make.uuid, UUIDS, String),
  ...both('dictionary', 'enum', make.dictionary, AWKWARD, String),
  ...both('utf8', 'string', make.utf8, AWKWARD, String),
  ...both('clean', 'string', make.utf8, UUIDS, String),
  ...both('binary', 'binary', make.binary, BYTES, (bytes) => Buffer.from(bytes).toString('base64')),
  ...both('text of integers', 'string', make.int53, LARGE, String),
  ...both('text of dates', 'string', make.date, DAYS, isoDate),
  ...both('text of uuids', 'string', make.uuid, UUIDS, String),
  concat('concat', UUIDS),
  concat('awkward concat', AWKWARD),
  ...['\0', '', '-', ' – ', '<middle>', '<a longer middle>', '<one that is more than two words>'].map((middle) => ({
    column: column('joined', 'string', make.concat([make.int32(INTEGERS), middle, make.entries(UUIDS)])),
    expected: UUIDS.map((text, i) => `${INTEGERS[i]}${middle}${text}`),
  })),
  {
    column: column('computed concat', 'string', make.concat([make.utf8(AWKWARD), make.float64(DOUBLES)])),
    expected: AWKWARD.map((text, i) => `${text}${DOUBLES[i]}`),
  },
  {
    column: column(
      'perhaps empty concat',
      'string',
      make.concat([make.entries(AWKWARD.map((_, i) => 'a'.repeat(i % 3)))]),
    ),
    expected: AWKWARD.map((_, i) => 'a'.repeat(i % 3)),
  },
  {
    column: column(
      'null concat',
      'string',
      make.concat(
        [make.dictionary(withNulls(AWKWARD)), '!'],
        Uint8Array.from(AWKWARD, (_, i) => +(i % 3 !== 1)),
      ),
    ),
    expected: withNulls(AWKWARD).map((text) => (text === null ? null : `${text}!`)),
  },
  ...both('json', 'json', make.json, JSONS, String),
  list('list', false),
  list('null list', true),
  struct('struct', false),
  struct('null struct', true),
];

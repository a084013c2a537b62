import { mkdtempSync, rmSync } from 'node:fs';
import { DatabaseSync } from 'node:sqlite';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, expect, test } from 'vitest';
import type { Column } from '../../src/engine/vector.ts';
import { Canvas } from '../../src/formats/index.ts';
import { SqliteLoad } from '../../src/targets/sqlite.ts';
import { TargetFailure } from '../../src/targets/index.ts';
import { tableOf } from '../formats/encode.ts';
import { column, make } from '../formats/vectors.ts';

const folder = mkdtempSync(join(tmpdir(), 'rowmill-types-'));
afterAll(() => rmSync(folder, { recursive: true }));

const decimal = (precision: number, scale: number) => ({ kind: 'decimal', precision, scale }) as const;
const enumOf = (...values: readonly string[]) => ({ kind: 'enum', values }) as const;
const UUID = '00000000-00ff-4a0b-8123-0123456789ab';

/** A column of one row for each type, its value as csv writes it, and as SQLite has it where that is no text. */
const SAMPLES: readonly (readonly [Column, text: string, value?: unknown])[] = [
  [column('integer', 'integer', make.int53([2 ** 53 - 1])), '9007199254740991', 9_007_199_254_740_991n],
  [column('boolean', 'boolean', make.bool([true])), 'true', 1n],
  [
    column('decimal(18,0)', decimal(18, 0), make.decimal64(0, [123_456_789_012_345_678n])),
    '123456789012345678',
    123_456_789_012_345_678n,
  ],
  [
    column('number', 'number', { kind: 'float64', values: Float64Array.of(0.1 + 0.2), validity: null }),
    '0.30000000000000004',
    0.1 + 0.2,
  ],
  [column('decimal(15,3)', decimal(15, 3), make.decimal(3, [10])), '0.010', 0.01],
  [column('decimal(16,2)', decimal(16, 2), make.decimal(2, [1_234_567_890_123_450])), '12345678901234.50'],
  [column('string', 'string', make.utf8(['007'])), '007'],
  [column('enum of digits', enumOf('open', ' 1e5 '), make.dictionary([' 1e5 '])), ' 1e5 '],
  [column('enum', enumOf('open', '1x'), make.dictionary(['1x'])), '1x'],
  [column('date', 'date', make.date([0])), '1970-01-01'],
  [column('time', 'time', make.time([0])), '00:00:00'],
  [column('timestamp', 'timestamp', make.timestamp([0])), '1970-01-01T00:00:00.000Z'],
  [column('uuid', 'uuid', make.uuid([UUID])), UUID],
  [column('json', 'json', make.json(['{"a":1}'])), '{"a":1}'],
  [
    column('list', { kind: 'list', item: { kind: 'integer' }, nullableItems: false }, make.list([1], make.int32([7]))),
    '[7]',
  ],
  [column('binary', 'binary', make.binary([Uint8Array.of(1)])), '', Uint8Array.of(1)],
];

const WHOLE = ['integer', 'boolean'];
const TEXTS = ['enum', 'date', 'time', 'timestamp', 'uuid', 'json', 'list'];
const ALL = SAMPLES.map(([{ name }]) => name);
const NOT_BINARY = ALL.filter((name) => name !== 'binary');

test.each([
  ['INTEGER', [...WHOLE, 'decimal(18,0)']],
  ['FLOATING POINT', [...WHOLE, 'decimal(18,0)']],
  ['INT strict', [...WHOLE, 'decimal(18,0)']],
  ['varchar(9)', NOT_BINARY],
  ['TEXT strict', NOT_BINARY],
  ['', ALL],
  ['ANY strict', ALL],
  ['BLOB', ['binary']],
  ['BLOB strict', ['binary']],
  ['DOUBLE PRECISION', [...WHOLE, 'number', 'decimal(15,3)']],
  ['REAL strict', [...WHOLE, 'number', 'decimal(15,3)']],
  ['DATETIME', [...WHOLE, 'decimal(18,0)', 'number', 'decimal(15,3)', ...TEXTS, 'binary']],
  ['STRING', [...WHOLE, 'decimal(18,0)', 'number', 'decimal(15,3)', ...TEXTS, 'binary']],
  ['ANY', [...WHOLE, 'decimal(18,0)', 'number', 'decimal(15,3)', ...TEXTS, 'binary']],
])('a column of type %s holds what comes back as it was', (declared, held) => {
  const type = declared.replace(' strict', '');
  const found = SAMPLES.filter(([sample, text, value = text]) => {
    const stored = storedIn(`(a ${type}) ${type === declared ? '' : 'STRICT'}`, { ...sample, name: 'A' });
    if (stored === null) return false;
    const isText = /char|TEXT/.test(type);
    const isReal = /REAL|DOUBLE/.test(type);
    expect(stored).toEqual(isText ? text : isReal ? Number(value) : value);
    return true;
  });
  expect(found.map(([{ name }]) => name)).toEqual(held);
});

/** The value of a column's row in a table that is made so, or null where the column does not fit. */
function storedIn(definition: string, column: Column): unknown {
  const path = join(folder, 'types.db');
  rmSync(path, { force: true });
  using database = new DatabaseSync(path);
  database.exec(`CREATE TABLE Thing ${definition}`);
  try {
    const load = new SqliteLoad(path, [tableOf([column])], 'append');
    load.table(tableOf([column]), [column], new Canvas()).write(1);
    load.finish();
  } catch (error) {
    if (error instanceof TargetFailure && error.problems.some(({ code }) => code === 'COLUMN_TYPE')) return null;
    throw error;
  }
  const statement = database.prepare('SELECT a FROM Thing');
  statement.setReadBigInts(true);
  return statement.get()?.['a'];
}

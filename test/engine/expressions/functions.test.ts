import { describe, expect, it } from 'vitest';
import { Arena } from '../../../src/engine/arena.ts';
import { signature } from '../../../src/engine/expressions/function.ts';
import { functions } from '../../../src/engine/expressions/functions/functions.ts';
import { textReader } from '../../../src/engine/expressions/read.ts';
import { Frame } from '../../../src/engine/frame.ts';
import type { Recipe } from '../../../src/engine/frame.ts';
import type { ColumnType } from '../../../src/engine/vector.ts';
import { NOW, compile, evaluate, numbers, texts } from './evaluate.ts';

/** The text of an expression of constants, as csv would have it. */
function textOf(source: string, expected?: ColumnType): string | null {
  const { recipe, findings } = compile(source, expected === undefined ? {} : { expected });
  if (recipe === null) throw new Error(findings.join('; '));
  const frame = new Frame(new Arena(), 8);
  const column = frame.column(recipe);
  frame.range(0, 1);
  column.ensure();
  const { vector } = column.value;
  return vector.validity?.[0] === 0 ? null : textReader(vector)(0);
}

describe('every function', () => {
  it.each([...functions.values()].map((entry) => [entry.name, entry] as const))('%s has a true example', (_, entry) => {
    expect(textOf(entry.example[0])).toBe(entry.example[1]);
    expect(entry.example[0]).toContain(`${entry.name}(`);
    expect(signature(entry)).toMatch(/^[a-z_]+\(.*\)$/);
  });

  it('is computed alike by row and by dictionary entry', () => {
    const values = ['Ada', null, 'ßtraße', '', '😀 x', '2026-01-31', '12.5', ' pad '];
    const both = [texts(values), texts(values, true)];
    for (const call of [
      'lower(t)',
      'upper(t)',
      'trim(t)',
      'length(t)',
      'substring(t, 2, 2)',
      'left(t, 2)',
      'right(t, 2)',
      "replace(t, 'a', 'xyz')",
      "starts_with(t, 'A')",
      "contains(t, 'a')",
      "pad_left(t, 6, 'ab')",
      'slug(t)',
      'initials(t)',
      'hash(t)',
      'date(t)',
      'timestamp(t)',
      'number(t)',
      "t == 'Ada'",
      "t < '2'",
      "t in ['Ada', '']",
      "t + '!'",
      'repeat(t, 2)',
    ]) {
      const [mapped, plain] = both.map((t) => evaluate(call, { columns: { t } }, values.length));
      expect([call, ...plain]).toEqual([call, ...mapped]);
      expect([call, mapped[1]]).toEqual([call, null]);
    }
  });
});

describe('texts', () => {
  it.each([
    ["substring('rowmill', 0)", 'rowmill'],
    ["substring('rowmill', 3)", 'wmill'],
    ["substring('a😀b', 2, 1)", '😀'],
    ["substring('abc', 9, 2)", ''],
    ["left('abc', -1)", ''],
    ["right('abc', 9)", 'abc'],
    ["length('😀é')", '2'],
    ["replace('aaa', '', 'x')", 'aaa'],
    ["pad_left('abcd', 3)", 'abcd'],
    ["pad_left('1', 6, 'ab')", 'ababa1'],
    ["pad_right('1', 3, '')", '1'],
    ["repeat('x', -1)", ''],
    ["slug('  Łódź -- Ænima/ﬁ 2 ')", 'lodz-aenima-fi-2'],
    ["'a' + 1.50 + true + date('2026-01-31')", 'a1.50true2026-01-31'],
    ["1 + 2 + 'a'", '3a'],
    ['text(0.1 + 0.2)', '0.3'],
    ['text(1e21)', '1e+21'],
    ["length(repeat('x', 65536))", '65536'],
  ])('%s is %s', (source, result) => {
    expect(textOf(source)).toBe(result);
  });

  it('longer than 64 KiB are null', () => {
    for (const source of [
      "repeat('x', 65537)",
      "repeat('é', 32769)",
      "repeat('x', 9007199254740991)",
      "pad_left('x', 65537)",
      "pad_left('x', 9007199254740991, 'ab')",
      "replace(repeat('x', 60000), 'x', 'yy')",
      "repeat('x', 60000) + repeat('x', 6000)",
    ]) {
      expect([source, textOf(source)]).toEqual([source, null]);
    }
    const columns = { t: texts(['a'.repeat(40_000), 'b'], true), n: numbers('int32', [2, 2]) };
    expect(evaluate('t + t', { columns }, 2)).toEqual([null, 'bb']);
    expect(evaluate('repeat(t, n)', { columns }, 2)).toEqual([null, 'bb']);
  });

  it('are what a uuid is taken for', () => {
    const values = Uint32Array.of(0x0000abcd, 0x12344abc, 0x8def0000, 0x00000001);
    const id: Recipe = {
      type: { kind: 'uuid' },
      nullable: false,
      width: 36,
      bind: () => ({ vector: { kind: 'uuid', values, validity: null }, fill: () => undefined }),
    };
    const text = '0000abcd-1234-4abc-8def-000000000001';
    expect(evaluate(`id == '${text}' and id in ['${text}']`, { columns: { id } })).toEqual([true]);
    expect(evaluate("left(id, 8) + '/' + id", { columns: { id } })).toEqual([`0000abcd/${text}`]);
    expect(evaluate('if(random() < 2, id, id)', { columns: { id } })).toEqual([text]);
  });

  it('are compared by code point', () => {
    expect(evaluate(String.raw`'\u{ffff}' < '\u{1f600}'`)).toEqual([true]);
    expect(evaluate("'a' < 'ab' and 'Z' < 'a' and 'é' > 'z'")).toEqual([true]);
  });
});

describe('numbers', () => {
  it.each([
    ['round(0.5)', '0'],
    ['round(1.5)', '2'],
    ['round(-2.5)', '-2'],
    ['round(2.5e0)', '2'],
    ['round(-0.4e0)', '0'],
    ['round(1.005, 2)', '1.00'],
    ['round(2e0 / 3, 4)', '0.6667'],
    ['floor(-2.01)', '-3'],
    ['ceil(-2.99)', '-2'],
    ['ceil(2e0)', '2'],
    ['abs(-5)', '5'],
    ['clamp(5, 1, 3)', '3'],
    ['clamp(-5, 1, 3)', '1'],
    ['min(2, 1.5e0)', '1.5'],
    ["max(date('2026-01-01'), '2026-02-01')", '2026-02-01'],
    ['exp(1)', '2.718281828459045'],
    ['pow(9, 0.5)', '3'],
    ['pow(-2, 3)', '-8'],
    ['pow(-2, 4)', '16'],
    ['pow(2, -1)', '0.5'],
    ['pow(0, 0)', '1'],
    ['pow(10, 15)', '1000000000000000'],
    ['pow(0.5, 9999999999)', '0'],
    ['sign(0)', '0'],
    ['sign(-0.01)', '-1'],
    ['sin(0)', '0'],
    ['sin(1)', '0.8414709848078965'],
    ['cos(1)', '0.5403023058681398'],
    ['round(sin(100000), 9)', '0.035748798'],
    ['round(cos(pi()), 9)', '-1.000000000'],
    ['2 * pi()', '6.283185307179586'],
    ['hash(5) == hash("5")', 'true'],
  ])('%s is %s', (source, result) => {
    expect(textOf(source)).toBe(result);
  });

  it.each([
    'sqrt(-1)',
    'log(0)',
    'log(-1)',
    'exp(1000)',
    'pow(-2, 0.5)',
    'pow(0, -1)',
    'pow(10, 400)',
    'sin(1e10)',
    "number('abc')",
    "number('0x10')",
    "number('')",
    "number('1e999')",
  ])('%s is null', (source) => {
    expect(textOf(source)).toBeNull();
  });
});

describe('dates', () => {
  it.each([
    ["date('2026-01-31') + months(1) - days(1)", '2026-02-27'],
    ["date('9999-12-31') + days(1)", '9999-12-31'],
    ["date('0001-01-01') - years(5)", '0001-01-01'],
    ["date('2026-01-01') + days(100000000)", '9999-12-31'],
    ["timestamp('2026-01-31T10:00:00Z') + months(1)", '2026-02-28T10:00:00.000Z'],
    ["date('2026-01-01') + days(0.5)", '2026-01-01T12:00:00.000Z'],
    ["date('2026-03-01') + (date('2026-01-03') - date('2026-01-01'))", '2026-03-03'],
    ["date('2026-01-01') + days(2) * 3", '2026-01-07'],
    ['days(1) / hours(6)', '4'],
    ["date_diff(timestamp('2026-01-01T23:00:00Z'), '2026-01-03', 'days')", '1'],
    ["date_diff('2026-01-03', timestamp('2026-01-01T23:00:00Z'), 'days')", '-1'],
    ["date_diff('2024-02-29', '2025-02-28', 'year')", '1'],
    ["date_diff('2026-03-31', '2026-01-31', 'months')", '-2'],
    ["date_diff('2026-01-01', '2026-01-02', 'hours')", '24'],
    ["weekday('2026-01-04')", '7'],
    ["format_date('2026-01-04', 'dddd, MMMM D [at] HH:mm:ss.SSS [YYYY]')", 'Sunday, January 4 at 00:00:00.000 YYYY'],
    ["'2026-01-01' == date('2026-01-01')", 'true'],
    ["timestamp('2026-01-01T00:00:01Z') > date('2026-01-01')", 'true'],
    ["date('2026-01-01') in ['2026-01-01', '2026-01-02']", 'true'],
  ])('%s is %s', (source, result) => {
    expect(textOf(source)).toBe(result);
  });

  it('turn times of day round at midnight', () => {
    const columns = { t: numbers('time', [23 * 3_600_000]) };
    expect(evaluate('t + hours(2)', { columns })).toEqual([3_600_000]);
    expect(evaluate('t - hours(48)', { columns })).toEqual([23 * 3_600_000]);
    expect(evaluate("t > '22:30' and hour(t) == 23", { columns })).toEqual([true]);
  });

  it('know the now of the model only', () => {
    expect(evaluate('now()')).toEqual([NOW]);
    expect(evaluate('today()')).toEqual([Math.floor(NOW / 86_400_000)]);
  });
});

describe('chance', () => {
  const draws = (source: string): unknown[] => evaluate(source, {}, 200);

  it('differs by row and by use, and stays the same', () => {
    expect(new Set(draws('random()')).size).toBe(200);
    expect(draws('random()')).toEqual(draws('random()'));
    expect(draws('random() == random()')).not.toContain(true);
    const { recipe } = compile('random()');
    const frame = new Frame(new Arena(), 8);
    const column = recipe === null ? null : frame.column(recipe);
    frame.range(150, 3);
    column?.ensure();
    const { vector } = column?.value ?? { vector: null };
    expect(vector?.kind === 'float64' && Array.from(vector.values.subarray(0, 3))).toEqual(
      draws('random()').slice(150, 153),
    );
  });

  it('stays within its bounds and reaches them', () => {
    expect(new Set(draws('random_int(-1, 2)'))).toEqual(new Set([-1, 0, 1, 2]));
    const span = draws('random(5, 7)').map(Number);
    expect(Math.min(...span)).toBeGreaterThanOrEqual(5);
    expect(Math.max(...span)).toBeLessThan(7);
    const columns = { n: numbers('int32', [3, 0]) };
    expect(evaluate('random_int(3, n)', { columns }, 2)).toEqual([3, null]);
  });
});

import { describe, expect, it } from 'vitest';
import { Arena } from '../../../src/engine/arena.ts';
import { Frame } from '../../../src/engine/frame.ts';
import type { Recipe } from '../../../src/engine/frame.ts';
import type { ColumnType } from '../../../src/engine/vector.ts';
import { compile, numbers, rows, texts } from './evaluate.ts';

const list: Recipe = {
  type: { kind: 'list', item: { kind: 'string' }, nullableItems: false },
  nullable: true,
  width: 10,
  bind: () => {
    throw new Error('not bound');
  },
};
const columns = {
  name: texts(['Ann', 'Bob']),
  price: numbers('decimal', [100, 250], { scale: 2, precision: 10 }),
  quantity: numbers('int32', [1, 2], { magnitude: 9 }),
  paid: numbers('bool', [true, false]),
  day: numbers('date', [1, 2]),
  at: numbers('timestamp', [1, 2]),
  tags: list,
};

function findings(source: string, expected?: ColumnType): string[] {
  const outcome = compile(source, expected === undefined ? { columns } : { columns, expected });
  expect(outcome.recipe === null).toBe(outcome.findings.length > 0);
  return outcome.findings;
}

describe('mistakes', () => {
  it('are reported all at once, each with its place', () => {
    expect(findings('prise * quanity + lowr(nam) and name')).toEqual([
      "0-5 EXPRESSION_NAME there is no field prise (did you mean price? Or write a text in quotes: 'prise')",
      expect.stringMatching(/^8-15 EXPRESSION_NAME there is no field quanity/),
      expect.stringMatching(
        /^23-26 EXPRESSION_NAME there is no field nam \(did you mean name\? Or write a text in quotes: 'nam'\)/,
      ),
      '18-27 EXPRESSION_FUNCTION there is no function lowr (did you mean lower?)',
    ]);
    expect(findings('(name - 1) * (day + 1) + upper(5, 6) + upper(5)')).toEqual([
      '0-10 EXPRESSION_TYPE cannot subtract a text and an integer (use number(…) or text(…))',
      '13-22 EXPRESSION_TYPE cannot add a date and an integer (add a duration such as days(30))',
      '25-36 EXPRESSION_FUNCTION upper takes 1 value, here are 2 (write upper(text))',
      '45-46 EXPRESSION_TYPE upper needs a text here, this is an integer (use text(…))',
    ]);
  });

  it.each([
    ['paid + 1', '0-8 EXPRESSION_TYPE cannot add true or false and an integer'],
    ['name and paid', '0-4 EXPRESSION_TYPE "and" needs true or false, this is a text'],
    ['not quantity', '0-12 EXPRESSION_TYPE "not" needs true or false, this is an integer'],
    ['-name', '0-5 EXPRESSION_TYPE "-" needs a number, this is a text'],
    ['at == 5', '0-7 EXPRESSION_TYPE cannot compare a timestamp with an integer by =='],
    ["day < 'soon'", '0-12 EXPRESSION_TYPE cannot compare a date with a text by <'],
    ['paid < paid', '0-11 EXPRESSION_TYPE cannot compare true or false with true or false by <'],
    ['price > null', '0-12 EXPRESSION_TYPE null is neither more nor less than anything'],
    ['price + null', '8-12 EXPRESSION_TYPE nothing can be computed with null'],
    ['quantity / 0', '11-12 EXPRESSION_TYPE this divides by zero'],
    ['if(quantity, 1, 2)', '3-11 EXPRESSION_TYPE if needs true or false here, this is an integer'],
    ['paid ? 1 : name', '7-15 EXPRESSION_TYPE these values do not go together: an integer, a text'],
    ['if(paid, 1)', '0-11 EXPRESSION_FUNCTION if takes 3 values, here are 2'],
    ['[1, 2]', '0-6 EXPRESSION_TYPE a list is allowed only after "in"'],
    ['price in quantity', '9-17 EXPRESSION_TYPE "in" needs a list'],
    ["price in [1, 'a']", '13-16 EXPRESSION_TYPE cannot compare a decimal number with a text'],
    ['price in [1, null]', '13-17 EXPRESSION_TYPE a list after "in" cannot contain null'],
    ['coalesce(null, null)', '9-19 EXPRESSION_TYPE all of these are null'],
    ['round(price, quantity)', '13-21 EXPRESSION_TYPE round needs an integer written as such here'],
    ['round(price, 13)', '13-15 EXPRESSION_TYPE round keeps 0 to 12 digits'],
    ["date_diff(day, at, 'eons')", '19-25 EXPRESSION_TYPE unknown unit eons'],
    ["month('2026-13-01')", '6-18 EXPRESSION_TYPE month needs a date or timestamp here, this is a text'],
    ['random(1)', '7-8 EXPRESSION_TYPE random takes no value, or two'],
    ['random_int(2, 1)', '11-12 EXPRESSION_TYPE there is no integer from 2 to 1'],
    ['day - day', '0-9 EXPRESSION_TYPE the field needs a value, this is a duration'],
    ['months(1.5)', '7-10 EXPRESSION_TYPE months needs an integer here, this is a decimal number'],
    ['9007199254740992', '0-16 EXPRESSION_TYPE 9007199254740992 is too long a number'],
    ['1.0000000000000000000', '0-21 EXPRESSION_TYPE 1.0000000000000000000 is too long a number'],
    ['tags + 1', '0-8 EXPRESSION_TYPE cannot add a list and an integer'],
    ['upper(tags)', '6-10 EXPRESSION_TYPE upper needs a text here, this is a list'],
    ['vars.x', '0-6 EXPRESSION_NAME there is no variable x'],
    ['constructor()', '0-13 EXPRESSION_FUNCTION there is no function constructor'],
    ['__proto__', '0-9 EXPRESSION_NAME there is no field __proto__'],
  ])('%s', (source, finding) => {
    expect(findings(source)).toEqual([expect.stringContaining(finding)]);
  });

  it.each<[string, ColumnType, string]>([
    ['name', { kind: 'integer' }, 'the field needs an integer, this is a text (use number(…))'],
    ['price', { kind: 'date' }, 'the field needs a date, this is a decimal number'],
    ['price > 1', { kind: 'number' }, 'the field needs a number, this is true or false'],
    ["'soon'", { kind: 'date' }, 'the field needs a date, this is a text (use date(…))'],
    ['tags', { kind: 'string' }, 'the field needs a text, this is a list'],
    ['name', { kind: 'uuid' }, 'the field needs a uuid, this is a text'],
    ['null', { kind: 'json' }, 'the field needs a json value, this is null'],
  ])('%s does not fit the type of the field', (source, expected, message) => {
    expect(findings(source, expected)).toEqual([expect.stringContaining(message)]);
  });
});

describe('what is compiled', () => {
  it('has an exact type', () => {
    const typeOf = (source: string): ColumnType | undefined => compile(source, { columns }).recipe?.type;
    expect(typeOf('price * quantity')).toEqual({ kind: 'decimal', precision: 11, scale: 2 });
    expect(typeOf('quantity / 2')).toEqual({ kind: 'number' });
    expect(typeOf('quantity // 2')).toEqual({ kind: 'integer' });
    expect(typeOf("name + '!'")).toEqual({ kind: 'string' });
    expect(typeOf('day + days(1)')).toEqual({ kind: 'date' });
    expect(typeOf('day + hours(1)')).toEqual({ kind: 'timestamp' });
    expect(typeOf('tags')).toEqual(list.type);
    expect(typeOf('tags == null')).toEqual({ kind: 'boolean' });
    expect(compile('name', { columns, expected: { kind: 'enum', values: ['Ann', 'Bob'] } }).recipe?.type.kind).toBe(
      'enum',
    );
  });

  it('keeps dictionaries, and joined texts as parts', () => {
    const kindOf = (source: string): string | undefined => {
      const { recipe } = compile(source, { columns });
      return recipe?.bind(new Frame(new Arena(), 8)).vector.kind;
    };
    expect(kindOf('upper(name)')).toBe('dictionary');
    expect(kindOf("if(paid, name, 'none')")).toBe('dictionary');
    expect(kindOf("name + '-' + quantity")).toBe('concat');
    expect(kindOf('price * quantity')).toBe('decimal');
    expect(kindOf('quantity + 1')).toBe('int32');
    expect(kindOf('price * price * price')).toBe('decimal64');
  });

  it('may have nulls added without touching the columns it uses', () => {
    for (const source of ['name', 'text(name)', 'quantity', 'upper(name)', "name + ''", 'price + 1']) {
      const { recipe } = compile(source, { columns, expected: { kind: 'string' } });
      const frame = new Frame(new Arena(), 8);
      const shared = [columns.name, columns.quantity, columns.price].map((column) => frame.column(column));
      const bound = recipe?.bind(frame);
      if (bound === undefined) throw new Error(source);
      bound.vector.validity = new Uint8Array(8);
      expect([source, ...shared.map((column) => column.value.vector.validity)]).toEqual([source, null, null, null]);
    }
  });

  it('gives the same rows in any batch', () => {
    const { recipe } = compile('random_int(1, 1000) + random() * 10', { columns });
    if (recipe === null) throw new Error('not compiled');
    const whole = rows(recipe, 100);
    const frame = new Frame(new Arena(), 8);
    const column = frame.column(recipe);
    frame.select(Float64Array.of(99, 3, 3, 50), 4);
    column.ensure();
    const { vector } = column.value;
    expect(vector.kind === 'float64' && Array.from(vector.values.subarray(0, 4))).toEqual(
      [99, 3, 3, 50].map((i) => whole[i]),
    );
  });
});

describe('hostile expressions', () => {
  it.each([
    ['deep parentheses', `${'('.repeat(1500)}1${')'.repeat(1500)}`],
    ['deep calls', `${'upper('.repeat(600)}'a'${')'.repeat(600)}`],
    ['thousands of nodes', Array.from({ length: 1900 }, () => '1').join('+')],
    ['a long text', `'${'x'.repeat(100_000)}'`],
    ['unclosed brackets', '['.repeat(3900)],
    ['only operators', '+-*/'.repeat(900)],
    ['colons', ':?'.repeat(1900)],
    ['lone surrogates', '\ud800 + \udc00'],
    ['NUL', 'a\0b'],
  ])('%s: a problem, no exception', (_, source) => {
    expect(findings(source).length).toBeGreaterThan(0);
  });

  it('stay cheap where they are valid', () => {
    for (const source of [
      Array.from({ length: 240 }, () => 'quantity').join(' * '),
      Array.from({ length: 240 }, () => "'abcdefgh'").join('+'),
      `concat(${Array.from({ length: 300 }, () => 'name').join(',')})`,
      `min(${Array.from({ length: 300 }, () => 'price').join(',')})`,
      `coalesce(${Array.from({ length: 300 }, () => 'name').join(',')})`,
      `quantity in [${Array.from({ length: 400 }, (_, i) => i).join(',')}]`,
      `${'upper('.repeat(40)}name${')'.repeat(40)}`,
      `${'replace('.repeat(20)}name${", 'n', 'nnnnnnnn')".repeat(20)}`,
      `${'repeat('.repeat(20)}name${', 99)'.repeat(20)}`,
    ]) {
      const { recipe, findings: found } = compile(source, { columns });
      expect(found).toEqual([]);
      expect(recipe && rows(recipe, 2)).toHaveLength(2);
    }
  });
});

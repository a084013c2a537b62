import { describe, expect, it } from 'vitest';
import type { Expression } from '../../../src/model/expression/expression.ts';
import { MAX_DEPTH, MAX_LENGTH, MAX_NODES, parseExpression } from '../../../src/model/expression/parse.ts';
import { expressionPaths } from '../../../src/model/expression/paths.ts';

function parse(source: string): { expression: Expression | null; mistakes: string[] } {
  const mistakes: string[] = [];
  const expression = parseExpression(
    source,
    (start, end) => ({ line: 3, column: start + 10, start: start + 100, end: end + 100 }),
    (at, message, hint) => {
      expect(hint).not.toBe('');
      mistakes.push(`${at.start - 100}-${at.end - 100} ${message}`);
    },
  );
  return { expression, mistakes };
}

/** The tree with every operator in parentheses. */
function shape(source: string): string {
  const { expression, mistakes } = parse(source);
  return expression === null ? mistakes.join('; ') : print(expression);
}

function print(e: Expression): string {
  switch (e.op) {
    case 'number':
      return e.text;
    case 'literal':
      return JSON.stringify(e.value);
    case 'path':
      return e.names.join('.');
    case 'call':
      return `${e.name}(${e.args.map(print).join(', ')})`;
    case 'list':
      return `[${e.items.map(print).join(', ')}]`;
    case 'unary':
      return `(${e.operator}${print(e.operand)})`;
    case 'binary':
      return `(${print(e.left)} ${e.operator} ${print(e.right)})`;
  }
}

describe('expressions that are well formed', () => {
  it.each([
    ['price * quantity', '(price * quantity)'],
    ['a + b * c - d', '((a + (b * c)) - d)'],
    ['a - b - c', '((a - b) - c)'],
    ['a / b // c % d', '(((a / b) // c) % d)'],
    ['-a * 2', '((-a) * 2)'],
    ['- -a', '(-(-a))'],
    ['a = 1 or b <> 2', '((a == 1) || (b != 2))'],
    ['a || b && c == d + 1', '(a || (b && (c == (d + 1))))'],
    ['not a == b and c', '((!(a == b)) && c)'],
    ['!a == b', '((!a) == b)'],
    ['not not a', '(!(!a))'],
    ['a not in [1, 2] or b', '((!(a in [1, 2])) || b)'],
    ['not a in [1]', '(!(a in [1]))'],
    ['x in []', '(x in [])'],
    ['a ? b : c ? d : e', 'if(a, b, if(c, d, e))'],
    ['a == 1 ? b or c : d', 'if((a == 1), (b || c), d)'],
    ['if(a, b, c) + 1', '(if(a, b, c) + 1)'],
    ['(a + b) * c', '((a + b) * c)'],
    ['user_id.`first name`.x', 'user_id.first name.x'],
    ['`if` + größe', '(if + größe)'],
    ['user.in', 'user.in'],
    ['true and null', '(true && null)'],
    ['now()', 'now()'],
    ['1_000.50e-3 + .5', '(1_000.50e-3 + .5)'],
    ['"a" + \'b"\'', '("a" + "b\\"")'],
  ])('%s', (source, expected) => {
    expect(shape(source)).toBe(expected);
  });

  it('reads escapes', () => {
    const source = String.raw`'\n\t\\\'\u00e9\u{1f600}\ud83d\ude00'`;
    expect(parse(source).expression).toMatchObject({ op: 'literal', value: "\n\t\\'é😀😀" });
  });

  it('keeps a number as it is written', () => {
    expect(parse('1_000.50').expression).toMatchObject({ op: 'number', value: 1000.5, text: '1_000.50' });
  });

  it('says where each node stands', () => {
    const { expression } = parse('a + (b * c)');
    expect(expression).toMatchObject({
      at: { line: 3, column: 10, start: 100, end: 111 },
      right: { at: { start: 104, end: 111 }, right: { at: { start: 109, end: 110 } } },
    });
  });
});

describe('syntax errors', () => {
  it.each([
    ['', ['0-0 expected a value, but the expression ends']],
    ['price +', ['7-7 expected a value, but the expression ends']],
    ['a b', ['2-3 expected an operator, but found b']],
    ['(a + b', ['6-6 expected ")", but the expression ends']],
    ['a)', ['1-2 expected an operator, but found )']],
    ['x in', ['4-4 expected a value, but the expression ends']],
    ['in', ['0-2 expected a value, but found in']],
    ['a ? b', ['5-5 expected ":", but the expression ends']],
    ['a.', ['2-2 expected a name, but the expression ends']],
    ['a.b(1)', ['0-3 functions are not called on values']],
    ['"abc', ['0-4 the quote " is never closed']],
    ['90d + 1', ['0-3 "90d" is neither a number nor a name']],
    ['``', ['0-2 an empty name']],
    [String.raw`"\q"`, [String.raw`1-3 unknown escape \q`]],
    [String.raw`"\ud800"`, ['0-8 this is not well-formed Unicode']],
    ['f(a +, b *, c)', ['5-6 expected a value, but found ,', '10-11 expected a value, but found ,']],
    ['f(a, (b c), d e)', ['8-9 expected ")", but found c', '14-15 expected ")", but found e']],
    [
      '(1 +) * [2 3] - $x',
      ['16-17 unexpected character "$"', '4-5 expected a value, but found )', '11-12 expected "]", but found 3'],
    ],
    [
      'a & b | c',
      ['2-3 unexpected character "&"', '6-7 unexpected character "|"', '4-5 expected an operator, but found b'],
    ],
  ])('%s', (source, expected) => {
    const { expression, mistakes } = parse(source);
    expect(expression).toBeNull();
    expect(mistakes).toEqual(expected);
  });
});

describe('caps', () => {
  it('refuses long expressions', () => {
    expect(parse(`'${'x'.repeat(MAX_LENGTH)}'`).mistakes).toHaveLength(1);
    expect(parse(`'${'x'.repeat(MAX_LENGTH - 2)}'`).mistakes).toEqual([]);
  });

  it('refuses too many nodes', () => {
    const sum = (count: number): string => Array.from({ length: count }, () => '1').join('+');
    expect(parse(sum(MAX_NODES / 2)).mistakes).toEqual([]);
    expect(parse(sum(MAX_NODES / 2 + 1)).mistakes).toHaveLength(1);
  });

  it('refuses deep nesting of every sort', () => {
    for (const [open, close] of [
      ['(', ')'],
      ['[', ']'],
      ['f(', ')'],
      ['-', ''],
      ['not ', ''],
      ['a ? b : ', ''],
      ['a ? ', ' : b'],
      ['if(a, b, ', ')'],
    ]) {
      const nested = (depth: number): string => `${open.repeat(depth)}1${close.repeat(depth)}`;
      expect([open, parse(nested(MAX_DEPTH - 1)).mistakes]).toEqual([open, []]);
      expect([open, parse(nested(200)).mistakes]).toEqual([open, [expect.stringContaining('nested deeper')]]);
    }
  });

  it('survives whatever is thrown at it', () => {
    const words = [
      '(',
      ')',
      '[',
      ']',
      ',',
      '?',
      ':',
      '.',
      'not',
      'in',
      'a',
      '1',
      "'",
      '`',
      '+',
      '\\',
      '\u{1f600}',
      ' ',
    ];
    let seed = 7;
    for (let round = 0; round < 2000; round++) {
      let source = '';
      for (let i = 0; i < 40; i++) {
        seed = (Math.imul(seed, 1103515245) + 12345) >>> 0;
        source += words[(seed >>> 16) % words.length];
      }
      const { expression, mistakes } = parse(source);
      expect(expression === null).toBe(mistakes.length > 0);
      expect(mistakes.length).toBeLessThanOrEqual(20);
    }
  });
});

describe('names', () => {
  it('are listed once, in order', () => {
    const { expression } = parse('b + a.c * f(b, [`x y`]) - vars.n + if(b, a, null)');
    expect(expression && expressionPaths(expression)).toEqual([['b'], ['a', 'c'], ['x y'], ['vars', 'n'], ['a']]);
  });
});

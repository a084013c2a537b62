import * as fc from 'fast-check';
import { readdirSync, readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { loadProgram } from '../../../src/workers/programs/load-program.ts';
import { entityOf, programOf, type Row, rowsOf } from '../rows.ts';

const modelOf = (pattern: string, rows = 300, more = ''): string =>
  `A:\n  $count: ${rows}\n  x: { $pattern: ${JSON.stringify(pattern)}${more} }\n`;

const valuesOf = async (text: string, first?: number, rows?: number): Promise<string[]> =>
  (await rowsOf(programOf(text), 'A', first, rows)).map(({ x }: Row) => String(x));

/** What the V8 of Node 22 does not know, written out. */
const WRITTEN_OUT: ReadonlyMap<string, string> = new Map([['(?i:ab[cd])x', '[aA][bB][cdCD]x']]);

/** V8's own reading of a pattern; with Unicode classes where they are written. */
function regexOf(written: string): RegExp {
  const pattern = WRITTEN_OUT.get(written) ?? written;
  try {
    return new RegExp(`^(?:${pattern})$`, 'su');
  } catch {
    return new RegExp(`^(?:${pattern})$`, 's');
  }
}

const PATTERNS = [
  '[A-Z]{3}-\\d{4}',
  '^SKU-[A-F0-9]{2,6}$',
  '(red|green|blue)-\\w+',
  '\\+49 [1-9]\\d{2,4} \\d{3,8}',
  'a*b+c?d{2}e{1,}f{0,3}',
  '[^aeiou\\s]{5}',
  '[^\\d]{2}\\D\\S\\W',
  '(?:[01]\\d|2[0-3]):[0-5]\\d',
  '(?<year>20\\d\\d)-(0[1-9]|1[0-2])',
  '.{8,12}',
  '(?i:ab[cd])x',
  '\\p{Lu}\\p{Ll}{2,5}',
  '[äöüß]{3}',
  '\\u00e9\\x41\\t\\.\\[\\]',
  '(a|b|)(c(d|e)?){2,3}',
  '(?:)',
  '([0-9a-fA-F]{3}){1,2}',
  '[\\w.+-]+@[a-z]{2,8}\\.(com|org)',
  '😀[😁-😃]{2}',
  '[.\\-/]{3}',
  '(^a|^b)(c$|d$)',
  '[A-Z]{1,2}[0-9R][0-9A-Z]? [0-9][ABD-HJLNP-UW-Z]{2}',
];

describe('texts of a pattern', () => {
  test.each(PATTERNS)('%s match it on V8, any row alone', async (pattern) => {
    const values = await valuesOf(modelOf(pattern));
    expect(values.filter((value) => !regexOf(pattern).test(value))).toEqual([]);
    expect(await valuesOf(modelOf(pattern), 123, 2)).toEqual(values.slice(123, 125));
    const width = entityOf(programOf(modelOf(pattern)), 'A').table.columns.find(({ name }) => name === 'x')?.width ?? 0;
    expect(Math.max(...values.map((value) => Buffer.byteLength(value)))).toBeLessThanOrEqual(width);
  });

  test('come from every alternative and character alike', async () => {
    const values = await valuesOf(modelOf('(a|bb|[cd])[0-4]{0,2}', 6000));
    const share = (test_: RegExp): number => values.filter((value) => test_.test(value)).length / values.length;
    for (const one of [/^a/, /^bb/, /^[cd]/, /^\D+$/, /^\D+\d$/, /^\D+\d\d$/]) expect(share(one)).toBeCloseTo(1 / 3, 1);
    expect(share(/0$/)).toBeCloseTo((2 / 3) * 0.2, 1);
  });

  test('are the same with or without neighbours, in lists, cases and templates', async () => {
    const text = `
A:
  $count: 50
  code: { $pattern: "[A-Z]{2}", $hidden: true, $seed: 5 }
  label: { $template: "no {code}" }
  tags: { $items: { $pattern: "#[a-z]{3}" }, $length: 2 }
  mixed: { $when: [ { weight: 1, then: { $pattern: "x\\\\d" } }, { weight: 1, then: "= 'none'" } ] }
  some: { $pattern: "\\\\d{3}", $null: 40% }
`;
    const rows = await rowsOf(programOf(text), 'A');
    for (const { label, tags, mixed, some } of rows) {
      expect(label).toMatch(/^no [A-Z]{2}$/);
      expect(tags).toSatisfy((list: string[]) => list.length === 2 && list.every((tag) => /^#[a-z]{3}$/.test(tag)));
      expect(mixed).toMatch(/^(?:x\d|none)$/);
      expect(String(some)).toMatch(/^(?:\d{3}|null)$/);
    }
  });
});

describe('unique texts of a pattern', () => {
  test.each([
    '[A-Z]{3}-\\d{4}',
    '\\d{1,4}',
    '[a-c]{0,6}',
    '(red|green|blue)-[a-z]{1,3}',
    'INV-(19|20)\\d\\d(-[A-Z]{2})?',
    '[0-9a-f]{40}',
    '.+',
    '(?:GIR 0AA|[A-PR-UWYZ]\\d \\d[ABD-HJLNP-UW-Z]{2})',
    '(\\d{1,3}\\.){3}\\d{1,3}',
    'a{0,900}b',
    '[A-Z]+\\d+',
    '(?:x|y){10,12}',
  ])('%s differ, match, and are the same for any row alone', async (pattern) => {
    const values = await valuesOf(modelOf(pattern, 500, ', $unique: true'));
    expect(new Set(values).size).toBe(500);
    expect(values.filter((value) => !regexOf(pattern).test(value))).toEqual([]);
    expect(await valuesOf(modelOf(pattern, 500, ', $unique: true'), 77, 1)).toEqual(values.slice(77, 78));
  });

  test('are all of them where the count is their number', async () => {
    const values = await valuesOf(modelOf('[ab]{1,3}(-[x-z])?', 56, ', $unique: true'));
    expect(new Set(values).size).toBe(56);
    const { problems } = loadProgram({ text: modelOf('[ab]{1,3}(-[x-z])?', 57, ', $unique: true') }, false);
    expect(problems.map(({ code, message }) => [code, message])).toEqual([
      ['DOMAIN_TOO_SMALL', '57 different values are needed, and there are only 56'],
    ]);
  });

  test('are refused exactly where a text could come twice, as far as small patterns go', () => {
    const piece = fc.constantFrom('a', 'b', '[ab]', 'a?', 'b*', '(a|b)', '(a|ab)', '(a|)', 'c', '[ab]{1,2}', '(ab)?');
    fc.assert(
      fc.property(fc.array(piece, { minLength: 1, maxLength: 3 }), (pieces) => {
        const pattern = pieces.join('').replaceAll('*', '{0,2}');
        const { problems } = loadProgram({ text: modelOf(pattern, 1, ', $unique: true') }, false);
        const texts = waysOf(pattern);
        // What is accepted is never ambiguous; some patterns are refused although they are not.
        const isSound = new Set(texts).size === texts.length || problems[0]?.code === 'NOT_UNIQUE_ABLE';
        expect([pattern, isSound, problems.length < 2]).toEqual([pattern, true, true]);
      }),
      { numRuns: 200 },
    );
  });
});

/** Every way to make a text of a pattern of the pieces above, written out. */
function waysOf(pattern: string): string[] {
  let at = 0;
  const alternatives = (): string[] => {
    const all = [...sequence()];
    while (pattern[at] === '|') {
      at++;
      all.push(...sequence());
    }
    return all;
  };
  const sequence = (): string[] => {
    let texts = [''];
    while (at < pattern.length && pattern[at] !== '|' && pattern[at] !== ')') {
      const part = quantified();
      texts = texts.flatMap((text) => part.map((more) => text + more));
    }
    return texts;
  };
  const quantified = (): string[] => {
    let one: string[];
    if (pattern[at] === '(') {
      at++;
      one = alternatives();
      at++;
    } else if (pattern[at] === '[') {
      one = ['a', 'b'];
      at += 4;
    } else {
      one = [pattern[at++]];
    }
    const [all, min, max] = /^(?:\{(\d),(\d)\}|\?)/.exec(pattern.slice(at)) ?? [];
    if (all === undefined) return one;
    at += all.length;
    const ways: string[] = [];
    for (let times = Number(min ?? 0); times <= Number(max ?? 1); times++) {
      let texts = [''];
      for (let i = 0; i < times; i++) texts = texts.flatMap((text) => one.map((more) => text + more));
      ways.push(...texts);
    }
    return ways;
  };
  return alternatives();
}

test.each([
  ['(?=a)b', 'PATTERN_INVALID 3:18', '`(?=a)` (characters 1 to 5) is a look-around'],
  ['a(?<!b)c', 'PATTERN_INVALID 3:18', 'look-around'],
  ['a\\bc', 'PATTERN_INVALID 3:18', 'word boundary'],
  ['(a)\\1', 'PATTERN_INVALID 3:18', 'a reference to a group'],
  ['a^b', 'PATTERN_INVALID 3:18', '^ in the middle'],
  ['a$b', 'PATTERN_INVALID 3:18', '$ in the middle'],
  ['[^ -~]', 'PATTERN_INVALID 3:18', 'a class without a character'],
  ['(a', 'PATTERN_INVALID 3:18', 'no regular expression'],
  ['a{3,1}', 'PATTERN_INVALID 3:18', 'no regular expression'],
  ['/^a+$/i', 'PATTERN_INVALID 3:18', 'slashes'],
  ['a'.repeat(1001), 'PATTERN_INVALID 3:18', '1001 characters'],
  [`${'('.repeat(60)}a${')'.repeat(60)}`, 'PATTERN_INVALID 3:18', 'nests deeper'],
  ['a{70000}', 'CELL_TOO_LARGE 3:3', '64 KiB'],
  ['((a{1,1000}){1,1000}){1,1000000000}', 'CELL_TOO_LARGE 3:3', '64 KiB'],
  ['((((a*)*)*)*)*', '', ''],
])('%s', (pattern, place, part) => {
  const { problems } = loadProgram({ text: modelOf(pattern) }, false);
  expect(problems.map(({ code, line, column }) => `${code} ${line}:${column}`).join()).toBe(place);
  expect(problems[0]?.message ?? '').toContain(part);
});

test('is a text, and stands alone', () => {
  const codes = (field: string): string[] =>
    loadProgram({ text: `A:\n  x: ${field}\n` }, false).problems.map(({ code, hint }) => `${code} ${hint}`);
  expect(codes('{ $pattern: [A-Z] }')).toEqual(['VALUE_EXPECTED quote the pattern: "[A-Z]"']);
  expect(codes('{ $type: integer, $pattern: "[0-9]" }')[0]).toMatch(/^TYPE_MISMATCH/);
  expect(codes('{ $pattern: "[0-9]", $template: x }')[0]).toMatch(/^DIRECTIVE_CONTRADICTION/);
  expect(codes('{ $pattern: "[0-9]", $min: 5 }')[0]).toMatch(/^DIRECTIVE_PLACE/);
  expect(codes('{ $regex: "[0-9]" }')[0]).toContain('$pattern');
});

test('can be overridden', async () => {
  const text = modelOf('[A-Z]{3}', 20);
  const program = programOf({ text, overrides: [{ entity: 'A', field: 'x', setting: 'pattern', value: '\\d{2}' }] });
  for (const { x } of await rowsOf(program, 'A')) expect(x).toMatch(/^\d\d$/);
});

const corpora = process.env.ROWMILL_CORPORA;

// Set ROWMILL_CORPORA to a folder with a folder `jsonschema` of published schemas.
test.skipIf(corpora === undefined)('patterns of published schemas match, or are refused with the reason', async () => {
  const patterns = new Set<string>();
  const walk = (value: unknown): void => {
    if (typeof value !== 'object' || value === null) return;
    if ('pattern' in value && typeof value.pattern === 'string') patterns.add(value.pattern);
    for (const inner of Object.values(value)) walk(inner);
  };
  const folder = `${corpora}/jsonschema`;
  for (const file of readdirSync(folder).filter((name) => name.endsWith('.json'))) {
    walk(JSON.parse(readFileSync(`${folder}/${file}`, 'utf8')));
  }
  expect(patterns.size).toBeGreaterThan(10);
  for (const pattern of patterns) {
    const { problems } = loadProgram({ text: modelOf(pattern, 50) }, false);
    const values = problems.length > 0 ? [] : await valuesOf(modelOf(pattern, 50));
    const wrong = values.filter((value) => !new RegExp(pattern).test(value));
    expect([pattern, wrong, problems.filter(({ code }) => code !== 'PATTERN_INVALID')]).toEqual([pattern, [], []]);
  }
});

import { describe, expect, test } from 'vitest';
import { type Provider, readProvider, type ProviderContent } from '../../src/model/index.ts';
import { inlinedModel } from '../../src/workers/making/inlined-model.ts';
import { loadProgram } from '../../src/workers/programs/load-program.ts';
import { previewRows } from '../../src/workers/making/preview-rows.ts';
import { LoadedSpecs } from '../../src/workers/programs/loaded-specs.ts';

function provider(name: string, content: ProviderContent): Provider {
  const read = readProvider(name, content);
  if (read.provider === null) throw new Error(read.problems.map(({ message }) => message).join());
  return read.provider;
}

const NASTY = [
  '',
  ' ',
  ' a',
  'a ',
  '- a',
  '? a',
  'a: b',
  'a #b',
  '#a',
  '{a',
  '[a',
  '&a',
  '*a',
  '!a',
  '|',
  '>',
  '%a',
  '@a',
  '`a',
  '"',
  "'",
  '\\',
  'null',
  'true',
  'No',
  '~',
  '5',
  '5.00',
  '1_000',
  '0x1F',
  '1e3',
  '-1',
  '2024-01-01',
  '---',
  '...',
  'a\nb',
  'a\tb',
  'a\r\nb',
  '<<',
  '\u00a0',
  '\u2028',
  '\ufeff',
  '𝄞',
  'Ж',
  'x'.repeat(5000),
  '$count',
  'a, b',
  'a}',
  null,
  true,
  false,
  0,
  -1.5,
  1e21,
  5e-324,
  1e300,
];

const LISTS = provider('Lists', { values: NASTY });
const isKey = (value: unknown): boolean =>
  typeof value !== 'string' || (value.length < 1000 && !/^(?:null|true|5|-1)$/.test(value));
const KEYS = NASTY.filter(isKey);
const WEIGHTED = provider('Weighted ones', { values: KEYS, weights: KEYS.map((_, i) => i * 1.5) });
const TABLE = provider('5', {
  columns: [
    { name: 'code', values: NASTY },
    { name: 'a: b', values: NASTY.toReversed() },
    { name: 'true', values: NASTY.map((_, i) => i) },
  ],
});
const STORED = [LISTS, WEIGHTED, TABLE];

const FIELDS = `  list: string @Lists
  weighted: { $type: string, $generator: Weighted ones }
  code: string @5.code
  other: integer @5.true
  text: { $template: "{@Lists} of {@5.code}" }
  many: [string @Lists]
  inside: { deep: string @Lists }
`;

/** The same model in the ways that a document is written. */
const DOCUMENTS: Readonly<Record<string, string>> = {
  'a block': `User:\n${FIELDS}`,
  'comments above it': `# A model.\n\n# People.\nUser:\n${FIELDS}# the end`,
  'a marked beginning and end': `---\n# People.\nUser:\n${FIELDS}...\n`,
  'an indented block': `  User:\n${FIELDS.replaceAll(/^/gm, '  ')}`.trimEnd(),
  'lines of Windows': `User:\n${FIELDS}`.replaceAll('\n', '\r\n'),
  'own providers': `$providers:\n  Own: [a, b]\nUser:\n  own: string @Own\n${FIELDS}`,
  'own providers at the end': `User:\n  own: string @Own\n${FIELDS}$providers:\n    # of our own\n    Own:\n      - a\n`,
  'own providers in braces': `User:\n  own: string @Own\n${FIELDS}$providers: { Own: [a, b] }\n`,
  JSON: `{"User": {"list": "string @Lists", "weighted": {"$type": "string", "$generator": "Weighted ones"}, "code": "string @5.code"}}`,
  'an own provider of the same name': `$providers:\n  Lists: [a, b]\nUser:\n${FIELDS}`,
};

async function rowsOf(text: string, providers: readonly Provider[]): Promise<unknown> {
  const spec = { model: { text, providers }, format: 'jsonl', options: {} };
  const json = Buffer.from(JSON.stringify(spec));
  const shared = new SharedArrayBuffer(json.length);
  new Uint8Array(shared).set(json);
  const loaded = await new LoadedSpecs().get({ id: 'x', json: shared });
  if (loaded.piece !== 'part') throw new Error('jsonl is made of parts');
  expect(loaded.loaded.problems.filter(({ severity }) => severity === 'error')).toEqual([]);
  return previewRows(loaded, { entity: 'User', offset: 0, limit: 100 }).rows;
}

function inlined(text: string, providers: readonly Provider[], kept: readonly string[] = []) {
  const model = { text, providers };
  return inlinedModel(
    { spec: { model, format: 'csv', options: {} }, loaded: loadProgram(model, false) },
    { providers: kept, files: false },
  );
}

describe('stored providers that are written into a model', () => {
  test.each(Object.entries(DOCUMENTS))('make the same rows: %s', async (_, text) => {
    const result = inlined(text, STORED);
    if (!result.ok) throw new Error(result.message);
    const rows = await rowsOf(text, STORED);
    expect(rows).toHaveLength(100);
    expect(await rowsOf(result.text, [])).toEqual(rows);
    expect(inlined(result.text, STORED)).toEqual(result);
    for (const line of text.split('\n').filter((line) => !line.includes('{'))) expect(result.text).toContain(line);
  });

  test('are readable, one value a line', () => {
    const cities = provider('City', { values: ['Berlin', 'São Paulo', '10', 10, null] });
    const sizes = provider('Size', { values: ['S', 'M'], weights: [3, 1] });
    const countries = provider('Country', {
      columns: [
        { name: 'code', values: ['DE'] },
        { name: 'name', values: ['Germany, north'] },
      ],
    });
    const text = '# People\nUser:\n  city: string @City\n  size: string @Size\n  code: string @Country.code\n';
    expect(inlined(text, [cities, sizes, countries])).toEqual({
      ok: true,
      text: `$providers:\n  City:\n    - Berlin\n    - São Paulo\n    - "10"\n    - 10\n    - null\n  Size:\n    S: 3\n    M: 1
  Country:\n    - { code: DE, name: "Germany, north" }\n\n${text}`,
    });
  });

  test('are those that are used, and not kept elsewhere', () => {
    const text = 'User:\n  Other: string\n  list: string @Lists\n';
    expect(inlined(text, [provider('Other', { values: ['a'] }), LISTS], ['Lists'])).toEqual({ ok: true, text });
  });

  test('are none in a model with errors', () => {
    const text = 'User:\n  list: string @Lists\n  mail: string @emial\n';
    expect(inlined(text, STORED)).toEqual({ ok: true, text });
    expect(inlined('a: [', STORED)).toEqual({ ok: true, text: 'a: [' });
  });

  test('are refused where a document cannot hold them', () => {
    const twice = provider('Twice', { values: ['5', 5], weights: [1, 2] });
    expect(inlined('User:\n  a: string @Twice\n', [twice])).toMatchObject({
      ok: false,
      message: expect.stringContaining('twice'),
    });
    const large = provider('Large', { values: Array.from({ length: 90_000 }, (_, i) => i) });
    expect(inlined('User:\n  a: string @Large\n', [large])).toMatchObject({
      ok: false,
      message: expect.stringContaining('too large'),
    });
    const long = provider('Long', { values: ['x'.repeat(2000)], weights: [1] });
    expect(inlined('User:\n  a: string @Long\n', [long])).toMatchObject({ ok: false });
    const alias = 'X: &own { Own: string }\n$providers: *own\nUser:\n  a: string @Lists\n';
    expect(inlined(alias, STORED)).toEqual({ ok: true, text: alias });
  });
});

describe('rows of table files that are written into a model', () => {
  const files = [
    { name: 'c.csv', digest: '', text: 'code,name,n\nDE,"Germany: {a}, # b",007\nFR,,1.50\nnull,yes,-3\n' },
    { name: 'd.csv', digest: '', text: 'city,people\nRome,2800\n"Bonn\nam Rhein",330\n' },
  ];
  const FILES: Readonly<Record<string, string>> = {
    'in braces':
      '$providers:\n  D: { file: d.csv, weight: people }\nC: { $rows: { file: c.csv } }\nU:\n  c: $C.code\n  d: string @D.city\n',
    'in a block':
      '$providers:\n  D:\n    weight: people # how many\n    file: d.csv\n\n# Countries.\nC:\n  $rows:\n    file: "c.csv"\n\n  $key: code\n  n: string\nU:\n  c: $C.code\n  d: string @D.city\n',
    'at the end':
      'U:\n  c: $C.code\n  d: string @D.city\n$providers:\n  D:\n    file: d.csv\nC:\n  n: number\n  code: string @id\n  $rows:\n      file: c.csv',
    JSON: '{"$providers":{"D":{"file":"d.csv","weight":"people"}},"C":{"$rows":{"file":"c.csv"}},"U":{"c":"$C.code","d":"string @D.city"}}',
  };
  const rowsIn = (text: string, given: typeof files) => {
    const { program, problems } = loadProgram({ text, files: given }, true);
    expect(problems.filter(({ severity }) => severity === 'error')).toEqual([]);
    return (program?.entities ?? []).map(({ name, rows }) => [name, rows]);
  };

  test.each(Object.entries(FILES))('make the same rows: %s', (_, text) => {
    const model = { text, files };
    const spec = { model, format: 'csv', options: {} };
    const loaded = loadProgram(model, false);
    const result = inlinedModel({ spec, loaded }, { providers: [], files: false });
    if (!result.ok) throw new Error(result.message);
    expect(result.text).not.toContain('file:');
    expect(rowsIn(result.text, [])).toEqual(rowsIn(text, files));
    expect(loadProgram({ text: result.text }, false).model?.providers).toEqual(loaded.model?.providers);
    expect(inlinedModel({ spec, loaded }, { providers: [], files: true })).toEqual({ ok: true, text });
  });

  test('are refused where the model would be too large', () => {
    const large = { name: 'c.csv', digest: '', text: `a\n${'a text of some length\n'.repeat(30_000)}` };
    const model = { text: 'C: { $rows: { file: c.csv } }\n', files: [large] };
    const spec = { model, format: 'csv', options: {} };
    const result = inlinedModel({ spec, loaded: loadProgram(model, false) }, { providers: [], files: false });
    expect(result).toMatchObject({ ok: false, message: expect.stringContaining('too large') });
  });
});

import { describe, expect, it } from 'vitest';
import { fileNameFault, type TableFile, namedFiles, parseModel } from '../../src/model/index.ts';
import { fakeCatalogue } from './fake-catalogue.ts';
import { entityOf, fieldOf, modelOf } from './parsed.ts';

const file = (name: string, columns: Readonly<Record<string, readonly (string | null)[]>>): TableFile => ({
  name,
  columns: Object.entries(columns).map(([column, cells]) => ({ name: column, cells })),
});
const problemsOf = (text: string, ...files: readonly TableFile[]): string[] =>
  parseModel(text, { catalogue: fakeCatalogue, files }).problems.map(
    ({ code, line, column, message }) => `${code} ${line}:${column} ${message}`,
  );
const valuesOf = (cells: readonly (string | null)[], type = ''): unknown => {
  const declared = type === '' ? '' : `\n  x: ${type}`;
  const model = modelOf(`A:\n  $rows: { file: a.csv }${declared}\n`, { files: [file('a.csv', { x: cells })] });
  const { source } = fieldOf(model, 'A', 'x');
  if (source.kind !== 'static') throw new Error(source.kind);
  return source.values.map((value) =>
    typeof value === 'object' && value !== null ? [value.value, value.text] : value,
  );
};

describe('files of a model', () => {
  it.each([
    [
      ['1', '2.50', null],
      [[1, '1'], [2.5, '2.50'], null],
    ],
    [
      ['52.52000659999999', '-1e3'],
      [
        [52.52000659999999, '52.52000659999999'],
        [-1000, '-1e3'],
      ],
    ],
    [
      ['true', null, 'false'],
      [true, null, false],
    ],
    [
      ['true', '1'],
      ['true', '1'],
    ],
    [
      ['01', '2'],
      ['01', '2'],
    ],
    [
      ['+49', '33'],
      ['+49', '33'],
    ],
    [
      ['1_000', '0x1F'],
      ['1_000', '0x1F'],
    ],
    [['9007199254740993'], ['9007199254740993']],
    [
      ['NULL', 'null', '~'],
      ['NULL', 'null', '~'],
    ],
    [['2024-01-01'], ['2024-01-01']],
  ])('have the type that all cells have: %j', (cells, values) => expect(valuesOf(cells)).toEqual(values));

  it.each([
    ['string', ['01067', '5', 'true'], ['01067', '5', 'true']],
    ['integer', ['007', null], [[7, '007'], null]],
    ['boolean', ['TRUE', 'False'], [true, false]],
    ['enum(1, 2)', ['1', '2'], ['1', '2']],
  ])('have the type that a field declares: %s', (type, cells, values) => {
    expect(valuesOf(cells, type)).toEqual(values);
  });

  it('are told where their cells do not fit what is declared', () => {
    const files = [file('a.csv', { id: ['1', '01', 'x'], n: ['1', 'two', '3'], k: ['a', null, 'b'] })];
    expect(problemsOf('A:\n  $rows: { file: a.csv }\n  n: integer\n', ...files)).toEqual([
      'VALUE_TYPE 3:6 some values of the column are not of type integer, such as the one in row 2',
    ]);
    expect(problemsOf('A:\n  $rows: { file: a.csv }\n  $key: k\n', ...files)).toEqual([
      'KEY_NULL 2:10 row 2 has no key',
    ]);
    const twice = file('a.csv', { id: ['1', '01'] });
    expect(problemsOf('A:\n  $rows: { file: a.csv }\n  id: integer @id\n', twice)[0]).toBe(
      'ROWS_KEY_DUPLICATE 2:10 row 2 has the key of row 1',
    );
  });

  it('are providers with weights, whose columns agree', () => {
    const model = modelOf('$providers:\n  C: { file: c.tsv, weight: n }\nA: { c: string @C.city }\n', {
      files: [file('c.tsv', { city: ['Rome', 'Bonn'], n: ['3', '1'] })],
    });
    expect(model.providers.get('C')).toEqual({
      name: 'C',
      columns: [
        { name: 'city', values: ['Rome', 'Bonn'] },
        {
          name: 'n',
          values: [
            { value: 3, text: '3' },
            { value: 1, text: '1' },
          ],
        },
      ],
      weights: [3, 1],
    });
  });

  it('are lists where they have one column', () => {
    const files = [file('c.csv', { city: ['Rome'] })];
    const text = '$providers: { C: { file: c.csv } }\nA: { a: string @C, b: string @C.city }\n';
    expect(fieldOf(modelOf(text, { files }), 'A', 'a').source).toEqual(
      fieldOf(modelOf(text, { files }), 'A', 'b').source,
    );
  });

  it('are the rows of an entity by way of a provider', () => {
    const model = modelOf('$providers: { C: { file: c.csv } }\nA: { $rows: "@C" }\n', {
      files: [file('c.csv', { city: ['Rome', 'Bonn'] })],
    });
    expect(entityOf(model, 'A').staticRows).toBe(2);
  });

  it.each([
    ['x', '2'],
    [null, '1'],
    ['-1', '2'],
    ['0', '0'],
  ])('have no weights %j', (...n) => {
    const text = '$providers: { C: { file: c.csv, weight: n } }\nA: { c: string @C.city }\n';
    expect(problemsOf(text, file('c.csv', { city: ['Rome', 'Bonn'], n }))).toEqual([
      expect.stringMatching(/^WEIGHTS_INVALID 1:41 /),
    ]);
  });

  it('are those that their caller could not read, at every place that names them', () => {
    const fault = { name: 'a.csv', code: 'FILE_CHANGED', message: 'a.csv: it changed', hint: 'try again' } as const;
    const text = 'A: { $rows: { file: a.csv } }\nB: { $rows: { file: a.csv } }\n';
    const { problems } = parseModel(text, { catalogue: fakeCatalogue, files: [fault] });
    expect(problems.map(({ code, line, hint }) => [code, line, hint])).toEqual([
      ['FILE_CHANGED', 1, 'try again'],
      ['FILE_CHANGED', 2, 'try again'],
    ]);
  });

  it('say which file is meant', () => {
    const { problems } = parseModel('A: { $rows: { file: contries.csv } }\n', {
      catalogue: fakeCatalogue,
      files: [file('countries.csv', { x: ['1'] })],
    });
    expect(problems[0].hint).toContain('countries.csv');
  });

  it.each(['a.csv', 'data/a.tsv', 'a b/ü.CSV', '..a/b..csv'])('may be called %j', (name) =>
    expect(fileNameFault(name)).toBeNull(),
  );

  it.each([
    '',
    'a',
    'a.json',
    '/etc/a.csv',
    '../a.csv',
    'x/../../a.csv',
    './a.csv',
    'a//b.csv',
    'C:/a.csv',
    'c:a.csv',
    '..\\a.csv',
    'a\u0000.csv',
    'file:///a.csv',
    'https://example.com/a.csv',
    `${'a'.repeat(200)}.csv`,
  ])('may not be called %j', (name) => {
    expect(fileNameFault(name)).not.toBeNull();
    expect(problemsOf(`A: { $rows: { file: ${JSON.stringify(name)} } }\n`)[0]).toMatch(
      /^(FILE_NAME|CHARACTER_FORBIDDEN) 1:21/,
    );
    expect(namedFiles(`A: { $rows: { file: ${JSON.stringify(name)} } }\n`)).toEqual([]);
  });

  it('are found in a document, once each', () => {
    const text = `$providers:
  A: { file: a.csv }
  B: { rows: [{ file: b.csv }] }
  C: { file: 3, other: 4 }
X: { $rows: { file: x.csv } }
Y: { $rows: { file: a.csv }, file: string, o: { $rows: { file: no.csv } } }
`;
    expect(namedFiles(text)).toEqual(['a.csv', 'x.csv']);
    expect(namedFiles('A: { file: [')).toEqual([]);
  });
});

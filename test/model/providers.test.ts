import { describe, expect, it } from 'vitest';
import { parseModel, type Provider, type ProviderContent, readProvider } from '../../src/model/index.ts';
import { fakeCatalogue } from './fake-catalogue.ts';
import { fieldOf, modelOf } from './parsed.ts';

/** A provider that must be right. */
function stored(name: string, content: ProviderContent): Provider {
  const { provider, problems } = readProvider(name, content);
  if (provider === null) throw new Error(JSON.stringify(problems));
  return provider;
}

const plan = stored('Plan', { values: ['free', 'pro'], weights: [3, 1] });
const depot = stored('Depot', {
  columns: [
    { name: 'name', values: ['North', 'South'] },
    { name: 'zip', values: [20095, null] },
  ],
});
const inline = `$providers:
  Plan: { free: 3, pro: 1 }
  Depot:
    - { name: North, zip: 20095 }
    - { name: South }
`;
const fields = 'A:\n  p: string @Plan\n  n: string @Depot.name\n  t: { $template: "{@Depot.zip}" }\n';

/** `CODE line:column` of each problem, then the hint. */
const problemsOf = (text: string, ...providers: readonly Provider[]): string[] =>
  parseModel(text, { catalogue: fakeCatalogue, providers }).problems.map(
    ({ code, line, column, hint }) => `${code} ${line}:${column} ${hint}`,
  );

describe('stored providers', () => {
  it('are what the same provider of the document is', () => {
    const model = modelOf(fields, { providers: [plan, depot] });
    const written = modelOf(inline + fields);
    expect([...model.providers]).toEqual([...written.providers]);
    for (const name of ['p', 'n', 't']) {
      expect(fieldOf(model, 'A', name).source).toMatchObject({ kind: name === 't' ? 'template' : 'provider' });
    }
  });

  it('stand back behind those of the document', () => {
    const model = modelOf('$providers: { Plan: [own] }\nA: { p: string @Plan }\n', { providers: [plan] });
    expect(model.providers.get('Plan')?.columns[0].values).toEqual(['own']);
  });

  it('report nothing where they are not used, whatever they are called', () => {
    expect(problemsOf('A: { x: string }\n', plan, { ...plan, name: 'plan' })).toEqual([]);
  });

  it('are looked up, and suggested, like those of the document', () => {
    expect(problemsOf('A:\n  x: string @Pln\n', plan)).toEqual(['GENERATOR_UNKNOWN 2:13 did you mean Plan?']);
    expect(problemsOf('A:\n  x: string @Depot\n', depot)).toEqual(['PROVIDER_COLUMN 2:13 write @Depot.name']);
    expect(problemsOf('A:\n  x: string @Depot.zpi\n', depot)).toEqual(['PROVIDER_COLUMN 2:13 did you mean zip?']);
  });

  it('and their columns may have dots in their names', () => {
    const dotted = stored('v1.2/Depot', {
      columns: [
        { name: 'a.b', values: ['x'] },
        { name: 'c', values: ['y'] },
      ],
    });
    const model = modelOf('A:\n  n: { $generator: v1.2/Depot.a.b }\n', { providers: [dotted] });
    expect(fieldOf(model, 'A', 'n').source).toMatchObject({ provider: 'v1.2/Depot', column: 'a.b' });
  });

  it('survive JSON', () => {
    const copies: Provider[] = JSON.parse(JSON.stringify([plan, depot]));
    expect(copies).toEqual([plan, depot]);
  });
});

describe('readProvider', () => {
  /** `path: message` of each problem. */
  const faults = (name: string, content: ProviderContent): string[] => {
    const { provider, problems } = readProvider(name, content);
    expect(provider === null).toBe(problems.length > 0);
    return problems.map(({ path, message }) => `${path.join('.')}: ${message}`);
  };
  const column = (name: string, ...values: unknown[]): { name: string; values: unknown[] } => ({ name, values });

  it('turns values of JSON into scalars', () => {
    expect(stored('X', { values: ['a', 5, 0.25, true, null], weights: null })).toEqual({
      name: 'X',
      columns: [{ name: '', values: ['a', { value: 5, text: '5' }, { value: 0.25, text: '0.25' }, true, null] }],
      weights: null,
    });
  });

  it.each<[what: string, name: string, content: ProviderContent, ...faults: string[]]>([
    ['no name', ' ', { values: [1] }, 'name: a name is empty'],
    ['a long name', 'a'.repeat(129), { values: [1] }, 'name: the name of a provider has at most 128 characters'],
    ['a name of many bytes', 'é'.repeat(101), { values: [1] }, 'name: a name has at most 200 bytes'],
    ['a control character', 'a\nb', { values: [1] }, 'name: a name has a control character'],
    ['no values', 'X', { values: [] }, 'values: the list of values is empty'],
    [
      'an object and a list among the values',
      'X',
      { values: [1, {}, []] },
      'values.1: a value must be a text, a number, true, false or null',
      'values.2: a value must be a text, a number, true, false or null',
    ],
    ['a long text', 'X', { values: ['a'.repeat(65_537)] }, 'values.0: a text has at most 65536 characters'],
    ['a NUL', 'X', { values: ['\0'] }, 'values.0: a text has a control character or half a surrogate pair'],
    [
      'a weight too few',
      'X',
      { values: [1, 2], weights: [1] },
      'weights: there are 1 weights for 2 values: give one for each',
    ],
    [
      'weights that are none',
      'X',
      { values: [1, 2, 3], weights: [-1, '1', 2] },
      'weights.0: a weight is a number that is not negative',
      'weights.1: a weight is a number that is not negative',
    ],
    ['weights of zero', 'X', { values: [1, 2], weights: [0, 0] }, 'weights: all weights are zero'],
    ['weights without a sum', 'X', { values: [1, 2], weights: [1e308, 1e308] }, 'weights: the weights are too large'],
    [
      'no columns',
      'X',
      { columns: [] },
      'columns: there are no columns: give one name and one list of values at least',
    ],
    [
      'columns of several lengths, one name twice and one without a name',
      'X',
      { columns: [column('a', 1, 2), column('a', 1), column('', 1, 2)] },
      'columns.1.name: another column has this name',
      'columns.1.values: columns are of one length: this one has 1 values, the first one 2',
      'columns.2.name: a name is empty',
    ],
    [
      'everything at once',
      '',
      { values: [{}], weights: [-1] },
      'name: a name is empty',
      'values.0: a value must be a text, a number, true, false or null',
      'weights.0: a weight is a number that is not negative',
    ],
  ])('says what is wrong with %s', (_, name, content, ...expected) => {
    expect(faults(name, content)).toEqual(expected);
  });

  it('takes as much as it says, and no more', () => {
    const values = Array.from({ length: 100_001 }, (_, i) => i);
    expect(faults('X', { values })).toEqual(['values: there are 100001 values, at most 100000 are possible']);
    const most = values.slice(1);
    expect(faults('X', { columns: [column('a', ...most), column('b', ...most)] })).toEqual([]);
    const eleven = Array.from({ length: 11 }, (_, i) => column(`c${i}`, ...most));
    expect(faults('X', { columns: eleven.slice(1) })).toEqual([]);
    expect(faults('X', { columns: eleven })).toEqual([
      'columns: there are 1100000 cells, at most 1000000 are possible',
    ]);
    const wide = Array.from({ length: 65 }, (_, i) => column(`c${i}`, 1));
    expect(faults('X', { columns: wide.slice(1) })).toEqual([]);
    expect(faults('X', { columns: wide })).toEqual(['columns: a provider has at most 64 columns']);
    expect(faults('X', { values: values.map(() => ({})).slice(1) })).toHaveLength(100);
  });
});

import { existsSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { importFabricate } from '../../src/dialects/index.ts';
import { catalogue } from '../../src/engine/generators/catalogue.ts';
import { namesElsewhere, readProvider } from '../../src/model/index.ts';
import { loadProgram } from '../../src/workers/programs/load-program.ts';
import { rowsOf } from '../engine/rows.ts';

const CASES = join(import.meta.dirname, 'fabricate');
/** `UPDATE_DIALECTS=1` writes what is made today; read the difference. */
const update = process.env['UPDATE_DIALECTS'] === '1';

const read = (definition: unknown, stored: readonly string[] = []): ReturnType<typeof importFabricate> =>
  importFabricate(definition, { providerOf: (entity) => `db/${entity}`, stored: new Set(stored) });

/** Loads what a definition became, its large tables as providers; there is no error in it. */
function programOf({
  model,
  tables,
}: ReturnType<typeof importFabricate>): NonNullable<ReturnType<typeof loadProgram>['program']> {
  const providers = [...tables].map(([entity, columns]) => {
    const { provider, problems } = readProvider(`db/${entity}`, { columns });
    if (provider === null) throw new Error(JSON.stringify(problems));
    return provider;
  });
  const { program, problems } = loadProgram({ text: model, providers }, true);
  expect(problems.filter(({ severity }) => severity === 'error')).toEqual([]);
  if (program === null) throw new Error('there is no program');
  return program;
}

describe.each(readdirSync(CASES))('the definition %s', (name) => {
  const definition: unknown = JSON.parse(readFileSync(join(CASES, name, 'definition.json'), 'utf8'));
  const imported = read(definition);

  it('becomes the model beside it', () => {
    const path = join(CASES, name, 'model.yaml');
    const notes = imported.notes.map(({ path: at, message }) => `# ${at}: ${message}\n`).join('');
    const text = `${imported.model}${notes === '' ? '' : `\n${notes}`}`;
    if (update || !existsSync(path)) writeFileSync(path, text);
    expect(text).toBe(readFileSync(path, 'utf8'));
  });

  it('makes rows', async () => {
    const program = programOf(imported);
    for (const { name: entity, rows } of program.entities) expect(await rowsOf(program, entity)).toHaveLength(rows);
  });
});

describe('a generator of the table', () => {
  const names = namesElsewhere('fabricate');
  const read1 = (name: string) =>
    read({ entities: [{ name: 'e', record_count: 3, fields: [{ name: 'x', generator: name }] }] });

  it.each(names.filter(({ generator }) => generator !== null))(
    '$name makes rows of its type',
    ({ name, generator }) => {
      const { model, notes } = read1(name);
      expect(notes).toEqual([]);
      programOf({ model, notes, tables: new Map() });
      const type = catalogue.find(generator ?? '')?.type ?? 'none';
      const [, form] = /x: (?:\{ \$type: )?"?([a-z]+)/.exec(model) ?? [];
      // A number without decimals is an integer; the full form has no type in this place.
      const isFree = form === 'decimal' || model.includes('{ $generator');
      const numbers: readonly string[] = type === 'decimal' || type === 'number' ? ['number', 'integer'] : [type];
      expect(isFree || numbers.includes(form)).toBe(true);
    },
  );

  it('without a counterpart is noted with its reason', () => {
    const { notes } = read1('Tezos Account');
    expect(notes.map(({ message }) => message)).toEqual([expect.stringContaining('write $pattern')]);
  });
});

describe('a static table', () => {
  const rows = Array.from({ length: 3000 }, (_, i) => `${i},"a ""b"", ${i}",${i / 4}`).join('\r\n');
  const entity = (data: unknown) => ({
    name: 'places',
    is_static: true,
    source: { data },
    fields: [
      { name: 'id', generator: 'Source File', source_column: 'nr', data_type: 'integer', primary_key: true },
      { name: 'name', generator: 'Source File', data_type: 'varchar' },
      { name: 'size', generator: 'Source File', data_type: 'numeric(8,2)' },
    ],
  });

  it('of many rows comes from a provider, exactly', async () => {
    const imported = read({ entities: [entity(`\ufeffnr,name,size\r\n${rows}\r\n`)] });
    expect(imported.model).toContain('$rows: "@db/places"');
    const made = await rowsOf(programOf(imported), 'places');
    expect(made).toHaveLength(3000);
    expect(made[1234]).toEqual({ id: 1234, name: 'a "b", 1234', size: expect.anything() });
    expect(Number(made[1234]['size'])).toBe(308.5);
  });

  it('whose rows are in the provider already is read from there', () => {
    const { model } = read({ entities: [{ ...entity(null), source: null }] }, ['places']);
    expect(model).toContain('$rows: "@db/places"');
  });

  it.each([
    ['nr,name\n"open', 'no CSV'],
    ['nr', 'no rows below the header'],
    ['', 'no rows yet'],
    [5, 'neither CSV nor a list'],
    ['a,a\n1,2', 'same name'],
    [`${Array.from({ length: 65 }, (_, i) => `c${i}`).join(',')}\n1`, 'at most 64 columns'],
    [`a\n${'1\n'.repeat(100_001)}`, 'more than 100000 rows'],
  ])('of %j is noted', (data, message) => {
    const imported = read({ entities: [entity(data)] });
    expect(imported.notes.map((note) => note.message).join()).toContain(message);
    programOf(imported);
  });
});

describe('whatever the definition is', () => {
  const deep = JSON.parse(`${'{"entities":['.repeat(500)}1${']}'.repeat(500)}`);
  it.each([null, 5, 'x', [], {}, { entities: 5 }, { entities: { a: { fields: { b: 5 } } } }, deep])(
    '%# is no error',
    (value: unknown) => {
      expect(() => read(value)).not.toThrow();
    },
  );

  it('of thousands of entities and fields ends, with at most 500 notes', () => {
    const fields = Array.from({ length: 50 }, (_, i) => ({ name: `f${i}`, generator: 'nonsense' }));
    const entities = Array.from({ length: 1200 }, (_, i) => ({ name: `e${i}`, fields }));
    const { notes } = read({ entities });
    expect(notes).toHaveLength(500);
  });

  /** Settings of every kind in every place: nothing is thrown, and what is made can be read. */
  it('of odd settings, it can be read', () => {
    const odd: readonly unknown[] = [
      -1,
      0,
      1.5,
      1e308,
      '',
      ' ',
      '5',
      '-5',
      'x'.repeat(20_000),
      [],
      {},
      [null],
      true,
      null,
      '\0',
      '\ud800',
      '2024-13-45',
      "'",
    ];
    const generators = [
      'Number',
      'Constant',
      'Array',
      'Lorem Ipsum',
      'Datetime',
      'Foreign Key',
      'Formula',
      'Character Sequence',
      'Boolean',
      'Custom List',
      'Phone Number (US)',
    ];
    const settings = [
      'min',
      'max',
      'mean',
      'stddev',
      'distribution',
      'exact_value',
      'constant_value',
      'items',
      'values',
      'start_date',
      'end_date',
      'date_type',
      'formula',
      'character_sequence',
      'percent_null',
      'percent_true',
      'decimals',
      'seed',
      'group_key',
      'format',
      'primary_key_field',
      'data_type',
      'record_count',
    ];
    for (const generator of generators) {
      const fields = settings.flatMap((setting, s) =>
        odd.map((value, o) => ({
          name: `f${s}_${o}`,
          generator,
          primary_key_entity: 'p',
          primary_key_field: 'id',
          min: 1,
          max: 5,
          [setting]: value,
        })),
      );
      const parent = { name: 'p', record_count: 5, fields: [{ name: 'id', generator: 'UUID', primary_key: true }] };
      const { model } = read({ entities: [parent, { name: 'e', fields }] });
      const { problems } = loadProgram({ text: model }, true);
      const errors = problems.filter(({ severity }) => severity === 'error');
      expect(errors.map(({ path, message }) => `${generator} ${path} ${message}`)).toEqual([]);
    }
  });
});

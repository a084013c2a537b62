import { randomUUID } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { nodeId } from '../../src/global-id.ts';
import { databases } from '../database/databases.ts';
import { programOf, rowsOf } from '../engine/rows.ts';
import { MODEL, World } from './world.ts';

const ERRORS = 'errors { __typename ... on UserError { code path } ... on ModelProblemError { line column } }';
const PREVIEW = `query ($input: PreviewInput!) { preview(input: $input) {
  preview { columns { name type nullable } rows rowsTotal seed problems { code } } ${ERRORS}
} }`;
const VALIDATE = `query ($input: ValidateModelInput!) { validateModel(input: $input) {
  report {
    valid problems { severity code message hint path line column }
    entities { name rows refersTo bytesEstimated columns { name type nullable } }
  } ${ERRORS}
} }`;

interface Refused {
  readonly code: string;
  readonly path: readonly string[];
}
interface Previewed {
  readonly preview: { readonly preview: { readonly rows: readonly object[] } | null; readonly errors: Refused[] };
}
interface Validated {
  readonly validateModel: { readonly report: object | null; readonly errors: Refused[] };
}

const lines = (errors: readonly Refused[]): string[] => errors.map(({ code, path }) => `${code} ${path.join('.')}`);

describe.each(databases)('looking at models on $name', ({ open }) => {
  let world: World;
  let project: Awaited<ReturnType<World['project']>>;
  beforeAll(async () => {
    world = await World.open(open());
    project = await world.project();
  });
  afterAll(async () => await world.close());

  async function preview(input: Record<string, unknown>, access = world.admin) {
    const asked = { source: { project: project.id }, entity: 'User', ...input };
    const { data, errors } = await world.run<Previewed>(PREVIEW, { input: asked }, access);
    expect(errors).toEqual([]);
    return data!.preview;
  }

  async function validate(input: Record<string, unknown>, access = world.admin) {
    const { data, errors } = await world.run<Validated>(VALIDATE, { input }, access);
    expect(errors).toEqual([]);
    return data!.validateModel;
  }

  async function provide(values: readonly string[], projectGroup?: string): Promise<void> {
    const { errors } = await world.run<object, object>(
      'mutation ($input: CreateProvidersInput!) { createProviders(input: $input) { errors { __typename } } }',
      { input: { projectGroup, providers: [{ name: 'Plan', values }] } },
    );
    expect(errors).toEqual([]);
  }

  describe('preview', () => {
    test('answers ten rows of a project with their columns', async () => {
      const { preview: found, errors } = await preview({});
      expect(errors).toEqual([]);
      expect(found).toMatchObject({
        columns: [
          { name: 'id', type: 'integer', nullable: false },
          { name: 'name', type: 'string', nullable: false },
          { name: 'country', type: 'object', nullable: false },
        ],
        rowsTotal: 100,
        problems: [],
      });
      expect(found!.rows.map((row) => Object.keys(row).join())).toEqual(Array(10).fill('id,name,country'));
    });

    test('answers any range as the whole would have it, and nothing past the end', async () => {
      const all = (await preview({ limit: 1000 })).preview!.rows;
      expect(all).toHaveLength(100);
      expect((await preview({ offset: 40, limit: 3 })).preview!.rows).toEqual(all.slice(40, 43));
      expect((await preview({ offset: 98, limit: 10 })).preview!.rows).toEqual(all.slice(98));
      expect((await preview({ offset: 100 })).preview!.rows).toEqual([]);
      expect((await preview({ offset: Number.MAX_SAFE_INTEGER })).preview!.rows).toEqual([]);
    });

    test('answers the rows of every directive, also from the middle', async () => {
      const text = readFileSync(new URL('../engine/every-directive.yaml', import.meta.url), 'utf8');
      const program = programOf(text);
      for (const { name, rows } of program.entities) {
        const offset = Math.floor(rows / 2);
        const { preview: found, errors } = await preview({
          source: { model: { text } },
          entity: name,
          offset,
          limit: 3,
        });
        expect(errors).toEqual([]);
        expect(found).toMatchObject({ rowsTotal: rows });
        expect(found!.rows).toEqual(await rowsOf(program, name, offset, Math.min(3, rows - offset)));
      }
    });

    test('takes a text, a seed and overrides; whole numbers keep their digits', async () => {
      const text = `A:\n  $count: ${10 ** 12}\n  n: decimal(18,0) 900000000000000001-900000000000000003\n  word: string @word\n`;
      const model = { source: { model: { text } }, entity: 'A', offset: 10 ** 12 - 2 };
      const { preview: found } = await preview({ ...model, seed: 'x' });
      expect(found).toMatchObject({ rowsTotal: 10 ** 12, seed: 'x' });
      expect(found!.rows).toHaveLength(2);
      for (const row of found!.rows) expect(row).toMatchObject({ n: expect.stringMatching(/^90{16}[123]$/) });
      expect((await preview({ ...model, seed: 'x' })).preview!.rows).toEqual(found!.rows);
      expect((await preview({ ...model, seed: 'y' })).preview!.rows).not.toEqual(found!.rows);
      const fewer = await preview({ overrides: { entities: [{ name: 'User', count: 3 }] } });
      expect(fewer.preview).toMatchObject({ rowsTotal: 3, rows: { length: 3 } });
    });

    test('finds the providers of its group, then shared ones', async () => {
      const text = 'A:\n  $count: 1\n  plan: string @Plan\n';
      await provide(['shared']);
      await provide(['own'], project.group);
      const rows = async (model: object) =>
        (await preview({ source: { model: { text, ...model } }, entity: 'A' })).preview!.rows;
      expect(await rows({})).toMatchObject([{ plan: 'shared' }]);
      expect(await rows({ projectGroup: project.group })).toMatchObject([{ plan: 'own' }]);
    });

    const model = (text: string, projectGroup?: string) => ({ source: { model: { text, projectGroup } }, entity: 'A' });
    test.each<[string, Record<string, unknown>, string[]]>([
      [
        'a project that is not there',
        { source: { project: nodeId('Project', randomUUID()) } },
        ['NOT_FOUND source.project'],
      ],
      ['an id that is none', { source: { project: '\0' } }, ['NOT_FOUND source.project']],
      [
        'a group that is not there',
        model('A: {}', nodeId('ProjectGroup', randomUUID())),
        ['NOT_FOUND source.model.projectGroup'],
      ],
      ['an entity that is not there', { entity: 'Usr' }, ['ENTITY_UNKNOWN entity']],
      ['NUL in a name', { entity: '\0' }, ['INVALID_INPUT entity']],
      ['too many rows', { limit: 1001 }, ['INVALID_INPUT limit']],
      ['no rows', { limit: 0 }, ['INVALID_INPUT limit']],
      [
        'several things at once',
        { limit: -1, entity: '\0', seed: '\0' },
        ['INVALID_INPUT entity', 'INVALID_INPUT limit', 'INVALID_INPUT seed'],
      ],
      ['NUL in a model', model('A\0'), ['INVALID_INPUT source.model.text']],
      [
        'a variable that is not declared',
        { overrides: { variables: [{ name: 'a', value: 1 }] } },
        ['VARIABLE_UNDECLARED overrides'],
      ],
    ])('refuses %s', async (_what, input, expected) => {
      const { preview: found, errors } = await preview(input);
      expect(found).toBeNull();
      expect(lines(errors)).toEqual(expected);
    });

    test('refuses a model with errors at their places', async () => {
      const { errors } = await preview(model('A:\n  n: stringg\n'));
      expect(errors).toEqual([
        {
          __typename: 'ModelProblemError',
          code: 'TYPE_UNKNOWN',
          path: ['source', 'model', 'text'],
          line: 2,
          column: 6,
        },
      ]);
    });

    test('is as if it were not there for a key of another group', async () => {
      const other = await world.project();
      const bound = await world.key({ groups: [other.groupRow] });
      expect(lines((await preview({}, bound)).errors)).toEqual(['NOT_FOUND source.project']);
      const foreign = model('A:\n  plan: string @Plan\n', project.group);
      expect(lines((await preview(foreign, bound)).errors)).toEqual(['NOT_FOUND source.model.projectGroup']);
    });
  });

  describe('validateModel', () => {
    test('tells what a model turns out to be', async () => {
      const { report, errors } = await validate({ model: MODEL });
      expect(errors).toEqual([]);
      expect(report).toMatchObject({
        valid: true,
        problems: [],
        entities: [
          { name: 'Country', rows: 5, refersTo: [], columns: [{ name: '_id' }, { name: 'code' }] },
          { name: 'User', rows: 100, refersTo: ['Country'], bytesEstimated: expect.any(Number) },
        ],
      });
    });

    test('a model with errors is an answer, with every problem and its place', async () => {
      const text = 'User:\n  name: string @no_such_thing\n  plan: stringg\n  age: integer 9-1\n';
      const { report, errors } = await validate({ model: text });
      expect(errors).toEqual([]);
      expect(report).toMatchObject({
        valid: false,
        entities: [],
        problems: [
          { severity: 'ERROR', code: 'GENERATOR_UNKNOWN', path: 'User.name', line: 2 },
          {
            severity: 'ERROR',
            code: 'TYPE_UNKNOWN',
            path: 'User.plan',
            line: 3,
            hint: expect.stringContaining('string'),
          },
          { severity: 'ERROR', path: 'User.age', line: 4 },
        ],
      });
    });

    test.each([
      ['nothing', ''],
      ['a list', '- a\n'],
      ['a bomb of aliases', `a: &a [x, x]\nb: &b [*a, *a]\nc: &c [*b, *b]\n`.repeat(3)],
      ['what goes too deep', '? '.repeat(500)],
      ['brackets without an end', '['.repeat(2000)],
      ['names of objects', '__proto__:\n  constructor: integer\n'],
    ])('answers problems to %s', async (_what, model) => {
      const { report, errors } = await validate({ model });
      expect(errors).toEqual([]);
      expect(report).toMatchObject({ valid: expect.any(Boolean), problems: expect.any(Array) });
    });

    test('refuses what it cannot look at', async () => {
      const refusals = async (input: Record<string, unknown>) => lines((await validate(input)).errors);
      expect(await refusals({ model: 'a\0' })).toEqual(['INVALID_INPUT model']);
      expect(await refusals({ model: 'x'.repeat(16 * 1024 * 1024 + 1) })).toEqual(['INVALID_INPUT model']);
      const projectGroup = nodeId('ProjectGroup', randomUUID());
      expect(await refusals({ model: MODEL, projectGroup })).toEqual(['NOT_FOUND projectGroup']);
    });
  });
});

import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { Access } from '../../src/access.ts';
import { databases } from '../database/databases.ts';
import { MODEL, World } from './world.ts';

const SCRIPT = `CREATE TABLE customers (id serial PRIMARY KEY, email varchar(80) NOT NULL UNIQUE);
CREATE TABLE orders (id serial PRIMARY KEY,
  customer_id integer NOT NULL REFERENCES customers,
  place no_such_type NOT NULL);
GRANT ALL ON orders TO public;
`;
const JSON_SCHEMA = JSON.stringify({ $defs: { User: { type: 'object', properties: { name: { type: 'string' } } } } });
const REPORT =
  'dialect source { tables references } understood { tables references } harmless unlisted findings { level code path line column message }';
const ERRORS =
  'errors { __typename ... on UserError { code path message } ... on ModelProblemError { line column severity } }';

interface Payload {
  readonly project: { readonly id: string; readonly model: string; readonly revision: number } | null;
  readonly model: string | null;
  readonly errors: readonly { readonly __typename: string; readonly code: string; readonly path: readonly string[] }[];
}

describe.each(databases)('imports on $name', ({ open }) => {
  let world: World;
  beforeAll(async () => {
    world = await World.open(open());
  });
  afterAll(async () => await world.close());

  async function mutate(name: string, input: Record<string, unknown>, access?: Access): Promise<Payload> {
    const type = `${name[0].toUpperCase()}${name.slice(1)}Input!`;
    const fields = `project { id model revision isDraft source { format text } } importReport { ${REPORT} }`;
    const document = `mutation ($input: ${type}) { ${name}(input: $input) { ${fields} ${ERRORS} } }`;
    const { data, errors } = await world.run<Record<string, Payload>>(document, { input }, access);
    expect(errors).toEqual([]);
    return data![name];
  }

  async function importModel(input: Record<string, unknown>, access?: Access): Promise<Payload> {
    const document = `query ($input: ImportModelInput!) { importModel(input: $input) { model report { ${REPORT} } ${ERRORS} } }`;
    const { data, errors } = await world.run<{ readonly importModel: Payload }>(document, { input }, access);
    expect(errors).toEqual([]);
    return data!.importModel;
  }

  const told = ({ errors }: Payload): string[] =>
    errors.map(({ __typename, code, path }) => `${__typename} ${code} ${path.join('.')}`);

  test('a project is created from a schema, which is kept beside its model', async () => {
    const { group } = await world.project();
    const made = await mutate('createProject', {
      projectGroup: group,
      name: 'imported',
      model: SCRIPT,
      format: 'POSTGRESQL',
    });
    expect(made).toMatchObject({
      project: { revision: 1, isDraft: false, source: { format: 'postgresql', text: SCRIPT } },
      importReport: {
        dialect: 'postgresql',
        source: { tables: 2, references: 1 },
        understood: { tables: 2, references: 1 },
        harmless: 1,
        unlisted: 0,
        findings: [{ code: expect.any(String), path: 'orders.place', line: 4, column: expect.any(Number) }],
      },
      errors: [],
    });
    expect(made.project!.model).toContain('customer_id: $customers.id');
    // The model is one like any other: it is exported, and can be changed.
    const { data } = await world.run<{ readonly exportProject: { readonly file: string } }>(
      'query ($id: ID!) { exportProject(input: { project: $id }) { file } }',
      { id: made.project!.id },
    );
    expect(data!.exportProject.file).toContain('customer_id: $customers.id');
    const edited = await mutate('updateProjectModel', { project: made.project!.id, model: MODEL });
    expect(edited).toMatchObject({ project: { revision: 2, source: null }, importReport: null, errors: [] });
    // What a revision was made from comes back with it.
    const reverted = await world.run<{ readonly revertProject: Payload }>(
      'mutation ($id: ID!) { revertProject(input: { project: $id, to: 1 }) { project { revision source { format } } } }',
      { id: made.project!.id },
    );
    expect(reverted.data!.revertProject.project).toEqual({ revision: 3, source: { format: 'postgresql' } });
    // And each revision has its own.
    const list = await world.run(
      'query ($id: ID!) { project(by: { id: $id }) { revisions { nodes { number source { format } } } } }',
      { id: made.project!.id },
    );
    expect(list).toMatchObject({
      data: {
        project: { revisions: { nodes: [{ source: { format: 'postgresql' } }, { source: null }, { source: {} }] } },
      },
    });
  });

  test('a schema replaces a model, and the same one again does not', async () => {
    const { id } = await world.project();
    const input = { project: id, model: JSON_SCHEMA, format: 'JSON_SCHEMA', revision: 1 };
    const first = await mutate('updateProjectModel', input);
    expect(first).toMatchObject({
      project: { revision: 2, source: { format: 'json_schema', text: JSON_SCHEMA } },
      importReport: { dialect: 'json_schema' },
      errors: [],
    });
    const again = await mutate('updateProjectModel', { ...input, revision: 2 });
    expect(again.project).toEqual(first.project);
    const other = await mutate('updateProjectModel', { ...input, model: `${JSON_SCHEMA}\n`, revision: 2 });
    expect(other.project).toMatchObject({ revision: 3, model: first.project!.model });
    expect(told(await mutate('updateProjectModel', { ...input, revision: 2 }))).toEqual([
      'OutdatedError OUTDATED revision',
    ]);
  });

  test('rows of a sample leave their shape, and nothing else', async () => {
    const { id } = await world.project();
    const model = 'id,secret\n1,Ada Lovelace\n2,Grace Hopper\n3,Alan Turing\n';
    const { project, errors } = await mutate('updateProjectModel', { project: id, model, format: 'CSV' });
    expect(errors).toEqual([]);
    expect(project).toMatchObject({ revision: 2, source: null });
    const kept = await world.sql(
      'select 1 from project_revision where strpos("text" || coalesce(source, \'\'), $1) > 0',
      ['Lovelace'],
    );
    expect(kept).toEqual([]);
  });

  test('a definition of Fabricate is kept as one, so that its API returns it', async () => {
    const { group } = await world.project();
    const definition = {
      name: 'shop',
      entities: [
        { name: 'users', records: 5, fields: [{ name: 'id', generator: 'Number', distribution: 'autoincrement' }] },
      ],
    };
    const model = JSON.stringify(definition);
    const { project } = await mutate('createProject', {
      projectGroup: group,
      name: 'shop',
      model,
      format: 'FABRICATE',
    });
    expect(project).toMatchObject({ isDraft: false, source: { format: 'fabricate', text: model } });
  });

  test('nothing is saved of a schema that defines nothing, is in another language, or is too large', async () => {
    const { id, group } = await world.project();
    const half = 'CREATE TABLE (';
    const cases: readonly (readonly [model: string, format: string, error: string])[] = [
      ['', 'SQL', 'ModelProblemError SCHEMA_EMPTY model'],
      [half, 'SQL', 'ModelProblemError SCHEMA_EMPTY model'],
      [SCRIPT, 'JSON_SCHEMA', 'ModelProblemError SCHEMA_EMPTY model'],
      [JSON_SCHEMA, 'MYSQL', 'ModelProblemError SCHEMA_EMPTY model'],
      ['\0', 'SQL', 'InvalidInputError INVALID_INPUT model'],
      ['x'.repeat(5_000_000), 'SQL', 'InvalidInputError INVALID_INPUT model'],
    ];
    for (const [model, format, error] of cases) {
      const updated = await mutate('updateProjectModel', { project: id, model, format });
      expect(updated.project).toBe(null);
      expect(told(updated)[0]).toBe(error);
      const created = await mutate('createProject', { projectGroup: group, name: 'never', model, format });
      expect(told(created)).toEqual(told(updated));
    }
    expect(await mutate('updateProjectModel', { project: id, model: half, format: 'SQL' })).toMatchObject({
      errors: [{ code: 'SCHEMA_EMPTY' }, { line: 1, column: 1, severity: 'ERROR' }, { code: 'STATEMENT_UNFINISHED' }],
    });
    const kept = await world.run(
      'query ($id: ID!) { projectGroup(by: { id: $id }) { projects { nodes { revision model } } } }',
      { id: group },
    );
    expect(kept).toMatchObject({ data: { projectGroup: { projects: { nodes: [{ revision: 1, model: MODEL }] } } } });
  });

  test('a schema is read without being saved, in the language that it looks like', async () => {
    expect(await importModel({ schema: SCRIPT })).toMatchObject({
      model: expect.stringContaining('customer_id: $customers.id'),
      report: { dialect: 'postgresql', understood: { tables: 2 } },
      errors: [],
    });
    expect(await importModel({ schema: JSON_SCHEMA })).toMatchObject({
      report: { dialect: 'json_schema' },
      errors: [],
    });
    expect(told(await importModel({ schema: 'prose' }))[0]).toBe('ModelProblemError SCHEMA_EMPTY schema');
  });

  test('a key creates and changes only what it can access, and needs the scope', async () => {
    const [own, theirs] = [await world.project(), await world.project()];
    const bound = await world.key({ groups: [own.groupRow] });
    const input = { model: SCRIPT, format: 'SQL' };
    expect(told(await mutate('createProject', { ...input, projectGroup: theirs.group, name: 'x' }, bound))).toEqual([
      'NotFoundError NOT_FOUND projectGroup',
    ]);
    expect(told(await mutate('updateProjectModel', { ...input, project: theirs.id }, bound))).toEqual([
      'NotFoundError NOT_FOUND project',
    ]);
    expect(await mutate('updateProjectModel', { ...input, project: own.id }, bound)).toMatchObject({ errors: [] });
    const reader = await world.key({ scopes: ['read'] });
    const { errors } = await world.run(
      'mutation ($input: UpdateProjectModelInput!) { updateProjectModel(input: $input) { errors { __typename } } }',
      { input: { ...input, project: own.id } },
      reader,
    );
    expect(errors).toEqual([expect.stringMatching(/^FORBIDDEN /)]);
  });
});

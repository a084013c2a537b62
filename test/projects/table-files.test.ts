import { createHash, randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { ProjectRevision } from '../../src/entities/project-revision.ts';
import { storedModel } from '../../src/entities/queries/stored-model.ts';
import { statement } from '../../src/entities/queries/statement.ts';
import {
  cloneProject,
  createProject,
  deleteProject,
  deleteTableFile,
  exportProject,
  importProject,
  putTableFile,
  readTableFiles,
  revertProject,
  updateProjectModel,
} from '../../src/projects/index.ts';
import { HostFailure } from '../../src/workers/host/model-host.ts';
import { databases, type TestDatabase } from '../database/databases.ts';
import { callOf, codesOf, countOf, host, newGroup, newProject, refusalsOf, valueOf } from './room.ts';

const MODEL = '$providers:\n  City: { file: data/cities.csv, weight: people }\nUser:\n  city: string @City.city\n';
const CITIES = 'city,people\nRome,2800\nBonn,330\n';
const bytes = (text: string): Uint8Array => new TextEncoder().encode(text);

describe.each(databases)('table files on $name', (kind) => {
  let opened: TestDatabase;
  beforeAll(async () => {
    opened = await kind.open();
  });
  afterAll(async () => await opened.drop());

  const call = (groups: readonly string[] | null = null) => callOf(opened.database, { groups });
  const put = async (project: string, text = CITIES, name = 'data/cities.csv') =>
    await putTableFile(call(), { project, name, content: bytes(text) }, host);
  const isDraft = async (project: string): Promise<boolean> => {
    const latest = { orderBy: { number: -1 }, limit: 1 } as const;
    return (await opened.database.fork().find(ProjectRevision, { project }, latest))[0].draft;
  };
  const filesOf = async (project: string) =>
    ((await readTableFiles(opened.database.fork(), [project])).get(project) ?? []).map(({ name }) => name);

  test('make a draft a model, and are what it is read with', async () => {
    const { project } = await newProject(opened.database, MODEL);
    expect(await isDraft(project)).toBe(true);
    const file = valueOf(await put(project, `\ufeff${CITIES}`));
    const digest = createHash('sha256').update(`\ufeff${CITIES}`).digest('hex');
    expect(file).toMatchObject({ name: 'data/cities.csv', bytes: CITIES.length + 3, digest });
    const saved = valueOf(await updateProjectModel(call(), { project, model: MODEL }, host));
    expect(saved).toMatchObject({ project: { revision: 2 }, problems: [] });
    expect(await storedModel(opened.database.fork(), project)).toMatchObject({
      files: [{ name: 'data/cities.csv', digest, text: CITIES }],
    });
  });

  test('are replaced and deleted by name', async () => {
    const { project } = await newProject(opened.database, MODEL);
    const first = valueOf(await put(project));
    const second = valueOf(await put(project, 'city,people\nOslo,700\n'));
    expect([second.id, second.digest === first.digest]).toEqual([first.id, false]);
    valueOf(await put(project, 'a\n1\n', 'b.tsv'));
    expect(await filesOf(project)).toEqual(['b.tsv', 'data/cities.csv']);
    expect(valueOf(await deleteTableFile(call(), { id: first.id }))).toEqual({ id: first.id });
    expect(codesOf(await deleteTableFile(call(), { id: first.id }))).toEqual(['NOT_FOUND id']);
    expect(codesOf(await deleteTableFile(call(), { id: 'x' }))).toEqual(['NOT_FOUND id']);
    expect(await filesOf(project)).toEqual(['b.tsv']);
    valueOf(await deleteProject(call(), { id: project }));
    expect(await countOf(opened.database, 'table_file where project_id = $1', [project])).toBe(0);
  });

  test('that were replaced keep a project from going back silently', async () => {
    const { project } = await newProject(opened.database, MODEL);
    valueOf(await put(project));
    const save = async (model: string) => valueOf(await updateProjectModel(call(), { project, model }, host));
    await save(MODEL);
    await save(`${MODEL}  age: integer\n`);
    // The same contents change nothing.
    valueOf(await put(project));
    valueOf(await put(project, CITIES, 'other.csv'));
    const back = async (to: number, currentData = false) =>
      await revertProject(call(), { project, to, currentData }, host);
    expect(valueOf(await back(2)).project.revision).toBe(4);
    valueOf(await put(project, 'city,people\nOslo,700\n'));
    const refused = await back(3);
    expect(codesOf(refused)).toEqual(['DATA_CHANGED to']);
    expect(refusalsOf(refused)[0].message).toContain('data/cities.csv, replaced');
    // The first one was a draft, since it had no file, and the last one is in effect.
    expect(valueOf(await back(4)).project.revision).toBe(4);
    expect(valueOf(await back(1)).project.revision).toBe(4);
    expect(valueOf(await back(3, true)).project.revision).toBe(5);
    expect(codesOf(await back(2))).toEqual(['DATA_CHANGED to']);
  });

  test('of which only those are read that the model names', async () => {
    const { project } = await newProject(opened.database, MODEL);
    for (const name of ['data/cities.csv', 'other.csv']) valueOf(await put(project, CITIES, name));
    const stored = await storedModel(opened.database.fork(), project);
    expect(stored?.files.map(({ name }) => name)).toEqual(['data/cities.csv']);
  });

  test.each([
    ['../a.csv', CITIES, 'INVALID_INPUT name'],
    ['/etc/passwd', CITIES, 'INVALID_INPUT name'],
    ['a.txt', CITIES, 'INVALID_INPUT name'],
    ['', CITIES, 'INVALID_INPUT name'],
    ['a\n.csv', CITIES, 'INVALID_INPUT name'],
    ['a.csv', '', 'FILE_INVALID content'],
    ['a.csv', 'a,b\n1\n', 'FILE_INVALID content'],
    ['a.csv', 'a\n\u0000\n', 'FILE_INVALID content'],
    ['a.csv', 'x'.repeat(8 * 1024 * 1024 + 1), 'FILE_TOO_LARGE content'],
  ])('are refused: %j %#', async (name, text, code) => {
    const { project } = await newProject(opened.database, MODEL);
    expect(codesOf(await put(project, text, name))).toEqual([code]);
    expect(await filesOf(project)).toEqual([]);
  });

  test('are refused with the line, and no value', async () => {
    const { project } = await newProject(opened.database, MODEL);
    const [{ message }] = refusalsOf(await put(project, 'a,b\n1,2\nsecret\n', 'a.csv'));
    expect(message).toBe(
      'a.csv: line 3 has 1 cells, and the header 2: give every row as many cells as the header, and quote a cell that has a separator in it',
    );
    const content = Uint8Array.from([0x61, 0x0a, 0xff]);
    expect(codesOf(await putTableFile(call(), { project, name: 'a.csv', content }, host))).toEqual([
      'FILE_INVALID content',
    ]);
    const slow = { inspect: () => Promise.reject(new HostFailure('timeout', 'too long')) };
    const input = { project, name: 'a.csv', content: bytes(CITIES) };
    expect(codesOf(await putTableFile(call(), input, slow))).toEqual(['MODEL_TOO_EXPENSIVE content']);
  });

  test('have quotas, also for those who upload at once', async () => {
    const { group, project } = await newProject(opened.database, MODEL);
    const fill = async (of: string, name: string, size: number) =>
      await statement(
        opened.database.fork(),
        `insert into table_file (id, project_id, name, bytes, digest, text) values (gen_random_uuid(), $1, $2, $3, '', '')`,
        [of, name, size],
      );
    for (let i = 0; i < 99; i++) await fill(project, `${i}.csv`, 1);
    const both = await Promise.all(['x.csv', 'y.csv'].map((name) => put(project, CITIES, name)));
    expect(both.flatMap(codesOf)).toEqual(['QUOTA_EXCEEDED content']);
    expect(await filesOf(project)).toHaveLength(100);
    valueOf(await put(project, CITIES, '0.csv'));

    const { id: second } = valueOf(await createProject(call(), { group, name: 'second', model: MODEL }, host));
    await fill(second, 'large.csv', 64 * 1024 * 1024);
    expect(codesOf(await put(second))).toEqual(['QUOTA_EXCEEDED content']);
    for (const name of ['third', 'fourth']) {
      valueOf(await cloneProject(call(), { project: second, name }, host));
    }
    expect(codesOf(await cloneProject(call(), { project: second, name: 'fifth' }, host))).toEqual([
      'QUOTA_EXCEEDED project',
    ]);
    const [{ message }] = refusalsOf(await cloneProject(call(), { project: second, name: 'fifth' }, host));
    expect(message).toContain('256 MiB');
  });

  test('come with a clone, in another group too, and with an export as rows', async () => {
    const { project } = await newProject(opened.database, MODEL);
    valueOf(await put(project));
    valueOf(await updateProjectModel(call(), { project, model: MODEL }, host));
    for (const group of [null, await newGroup(opened.database)]) {
      const clone = valueOf(await cloneProject(call(), { project, group, name: 'copy' }, host));
      expect([await filesOf(clone.id), await isDraft(clone.id)]).toEqual([['data/cities.csv'], false]);
    }
    const file = valueOf(await exportProject(call(), { project }, host));
    expect(file).toContain('{ "city": "Rome", "people": 2800 }');
    const group = await newGroup(opened.database);
    const made = valueOf(await importProject(call(), { group, file }, host));
    expect([await filesOf(made.id), await isDraft(made.id)]).toEqual([[], false]);
  });

  test('of others are not found', async () => {
    const { project } = await newProject(opened.database, MODEL);
    const { id } = valueOf(await put(project));
    const own = await newProject(opened.database, MODEL);
    const stranger = call([own.group]);
    const input = { name: 'data/cities.csv', content: bytes(CITIES) };
    const outcomes = [
      await putTableFile(stranger, { project, ...input }, host),
      await putTableFile(stranger, { project: randomUUID(), ...input }, host),
      await putTableFile(stranger, { project: 'x', ...input }, host),
      await deleteTableFile(stranger, { id }),
    ];
    expect(outcomes.flatMap(codesOf)).toEqual([
      'NOT_FOUND project',
      'NOT_FOUND project',
      'NOT_FOUND project',
      'NOT_FOUND id',
    ]);
    // A model that names a file has that of its own project.
    const saved = valueOf(await updateProjectModel(stranger, { project: own.project, model: `${MODEL}# 2\n` }, host));
    expect(saved.problems.map(({ code }) => code)).toEqual(['FILE_MISSING']);
  });
});

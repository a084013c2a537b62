import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { ProjectRevision } from '../../src/entities/project-revision.ts';
import { statement } from '../../src/entities/queries/statement.ts';
import {
  cloneProject,
  createProject,
  createProviders,
  diffModels,
  exportProject,
  importProject,
  MAX_CHANGES,
  readDefinition,
  revertProject,
  updateProjectModel,
} from '../../src/projects/index.ts';
import { HostFailure } from '../../src/workers/host/model-host.ts';
import { databases, type TestDatabase } from '../database/databases.ts';
import { callOf, codesOf, countOf, host, newGroup, refusalsOf, valueOf } from './room.ts';

const MODEL = '# Users\n$seed: 7\n\nUser:\n  id: integer @id\n  plan: string @Plan\n';
const PLANS = '$providers:\n  Plan:\n    - free\n    - pro\n\n';
const PLAIN = 'User:\n  id: integer @id\n';
const BROKEN = 'User:\n  mail: string @emial\n';

describe.each(databases)('$name', (kind) => {
  let opened: TestDatabase;
  beforeAll(async () => {
    opened = await kind.open();
  });
  afterAll(async () => await opened.drop());

  const call = (groups: readonly string[] | null = null) => callOf(opened.database, { groups });

  async function addPlans(group: string | null, ...values: readonly string[]): Promise<void> {
    valueOf(await createProviders(call(), { group, providers: [{ name: 'Plan', values }] }));
  }

  async function newProject(model = MODEL): Promise<{ group: string; project: string }> {
    const group = await newGroup(opened.database);
    await addPlans(group, 'free', 'pro');
    return { group, project: valueOf(await createProject(call(), { group, name: 'dev', model }, host)).id };
  }

  async function textsOf(project: string): Promise<readonly string[]> {
    const where = { orderBy: { number: 1 }, populate: ['text'] } as const;
    return (await opened.database.fork().find(ProjectRevision, { project }, where)).map(({ text }) => text);
  }

  describe('a project file', () => {
    test('has the model with the stored providers that it uses, and makes a project again', async () => {
      const { group, project } = await newProject();
      const file = valueOf(await exportProject(call(), { project }, host));
      expect(file).toBe(`# rowmill project 1: dev\n${PLANS}${MODEL}`);

      const elsewhere = await newGroup(opened.database);
      const made = valueOf(await importProject(call(), { group: elsewhere, file }, host));
      expect(made).toMatchObject({ name: 'dev', revision: 1, group: { id: elsewhere } });
      expect(await textsOf(made.id)).toEqual([PLANS + MODEL]);
      expect(await opened.database.fork().count(ProjectRevision, { project: made.id, draft: true })).toBe(0);
      expect(valueOf(await exportProject(call(), { project: made.id }, host))).toBe(file);

      const named = valueOf(await importProject(call(), { group, file, name: 'copy' }, host));
      expect(named).toMatchObject({ name: 'copy' });
    });

    test('is any model, and keeps one with errors as a draft', async () => {
      const { group } = await newProject();
      expect(codesOf(await importProject(call(), { group, file: BROKEN }, host))).toEqual(['INVALID_INPUT name']);
      const { id } = valueOf(await importProject(call(), { group, file: BROKEN, name: 'draft' }, host));
      expect(await opened.database.fork().count(ProjectRevision, { project: id, draft: true })).toBe(1);
      expect(valueOf(await exportProject(call(), { project: id }, host))).toBe(`# rowmill project 1: draft\n${BROKEN}`);
    });

    test('may have come through Windows', async () => {
      const { group } = await newProject();
      const file = `# rowmill project 1: from Windows\n${PLAIN}`.replaceAll('\n', '\r\n');
      const { id, name } = valueOf(await importProject(call(), { group, file }, host));
      expect(name).toBe('from Windows');
      expect(await textsOf(id)).toEqual([PLAIN.replaceAll('\n', '\r\n')]);
    });

    test.each([
      ['a form of another version', `# rowmill project 2: a\n${PLAIN}`, 'INVALID_INPUT file'],
      ['a name that cannot be one', `# rowmill project 1:  a\n${PLAIN}`, 'INVALID_INPUT name'],
      ['no name', `# rowmill project 1: \n${PLAIN}`, 'INVALID_INPUT name'],
      ['a first line without an end', '# rowmill project 1: a', 'INVALID_INPUT name'],
      ['a first line that is too long', `# rowmill project 1: ${'a'.repeat(500)}\n${PLAIN}`, 'INVALID_INPUT name'],
      ['the name of another project', `# rowmill project 1: dev\n${PLAIN}`, 'NAME_TAKEN name'],
      ['more than a model may be', `# rowmill project 1: a\n${'#'.repeat(1_200_000)}`, 'INVALID_INPUT file'],
      ['what no text has', `# rowmill project 1: a\n\0`, 'INVALID_INPUT file'],
    ])('with %s is refused', async (_, file, code) => {
      const { group } = await newProject();
      expect(codesOf(await importProject(call(), { group, file }, host))).toEqual([code]);
      expect(await countOf(opened.database, 'project where group_id = $1', [group])).toBe(1);
    });

    test('of two at once under one name makes one project', async () => {
      const group = await newGroup(opened.database);
      const file = `# rowmill project 1: dev\n${PLAIN}`;
      const both = await Promise.all([1, 2].map(() => importProject(call(), { group, file }, host)));
      expect(both.flatMap(codesOf)).toEqual(['NAME_TAKEN name']);
      expect(await countOf(opened.database, 'project where group_id = $1', [group])).toBe(1);
    });

    test('that takes too much to read or write is refused', async () => {
      const { group, project } = await newProject();
      const fail = () => Promise.reject(new HostFailure('timeout', 'too long'));
      const slow = { inspect: fail, inline: fail };
      expect(codesOf(await exportProject(call(), { project }, slow))).toEqual(['MODEL_TOO_EXPENSIVE project']);
      const file = `# rowmill project 1: new\n${PLAIN}`;
      expect(codesOf(await importProject(call(), { group, file }, slow))).toEqual(['MODEL_TOO_EXPENSIVE file']);
    });
  });

  describe('a clone', () => {
    test('has the model as it is, in the same group', async () => {
      const { group, project } = await newProject();
      valueOf(await updateProjectModel(call(), { project, model: `${MODEL}# 2\n` }, host));
      const clone = valueOf(await cloneProject(call(), { project, name: 'copy' }, host));
      expect(clone).toMatchObject({ name: 'copy', revision: 1, group: { id: group } });
      expect(await textsOf(clone.id)).toEqual([`${MODEL}# 2\n`]);
      expect(codesOf(await cloneProject(call(), { project, name: 'copy' }, host))).toEqual(['NAME_TAKEN name']);
      expect(codesOf(await cloneProject(call(), { project, name: '' }, host))).toEqual(['INVALID_INPUT name']);
    });

    test('has what its model was made from, as long as the model is that', async () => {
      const { project } = await newProject();
      const text = '{ "entities": [] }';
      const made = "update project_revision set source = $2, dialect = 'fabricate' where project_id = $1";
      await statement(opened.database.fork(), made, [project, text]);
      const definitionOf = async (id: string): Promise<unknown> =>
        (await readDefinition(call(), { id }))?.definition ?? null;
      const clone = valueOf(await cloneProject(call(), { project, name: 'copy' }, host));
      expect(await definitionOf(clone.id)).toEqual({ entities: [] });
      // The providers are written into the model.
      const group = await newGroup(opened.database);
      expect(await definitionOf(valueOf(await cloneProject(call(), { project, group, name: 'dev' }, host)).id)).toBe(
        null,
      );
    });

    test.each([
      ['has no such provider', [], true],
      ['has another one', ['a'], true],
      ['has the same one', ['free', 'pro'], false],
    ])('has what the other group lacks: it %s', async (_, values, written) => {
      const { project } = await newProject();
      const group = await newGroup(opened.database);
      if (values.length > 0) await addPlans(group, ...values);
      const clone = valueOf(await cloneProject(call(), { project, group, name: 'dev' }, host));
      expect(await textsOf(clone.id)).toEqual([written ? PLANS + MODEL : MODEL]);
    });

    test('leaves shared providers to all groups', async () => {
      const { database } = opened;
      const name = `Shared ${randomUUID()}`;
      valueOf(await createProviders(call(), { group: null, providers: [{ name, values: ['a'] }] }));
      const group = await newGroup(database);
      const model = `User:\n  a: { $type: string, $generator: ${name} }\n`;
      const { id: project } = valueOf(await createProject(call(), { group, name: 'dev', model }, host));
      const input = { project, group: await newGroup(database), name: 'dev' };
      expect(await textsOf(valueOf(await cloneProject(call(), input, host)).id)).toEqual([model]);
      const file = valueOf(await exportProject(call(), { project }, host));
      expect(file).toContain(`$providers:\n  ${name}:\n    - a\n`);
    });
  });

  describe('going back', () => {
    test('saves the old model as the next revision', async () => {
      const { project } = await newProject();
      valueOf(await updateProjectModel(call(), { project, model: PLAIN }, host));
      const back = valueOf(await revertProject(call(), { project, to: 1, revision: 2 }, host));
      expect(back).toMatchObject({ project: { revision: 3 }, problems: [] });
      expect(await textsOf(project)).toEqual([MODEL, PLAIN, MODEL]);
      expect(valueOf(await revertProject(call(), { project, to: 1 }, host)).project.revision).toBe(3);
    });

    test('is refused where there is no such revision, or another one came before', async () => {
      const { project } = await newProject();
      valueOf(await updateProjectModel(call(), { project, model: PLAIN }, host));
      for (const to of [-1, 0, 3, 2_147_483_647]) {
        expect(codesOf(await revertProject(call(), { project, to }, host))).toEqual(['NOT_FOUND to']);
      }
      const stale = { project, to: 1, revision: 1 };
      expect(codesOf(await revertProject(call(), stale, host))).toEqual(['OUTDATED revision']);
      expect(await textsOf(project)).toEqual([MODEL, PLAIN]);
    });

    test('of two at once saves one revision', async () => {
      const { project } = await newProject();
      valueOf(await updateProjectModel(call(), { project, model: PLAIN }, host));
      const input = { project, to: 1, revision: 2 };
      const both = await Promise.all([1, 2].map(() => revertProject(call(), input, host)));
      expect(both.flatMap(codesOf)).toEqual(['OUTDATED revision']);
      expect(await textsOf(project)).toEqual([MODEL, PLAIN, MODEL]);
    });
  });

  test('what belongs to others is not found', async () => {
    const { group, project } = await newProject();
    const own = await newGroup(opened.database);
    const other = call([own]);
    const messages = [
      await exportProject(other, { project }, host),
      await revertProject(other, { project, to: 1 }, host),
      await cloneProject(other, { project, group: own, name: 'x' }, host),
      await importProject(other, { group, file: `# rowmill project 1: x\n${PLAIN}` }, host),
      await exportProject(other, { project: randomUUID() }, host),
      await exportProject(other, { project: 'x' }, host),
    ].flatMap((outcome) => refusalsOf(outcome).map(({ code, path }) => `${code} ${path.join('.')}`));
    expect(messages).toEqual([
      'NOT_FOUND project',
      'NOT_FOUND project',
      'NOT_FOUND project',
      'NOT_FOUND group',
      'NOT_FOUND project',
      'NOT_FOUND project',
    ]);
    const into = { project: valueOf(await createProject(other, { group: own, name: 'a' }, host)).id, group, name: 'x' };
    expect(codesOf(await cloneProject(other, into, host))).toEqual(['NOT_FOUND group']);
    expect(await countOf(opened.database, 'project where group_id = $1', [group])).toBe(1);
  });
});

describe('a difference', () => {
  test('is a unified diff with the numbers of the revisions', async () => {
    const before = { number: 3, text: `${'a\n'.repeat(5)}b\n` };
    expect(await diffModels(before, { number: 5, text: `${'a\n'.repeat(5)}c\n` })).toBe(
      '--- revision 3\n+++ revision 5\n@@ -3,4 +3,4 @@\n a\n a\n a\n-b\n+c\n',
    );
    expect(await diffModels(before, before)).toBe('--- revision 3\n+++ revision 3\n');
  });

  test('is none where too much differs', async () => {
    const lines = (count: number): string => Array.from({ length: count }, (_, i) => `${i}\n`).join('');
    const text = lines(MAX_CHANGES);
    expect(await diffModels({ number: 1, text: '' }, { number: 2, text })).toContain(`+${MAX_CHANGES - 1}\n`);
    expect(await diffModels({ number: 1, text: '' }, { number: 2, text: lines(MAX_CHANGES + 1) })).toBeNull();
  });
});

import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { ProjectRevision } from '../../src/entities/project-revision.ts';
import { statement } from '../../src/entities/queries/statement.ts';
import { storedModel } from '../../src/entities/queries/stored-model.ts';
import {
  createProject,
  createProviders,
  deleteProject,
  deleteProjectGroup,
  findProject,
  renameProject,
  STARTER_MODEL,
  updateProjectModel,
} from '../../src/projects/index.ts';
import { HostFailure, type HostFailureReason } from '../../src/workers/host/model-host.ts';
import { databases, type TestDatabase } from '../database/databases.ts';
import { addTask, callOf, codesOf, countOf, host, newGroup, newProject, refusalsOf, valueOf } from './room.ts';

const MODEL = 'User:\n  $count: 5\n  id: integer @id\n';
const BROKEN = 'User:\n  id: integer @id\n  mail: string @emial\n';
const model = (count: number): string => `User:\n  $count: ${count}\n  id: integer @id\n`;

describe.each(databases)('$name', (kind) => {
  let opened: TestDatabase;
  beforeAll(async () => {
    opened = await kind.open();
  });
  afterAll(async () => await opened.drop());

  async function revisionsOf(project: string) {
    return await opened.database
      .fork()
      .find(ProjectRevision, { project }, { orderBy: { number: 1 }, populate: ['text', 'problems'] });
  }

  describe('a project', () => {
    test('is made with its first revision, and found by id and by path', async () => {
      const { database } = opened;
      const groupName = randomUUID();
      const group = await newGroup(database, groupName);
      const made = valueOf(await createProject(callOf(database), { group, name: 'dev 🛒', model: MODEL }, host));
      expect(made).toMatchObject({ name: 'dev 🛒', revision: 1, group: { id: group } });
      expect(await revisionsOf(made.id)).toMatchObject([{ number: 1, text: MODEL, problems: [], draft: false }]);
      const call = callOf(database);
      expect(await findProject(call, { id: made.id })).toMatchObject({ name: 'dev 🛒' });
      expect(await findProject(call, { path: { group: groupName, name: 'dev 🛒' } })).toMatchObject({ id: made.id });
      expect(await findProject(call, { path: { group: groupName, name: 'Dev 🛒' } })).toBeNull();
      expect(await storedModel(database.fork(), made.id)).toMatchObject({ text: MODEL, revision: 1 });
    });

    test('begins with a model that has nothing wrong where none is given', async () => {
      const { project } = await newProject(opened.database);
      expect(await revisionsOf(project)).toMatchObject([{ text: STARTER_MODEL, problems: [], draft: false }]);
    });

    test('with a faulty model is a draft', async () => {
      const { project } = await newProject(opened.database, BROKEN);
      const [revision] = await revisionsOf(project);
      expect(revision).toMatchObject({ draft: true, problems: [{ code: 'GENERATOR_UNKNOWN', line: 3 }] });
    });

    test('has a name of its own in its group, also in a race', async () => {
      const { database } = opened;
      const group = await newGroup(database);
      const create = async () => await createProject(callOf(database), { group, name: 'dev' }, host);
      const outcomes = await Promise.all([create(), create(), create()]);
      expect(outcomes.flatMap(codesOf)).toEqual(['NAME_TAKEN name', 'NAME_TAKEN name']);
      expect(await countOf(database, 'project where group_id = $1', [group])).toBe(1);
      const elsewhere = await newGroup(database);
      expect(codesOf(await createProject(callOf(database), { group: elsewhere, name: 'dev' }, host))).toEqual([]);

      const other = valueOf(await createProject(callOf(database), { group, name: 'test' }, host));
      expect(codesOf(await renameProject(callOf(database), { id: other.id, name: 'dev' }))).toEqual([
        'NAME_TAKEN name',
      ]);
    });

    test('is refused with everything that is wrong, and nothing is kept', async () => {
      const { database } = opened;
      const call = callOf(database);
      const input = { group: 'x', name: ' ', model: 'a\0' };
      const codes = ['INVALID_INPUT name', 'INVALID_INPUT model', 'NOT_FOUND group'];
      expect(codesOf(await createProject(call, input, host))).toEqual(codes);
      const unknown = { id: randomUUID(), name: '' };
      expect(codesOf(await renameProject(call, unknown))).toEqual(['INVALID_INPUT name', 'NOT_FOUND id']);
      expect(codesOf(await deleteProject(call, unknown))).toEqual(['NOT_FOUND id']);
      expect(await findProject(call, { path: { group: 'a\0', name: 'b' } })).toBeNull();
      expect(await findProject(call, { path: { group: 'a', name: '\udc00' } })).toBeNull();
      expect(await findProject(call, { id: '__proto__' })).toBeNull();
    });

    test('is not made in a group that is deleted meanwhile', async () => {
      const { database } = opened;
      const group = await newGroup(database);
      const deleting = {
        inspect: async (...args: Parameters<typeof host.inspect>) => {
          valueOf(await deleteProjectGroup(callOf(database), { id: group }));
          return await host.inspect(...args);
        },
      };
      const outcome = await createProject(callOf(database), { group, name: 'dev' }, deleting);
      expect(codesOf(outcome)).toEqual(['NOT_FOUND group']);
    });

    test('is renamed', async () => {
      const { database } = opened;
      const { project } = await newProject(database);
      const call = callOf(database);
      expect(await findProject(call, { id: project })).toMatchObject({ name: 'dev' });
      expect(valueOf(await renameProject(call, { id: project, name: 'test' }))).toMatchObject({
        name: 'test',
        revision: 1,
      });
    });

    test('is deleted with its revisions and finished tasks, not with others', async () => {
      const { database } = opened;
      const { project } = await newProject(database);
      await addTask(database.fork(), project, 'FAILED');
      await addTask(database.fork(), project, 'PENDING');
      expect(codesOf(await deleteProject(callOf(database), { id: project }))).toEqual(['TASKS_RUNNING id']);
      await statement(database.fork(), `update task set status = 'CANCELED' where project_id = $1`, [project]);
      expect(await deleteProject(callOf(database), { id: project })).toEqual({ ok: true, value: { id: project } });
      for (const table of ['project_revision', 'task']) {
        expect(await countOf(database, `${table} where project_id = $1`, [project])).toBe(0);
      }
    });

    test.runIf(kind.name === 'PostgreSQL')('waits for a task that is just being accepted, and then stays', async () => {
      const { database } = opened;
      for (const remove of [deleteProject, deleteProjectGroup]) {
        const { group, project } = await newProject(database);
        let deleting: ReturnType<typeof remove> | undefined;
        await database.fork().transactional(async (em) => {
          await addTask(em, project, 'PENDING');
          deleting = remove(callOf(database), { id: remove === deleteProject ? project : group });
          const waiting =
            'pg_stat_activity where datname = current_database() and cardinality(pg_blocking_pids(pid)) > 0';
          await expect.poll(async () => await countOf(database, waiting)).toBe(1);
        });
        expect(deleting && codesOf(await deleting)).toEqual(['TASKS_RUNNING id']);
        expect(await countOf(database, 'task where project_id = $1', [project])).toBe(1);
      }
    });

    test('of another group is not there for a bound key', async () => {
      const { database } = opened;
      const { group, project } = await newProject(database, MODEL);
      const own = await newProject(database, MODEL);
      const call = callOf(database, { groups: [own.group] });
      expect(await findProject(call, { id: project })).toBeNull();
      expect(codesOf(await createProject(call, { group, name: 'mine' }, host))).toEqual(['NOT_FOUND group']);
      expect(codesOf(await renameProject(call, { id: project, name: 'mine' }))).toEqual(['NOT_FOUND id']);
      expect(codesOf(await deleteProject(call, { id: project }))).toEqual(['NOT_FOUND id']);
      expect(codesOf(await updateProjectModel(call, { project, model: BROKEN, revision: 7 }, host))).toEqual([
        'NOT_FOUND project',
      ]);
      expect(await countOf(database, 'project where group_id = $1', [group])).toBe(1);
      expect(await findProject(callOf(database), { id: project })).toMatchObject({ name: 'dev', revision: 1 });
      expect(codesOf(await renameProject(call, { id: own.project, name: 'mine' }))).toEqual([]);
    });
  });

  describe('a model', () => {
    test('is saved as the next revision, with its problems', async () => {
      const { database } = opened;
      const { project } = await newProject(database, MODEL);
      const call = callOf(database);
      const updated = valueOf(await updateProjectModel(call, { project, model: BROKEN, revision: 1 }, host));
      expect(updated.project.revision).toBe(2);
      expect(updated.problems).toMatchObject([{ code: 'GENERATOR_UNKNOWN', line: 3 }]);
      expect(await revisionsOf(project)).toMatchObject([
        { number: 1, text: MODEL, draft: false },
        { number: 2, text: BROKEN, draft: true, problems: updated.problems },
      ]);
    });

    test('that has not changed is not saved again', async () => {
      const { database } = opened;
      const { project } = await newProject(database, BROKEN);
      const again = valueOf(await updateProjectModel(callOf(database), { project, model: BROKEN }, host));
      expect(again.project.revision).toBe(1);
      expect(again.problems).toHaveLength(1);
      expect(await revisionsOf(project)).toHaveLength(1);
    });

    test('that was a draft is saved again once the provider it wants is there', async () => {
      const { database } = opened;
      const { group, project } = await newProject(database, BROKEN);
      valueOf(await createProviders(callOf(database), { group, providers: [{ name: 'emial', values: ['a'] }] }));
      const updated = valueOf(await updateProjectModel(callOf(database), { project, model: BROKEN }, host));
      expect(updated).toMatchObject({ project: { revision: 2 }, problems: [] });
      expect(await revisionsOf(project)).toMatchObject([{ draft: true }, { draft: false }]);
    });

    test('is refused where the project has gone on', async () => {
      const { database } = opened;
      const { project } = await newProject(database, MODEL);
      valueOf(await updateProjectModel(callOf(database), { project, model: model(2) }, host));
      const outcome = await updateProjectModel(callOf(database), { project, model: model(3), revision: 1 }, host);
      expect(refusalsOf(outcome)).toMatchObject([{ kind: 'outdated', code: 'OUTDATED', path: ['revision'] }]);
      expect(await revisionsOf(project)).toHaveLength(2);
    });

    test('saved by many at once gives one revision each, without gaps', async () => {
      const { database } = opened;
      const { project } = await newProject(database, MODEL);
      const counts = [11, 12, 13, 14, 15];
      await Promise.all(
        counts.map(async (n) =>
          valueOf(await updateProjectModel(callOf(database), { project, model: model(n) }, host)),
        ),
      );
      const revisions = await revisionsOf(project);
      expect(revisions.map(({ number }) => number)).toEqual([1, 2, 3, 4, 5, 6]);
      const texts = revisions
        .slice(1)
        .map(({ text }) => text)
        .sort();
      expect(texts).toEqual(counts.map(model));
      expect(await findProject(callOf(database), { id: project })).toMatchObject({ revision: 6 });
    });

    test('saved by many at once on one revision is saved by one of them', async () => {
      const { database } = opened;
      const { project } = await newProject(database, MODEL);
      const update = async (n: number) =>
        await updateProjectModel(callOf(database), { project, model: model(n), revision: 1 }, host);
      const outcomes = await Promise.all([21, 22, 23].map(update));
      expect(outcomes.flatMap(codesOf)).toEqual(['OUTDATED revision', 'OUTDATED revision']);
      expect(await revisionsOf(project)).toHaveLength(2);
    });

    test('is kept in its newest thousand revisions', async () => {
      const { database } = opened;
      const { project } = await newProject(database, MODEL);
      await statement(
        database.fork(),
        `insert into project_revision (id, project_id, "number", "text", problems, draft)
         select gen_random_uuid(), $1, n, '', '[]', false from generate_series(2, 1000) n`,
        [project],
      );
      await statement(database.fork(), 'update project set revision = 1000 where id = $1', [project]);
      valueOf(await updateProjectModel(callOf(database), { project, model: model(2) }, host));
      const numbers = (await revisionsOf(project)).map(({ number }) => number);
      expect([numbers[0], numbers.at(-1), numbers.length]).toEqual([2, 1001, 1000]);
    });

    test.each(['a\0b', 'a\ud800', `# ${'é'.repeat(524_288)}`, 'x'.repeat(10_000_000)])(
      'cannot be any text (%#)',
      async (text) => {
        const { database } = opened;
        const { project } = await newProject(database, MODEL);
        const untouched = { inspect: () => Promise.reject(new Error('the host is not asked')) };
        const outcome = await updateProjectModel(callOf(database), { project, model: text }, untouched);
        expect(codesOf(outcome)).toEqual(['INVALID_INPUT model']);
        expect(await revisionsOf(project)).toHaveLength(1);
      },
    );

    test('is kept with problems about names that the database does not take, and shortened ones', async () => {
      const { database } = opened;
      const text = `"a\\0b\\ud800":\n  c: "string @none\\0such"\n  d: "string @${'x'.repeat(50_000)}"\n`;
      const { project } = await newProject(database, text);
      const [{ draft, problems }] = await revisionsOf(project);
      expect(draft).toBe(true);
      expect(problems).toMatchObject([
        { code: 'NAME_INVALID', path: 'a\ufffdb\ufffd' },
        {
          code: 'GENERATOR_UNKNOWN',
          path: 'a\ufffdb\ufffd.c',
        },
        { code: 'GENERATOR_UNKNOWN', path: 'a\ufffdb\ufffd.d' },
      ]);
      expect(problems[1].message).toContain('none\ufffdsuch');
      expect(problems[2].message).toHaveLength(1001);
    });

    test.each<HostFailureReason>(['timeout', 'crashed', 'too-large'])(
      'that the host gives up on (%s) is not saved',
      async (reason) => {
        const { database } = opened;
        const { group, project } = await newProject(database, MODEL);
        const failing = { inspect: () => Promise.reject(new HostFailure(reason, 'gave up')) };
        const updated = await updateProjectModel(callOf(database), { project, model: model(2) }, failing);
        expect(refusalsOf(updated)).toMatchObject([
          { kind: 'model-problem', code: 'MODEL_TOO_EXPENSIVE', path: ['model'] },
        ]);
        const created = await createProject(callOf(database), { group, name: 'new', model: MODEL }, failing);
        expect(codesOf(created)).toEqual(['MODEL_TOO_EXPENSIVE model']);
        expect(await countOf(database, 'project where group_id = $1', [group])).toBe(1);
        expect(await revisionsOf(project)).toHaveLength(1);
      },
    );

    test.each<HostFailureReason>(['closed', 'busy'])(
      'waits for a host that works: its own failures (%s) are thrown',
      async (reason) => {
        const { database } = opened;
        const { project } = await newProject(database, MODEL);
        const failing = { inspect: () => Promise.reject(new HostFailure(reason, 'not now')) };
        const updating = updateProjectModel(callOf(database), { project, model: model(2) }, failing);
        await expect(updating).rejects.toThrow(HostFailure);
      },
    );
  });
});

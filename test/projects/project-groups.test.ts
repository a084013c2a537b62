import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import {
  createProjectGroup,
  createProviders,
  deleteProjectGroup,
  findProjectGroup,
  renameProjectGroup,
} from '../../src/projects/index.ts';
import { databases, type TestDatabase } from '../database/databases.ts';
import { addTask, callOf, codesOf, countOf, newGroup, newProject, refusalsOf, valueOf } from './room.ts';

describe.each(databases)('$name', (kind) => {
  let opened: TestDatabase;
  beforeAll(async () => {
    opened = await kind.open();
  });
  afterAll(async () => await opened.drop());

  describe('a project group', () => {
    test('is made and found by id and by name, exactly as written', async () => {
      const { database } = opened;
      const name = `__proto__ 🛒 ${randomUUID()}`;
      const group = valueOf(await createProjectGroup(callOf(database), { name }));
      expect(group.name).toBe(name);
      expect(group.createdAt).toBeInstanceOf(Date);
      expect(await findProjectGroup(callOf(database), { id: group.id })).toMatchObject({ name });
      expect(await findProjectGroup(callOf(database), { name })).toMatchObject({ id: group.id });
      expect(await findProjectGroup(callOf(database), { name: name.toUpperCase() })).toBeNull();
    });

    test('is renamed', async () => {
      const { database } = opened;
      const call = callOf(database);
      const id = await newGroup(database);
      const before = await findProjectGroup(call, { id });
      const name = randomUUID();
      const renamed = valueOf(await renameProjectGroup(call, { id, name }));
      expect(renamed.name).toBe(name);
      expect(renamed.updatedAt.getTime()).toBeGreaterThanOrEqual(before?.createdAt.getTime() ?? Infinity);
      expect(codesOf(await renameProjectGroup(call, { id, name }))).toEqual([]);
    });

    test('has a name of its own, also in a race', async () => {
      const { database } = opened;
      const name = randomUUID();
      const outcomes = await Promise.all(
        [1, 2, 3].map(async () => await createProjectGroup(callOf(database), { name })),
      );
      expect(outcomes.flatMap(codesOf)).toEqual(['NAME_TAKEN name', 'NAME_TAKEN name']);
      expect(await countOf(database, 'project_group where name = $1', [name])).toBe(1);

      const other = await newGroup(database);
      expect(codesOf(await renameProjectGroup(callOf(database), { id: other, name }))).toEqual(['NAME_TAKEN name']);
    });

    test('is refused with everything that is wrong', async () => {
      const { database } = opened;
      const call = callOf(database);
      expect(codesOf(await createProjectGroup(call, { name: 'a\0' }))).toEqual(['INVALID_INPUT name']);
      const unknown = { id: randomUUID(), name: 'x'.repeat(10_000_000) };
      expect(codesOf(await renameProjectGroup(call, unknown))).toEqual(['INVALID_INPUT name', 'NOT_FOUND id']);
      expect(codesOf(await renameProjectGroup(call, { id: 'x\0', name: 'a' }))).toEqual(['NOT_FOUND id']);
      expect(codesOf(await deleteProjectGroup(call, { id: '../' }))).toEqual(['NOT_FOUND id']);
      expect(await findProjectGroup(call, { name: '\0' })).toBeNull();
      expect(await findProjectGroup(call, { name: '\ud800' })).toBeNull();
      expect(await findProjectGroup(call, { id: '' })).toBeNull();
    });

    test('is deleted with all that belongs to it', async () => {
      const { database } = opened;
      const { group, project } = await newProject(database);
      await addTask(database.fork(), project, 'COMPLETED');
      valueOf(await createProviders(callOf(database), { group, providers: [{ name: 'Plan', values: ['a'] }] }));
      const call = callOf(database);
      expect(await findProjectGroup(call, { id: group })).not.toBeNull();
      expect(await deleteProjectGroup(call, { id: group })).toEqual({ ok: true, value: { id: group } });
      expect(await findProjectGroup(call, { id: group })).toBeNull();
      for (const table of ['project', 'provider', 'task']) {
        expect(await countOf(database, `${table} where group_id = $1`, [group])).toBe(0);
      }
      expect(codesOf(await deleteProjectGroup(call, { id: group }))).toEqual(['NOT_FOUND id']);
    });

    test.each(['PENDING', 'PROCESSING', 'CANCELING'])('stays while a task of it is %s', async (status) => {
      const { database } = opened;
      const { group, project } = await newProject(database);
      await addTask(database.fork(), project, status);
      const outcome = await deleteProjectGroup(callOf(database), { id: group });
      expect(refusalsOf(outcome)).toMatchObject([{ kind: 'tasks-running', code: 'TASKS_RUNNING', path: ['id'] }]);
      expect(await countOf(database, 'project where id = $1', [project])).toBe(1);
    });

    test('of others is not there for a bound key, and it makes no new one', async () => {
      const { database } = opened;
      const own = await newGroup(database);
      const name = randomUUID();
      const other = await newGroup(database, name);
      const call = callOf(database, { groups: [own] });
      expect(await findProjectGroup(call, { id: own })).not.toBeNull();
      expect(await findProjectGroup(call, { id: other })).toBeNull();
      expect(await findProjectGroup(call, { name })).toBeNull();
      const absent = await renameProjectGroup(call, { id: randomUUID(), name: 'mine' });
      expect(await renameProjectGroup(call, { id: other, name: 'mine' })).toEqual(absent);
      expect(codesOf(await deleteProjectGroup(call, { id: other }))).toEqual(['NOT_FOUND id']);
      expect(await countOf(database, 'project_group where id = $1 and name = $2', [other, name])).toBe(1);
      expect(codesOf(await createProjectGroup(call, { name: 'mine' }))).toEqual(['NOT_ALLOWED ']);
      expect(await countOf(database, `project_group where name = 'mine'`)).toBe(0);
      expect(valueOf(await renameProjectGroup(call, { id: own, name: `${name} 2` })).name).toBe(`${name} 2`);
    });
  });
});

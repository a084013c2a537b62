import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { UniqueConstraintViolationException } from '@mikro-orm/core';
import { v7 as newId } from 'uuid';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { openDatabase } from '../../src/entities/database/database.ts';
import { FolderTaken, lockFolder } from '../../src/entities/database/folder-lock.ts';
import { ProjectGroup } from '../../src/entities/project-group.ts';
import { Provider } from '../../src/entities/provider.ts';
import { statement } from '../../src/entities/queries/statement.ts';
import { databases, type TestDatabase } from '../database/databases.ts';

describe.each(databases)('$name', ({ open }) => {
  let opened: TestDatabase;
  beforeAll(async () => {
    opened = await open();
  });
  afterAll(async () => await opened.drop());

  test('the migrations make exactly the tables that the entities describe', async () => {
    expect(await opened.database.orm.schema.getUpdateSchemaSQL()).toBe('');
    expect(await opened.database.migrate()).toEqual([]);
  });

  test('a statement is part of the transaction it is given', async () => {
    const id = newId();
    const failing = opened.database.fork().transactional(async (em) => {
      await statement(em, 'insert into project_group (id, name) values ($1, $2)', [id, 'undone']);
      throw new Error('roll back');
    });
    await expect(failing).rejects.toThrow('roll back');
    expect(await opened.database.fork().findOne(ProjectGroup, { id })).toBeNull();
  });

  test('what is written beside an open transaction outlives its end', async () => {
    const beside = newId();
    const { promise: begun, resolve: begin } = Promise.withResolvers<void>();
    const { promise: ended, reject: end } = Promise.withResolvers<never>();
    const failing = opened.database.fork().transactional(async (em) => {
      await statement(em, 'select 1');
      begin();
      await ended;
    });
    await begun;
    const writing = statement(opened.database.fork(), 'insert into project_group (id, name) values ($1, $2)', [
      beside,
      'kept',
    ]);
    end(new Error('roll back'));
    await expect(failing).rejects.toThrow('roll back');
    await writing;
    expect(await opened.database.fork().findOne(ProjectGroup, { id: beside })).toMatchObject({ name: 'kept' });
  });

  test('providers without a group share one namespace', async () => {
    const add = async (): Promise<void> => {
      const em = opened.database.fork();
      const values = { name: 'Plan', columns: [], weights: null };
      em.create(
        Provider,
        { id: newId(), name: 'Plan', columns: [''], rows: 0, weighted: false, values },
        { persist: true },
      );
      await em.flush();
    };
    await add();
    await expect(add()).rejects.toThrow(UniqueConstraintViolationException);
  });
});

describe('a folder', () => {
  const folder = mkdtempSync(join(tmpdir(), 'rowmill-folder-'));
  afterAll(() => rmSync(folder, { recursive: true, force: true }));

  test('keeps its rows', async () => {
    const id = newId();
    const first = await openDatabase({ kind: 'folder', folder });
    await first.migrate();
    await statement(first.fork(), 'insert into project_group (id, name) values ($1, $2)', [id, 'kept']);
    await first.close();
    const second = await openDatabase({ kind: 'folder', folder });
    expect(await second.migrate()).toEqual([]);
    expect(await second.fork().findOne(ProjectGroup, { id })).toMatchObject({ name: 'kept' });
    await second.close();
  });

  test('has one user at a time', () => {
    const lock = lockFolder(folder);
    expect(() => lockFolder(folder)).toThrow(FolderTaken);
    lock.release();
    lock.release();
    lockFolder(folder).release();
  });
});

import { randomUUID } from 'node:crypto';
import { once } from 'node:events';
import { mkdirSync, rmSync, symlinkSync, truncateSync, writeFileSync } from 'node:fs';
import { connect, createServer, type Server, type Socket } from 'node:net';
import { join } from 'node:path';
import { Client } from 'pg';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, inject, test } from 'vitest';
import { openDataFolder } from '../../src/data-folder.ts';
import { openDatabase } from '../../src/entities/database/database.ts';
import { lockFolder } from '../../src/entities/database/folder-lock.ts';
import { statement } from '../../src/entities/queries/statement.ts';
import { createServerDatabase } from '../database/databases.ts';
import { type BrokenStart, type Environment, failureOf } from './broken-start.ts';
import { unpackDatabase } from '../database/unpack-database.ts';
import { emptyFolder } from '../gateway/open-gateway.ts';
import { type UsedFolder, usedFolder } from '../gateway/used-folder.ts';

let template: UsedFolder;
beforeAll(async () => {
  template = await usedFolder();
});
afterAll(() => template[Symbol.dispose]());

/** Undone after the test, in turn. */
let cleanUp: (() => Promise<unknown> | void)[];
let folder: string;
let data: string;
beforeEach(() => {
  folder = emptyFolder();
  data = join(folder, 'data');
  cleanUp = [];
});
afterEach(async () => {
  for (const undo of cleanUp.toReversed()) await undo();
  rmSync(folder, { recursive: true, force: true });
});

/** A folder that was used, with one thing done to it. */
const used = (breakIt: () => unknown) => async (): Promise<Environment> => {
  template.copyTo(data);
  await breakIt();
  return {};
};
/** One that has no database in it, nor comes so far. */
const small = (breakIt: () => void) => (): Environment => {
  const opened = openDataFolder(data);
  opened.secretKey();
  opened.join(randomUUID());
  opened.release();
  breakIt();
  return {};
};
const write = (name: string, text: string) => small(() => writeFileSync(join(data, name), text));
const databaseOf = (name: string, text: string) =>
  small(() => {
    mkdirSync(join(data, 'database'));
    writeFileSync(join(data, 'database', name), text);
  });
const artifactsOf = (id: string): void => {
  mkdirSync(join(data, 'artifacts', id), { recursive: true });
  writeFileSync(join(data, 'artifacts', id, '0-0'), 'x');
};

async function changed(text: string): Promise<void> {
  const database = await openDatabase({ kind: 'folder', folder: data });
  await statement(database.fork(), text);
  await database.close();
}

const FOLDERS: readonly BrokenStart[] = [
  { name: 'an empty node', arrange: write('node', ''), expected: /node is empty: .*a UUID.*delete it/ },
  { name: 'a garbled node', arrange: write('node', 'x'.repeat(36)), expected: /node is damaged: .*a UUID/ },
  { name: 'an empty secret', arrange: write('secret', ''), expected: /secret is empty: .*restore it from a backup/ },
  { name: 'a short secret', arrange: write('secret', 'abc'), expected: /secret is damaged: .*download addresses/ },
  { name: 'a secret of line breaks', arrange: write('secret', '\n\n'), expected: /secret is empty/ },
  { name: 'an empty secret-key', arrange: write('secret-key', ''), expected: /secret-key is empty: .*passwords/ },
  {
    name: 'a short secret-key',
    arrange: write('secret-key', Buffer.alloc(31).toString('base64')),
    expected: /secret-key is damaged: .*32 bytes in base64.*lost/,
  },
  { name: 'an empty installation', arrange: write('installation', ''), expected: /installation is empty: .*a UUID/ },
  {
    name: 'a folder in place of a file',
    arrange: small(() => {
      rmSync(join(data, 'secret'));
      mkdirSync(join(data, 'secret'));
    }),
    expected: /secret is not a file: it should hold/,
  },
  {
    name: 'a link to nothing in place of a file',
    arrange: small(() => {
      rmSync(join(data, 'secret'));
      symlinkSync(join(data, 'a disk that is not there'), join(data, 'secret'));
    }),
    expected: /secret is not a file: it should hold/,
  },
  {
    name: 'gigabytes in place of a line',
    arrange: small(() => truncateSync(join(data, 'node'), 5 * 1024 ** 3)),
    expected: /node is damaged: it should hold a UUID/,
  },
  {
    name: 'a lock that is none',
    arrange: write('lock', 'garbage that is longer than a header of SQLite '.repeat(9)),
    expected: /cannot lock the folder .* delete the file \S+\/lock/,
    noFolder: true,
  },
  {
    name: 'a file in place of the folder',
    arrange: () => {
      writeFileSync(data, '');
      return {};
    },
    expected: /^cannot use the folder \S+\/data: .*\(EEXIST\)$/,
    noFolder: true,
  },
  {
    name: 'a folder that nobody may make',
    arrange: () => ({ ROWMILL_DATA: '/sys/rowmill' }),
    expected: /^cannot use the folder \/sys\/rowmill: .*\((EPERM|EACCES|EROFS|ENOENT)\)$/,
  },
  {
    name: 'a folder in use',
    arrange: () => {
      mkdirSync(data);
      const lock = lockFolder(data);
      cleanUp.push(() => lock.release());
      return {};
    },
    expected: /is in use by another rowmill process: .*ROWMILL_DATA/,
    noFolder: true,
  },
  {
    name: 'a port in use',
    arrange: async () => ({ ...(await server()()), ROWMILL_PORT: await listening(() => undefined) }),
    expected: /^cannot listen on 127\.0\.0\.1:\d+: another program already listens there; .*ROWMILL_PORT/,
  },
  {
    name: 'a host without an address',
    arrange: () => {
      unpackDatabase(data);
      return { ROWMILL_HOST: 'nowhere.invalid' };
    },
    expected: /^cannot listen on nowhere\.invalid:\d+: \w+; .*ROWMILL_HOST/,
  },
  {
    name: 'a key that cannot be one',
    arrange: async () => ({
      ...(await server()()),
      ROWMILL_ADMIN_KEY: `rm_${'a'.repeat(8)}_${'b'.repeat(32)}_${'c'.repeat(6)}`,
    }),
    expected: /^ROWMILL_ADMIN_KEY (?!.*bbbb)/,
    exitCode: 2,
  },
  {
    name: 'artifacts without a database',
    arrange: () => {
      artifactsOf(randomUUID());
      return {};
    },
    expected: /there is no database in it: set DATABASE_URL .*empty folder/,
  },
  {
    name: 'a used folder whose database is gone',
    arrange: small(() => undefined),
    expected: /there is no database in it/,
  },
  {
    name: 'an emptied database folder',
    arrange: small(() => mkdirSync(join(data, 'database'))),
    expected: /there is no database in it/,
  },
  {
    name: 'a database without its version',
    arrange: databaseOf('postgresql.conf', ''),
    expected: /embedded database in \S+ is damaged .*restore/,
  },
  {
    name: 'a database of a newer PostgreSQL',
    arrange: databaseOf('PG_VERSION', '19\n'),
    expected: /is of PostgreSQL 19, and this rowmill reads 18/,
  },
  {
    name: 'a database whose control file is cut short',
    arrange: used(() => truncateSync(join(data, 'database', 'global', 'pg_control'), 100)),
    expected: /embedded database in \S+ is damaged .*restore/,
  },
  {
    name: 'a migration of a newer version',
    arrange: used(async () => await changed(`insert into migration (name) values ('2099-01-01-later')`)),
    expected: /migrated by a newer rowmill \(2099-01-01-later\): start that version/,
  },
  {
    name: 'the database of another installation',
    arrange: used(async () => await changed(`update installation set id = '${randomUUID()}'`)),
    expected: /belong to different installations: .*delete \S+\/installation/,
  },
  {
    name: 'an older database of another installation',
    arrange: () => {
      unpackDatabase(data);
      artifactsOf(randomUUID());
      return {};
    },
    expected: /has artifacts, and the database knows none of them: .*artifacts$/,
  },
];

/** A PostgreSQL database of the test's own, with one thing done to it. */
const server =
  (breakIt: (client: Client, url: URL) => unknown = () => undefined) =>
  async (): Promise<Environment> => {
    const { url, drop } = await createServerDatabase();
    cleanUp.push(drop);
    const address = new URL(url);
    const client = new Client({ connectionString: url });
    await client.connect();
    try {
      await breakIt(client, address);
    } finally {
      await client.end();
    }
    return { DATABASE_URL: address.href };
  };

/** A listener on a free port in place of the server. */
async function listening(hear: (socket: Socket) => void): Promise<string> {
  const sockets: Socket[] = [];
  const listener: Server = createServer((socket) => {
    sockets.push(socket);
    socket.on('error', () => undefined);
    hear(socket);
  }).listen(0, '127.0.0.1');
  await once(listener, 'listening');
  cleanUp.push(() => {
    listener.close();
    for (const socket of sockets) socket.destroy();
  });
  const address = listener.address();
  if (address === null || typeof address === 'string') throw new Error('a listening socket has a port');
  return String(address.port);
}

const SERVERS: readonly BrokenStart[] = [
  {
    name: 'a server that is not there',
    arrange: server(async (_, url) => {
      url.port = await listening(() => undefined);
      await cleanUp.pop()?.();
    }),
    expected: /ECONNREFUSED.*; check DATABASE_URL/,
  },
  {
    name: 'a name that nobody knows',
    arrange: server((_, url) => void (url.hostname = 'nowhere.invalid')),
    expected: /ENOTFOUND|EAI_AGAIN/,
  },
  {
    name: 'a server that is no PostgreSQL',
    arrange: server(async (_, url) => {
      url.port = await listening((socket) => void socket.end('HTTP/1.1 400 Bad Request\r\n\r\n'));
    }),
    expected: /terminated.*; check DATABASE_URL/,
  },
  {
    name: 'a wrong password',
    arrange: server((_, url) => void (url.password = 'hunter2')),
    expected: /password authentication failed.*; check the user/,
  },
  {
    name: 'a database that is not there',
    arrange: server((_, url) => void (url.pathname = '/not_there')),
    expected: /"not_there" does not exist; create the database/,
  },
  {
    name: 'a server without encryption, where it is asked for',
    arrange: server((_, url) => url.searchParams.set('sslmode', 'require')),
    expected: /does not support SSL.*; check DATABASE_URL/,
  },
  {
    name: 'a server that is too old',
    arrange: server(async (_, url) => {
      url.port = await listening(agedServer(new URL(inject('serverUrl'))));
    }),
    expected: /is PostgreSQL 1[0-4], and rowmill needs 15 or newer/,
  },
  {
    name: 'a user without rights',
    arrange: server(async (client, url) => {
      const user = `rowmill_${randomUUID().replaceAll('-', '')}`;
      await client.query(`drop schema public cascade`);
      await client.query(`create schema public`);
      await client.query(`create role ${user} login password 'hunter2'`);
      cleanUp.push(async () => {
        const operator = new Client({ connectionString: inject('serverUrl') });
        await operator.connect();
        await operator.query(`drop role ${user}`);
        await operator.end();
      });
      url.username = user;
      url.password = 'hunter2';
    }),
    expected: /permission denied .*; make the user the owner/,
  },
  {
    name: 'a database that may only be read',
    arrange: server(async (client, url) => {
      await client.query(`alter database ${url.pathname.slice(1)} set default_transaction_read_only = on`);
    }),
    expected: /read-only transaction; give the address of the primary/,
  },
  {
    name: 'tables of another program',
    arrange: server(async (client) => {
      await client.query('drop schema public cascade');
      await client.query('create schema public');
      await client.query('create table project (id int)');
    }),
    expected: /relation "project" already exists; tables of another program/,
  },
  {
    name: 'a server that a newer version has migrated',
    arrange: server(async (client) => await client.query(`insert into migration (name) values ('2099-01-01-later')`)),
    expected: /migrated by a newer rowmill/,
  },
  {
    name: 'an empty database beside a folder that was used',
    arrange: async () => {
      artifactsOf(randomUUID());
      return await server()();
    },
    expected: /has artifacts, and the database knows none of them/,
  },
  {
    name: 'the database of another installation on a server',
    arrange: async () => {
      template.copyTo(data);
      return await server()();
    },
    expected: /belong to different installations/,
  },
  {
    name: 'a column that is missing',
    arrange: server(async (client) => await client.query('alter table task drop column heartbeat_at')),
    expected: /\(task\.heartbeat_at is missing\): /,
  },
  {
    name: 'a column that nobody knows',
    arrange: server(async (client) => await client.query('alter table project add column colour text not null')),
    expected: /\(project\.colour is unknown\): /,
  },
  {
    name: 'a table that is missing',
    arrange: server(async (client) => await client.query('drop table artifact')),
    expected: /artifact\.id is missing, .* more\): /,
  },
];

/** Passes everything on, but for the version that the server has. */
const agedServer = (upstream: URL) => (client: Socket) => {
  const socket = connect(Number(upstream.port), upstream.hostname);
  client.on('data', (bytes) => socket.write(bytes));
  socket.on('data', (bytes) => {
    client.write(Buffer.from(bytes.toString('latin1').replace(/1\d(\d{4})C/, '14$1C'), 'latin1'));
  });
  client.on('close', () => socket.destroy());
  socket.on('error', () => client.destroy());
  socket.on('close', () => client.destroy());
};

describe('a start that cannot be is one line that says what to do, and leaves nothing open', () => {
  test.each(FOLDERS)('$name', async ({ arrange, expected, noFolder, exitCode }) => {
    const environment = await arrange();
    const message = await failureOf(data, environment, exitCode);
    expect(message).toMatch(expected);
    expect(message).not.toContain('\n');
    if (noFolder !== true && environment.ROWMILL_DATA === undefined) lockFolder(data).release();
  });

  test.each(SERVERS)('$name', async ({ arrange, expected }) => {
    const environment = await arrange();
    const message = await failureOf(data, environment);
    expect(message).toMatch(expected);
    expect(message).not.toMatch(/\n|hunter2/);
    lockFolder(data).release();
  });
});

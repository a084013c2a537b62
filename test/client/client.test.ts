import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { createServer, type RequestListener } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { once } from 'node:events';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { RowmillClient, RowmillError, type Task } from '../../src/client/index.ts';
import { type OpenGateway, openGateway, modelsRun } from '../gateway/open-gateway.ts';
import { SHOP, shopByCommandLine } from '../gateway/shop.ts';
import { Relay } from './relay.ts';

const NUMBERS = 'Number:\n  $count: 1000\n  id: integer @id\n';
/** Of the slowest kind that is still quick: many parts. */
const USERS = 5000;

let relay: Relay;
let gateway: OpenGateway;
let client: RowmillClient;
const folder = mkdtempSync(join(tmpdir(), 'rowmill-client-'));

beforeAll(async () => {
  relay = await Relay.open(null);
  gateway = await openGateway({ ROWMILL_PUBLIC_URL: relay.url });
  await modelsRun(gateway);
  relay.target = new URL(gateway.app.url);
  client = new RowmillClient({ url: relay.url, key: gateway.key });
});
afterAll(async () => {
  await relay[Symbol.asyncDispose]();
  await gateway[Symbol.asyncDispose]();
  rmSync(folder, { recursive: true });
});

/** All that comes. @param each is called with each of it. */
async function all<T>(items: AsyncIterable<T>, each: (item: T) => void = () => undefined): Promise<T[]> {
  const found: T[] = [];
  for await (const item of items) {
    found.push(item);
    each(item);
  }
  return found;
}

/** The states of a task, to its end. */
async function watched(id: string): Promise<Task[]> {
  return await all(client.watch(id));
}

async function startShop(group: string, users = USERS): Promise<Task> {
  const project = await client.putModel({ group, name: 'shop', model: SHOP });
  return await client.start({
    project: project.id,
    format: 'CSV',
    overrides: { variables: [{ name: 'users', value: users }] },
  });
}

/** What is thrown, which must be of this client. */
async function errorOf(call: Promise<unknown>): Promise<RowmillError> {
  const error = await call.then(
    () => undefined,
    (thrown: unknown) => thrown,
  );
  if (!(error instanceof RowmillError)) throw new Error('it threw no RowmillError', { cause: error });
  return error;
}

describe('models', () => {
  test('a model is put into a project that is missing, and into one that is there', async () => {
    const first = await client.putModel({ group: 'models', name: 'a b/ü.x', model: NUMBERS });
    expect(first).toMatchObject({ name: 'a b/ü.x', revision: 1, isDraft: false, projectGroup: { name: 'models' } });
    const second = await client.putModel({ group: 'models', name: 'a b/ü.x', model: `${NUMBERS}  n: integer\n` });
    expect(second).toMatchObject({ id: first.id, revision: 2 });
    const path = { group: 'models', name: 'a b/ü.x' };
    expect((await client.project({ path }))?.model).toBe(`${NUMBERS}  n: integer\n`);
    expect(await client.project({ path: { group: 'models', name: 'none' } })).toBeNull();
  });

  test('two that put the same project at once both succeed', async () => {
    const put = async () => await client.putModel({ group: 'at once', name: 'same', model: NUMBERS });
    const [first, second] = await Promise.all([put(), put()]);
    expect(first.id).toBe(second.id);
  });

  test('a model with errors is a draft with problems; to generate it is refused with their places', async () => {
    const draft = await client.putModel({
      group: 'models',
      name: 'draft',
      model: 'User:\n  $count: 1\n  id: integr @id\n',
    });
    expect(draft.isDraft).toBe(true);
    expect(draft.problems).toContainEqual(expect.objectContaining({ severity: 'ERROR', line: 3 }));
    const { reasons } = await errorOf(client.start({ project: draft.id }));
    expect(reasons[0]).toMatchObject({ line: 3, severity: 'ERROR' });
  });

  test('a model is made from a schema, with a report', async () => {
    const schema = 'create table users (id int primary key, place no_such_type not null);';
    const finding = { level: 'SKIPPED', code: 'TYPE_UNKNOWN', path: 'users.place', line: 1 };
    const { model, report } = await client.importModel(schema);
    expect(report).toMatchObject({ dialect: 'postgresql', understood: { tables: 1 }, findings: [finding] });
    const first = await client.putModel({ group: 'models', name: 'imported', model: schema, format: 'SQL' });
    expect(first).toMatchObject({ revision: 1, importReport: report });
    expect((await client.project({ id: first.id }))?.model).toBe(model);
    const second = await client.updateModel(first.id, `${schema}\n`, { format: 'POSTGRESQL' });
    expect(second).toMatchObject({ revision: 2, importReport: report });
    expect(await client.updateModel(first.id, NUMBERS)).not.toHaveProperty('importReport');
    expect((await errorOf(client.importModel('prose', { format: 'SQL' }))).code).toBe('SCHEMA_EMPTY');
  });

  test('an outdated revision is not saved', async () => {
    const { id } = await client.putModel({ group: 'models', name: 'outdated', model: NUMBERS });
    await client.updateModel(id, `${NUMBERS}  a: integer\n`, { revision: 1 });
    const error = await errorOf(client.updateModel(id, `${NUMBERS}  b: integer\n`, { revision: 1 }));
    expect(error.code).toBe('OUTDATED');
  });

  test('lists go beyond a page', async () => {
    const puts = Array.from({ length: 101 }, async (_, n) => {
      await client.putModel({ group: 'many', name: `p${n}`, model: NUMBERS });
    });
    await Promise.all(puts);
    const names = (await all(client.projects())).filter(({ projectGroup }) => projectGroup.name === 'many');
    expect(new Set(names.map(({ name }) => name)).size).toBe(101);
  });
});

describe('tasks', () => {
  test('states come in order and end with the last one; the files are those of the command line', async () => {
    const task = await startShop('tasks');
    const states = await watched(task.id);
    const sequences = states.map(({ sequence }) => sequence);
    expect(sequences).toEqual([...new Set(sequences)].sort((a, b) => a - b));
    expect(states.map(({ isTerminal }) => isTerminal)).toEqual([...states.slice(1).map(() => false), true]);
    const last = states[states.length - 1];
    expect(last.status).toBe('COMPLETED');

    let bytes = 0;
    const paths = await client.download(last, join(folder, 'tasks'), { onProgress: (stored) => (bytes = stored) });
    const expected = await shopByCommandLine(USERS);
    expect(paths).toHaveLength(expected.size);
    for (const [name, content] of expected) expect(readFileSync(join(folder, 'tasks', name))).toEqual(content);
    expect(readdirSync(join(folder, 'tasks')).filter((name) => name.endsWith('.partial'))).toEqual([]);
    expect(bytes).toBe([...expected.values()].reduce((sum, { length }) => sum + length, 0));
    const [user] = await client.download(last, join(folder, 'one'), { entity: 'User' });
    expect(readdirSync(join(folder, 'one'))).toEqual(['User.csv']);
    expect(user).toBe(join(folder, 'one', 'User.csv'));
    expect((await all(client.tasks({ status: ['COMPLETED'] }))).map(({ id }) => id)).toContain(task.id);

    // Whoever comes late, or goes on after the end, is told of the end.
    expect(await watched(task.id)).toEqual([expect.objectContaining({ sequence: last.sequence, isTerminal: true })]);
    expect(await all(client.watch(task.id, { after: last.sequence }))).toHaveLength(1);
  });

  test('connections that break are made again, and no state comes twice', async () => {
    const { id } = await startShop('breaks');
    const states: Task[] = [];
    for await (const state of client.watch(id)) {
      states.push(state);
      if (states.length < 4) relay.cut();
    }
    const sequences = states.map(({ sequence }) => sequence);
    expect(sequences).toEqual([...new Set(sequences)].sort((a, b) => a - b));
    expect(states.at(-1)?.status).toBe('COMPLETED');
  });

  test('a task is canceled, and its watch ends with that', async () => {
    const { id } = await startShop('canceled', 2_000_000);
    let last: Task | undefined;
    for await (const state of client.watch(id)) {
      if (last === undefined) await client.cancel(id);
      last = state;
    }
    expect(last?.status).toBe('CANCELED');
    expect((await client.cancel(id)).status).toBe('CANCELED');
    expect((await errorOf(client.download(last!, folder))).code).toBe('NOT_COMPLETED');
  });

  test('an aborted watch throws the reason, a loop that is left ends', async () => {
    const { id } = await startShop('aborted', 2_000_000);
    const abort = new AbortController();
    const reason = new Error('enough');
    const states = all(client.watch(id, { signal: abort.signal }), () => abort.abort(reason));
    await expect(states).rejects.toBe(reason);
    for await (const state of client.watch(id)) {
      expect(state.isTerminal).toBe(false);
      break;
    }
    await client.cancel(id);
    await expect(client.task(id, { signal: abort.signal })).rejects.toBe(reason);
    await expect(client.watch(id, { signal: abort.signal }).next()).rejects.toBe(reason);
  });

  test('a watch of a gateway that is away ends with the signal, or after its patience', async () => {
    await using away = await Relay.open(null);
    const abort = new AbortController();
    const patient = new RowmillClient({ url: away.url, key: gateway.key });
    const next = patient.watch('VGFzazox', { signal: abort.signal }).next();
    await expect.poll(() => away.accepted).toBeGreaterThan(1);
    abort.abort(new Error('enough'));
    await expect(next).rejects.toThrow('enough');
    const impatient = new RowmillClient({ url: away.url, key: gateway.key, retryFor: 0 });
    expect((await errorOf(impatient.watch('VGFzazox').next())).code).toBe('UNREACHABLE');
  });
});

describe('what is wrong is said by a code', () => {
  const WRONG = 'rm_aaaaaaaa_aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa_aaaaaa';

  test('a wrong key', async () => {
    const stranger = new RowmillClient({ url: relay.url, key: WRONG });
    const error = await errorOf(stranger.viewer());
    expect(error.code).toBe('UNAUTHENTICATED');
    expect(error.message).not.toContain(WRONG);
    expect((await errorOf(stranger.watch('VGFzazox').next())).code).toBe('UNAUTHENTICATED');
  });

  test('a task that is not there', async () => {
    expect((await errorOf(client.task('VGFzazox'))).code).toBe('NOT_FOUND');
    expect((await errorOf(client.watch('VGFzazox').next())).code).toBe('NOT_FOUND');
    expect((await errorOf(client.cancel('VGFzazox'))).code).toBe('NOT_FOUND');
  });

  test.each(['', 'data.example.com', 'ftp://x', 'http://me:secret@localhost', 'http://'])('the address %j', (url) => {
    expect(() => new RowmillClient({ url, key: WRONG })).toThrow(expect.objectContaining({ code: 'INVALID_URL' }));
  });

  test.each(['', 'rm_x\n', 'rm x', 'rm_ü'])('the key %j', (key) => {
    expect(() => new RowmillClient({ url: 'http://x', key })).toThrow(expect.objectContaining({ code: 'INVALID_KEY' }));
  });

  test.each([
    ['text', 200, 'text/html', '<p>hello', 'NOT_A_GATEWAY'],
    ['JSON of another kind', 200, 'application/json', '[]', 'NOT_A_GATEWAY'],
    ['null', 200, 'application/json', 'null', 'NOT_A_GATEWAY'],
    ['a proxy whose gateway is away', 502, 'text/html', '<p>Bad gateway', 'UNREACHABLE'],
    ['an error without a code', 200, 'application/json', '{"errors":[{}]}', 'INTERNAL'],
  ])('a server that answers %s', async (_, status, type, body, code) => {
    await using server = await serving((_request, response) => {
      response.writeHead(status, { 'content-type': type }).end(body);
    });
    expect((await errorOf(new RowmillClient({ url: server.url, key: WRONG }).viewer())).code).toBe(code);
  });

  test('a redirect takes the key nowhere', async () => {
    let asked = 0;
    await using other = await serving((_request, response) => {
      asked++;
      response.end();
    });
    await using server = await serving((_request, response) => {
      response.writeHead(307, { location: other.url }).end();
    });
    expect((await errorOf(new RowmillClient({ url: server.url, key: WRONG }).viewer())).code).toBe('UNREACHABLE');
    expect(asked).toBe(0);
  });

  test.each(['/', '/graphql', '/graphql/'])('an address that ends in %s is one of the same gateway', async (end) => {
    const other = new RowmillClient({ url: `${relay.url}${end}`, key: gateway.key });
    expect(other.url).toBe(relay.url);
    expect((await other.viewer()).scopes).toContain('ADMIN');
  });
});

describe('downloads', () => {
  const BYTES = Buffer.from('0123456789'.repeat(20_000));
  const DIGEST = 'crc32:8deba55e';
  let completed: Task;

  beforeAll(async () => {
    const task = await startShop('downloads', 20);
    completed = (await watched(task.id)).at(-1)!;
  });

  /** A completed task with one file. */
  const taskWith = (file: Partial<Task['artifacts'][number]>): Task => ({
    ...completed,
    artifacts: [{ ...completed.artifacts[0], fileName: 'digits.txt', bytes: BYTES.length, digest: DIGEST, ...file }],
  });

  test('a download that is cut again and again goes on where it was', async () => {
    const { id } = await startShop('cut');
    const [task] = (await watched(id)).slice(-1);
    relay.cutAfter = 300_000;
    // A connection that is open already has no limit.
    relay.cut();
    const before = relay.accepted;
    try {
      await client.download(task, join(folder, 'cut'), { entity: 'User' });
    } finally {
      relay.cutAfter = Infinity;
    }
    expect(relay.accepted - before).toBeGreaterThan(3);
    expect(readFileSync(join(folder, 'cut', 'User.csv'))).toEqual((await shopByCommandLine(USERS)).get('User.csv'));
  });

  test('another run goes on after what an aborted one stored', async () => {
    const out = join(folder, 'aborted');
    const ranges: unknown[] = [];
    await using server = await serving((request, response) => {
      ranges.push(request.headers.range);
      if (request.headers.range === undefined) {
        response.writeHead(200, { 'content-length': BYTES.length }).write(BYTES.subarray(0, 1000));
        return;
      }
      const start = Number(/^bytes=(\d+)-$/.exec(request.headers.range)?.[1]);
      response.writeHead(206, { 'content-range': `bytes ${start}-${BYTES.length - 1}/${BYTES.length}` });
      response.end(BYTES.subarray(start));
    });
    const abort = new AbortController();
    const first = client.download(taskWith({ url: server.url }), out, {
      signal: abort.signal,
      onProgress: () => abort.abort(new Error('enough')),
    });
    await expect(first).rejects.toThrow('enough');
    expect(readdirSync(out)).toEqual([expect.stringMatching(/\.partial$/)]);
    await client.download(taskWith({ url: server.url }), out);
    expect(ranges).toEqual([undefined, 'bytes=1000-']);
    expect(readFileSync(join(out, 'digits.txt'))).toEqual(BYTES);
  });

  test('a server without ranges begins anew', async () => {
    const out = join(folder, 'anew');
    let asked = 0;
    await using server = await serving((_request, response) => {
      response.writeHead(200, { 'content-length': BYTES.length });
      if (++asked > 1) response.end(BYTES);
      else response.write(BYTES.subarray(0, 5), () => response.destroy());
    });
    await client.download(taskWith({ url: server.url }), out);
    expect([asked, readFileSync(join(out, 'digits.txt')).equals(BYTES)]).toEqual([2, true]);
  });

  test.each([
    ['other bytes', BYTES.toString().replace('5', '6')],
    ['more bytes', `${BYTES.toString()}x`],
  ])('%s than the gateway has are not kept', async (_, body) => {
    const out = mkdtempSync(join(folder, 'damaged-'));
    await using server = await serving((_request, response) => void response.end(body));
    expect((await errorOf(client.download(taskWith({ url: server.url }), out))).code).toBe('DAMAGED');
    expect(readdirSync(out)).toEqual([]);
  });

  test('what a damaged disk left of an earlier run is found, and begun anew by the next one', async () => {
    const out = mkdtempSync(join(folder, 'disk-'));
    writeFileSync(join(out, 'digits.txt.8deba55e.partial'), Buffer.alloc(BYTES.length));
    await using server = await serving((_request, response) => void response.end(BYTES));
    expect((await errorOf(client.download(taskWith({ url: server.url }), out))).code).toBe('DAMAGED');
    await client.download(taskWith({ url: server.url }), out);
    expect(readFileSync(join(out, 'digits.txt'))).toEqual(BYTES);
  });

  test('an empty file is a file', async () => {
    const out = mkdtempSync(join(folder, 'empty-'));
    await client.download(taskWith({ bytes: 0, digest: 'crc32:00000000', url: 'http://127.0.0.1:1' }), out);
    expect(readFileSync(join(out, 'digits.txt'), 'utf8')).toBe('');
  });

  test.each(['../x', '/etc/x', 'a\\b', '..', '.', '', 'C:x'])('a file is never called %j', async (fileName) => {
    expect((await errorOf(client.download(taskWith({ fileName }), folder))).code).toBe('UNSAFE_FILE_NAME');
  });

  test('refusals have the codes of the gateway', async () => {
    const forged = completed.artifacts[0].url!.replace(/signature=[^&]+/, 'signature=x');
    expect((await errorOf(client.download(taskWith({ url: forged }), folder))).code).toBe('INVALID_SIGNATURE');
    expect((await errorOf(client.download(taskWith({ url: null }), folder))).code).toBe('ARTIFACT_EXPIRED');
    expect((await errorOf(client.download(completed, folder, { entity: 'None' }))).code).toBe('NOT_FOUND');
  });
});

interface Served extends AsyncDisposable {
  readonly url: string;
}

async function serving(listener: RequestListener): Promise<Served> {
  const server = createServer(listener).listen(0, '127.0.0.1');
  await once(server, 'listening');
  const address = server.address();
  if (address === null || typeof address === 'string') throw new Error('the server does not listen');
  return {
    url: `http://127.0.0.1:${address.port}`,
    async [Symbol.asyncDispose]() {
      server.closeAllConnections();
      server.close();
      await once(server, 'close');
    },
  };
}

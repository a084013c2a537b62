import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { chmodSync, mkdirSync, readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { text } from 'node:stream/consumers';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { formatNames } from '../../src/formats/index.ts';
import { REMOTE_FORMATS } from '../../src/cli/remote/generate.ts';
import { RowmillClient } from '../../src/client/index.ts';
import { useFolder } from '../cli/folder.ts';
import type { Result } from '../cli/run.ts';
import { runHere } from '../cli/run-here.ts';
import { type OpenGateway, openGateway, modelsRun } from '../gateway/open-gateway.ts';
import { SHOP, shopByCommandLine } from '../gateway/shop.ts';
import { Relay } from './relay.ts';

const PROGRAM = join(import.meta.dirname, '..', '..', 'bin', 'rowmill.js');
const NUMBERS = 'Number:\n  $count: 5\n  id: integer @id\n';
/** More rows than any machine makes while a test runs. */
const ENDLESS = NUMBERS.replace('5', '900_000_000');

const folder = useFolder({
  'numbers.yaml': NUMBERS,
  'endless.yaml': ENDLESS,
  'shop.yaml': SHOP,
  'faulty.yaml': 'User:\n  $count: 1\n  id: integr @id\n',
});
let relay: Relay;
let gateway: OpenGateway;
let client: RowmillClient;
/** The configuration folder of each test, and what it printed. */
let config: string;
let printed: string;
let runs = 0;

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
});
beforeEach(() => {
  config = join(folder, `config-${runs++}`);
  printed = '';
});
afterEach(() => {
  if (printed.includes(gateway.key)) throw new Error('a command printed the key');
});

interface Run {
  /** Besides what programs need to run. */
  readonly env?: Readonly<Record<string, string>>;
  readonly input?: string;
}

function environment({ env = {} }: Run): NodeJS.ProcessEnv {
  const { PATH } = process.env;
  return { PATH, NO_COLOR: '1', XDG_CONFIG_HOME: config, ...env };
}

function start(args: readonly string[], options: Run = {}): ChildProcess {
  return spawn(process.execPath, [PROGRAM, ...args], { cwd: folder, env: environment(options) });
}

/** Runs a command to its end: in a process of its own if it reads standard input, else in this one. */
async function run(args: readonly string[], options: Run = {}): Promise<Result> {
  const result =
    options.input === undefined ? await runHere(args, folder, environment(options)) : await runAlone(args, options);
  printed += result.stdout + result.stderr;
  return result;
}

async function runAlone(args: readonly string[], options: Run): Promise<Result> {
  const child = start(args, options);
  child.stdin?.end(options.input);
  const exit = once(child, 'close');
  const [stdout, stderr] = await Promise.all([text(child.stdout!), text(child.stderr!)]);
  await exit;
  return { code: child.exitCode, stdout, stderr };
}

/** With the gateway and its key in the environment, as a CI job has them. */
async function remote(...args: string[]): Promise<Result> {
  return await run(['remote', ...args], { env: { ROWMILL_URL: relay.url, ROWMILL_KEY: gateway.key } });
}

describe('login and logout', () => {
  test('a key is checked, and kept for this user alone; commands use it until the logout', async () => {
    // A folder that somebody created for all to read is closed.
    mkdirSync(join(config, 'rowmill'), { recursive: true });
    chmodSync(join(config, 'rowmill'), 0o755);
    const login = await run(['login', `${relay.url}/`], { input: `${gateway.key}\n` });
    expect([login.code, login.stderr]).toEqual([0, '']);
    expect(login.stdout).toContain(`Logged in to ${relay.url} `);
    const file = join(config, 'rowmill', 'gateways.json');
    expect([statSync(file).mode & 0o777, statSync(join(config, 'rowmill')).mode & 0o777]).toEqual([0o600, 0o700]);
    expect(readdirSync(join(config, 'rowmill'))).toEqual(['gateways.json']);
    expect((await run(['login'])).stdout).toBe(`${relay.url}  (default)\n`);
    expect((await run(['remote', 'projects'])).code).toBe(0);

    // A second gateway becomes the default; each has its own key.
    const second = await run(['login', gateway.app.url, '--key-file', '-'], { input: gateway.key });
    expect(second.code).toBe(0);
    expect((await run(['login'])).stdout).toBe(`${relay.url}\n${gateway.app.url}  (default)\n`);
    expect((await run(['logout'])).stdout).toContain(`Logged out from ${gateway.app.url}. `);
    expect((await run(['login'])).stdout).toBe(`${relay.url}  (default)\n`);
    expect((await run(['remote', 'projects', '--gateway', gateway.app.url])).stderr).toContain('there is no key for');
    expect((await run(['logout', `${relay.url}/graphql`])).code).toBe(0);
    expect(JSON.parse(readFileSync(file, 'utf8'))).toEqual({ default: null, keys: {} });
  });

  test('a wrong key is refused and not kept', async () => {
    const wrong = 'rm_aaaaaaaa_aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa_aaaaaa';
    writeFileSync(join(folder, 'wrong.key'), wrong);
    const { code, stdout, stderr } = await run(['login', relay.url, '--key-file', 'wrong.key']);
    expect([code, stdout]).toEqual([2, '']);
    expect(stderr).toMatch(/^error: .*key/);
    expect(stderr).not.toContain(wrong);
    expect((await run(['login'])).code).toBe(2);
  });

  test('what is wrong is one line that repeats no secret', async () => {
    const cases = [
      ['login', relay.url],
      ['login', 'data.example.com'],
      ['login', `http://user:${gateway.key}@127.0.0.1`],
      ['login', relay.url, '--key-file', gateway.key],
      ['logout'],
      ['logout', 'https://data.example.com'],
      ['remote', 'projects'],
    ];
    for (const args of cases) {
      const { code, stdout, stderr } = await run(args, args.length === 2 && args[0] === 'login' ? { input: '' } : {});
      expect([args[1], code, stdout]).toEqual([args[1], 2, '']);
      expect(stderr).toMatch(/^error: [^\n]+\n$/);
    }
  });

  test('a damaged file is not shown', async () => {
    mkdirSync(join(config, 'rowmill'), { recursive: true });
    for (const content of [`{"keys": {"x": "${gateway.key}"`, 'null', '[]', '{"keys": {"x": 1}}']) {
      writeFileSync(join(config, 'rowmill', 'gateways.json'), content);
      const { code, stderr } = await run(['remote', 'projects']);
      expect([code, stderr]).toEqual([2, expect.stringContaining('is damaged')]);
    }
  });

  test('a key of the environment goes to the gateway of the environment alone', async () => {
    const env = { ROWMILL_URL: 'http://127.0.0.1:1', ROWMILL_KEY: gateway.key };
    const { code, stderr } = await run(['remote', 'projects', '--gateway', relay.url], { env });
    expect([code, stderr]).toEqual([2, expect.stringContaining(`there is no key for ${relay.url}`)]);
  });
});

describe('remote', () => {
  test('push makes a model from a schema, and says what it does not keep', async () => {
    writeFileSync(join(folder, 'schema.sql'), 'create table users (id int primary key, place no_such_type not null);');
    const { code, stdout, stderr } = await remote('push', 'push/schema', 'schema.sql', '--from', 'sql');
    expect([code, stdout]).toEqual([0, 'push/schema is at revision 1\n']);
    expect(stderr).toContain('schema.sql:1:41 skipped TYPE_UNKNOWN users.place');
    expect((await remote('pull', 'push/schema')).stdout).toContain('users:');
    writeFileSync(join(folder, 'prose.sql'), 'Dear all');
    expect(await remote('push', 'push/schema', 'prose.sql', '--from', 'sql')).toMatchObject({
      code: 2,
      stderr: expect.stringContaining('there is no table in prose.sql'),
    });
    expect((await remote('push', 'push/schema', 'schema.sql', '--from', 'cobol')).code).toBe(2);
    const project = await client.project({ path: { group: 'push', name: 'schema' } });
    expect(project).toMatchObject({ revision: 1, isDraft: false });
  });

  test('push creates a project and saves revisions; projects and pull show them', async () => {
    expect((await remote('push', 'push/a b', 'numbers.yaml')).stdout).toBe('push/a b is at revision 1\n');
    const again = await remote('push', 'push/a b', 'numbers.yaml', '--json');
    const { id, revision } = JSON.parse(again.stdout);
    expect([revision, again.stderr]).toEqual([1, '']);
    expect((await remote('projects')).stdout).toMatch(/^push\/a b +revision 1$/m);
    const listed = JSON.parse((await remote('projects', '--json')).stdout);
    expect(listed).toContainEqual(expect.objectContaining({ id, name: 'a b' }));
    expect((await remote('pull', 'push/a b')).stdout).toBe(NUMBERS);
    expect((await remote('pull', id, '--out', 'pulled.yaml')).code).toBe(0);
    expect(readFileSync(join(folder, 'pulled.yaml'), 'utf8')).toBe(NUMBERS);
  });

  test('generate takes overrides and options of the format', async () => {
    writeFileSync(
      join(folder, 'over.yaml'),
      'variables: { n: 9 }\nentities: { T: { count: 2, fields: { a: { values: { x: 1 } }, b: { min: 5.00, max: 5.00 } } } }\n',
    );
    writeFileSync(
      join(folder, 'over-model.yaml'),
      '$variables: { n: 1 }\nT:\n  a: { $values: [y, z] }\n  b: number 1.00-2.00\n  c: "= vars.n"\n  d: "= vars.n * 2"\n',
    );
    await remote('push', 'push/over', 'over-model.yaml');
    const args = [
      '--override',
      'over.yaml',
      '--set',
      'n=4',
      '--option',
      'delimiter=tab',
      '--option',
      'quote=text',
      '--out',
      'over',
    ];
    const { code, stderr } = await remote('generate', 'push/over', ...args);
    expect([code, stderr]).toEqual([0, expect.stringMatching(/^task /)]);
    const rows = readFileSync(join(folder, 'over', 'T.csv'), 'utf8')
      .trim()
      .split('\n');
    expect(rows.map((row) => row.replace(/^\S+\t/, ''))).toEqual([
      '"a"\t"b"\t"c"\t"d"',
      '"x"\t5.00\t4\t8',
      '"x"\t5.00\t4\t8',
    ]);
    const wrong = await remote('generate', 'push/over', '--option', 'nonsense=1');
    expect([wrong.code, wrong.stderr]).toEqual([2, expect.stringContaining('nonsense')]);
  });

  test('push carries the files that the model names, and no others', async () => {
    writeFileSync(join(folder, 'a.csv'), 'code\nDE\nFR\n');
    writeFileSync(join(folder, 'files.yaml'), 'Country: { $rows: { file: a.csv } }\n');
    const pushed = await remote('push', 'push/files', 'files.yaml');
    expect(pushed).toEqual({ code: 0, stdout: 'push/files is at revision 2\n', stderr: '' });
    const before = await client.project({ path: { group: 'push', name: 'files' } });
    expect(before?.tableFiles.map(({ name, bytes }) => [name, bytes])).toEqual([['a.csv', 11]]);

    writeFileSync(join(folder, 'a.csv'), 'code\nDE\nFR\nCH\n');
    const generated = await remote('generate', 'push/files', '--model', 'files.yaml', '--out', 'files');
    expect([generated.code, readFileSync(join(folder, 'files', 'Country.csv'), 'utf8')]).toEqual([
      0,
      'code\nDE\nFR\nCH\n',
    ]);

    writeFileSync(join(folder, 'a.csv'), 'code,name\nDE\n');
    for (const [model, message] of [
      ['a.csv', 'line 2 has 1 cells'],
      ['b.csv', 'there is no such file'],
      ['../a.csv', 'FILE_NAME'],
    ]) {
      writeFileSync(join(folder, 'files.yaml'), `Country: { $rows: { file: ${model} } }\n`);
      const refused = await remote('push', 'push/files', 'files.yaml');
      expect([refused.code, refused.stderr]).toEqual([2, expect.stringContaining(message)]);
    }
    const after = await client.project({ path: { group: 'push', name: 'files' } });
    expect(after?.tableFiles).toHaveLength(1);
  });

  test('revisions are listed, compared and brought back; a clone and a pull take the files along', async () => {
    const model = 'A:\n  $rows: { file: rows.csv }\n';
    writeFileSync(join(folder, 'rows.csv'), 'id,n\n1,x\n');
    writeFileSync(join(folder, 'table.yaml'), model);
    expect((await remote('push', 'kept/one', 'table.yaml')).code).toBe(0);
    writeFileSync(join(folder, 'table.yaml'), `${model}  more: integer 1-9\n`);
    expect((await remote('push', 'kept/one', 'table.yaml')).stdout).toBe('kept/one is at revision 3\n');
    const listed = (await remote('revisions', 'kept/one')).stdout.trim().split('\n');
    expect(listed.map((line) => line.split('  ')[0])).toEqual(['3', '2', '1']);
    expect((await remote('revisions', 'kept/one', '--diff', '3')).stdout).toContain('+  more: integer 1-9');
    expect((await remote('revisions', 'kept/one', '--diff', '2', '--against', '3')).stdout).toContain(
      '-  more: integer',
    );
    expect((await remote('revisions', 'kept/one', '--diff', '9')).stderr).toContain('there is no revision 9');
    expect((await remote('revisions', 'kept/one', '--diff', '1')).code).toBe(1);
    expect((await remote('revert', 'kept/one', '2')).stdout).toBe('kept/one is at revision 4\n');
    expect((await remote('pull', 'kept/one')).stdout).toBe(model);
    expect((await remote('clone', 'kept/one', 'elsewhere/two')).stdout).toBe('elsewhere/two is at revision 1\n');
    expect((await remote('clone', 'kept/one', 'two')).code).toBe(2);
    expect((await remote('pull', 'elsewhere/two', '--standalone', '--out', 'alone.yaml')).code).toBe(0);
    expect(readFileSync(join(folder, 'alone.yaml'), 'utf8')).toContain('"n": "x"');
    expect((await remote('push', 'moved/three', 'alone.yaml')).stdout).toBe('moved/three is at revision 1\n');
  });

  test('a model with errors is pushed as a draft with its problems, and generates nothing', async () => {
    const pushed = await remote('push', 'push/faulty', 'faulty.yaml');
    expect([pushed.code, pushed.stdout]).toEqual([2, 'push/faulty is at revision 1, a draft\n']);
    expect(pushed.stderr).toMatch(/^faulty\.yaml:3:\d+ error \w+ /);
    for (const args of [[], ['--model', 'faulty.yaml']]) {
      const { code, stdout, stderr } = await remote('generate', 'push/faulty', ...args);
      expect([code, stdout]).toEqual([2, '']);
      expect(stderr).toMatch(/:3:\d+/);
    }
  });

  test('generate shows progress, downloads the files, and exits with 0', async () => {
    const { code, stdout, stderr } = await remote(
      'generate',
      'shop/dev',
      '--model',
      'shop.yaml',
      '--set',
      'users=5000',
      '--out',
      'shop',
    );
    expect([code, stderr]).toEqual([0, expect.stringMatching(/^task \S+\n/)]);
    const expected = await shopByCommandLine(5000);
    expect(stdout.trimEnd().split('\n')).toHaveLength(expected.size);
    for (const [name, content] of expected) expect(readFileSync(join(folder, 'shop', name))).toEqual(content);

    // The same task again, by its ID.
    const id = /^task (\S+)$/m.exec(stderr)?.[1] ?? '';
    expect((await remote('watch', id)).stdout).toMatch(/^completed: [\d,]+ rows\n$/);
    const one = await remote('download', id, '--entity', 'User', '--out', 'one');
    expect([one.code, readdirSync(join(folder, 'one'))]).toEqual([0, ['User.csv']]);
    expect(JSON.parse((await remote('watch', id, '--json')).stdout)).toMatchObject({ id, status: 'COMPLETED' });
  });

  test('generate takes entities, rows, seed and format; detached it prints the ID', async () => {
    await client.putModel({ group: 'detached', name: 'n', model: NUMBERS });
    const args = ['--entity', 'Number', '--rows', '7', '--format', 'jsonl', '--seed', 'x', '--idempotency-key', 'k'];
    const first = await remote('generate', 'detached/n', ...args, '--detach');
    expect(first).toMatchObject({ code: 0, stderr: '' });
    const again = await remote('generate', 'detached/n', ...args, '--json', '--out', 'seven');
    const task = JSON.parse(again.stdout);
    expect(task).toMatchObject({ id: first.stdout.trim(), status: 'COMPLETED', seed: 'x' });
    expect(
      readFileSync(join(folder, 'seven', 'Number.jsonl'), 'utf8')
        .trim()
        .split('\n'),
    ).toHaveLength(7);
  });

  test.each([
    ['a project that is missing', ['generate', 'none/none']],
    ['an entity that is missing', ['generate', 'wrong/n', '--entity', 'Nobody']],
    ['rows without an entity', ['generate', 'wrong/n', '--rows', '1']],
    ['a format that is missing', ['generate', 'wrong/n', '--format', 'xls']],
    ['a task that is missing', ['watch', 'VGFzazox']],
    ['a download that is missing', ['download', 'VGFzazox']],
    ['a model that is missing', ['push', 'wrong/n', 'missing.yaml']],
  ])('%s is exit code 2 and one line', async (_, args) => {
    await client.putModel({ group: 'wrong', name: 'n', model: NUMBERS });
    const { code, stdout, stderr } = await remote(...args);
    expect([code, stdout]).toEqual([2, '']);
    expect(stderr).toMatch(/^error: [^\n]+\n$/);
  });

  test('a gateway that is away is exit code 1', async () => {
    const env = { ROWMILL_URL: 'http://127.0.0.1:1', ROWMILL_KEY: gateway.key };
    const { code, stderr } = await run(['remote', 'watch', 'VGFzazox'], { env });
    expect([code, stderr]).toEqual([1, expect.stringMatching(/^error: Cannot reach http:\/\/127\.0\.0\.1:1: /)]);
  });

  test('a task that is canceled by somebody else is exit code 1', async () => {
    const { id: project } = await client.putModel({ group: 'ends', name: 'canceled', model: ENDLESS });
    const { id } = await client.start({ project });
    const child = start(['remote', 'watch', id], { env: { ROWMILL_URL: relay.url, ROWMILL_KEY: gateway.key } });
    const said = text(child.stderr!);
    await client.cancel(id);
    expect(await once(child, 'exit')).toEqual([1, null]);
    expect(await said).toContain('error: the task was canceled');
  });

  test.each([
    ['SIGINT', 130, [], 'goes on', false],
    ['SIGTERM', 143, ['--cancel-on-interrupt'], 'was canceled', true],
  ] as const)('after %s it exits with %i', async (signal, exitCode, options, message, isTerminal) => {
    const args = ['remote', 'generate', 'ends/endless', '--model', 'endless.yaml', ...options];
    const child = start(args, { env: { ROWMILL_URL: relay.url, ROWMILL_KEY: gateway.key } });
    let said = '';
    child.stderr?.setEncoding('utf8').on('data', (chunk: string) => (said += chunk));
    await expect.poll(() => said).toMatch(/^\d+ % /m);
    child.kill(signal);
    expect(await once(child, 'close')).toEqual([exitCode, null]);
    expect(said).toContain(message);
    const id = /^task (\S+)$/m.exec(said)?.[1] ?? '';
    const { status } = await client.task(id);
    expect(['CANCELED', 'CANCELING'].includes(status)).toBe(isTerminal);
    if (!isTerminal) await client.cancel(id);
  });

  test('every format can be asked for', () => {
    expect([...REMOTE_FORMATS.keys()].sort()).toEqual([...formatNames].sort());
  });
});

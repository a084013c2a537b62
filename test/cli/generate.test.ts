import {
  closeSync,
  copyFileSync,
  existsSync,
  mkdirSync,
  openSync,
  readdirSync,
  readFileSync,
  statSync,
  writeFileSync,
} from 'node:fs';
import { text } from 'node:stream/consumers';
import { once } from 'node:events';
import { join } from 'node:path';
import { beforeAll, describe, expect, test } from 'vitest';
import { bytes } from '../../src/cli/print/figures.ts';
import { useFolder } from './folder.ts';
import { DOUBTFUL, NUMBERS, SCRIPTS, SHOP, WRONG } from './models.ts';
import { type Result, run, runWithin, start } from './run.ts';

const folder = useFolder({
  'shop.yaml': SHOP,
  'numbers.yaml': NUMBERS,
  'wrong.yaml': WRONG,
  'doubtful.yaml': DOUBTFUL,
  'scripts.yaml': SCRIPTS,
  'few.yaml': 'variables: { users: 3 }\nentities: { User: { fields: { name: { values: { Ada: 1 } } } } }\n',
  'more.json':
    '{"entities": {"Order": {"count": "= vars.users * 2"}, "User": {"fields": {"nickname": {"null": 100}}}}}',
  'usr.yaml': 'entities: { Usr: { fields: { name: { null: 1 } } } }\n',
  'min.yaml': 'entities:\n  User: { fields: { name: { min: 1 } } }\n',
  'part.yaml': 'entities:\n  User: { rows: 5 }\n',
});
const linesOf = (path: string): string[] => readFileSync(join(folder, path), 'utf8').split('\n').slice(0, -1);
const generate = async (...args: string[]): Promise<Result> => await run(['generate', ...args], folder);

describe('generate', () => {
  let result: Result;
  beforeAll(async () => {
    result = await generate('shop.yaml', '--sample', '2');
  });

  test('writes a csv file for each entity into ./out', () => {
    expect(result.code).toBe(0);
    expect(readdirSync(join(folder, 'out')).sort()).toEqual(['Order.csv', 'User.csv']);
    expect(linesOf('out/User.csv')).toHaveLength(21);
    expect(linesOf('out/User.csv')[0]).toBe('id,name,nickname');
    expect(linesOf('out/Order.csv')).toHaveLength(31);
  });

  test('says what it wrote', () => {
    const size = (name: string): string => bytes(statSync(join(folder, 'out', name)).size).padStart(7);
    expect(result.stdout).toContain(`20 rows  ${size('User.csv')}  ${join('out', 'User.csv')}\n`);
    expect(result.stdout).toContain(`30 rows  ${size('Order.csv')}  ${join('out', 'Order.csv')}\n`);
    expect(result.stdout).toMatch(/^50 rows in [\d.]+ s \([\d,.]+ (M )?rows\/s\)$/m);
  });

  test('ends its progress at 100 %', () => {
    expect(result.stderr).toMatch(/(^|\n)100 % {2}50 of 50 rows .*\n$/);
  });

  test('shows samples as tables', () => {
    const [, name] = linesOf('out/User.csv')[1].split(',');
    expect(result.stdout).toMatch(/\nUser\n┌.*\n│ +id │ name +│ nickname +│\n/);
    expect(result.stdout).toContain(`│  1 │ ${name} `);
    expect(result.stdout).not.toContain('│  3 │');
  });

  test('writes only the entities that are named, with that many rows', async () => {
    const { code } = await generate(
      'shop.yaml',
      '--entity',
      'User',
      '--rows',
      '1_001',
      '--format',
      'jsonl',
      '--out',
      'named',
    );
    expect(code).toBe(0);
    expect(readdirSync(join(folder, 'named'))).toEqual(['User.jsonl']);
    const rows = linesOf('named/User.jsonl').map((line) => JSON.parse(line));
    expect(rows).toHaveLength(1001);
    expect(rows[1000].id).toBe(1001);
  });

  test('takes rows for every entity where none is named', async () => {
    await generate('shop.yaml', '--rows', '7', '--out', 'seven');
    expect(linesOf('seven/User.csv')).toHaveLength(8);
    expect(linesOf('seven/Order.csv')).toHaveLength(8);
  });

  test('takes variables, seeds and options of the format', async () => {
    const args = ['shop.yaml', '--entity', 'User', '--set', 'users=5', '--out'];
    await generate(...args, 'five', '--option', 'delimiter=;');
    await generate(...args, 'other', '--option', 'delimiter=;', '--seed', 'another');
    expect(linesOf('five/User.csv')).toHaveLength(6);
    expect(linesOf('five/User.csv')[0]).toBe('id;name;nickname');
    expect(linesOf('other/User.csv')).not.toEqual(linesOf('five/User.csv'));
  });

  test('takes files of overrides, each over those before it', async () => {
    const files = ['--override', 'few.yaml', '--override', 'more.json'];
    await generate('shop.yaml', ...files, '--out', 'few');
    expect(linesOf('few/User.csv')).toEqual(['id,name,nickname', '1,Ada,', '2,Ada,', '3,Ada,']);
    expect(linesOf('few/Order.csv')).toHaveLength(7);
    await generate('shop.yaml', ...files, '--set', 'users=4', '--out', 'four');
    expect(linesOf('four/Order.csv')).toHaveLength(9);
  });

  test('streams one entity to stdout, and nothing else', async () => {
    const { code, stdout, stderr } = await generate('shop.yaml', '--entity', 'User', '--out', '-');
    expect(code).toBe(0);
    expect(stdout).toBe(readFileSync(join(folder, 'out', 'User.csv'), 'utf8'));
    expect(stderr).toContain('100 %');
  });

  test('calls files as the entities are called, in any script', async () => {
    const model = '用户: { id: integer @id }\n"a/b": { id: integer @id }\n';
    const { code, stdout } = await run(['generate', '-', '--rows', '1', '--out', 'names'], folder, model);
    expect(code).toBe(0);
    expect(readdirSync(join(folder, 'names')).sort()).toEqual(['a_b.csv', '用户.csv']);
    expect(stdout).toContain(join('names', '用户.csv'));
  });

  test('writes a file of no rows', async () => {
    const { code } = await generate('numbers.yaml', '--rows', '0', '--format', 'json', '--out', 'none');
    expect(code).toBe(0);
    expect(JSON.parse(readFileSync(join(folder, 'none', 'Number.json'), 'utf8'))).toEqual([]);
  });

  test('writes scripts beside the files of entities, which keep off their names', async () => {
    const { code, stdout } = await generate('scripts.yaml', '--format', 'postgres-optimized', '--out', 'scripts');
    expect(code).toBe(0);
    const files = ['constraints.sql', 'load.sql', 'load_2.sql', 'schema.sql', 'schema_2.sql'];
    expect(readdirSync(join(folder, 'scripts')).sort()).toEqual(files);
    expect(linesOf('scripts/load.sql').filter((line) => line.startsWith('\\ir'))).toEqual([
      '\\ir schema.sql',
      '\\ir schema_2.sql',
      '\\ir load_2.sql',
      '\\ir constraints.sql',
    ]);
    expect(stdout).toContain(join('scripts', 'load_2.sql'));
  });

  test('scripts load what was written, and no more', async () => {
    const args = ['scripts.yaml', '--entity', 'load', '--format', 'sql', '--out'];
    await generate(...args, 'only');
    expect(readdirSync(join(folder, 'only')).sort()).toEqual(['load.sql', 'load_2.sql']);
    const script = linesOf('only/load.sql');
    expect(script.filter((line) => /^\\ir|ADD/.test(line))).toEqual(['\\ir load_2.sql']);
    const { stdout } = await generate(...args, '-');
    expect(stdout).toBe(readFileSync(join(folder, 'only', 'load_2.sql'), 'utf8'));
  });

  test('writes the same bytes with one thread and with two', async () => {
    const args = ['numbers.yaml', '--rows', '400_000', '--format', 'json'];
    const results = [
      await generate(...args, '--threads', '1', '--out', 'one'),
      await generate(...args, '--threads', '2', '--out', 'two'),
    ];
    expect(results.map(({ code }) => code)).toEqual([0, 0]);
    const [one, two] = ['one', 'two'].map((out) => readFileSync(join(folder, out, 'Number.json')));
    expect(one.equals(two)).toBe(true);
    expect(JSON.parse(one.toString())).toHaveLength(400_000);
  });

  test('writes the same bytes of every directive with one thread and with two', async () => {
    copyFileSync(new URL('../engine/every-directive.yaml', import.meta.url), join(folder, 'directives.yaml'));
    // Many batches of what has children, so that both threads make some of each file.
    const args = ['directives.yaml', '--set', 'owners=3000', '--format', 'jsonl'];
    const results = [
      await generate(...args, '--threads', '1', '--out', 'directives 1'),
      await generate(...args, '--threads', '2', '--out', 'directives 2'),
    ];
    expect(results.map(({ code }) => code)).toEqual([0, 0]);
    const names = readdirSync(join(folder, 'directives 1'));
    expect(names).toContain('Line.jsonl');
    const [one, two] = ['directives 1', 'directives 2'].map((out) =>
      names.map((name) => [name, readFileSync(join(folder, out, name)).toString('base64')]),
    );
    expect(two).toEqual(one);
  });
});

describe('a large model', () => {
  const fields = Array.from({ length: 40 }, (_, i) => `  field_number_${i}: string @full_name\n`).join('');
  const text = Array.from({ length: 80 }, (_, i) => `Entity${i}:\n  $count: 50\n  id: integer @id\n${fields}`).join('');

  test.each(['csv', 'parquet'])(
    'has the same bytes with threads that compile it while this one does, as %s',
    async (format) => {
      writeFileSync(join(folder, 'large.yaml'), text);
      for (const threads of ['1', '2']) {
        const { code } = await generate(
          'large.yaml',
          '--threads',
          threads,
          '--format',
          format,
          '--out',
          `large ${threads}`,
        );
        expect(code).toBe(0);
      }
      const [one, two] = ['large 1', 'large 2'].map((out) => {
        return readdirSync(join(folder, out)).map((name) => [
          name,
          readFileSync(join(folder, out, name)).toString('base64'),
        ]);
      });
      expect(two).toEqual(one);
    },
  );

  test('names the file that cannot be written, whichever thread meets it, and leaves no half one', async () => {
    writeFileSync(join(folder, 'large.yaml'), text);
    mkdirSync(join(folder, 'large blocked', 'Entity40.csv'), { recursive: true });
    const { code, stderr } = await generate('large.yaml', '--threads', '2', '--out', 'large blocked');
    expect(code).toBe(1);
    expect(stderr).toContain(`error: cannot write ${join('large blocked', 'Entity40.csv')}: it is a folder (EISDIR)`);
    expect(readdirSync(join(folder, 'large blocked')).filter((name) => name.startsWith('.'))).toEqual([]);
  });

  test('with errors leaves no thread behind', async () => {
    writeFileSync(join(folder, 'large wrong.yaml'), `${text}  wrong: integr\n`);
    const { code, stderr } = await generate('large wrong.yaml', '--threads', '2', '--out', 'large wrong');
    expect([code, stderr]).toEqual([2, expect.stringContaining('1 error')]);
  });
});

describe('generate refuses', () => {
  test('a model with errors: all problems, and nothing is written', async () => {
    const { code, stdout, stderr } = await generate('wrong.yaml', '--out', 'refused');
    expect(code).toBe(2);
    expect(stdout).toBe('');
    const lines = stderr.trimEnd().split('\n');
    expect(lines.slice(0, -1).every((line) => /^wrong\.yaml:\d+:\d+ (error|warning) [A-Z_]+ \S/.test(line))).toBe(true);
    expect(stderr).toContain('email');
    expect(lines.at(-1)).toBe('2 errors, 1 warning');
    expect(existsSync(join(folder, 'refused'))).toBe(false);
  });

  test('nothing for warnings alone', async () => {
    const { code, stderr } = await generate('doubtful.yaml', '--out', 'doubtful');
    expect(code).toBe(0);
    expect(stderr).toContain('1 warning\n');
    expect(readdirSync(join(folder, 'doubtful')).sort()).toEqual(['User.csv', 'user_2.csv']);
  });

  test.each([
    ['an unknown entity', ['--entity', 'Usr'], 'unknown entity "Usr": did you mean User?'],
    [
      'entities with commas',
      ['--entity', 'User,Order'],
      'write --entity for each entity: --entity User --entity Order',
    ],
    ['an unknown format', ['--format', 'jsno'], 'unknown format "jsno": did you mean json?'],
    ['an unknown option', ['--option', 'delimitr=;'], 'did you mean delimiter?'],
    ['an unknown variable', ['--set', 'usrs=5'], 'did you mean users?'],
    ['an override of an unknown entity', ['--override', 'usr.yaml'], 'did you mean User?'],
    ['an override of an unknown setting', ['--override', 'min.yaml'], 'has no setting min: what can be overridden'],
    ['an override that is no part', ['--override', 'part.yaml'], 'part.yaml:2:11 error PARAMETER_UNKNOWN'],
    ['overrides that are not there', ['--override', 'none.yaml'], 'cannot read the overrides none.yaml'],
    ['several entities on stdout', ['--out', '-'], 'choose one entity with --entity: User, Order'],
    ['rows that are no number', ['--rows', 'many'], 'Expected a whole number'],
    ['no threads', ['--threads', '0'], 'Expected a whole number from 1'],
    ['a setting without a value', ['--set', 'users'], 'an equals sign'],
    ['an option that does not exist', ['--rowz', '5'], "unknown option '--rowz'"],
  ])('%s', async (_, args, message) => {
    const { code, stdout, stderr } = await generate('shop.yaml', '--out', 'refused', ...args);
    expect(code).toBe(2);
    expect(stdout).toBe('');
    expect(stderr).toContain(message);
    expect(stderr).not.toContain('    at ');
    expect(existsSync(join(folder, 'refused'))).toBe(false);
  });

  test('names that the format cannot hold, all of them', async () => {
    const args = ['--format', 'sql', '--option', 'dialect=sqlite', '--out'];
    const { code, stderr } = await generate('doubtful.yaml', ...args, 'refused');
    expect(code).toBe(2);
    expect(stderr).toContain(
      'error: sql cannot represent this model: entity user: the database treats the name as equal to User',
    );
    expect(existsSync(join(folder, 'refused'))).toBe(false);
    expect((await generate('doubtful.yaml', ...args, 'user', '--entity', 'user')).code).toBe(0);
  });

  test('a folder that cannot be made', async () => {
    const { code, stderr } = await generate('shop.yaml', '--out', 'shop.yaml/out');
    expect(code).toBe(1);
    expect(stderr).toBe(
      'error: cannot create the folder shop.yaml/out: a part of the path is not a folder (ENOTDIR)\n',
    );
  });

  test('more than the disk holds, before anything is written', async () => {
    const { code, stderr } = await generate('numbers.yaml', '--rows', '9_000_000_000_000_000', '--out', 'huge');
    expect(code).toBe(1);
    expect(stderr).toMatch(/^error: the files would take about [\d.]+ PB, but the disk of huge has .* free.*\n$/);
    expect(existsSync(join(folder, 'huge'))).toBe(false);
  });
});

describe('generate leaves nothing half-written', () => {
  test('when the disk takes no more', async () => {
    mkdirSync(join(folder, 'full'));
    writeFileSync(join(folder, 'full', 'Number.csv'), 'old');
    const { code, stderr } = await runWithin(
      64,
      ['generate', 'numbers.yaml', '--rows', '200000', '--out', 'full'],
      folder,
    );
    expect(code).toBe(1);
    expect(stderr).toContain(`error: cannot write ${join('full', 'Number.csv')}: the file would be larger`);
    expect(readdirSync(join(folder, 'full'))).toEqual(['Number.csv']);
    expect(linesOf('full/Number.csv').concat(readFileSync(join(folder, 'full', 'Number.csv'), 'utf8'))).toEqual([
      'old',
    ]);
  });

  test.runIf(existsSync('/dev/full'))('when stdout takes no more', async () => {
    const full = openSync('/dev/full', 'w');
    const child = start(['generate', 'numbers.yaml', '--out', '-'], folder, ['ignore', full, 'pipe']);
    closeSync(full);
    const stderr = child.stderr === null ? '' : await text(child.stderr);
    expect(stderr).toContain('error: cannot write stdout: the disk is full (ENOSPC)');
    expect(child.exitCode ?? (await once(child, 'exit'))[0]).toBe(1);
  });
});

import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { describe, expect, test } from 'vitest';
import { init } from '../../src/cli/import/init.ts';
import { STARTERS } from '../../src/cli/import/starters.ts';
import { loadProgram } from '../../src/workers/programs/load-program.ts';
import { useFolder } from './folder.ts';
import { run } from './run.ts';

const folder = useFolder({ 'tables.sql': 'create table customer (id int primary key, name text not null)' });

/** What is said in answer to what; the folder of the test stands for the current one. */
async function talk(...answers: string[]): Promise<{ said: string; asked: readonly string[] }> {
  const asked: string[] = [];
  let said = '';
  await init({
    ask: async (question) => {
      asked.push(question);
      return await Promise.resolve(answers.shift() ?? null);
    },
    say: (text) => void (said += `${text}\n`),
  });
  return { said, asked };
}

const file = (name: string): string => join(folder, name);

describe('rowmill init', () => {
  test('makes a model of a file, and says what to do next', async () => {
    const { said, asked } = await talk(file('tables.sql'), file('a.yaml'));
    expect(asked).toEqual(['Schema (leave it empty for an example): ', 'File for the model [tables.yaml]: ']);
    expect(readFileSync(file('a.yaml'), 'utf8')).toContain('customer:\n');
    expect(said).toContain('1 table, 2 columns');
    expect(said).toContain(`rowmill check ${file('a.yaml')}`);
  });

  test('makes a model of a database, with hints if they are wanted', async () => {
    const database = new DatabaseSync(file('shop.db'));
    database.exec(`create table customer (id integer primary key, age int);
      insert into customer values (1, 31), (2, 57), (3, null)`);
    database.close();
    const { asked } = await talk(`sqlite:${file('shop.db')}`, 'y', file('b.yaml'));
    expect(asked).toHaveLength(3);
    expect(asked[2]).toBe('File for the model [shop.yaml]: ');
    expect(readFileSync(file('b.yaml'), 'utf8')).toContain('age: integer 31-57 null 33%');
    await talk(`sqlite:${file('shop.db')}`, '', file('c.yaml'));
    expect(readFileSync(file('c.yaml'), 'utf8')).not.toContain('57');
  });

  test('writes an example where there is no schema', async () => {
    const { asked } = await talk('', 'nothing', 'School', file('d.yaml'));
    expect(asked.at(-1)).toBe('File for the model [school.yaml]: ');
    expect(readFileSync(file('d.yaml'), 'utf8')).toBe(STARTERS[1].model);
    await talk('', '', file('e.yaml'));
    expect(readFileSync(file('e.yaml'), 'utf8')).toBe(STARTERS[0].model);
  });

  test('asks again where something is not to be had, and repeats no address', async () => {
    writeFileSync(file('empty.sql'), 'select 1;');
    writeFileSync(file('taken.yaml'), 'kept');
    const { said, asked } = await talk(
      file('missing.sql'),
      'postgres://me:canary@127.0.0.1:1/shop',
      'n',
      'mongodb://me:canary@localhost/shop',
      '',
      file('empty.sql'),
      file('tables.sql'),
      file('taken.yaml'),
      file('f.yaml'),
    );
    expect(said).toContain('there is no such file');
    expect(said).toContain('no server responds at this address');
    expect(said).toContain(`There is no table in ${file('empty.sql')}.`);
    expect(said).toContain(`cannot write ${file('taken.yaml')}`);
    expect(said + asked.join('\n')).not.toContain('canary');
    expect(readFileSync(file('taken.yaml'), 'utf8')).toBe('kept');
    expect(existsSync(file('f.yaml'))).toBe(true);
  });

  test('writes nothing where the answers end', async () => {
    await expect(talk(file('tables.sql'))).rejects.toMatchObject({ exitCode: 1 });
    await expect(talk()).rejects.toThrow('nothing is written');
  });

  test('says what to run where there is no terminal', async () => {
    const { code, stdout, stderr } = await run(['init'], folder, '\n\n\n');
    expect({ code, stdout }).toEqual({ code: 2, stdout: '' });
    expect(stderr).toContain('rowmill import SCHEMA --out model.yaml');
  });
});

test.each(STARTERS)('the example $name is a model without problems', ({ model }) => {
  const { program, problems } = loadProgram({ text: model }, true);
  expect(problems).toEqual([]);
  expect(program?.entities.map(({ rows }) => rows > 0)).not.toContain(false);
});

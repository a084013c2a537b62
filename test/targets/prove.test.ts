import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { prove, type ProofReport, type TablesToProve } from '../../src/proof/index.ts';
import { loadDriver, type LoadSource, parseAddress } from '../../src/targets/index.ts';
import { beyondLimits } from '../../src/workers/making/beyond-limits.ts';
import { loadProgram } from '../../src/workers/programs/load-program.ts';
import { useTarget } from './target.ts';

const target = useTarget();
const MODEL = `
team: { $count: 20, id: integer @id, name: string @word unique, lead: $person.id }
person: { $count: 60, id: integer @id, team: $team.id, age: integer 18..90 }
young: { $count: 40, id: integer @id, team: $team.id, age: integer 0..40 }
`;

const TABLES = `
  create function adult(int) returns boolean immutable language sql as 'select $1 >= 18';
  create table team (id serial primary key, name text not null, lead int not null, created timestamp not null default now());
  create table person (id int generated always as identity primary key, team int not null references team, age int,
    constraint adult check (adult(age)), other int references team deferrable);
  create table young (like person including all, foreign key (team) references team);
  alter table team add constraint leads foreign key (lead) references person;
  create unique index "name of team" on team (lower(name)) where id > 0;
  create function refuse() returns trigger language plpgsql as 'begin raise exception ''no''; end';
  create trigger refuse before insert on team execute function refuse();`;

async function reportOf(tables: TablesToProve, text = MODEL): Promise<ProofReport> {
  const proof = await prove({ model: { text }, rows: 100, tables }, () => undefined);
  if ('problems' in proof) throw new Error('the model has errors');
  return proof.report;
}

/** Other tests have databases of the same kind on the server: these are of a role of this test. */
const role = `prover_${randomUUID().replaceAll('-', '')}`;
const own = new URL(target.url);
own.username = role;
own.password = 'secret';
const server = parseAddress(own.href);
beforeAll(async () => void (await target.query(`create role ${role} login createdb password 'secret'`)));
afterAll(async () => void (await target.query(`drop role ${role}`)));

async function databases(): Promise<number> {
  const owned = `select count(*)::int as found from pg_database where pg_get_userbyid(datdba) = $1`;
  const [{ found }] = await target.query<{ found: number }>(owned, [role]);
  return found;
}

describe('existing tables', () => {
  test('are copied, with their functions, and stay as they are', async () => {
    await target.query(TABLES);
    const before = await target.query('select last_value, is_called from team_id_seq');
    const tables = { kind: 'postgresql-tables', address: parseAddress(target.url), schema: null } as const;
    const [team, person, young] = (await reportOf(tables)).tables;
    expect([team, person].map(({ rows, refused }) => [rows, refused])).toEqual([
      [20, 0],
      [60, 0],
    ]);
    expect(young.refusals).toMatchObject([{ constraint: 'adult', state: '23514' }]);
    expect(young.refused).toBeLessThan(40);
    expect(await target.query('select count(*)::int as rows from team')).toEqual([{ rows: 0 }]);
    expect(await target.query('select last_value, is_called from team_id_seq')).toEqual(before);
    // The same index, as the same name says.
    const repeated = MODEL.replace('string @word unique', '{ $values: [Red, red] }');
    expect((await reportOf(tables, repeated)).tables[0].refusals).toMatchObject([{ constraint: 'name of team' }]);
  });

  test('are compared without a load', async () => {
    const { program } = loadProgram(
      { text: MODEL.replace('name: string', 'nam: string').replace('18..90', '18..3_000_000_000') },
      false,
    );
    const request = {
      tables: program?.entities.map(({ table }) => table) ?? [],
      schema: null,
      mode: 'append',
    } as const;
    const address = parseAddress(target.url);
    const driver = await loadDriver(address);
    const beyond: LoadSource['beyond'] = async (limits) => await beyondLimits(program?.entities ?? [], limits);
    const problems = await driver.check({ address }, request, beyond);
    expect(problems.map(({ code, path }) => `${code} ${path.join('.')}`).toSorted()).toEqual([
      'COLUMN_MISSING team.nam',
      'COLUMN_REQUIRED team.name',
      'COLUMN_TYPE person.age',
    ]);
  });
});

describe('a server', () => {
  const script = `
    create table team (id int primary key, name varchar(40) not null unique, lead int not null);
    create table person (id int primary key, team int not null references team, age int);
    create table young (id int primary key, team int not null references team, age int check (age >= 18));
    alter table team add foreign key (lead) references person;`;

  test('has a database for the script, which is dropped', async () => {
    const { judge, tables } = await reportOf({ kind: 'postgresql-script', script, server });
    expect(judge).toMatch(/^PostgreSQL \d+\.\d+$/);
    expect(tables.slice(0, 2).map(({ refused }) => refused)).toEqual([0, 0]);
    expect(tables[2].refusals).toMatchObject([{ constraint: 'young_age_check' }]);
    expect(await databases()).toBe(0);
  });

  const many = `team: { $count: 200000, id: integer @id, name: { $pattern: '[a-z]{12}', $unique: true }, lead: integer }`;
  const long = {
    model: { text: many },
    rows: 200_000,
    tables: { kind: 'postgresql-script', script, server },
  } as const;

  test('loses it also when the process is killed', async () => {
    let memory = Infinity;
    const limits = {
      silence: Infinity,
      get memory() {
        return memory;
      },
    };
    // From the first statement on, it has all the memory that it may.
    const killed = prove(long, () => (memory = 0), undefined, limits);
    await expect(killed).rejects.toThrow('MiB of memory');
    expect(await databases()).toBe(0);
  });

  test('loses it when the proof is interrupted', async () => {
    const controller = new AbortController();
    await expect(prove(long, () => controller.abort(), controller.signal)).rejects.toThrow('interrupted');
    expect(await databases()).toBe(0);
  });

  test('that cannot be reached is a failure without its words', async () => {
    const missing = parseAddress('postgres://nobody@127.0.0.1:1/nothing?sslmode=disable');
    await expect(reportOf({ kind: 'postgresql-script', script, server: missing })).rejects.toThrow(
      'no server responds',
    );
  });
});

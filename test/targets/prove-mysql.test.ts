import { describe, expect, test } from 'vitest';
import type { ProofReport, TablesToProve } from '../../src/proof/index.ts';
import { runProof } from '../../src/proof/run-proof.ts';
import { parseAddress } from '../../src/targets/index.ts';
import { NO_MARIADB } from '../database/mariadb.ts';
import { hasMariadb, useMariadb } from '../database/use-mariadb.ts';

const MODEL = `
team: { $count: 20, id: integer @id, name: string @word unique, lead: $person.id }
person: { $count: 60, id: integer @id, team: $team.id, age: integer 0..90, nick: string @word null 20% }
`;

describe.skipIf(!hasMariadb())(`proofs of MySQL (skipped where ${NO_MARIADB})`, () => {
  const database = useMariadb();
  const server = () => parseAddress(database.url);

  async function prove(tables: TablesToProve, text = MODEL): Promise<ProofReport> {
    const names: string[] = [];
    const outcome = await runProof({ model: { text }, rows: 100, tables }, (message) => {
      if (message.kind === 'database') names.push(message.name);
    });
    if (outcome.kind === 'problems') throw new Error(outcome.problems.map(({ message }) => message).join('; '));
    // Nothing of it is left on the server.
    expect(names).toHaveLength(1);
    expect(await database.query(`show databases like '${names[0]}'`)).toEqual([]);
    return outcome.report;
  }

  test('a script runs in a database of its own, without what reaches beyond its tables', async () => {
    const report = await prove({
      kind: 'mysql-script',
      server: server(),
      script: `-- MySQL dump
        CREATE DATABASE \`${database.name}_other\`; USE \`${database.name}\`;
        DROP TABLE IF EXISTS \`team\`;
        CREATE TABLE \`${database.name}\`.\`team\` (\`id\` int NOT NULL AUTO_INCREMENT, \`name\` varchar(30) COLLATE utf8mb4_0900_ai_ci NOT NULL,
          \`lead\` int NOT NULL, \`made\` datetime NOT NULL DEFAULT '0000-00-00 00:00:00', \`twice\` int GENERATED ALWAYS AS (\`id\` * 2),
          PRIMARY KEY (\`id\`), UNIQUE KEY \`by_name\` (\`name\`), CONSTRAINT \`led\` FOREIGN KEY (\`lead\`) REFERENCES \`${database.name}\`.\`person\` (\`id\`)
        ) ENGINE=FEDERATED CONNECTION='mysql://nowhere/x' DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_0900_ai_ci DATA DIRECTORY='/etc';
        CREATE TABLE person (id int PRIMARY KEY, team int NOT NULL REFERENCES team (id), age int, nick varchar(30), CONSTRAINT adult CHECK (age > 17));
        CREATE TABLE copied AS SELECT * FROM person;
        CREATE TRIGGER t BEFORE INSERT ON team FOR EACH ROW SET NEW.name = NULL;
        ALTER TABLE person ENGINE=FEDERATED CONNECTION='mysql://nowhere/x';
        ALTER TABLE person ADD INDEX (missing);
        INSERT INTO team VALUES (1, 'a', 1);`,
    });
    expect(report.judge).toMatch(/^(?:MariaDB|MySQL) \d+\.\d+/);
    expect(report.statements).toEqual({ run: 4, passed: 6 });
    expect(report.findings.map(({ code, line }) => [code, line])).toEqual([
      ['STATEMENT_LEFT_OUT', 9],
      ['STATEMENT_LEFT_OUT', 11],
      ['STATEMENT_REFUSED', 12],
    ]);
    const [team, person] = report.tables;
    expect(person.refusals).toMatchObject([{ constraint: 'adult', message: 'a row violates a constraint' }]);
    // Those who lead teams, and were refused themselves.
    expect(team.refusals.every(({ constraint, state }) => constraint === 'led' && state === '1452')).toBe(true);
    expect(await database.query('show tables')).toEqual([]);
  });

  test('existing tables are copied, and stay as they are', async () => {
    await database.query(`create table person (id int primary key, team int not null, age int, nick varchar(4) not null);
      create table team (id int primary key, name varchar(30) not null unique, \`lead\` int not null, elsewhere int,
        foreign key (\`lead\`) references person (id));
      create table other (id int primary key);
      alter table team add foreign key (elsewhere) references other (id);
      insert into person values (1, 1, 1, 'x')`);
    const tables = { kind: 'mysql-tables', address: server() } as const;
    const [team, person] = (await prove(tables)).tables;
    expect(team).toMatchObject({ rows: 20, refusals: [{ state: '1452' }] });
    expect(person.refusals.map(({ column, state }) => `${column} ${state}`)).toEqual(['nick 1406', 'nick 1048']);
    expect(await database.query('select count(*) as `rows` from person')).toEqual([{ rows: 1 }]);
    const lacking = MODEL.replace('nick:', 'nickname:');
    expect((await prove(tables, lacking)).tables[1]).toMatchObject({ refused: 60, refusals: [{ state: '1054' }] });
    expect((await prove(tables, `nobody: { $count: 3, id: integer @id }`)).tables).toMatchObject([
      { refused: 3, refusals: [{ state: '1146', message: 'the schema has no such table' }] },
    ]);
  });
});

import { expect, test } from 'vitest';
import type { ProofReport } from '../../src/proof/report.ts';
import { runProof } from '../../src/proof/run-proof.ts';

async function prove(text: string, script: string): Promise<ProofReport> {
  const outcome = await runProof(
    { model: { text }, rows: 100, tables: { kind: 'sqlite-script', script } },
    () => undefined,
  );
  if (outcome.kind === 'problems') throw new Error(outcome.problems.map(({ message }) => message).join('; '));
  return outcome.report;
}

const MODEL = `
team: { $count: 20, id: integer @id, name: string @word unique, lead: $person.id }
person: { $count: 60, id: integer @id, team: $team.id, age: integer 0..90, nick: string @word null 20% }
`;

test('rows of tables that refer to each other are taken', async () => {
  const report = await prove(
    MODEL,
    `PRAGMA foreign_keys = OFF;
     CREATE TABLE team (id INTEGER PRIMARY KEY, name TEXT NOT NULL UNIQUE, lead INTEGER NOT NULL REFERENCES person);
     CREATE TABLE person (id INTEGER PRIMARY KEY, team INT NOT NULL REFERENCES team (id), age INT CHECK (age < 91), nick TEXT);
     INSERT INTO team VALUES (1, 'a', 1);
     CREATE TRIGGER t AFTER INSERT ON team BEGIN SELECT RAISE(ABORT, 'no'); END;
     CREATE UNIQUE INDEX i ON person (id, lower(nick));`,
  );
  expect(report.judge).toMatch(/^SQLite 3\./);
  expect(report.statements).toEqual({ run: 3, passed: 3 });
  expect(report.tables.map(({ refused }) => refused)).toEqual([0, 0]);
});

test('refused rows are counted by constraint', async () => {
  const { tables } = await prove(
    MODEL,
    `CREATE TABLE team (id INTEGER PRIMARY KEY, name TEXT, lead INTEGER REFERENCES nobody (id));
     CREATE TABLE nobody (id INTEGER PRIMARY KEY);
     CREATE TABLE person (id INTEGER PRIMARY KEY, team INT, age INT CONSTRAINT adult CHECK (age > 17), nick TEXT NOT NULL UNIQUE);`,
  );
  expect(tables[0]).toMatchObject({ refused: 20, refusals: [{ constraint: 'lead → nobody', rows: 20 }] });
  const reasons = tables[1].refusals.map(({ constraint, column }) => constraint ?? column);
  expect(reasons).toEqual(expect.arrayContaining(['adult', 'nick']));
  expect(tables[1].refused).toBe(tables[1].refusals.reduce((sum, { rows }) => sum + rows, 0));
});

test('rows that a constraint drops in silence are refused', async () => {
  const { tables } = await prove(
    `a: { $count: 10, id: integer @id, kind: { $values: [x, y] } }`,
    `CREATE TABLE a (id INTEGER PRIMARY KEY, kind TEXT UNIQUE ON CONFLICT IGNORE);`,
  );
  expect(tables[0].refused).toBe(8);
});

test('only one statement is run, and none that reads or loads', async () => {
  const report = await prove(
    `a: { $count: 10, id: integer @id }`,
    `CREATE TABLE a (id INTEGER PRIMARY KEY);
     CREATE TABLE b AS SELECT * FROM a;
     CREATE VIRTUAL TABLE c USING fts5(x);
     ATTACH DATABASE 'x.db' AS y;
     CREATE INDEX j ON a (missing);`,
  );
  expect(report.findings.map(({ code, line }) => [code, line])).toEqual([
    ['STATEMENT_LEFT_OUT', 2],
    ['STATEMENT_LEFT_OUT', 3],
    ['STATEMENT_REFUSED', 5],
  ]);
});

test('a table that is missing refuses all rows, and one that lacks a column', async () => {
  const { tables } = await prove(
    `a: { $count: 10, id: integer @id }\nb: { $count: 10, id: integer @id }`,
    `CREATE TABLE a (ident INTEGER PRIMARY KEY);`,
  );
  expect(tables.map(({ refused }) => refused)).toEqual([10, 10]);
});

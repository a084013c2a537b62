import { beforeAll, describe, expect, test } from 'vitest';
import type { FromProver, TablesToProve } from '../../src/proof/messages.ts';
import type { ProofReport } from '../../src/proof/report.ts';
import { runProof } from '../../src/proof/run-proof.ts';

const reportOf = async (text: string, tables: TablesToProve): Promise<ProofReport> => {
  const outcome = await runProof({ model: { text }, rows: 100, tables }, () => undefined);
  if (outcome.kind === 'problems') throw new Error(outcome.problems.map(({ message }) => message).join('; '));
  return outcome.report;
};

const SCRIPT = `
\\set ON_ERROR_STOP on
SET statement_timeout = 0;
SELECT pg_catalog.set_config('search_path', '', false);
CREATE EXTENSION IF NOT EXISTS citext WITH SCHEMA public;
CREATE SCHEMA sales AUTHORIZATION nobody;
CREATE FUNCTION public.is_fine(text) RETURNS boolean LANGUAGE sql AS 'select true; drop table sales.orders';
CREATE TYPE public.état AS ENUM ('öffen', 'zu');
CREATE DOMAIN public.price AS numeric(6,2) CONSTRAINT price_positive CHECK (VALUE > 0) CHECK (public.is_fine(VALUE::text));
CREATE TABLE sales.customers (
  "Id" integer GENERATED ALWAYS AS IDENTITY,
  email public.citext NOT NULL UNIQUE,
  note text DEFAULT public.is_fine('é')::text,
  upper_mail text GENERATED ALWAYS AS (upper(email::text)) STORED,
  CONSTRAINT "ünly (fine)" CHECK (public.is_fine(email) AND note <> ''),
  PRIMARY KEY ("Id")
);
COPY sales.customers (email) FROM stdin;
a@b.c
\\.
CREATE TABLE sales.orders (
  id integer PRIMARY KEY,
  customer integer NOT NULL REFERENCES sales.customers,
  replaced_by integer NOT NULL REFERENCES sales.orders,
  state public.état NOT NULL,
  amount public.price NOT NULL,
  code varchar(4) NOT NULL,
  day date NOT NULL,
  CONSTRAINT day_and_code UNIQUE (code, day) DEFERRABLE INITIALLY DEFERRED
);
ALTER TABLE sales.orders OWNER TO nobody;
ALTER TABLE sales.customers ADD COLUMN first_order integer REFERENCES sales.orders;
INSERT INTO sales.customers (email) VALUES ('x');
CREATE UNIQUE INDEX once ON sales.orders (customer) WHERE amount > 900;
CREATE INDEX slow ON sales.orders (public.is_fine(code));
DO $$ BEGIN PERFORM 1; END $$;
CREATE TABLE sales.copied AS SELECT 1;
DROP TABLE sales.missing;
CREATE TABLE refusing (id integer PRIMARY KEY, code varchar(4), day date NOT NULL, amount public.price, "a_B" integer REFERENCES sales.customers);
CREATE TABLE computing (id integer PRIMARY KEY, twice integer GENERATED ALWAYS AS (id * 2) STORED);
CREATE TABLE deep (a integer CHECK (${'('.repeat(300)}a > 0${')'.repeat(300)}));
GRANT ALL ON sales.orders TO nobody;
`;

const MODEL = `
customers:
  $count: 150
  Id: integer @id
  email: string @email unique
  note: string @word
  first_order: $orders.id null 10%
orders:
  $count: 80
  id: integer @id
  customer: $customers.Id
  replaced_by: $orders.id
  state: enum(öffen, zu)
  amount: decimal(6,2) 1..99
  code: { $pattern: '[a-z]{4}' }
  day: date 2020-01-01..2024-01-01
refusing:
  $count: 100
  id: integer @id
  code: { $pattern: '[a-z]{4,5}' }
  day: date null 25%
  amount: decimal(6,2) -9..9
  a_B: integer 1..1000
computing: { $count: 7, id: integer @id, twice: integer }
absent: { $count: 9, id: integer @id }
`;

describe('in the embedded PostgreSQL', () => {
  let report: ProofReport;
  beforeAll(async () => {
    report = await reportOf(MODEL, { kind: 'postgresql-script', script: SCRIPT, server: null });
  });

  test('only what defines tables is run, without functions of the script', () => {
    expect(report.judge).toMatch(/^PostgreSQL \d+\.\d+ \(embedded\)$/);
    expect(report.findings.map(({ code, line, column }) => [code, line, column])).toEqual([
      ['CHECK_LEFT_OUT', 9, 88],
      ['VALUE_LEFT_OUT', 13, 21],
      ['CHECK_LEFT_OUT', 15, 3],
      ['STATEMENT_LEFT_OUT', 35, 1],
      ['STATEMENT_LEFT_OUT', 37, 1],
      ['STATEMENT_REFUSED', 38, 1],
      ['STATEMENT_LEFT_OUT', 41, 1],
    ]);
  });

  test('rows with cycles, a schema, domains and partial indexes are taken, with as many rows as asked for', () => {
    expect(report.tables.slice(0, 2)).toEqual([
      { table: 'customers', rows: 100, refused: 0, refusals: [] },
      { table: 'orders', rows: 80, refused: 0, refusals: [] },
    ]);
  });

  test('refused rows are counted by constraint, and by the column that does not take a value', () => {
    const [refusing, computing, absent] = report.tables.slice(2);
    expect(absent).toMatchObject({ refused: 9, refusals: [{ state: '42P01' }] });
    expect(computing).toMatchObject({ refused: 7, refusals: [{ state: '428C9', rows: 7 }] });
    const reasons = refusing.refusals.map(({ constraint, column, state }) => `${state} ${constraint ?? column}`);
    expect(reasons.toSorted()).toEqual(['22001 code', '23502 day', '23503 refusing_a_B_fkey', '23514 price_positive']);
    expect(refusing.refused).toBe(refusing.refusals.reduce((sum, { rows }) => sum + rows, 0));
  });
});

test('a model with errors is not tried', async () => {
  const told: FromProver[] = [];
  const tables = { kind: 'sqlite-script', script: '' } as const;
  const outcome = await runProof({ model: { text: 'a: { b: strin }' }, rows: 1, tables }, (message) =>
    told.push(message),
  );
  expect(outcome).toMatchObject({ kind: 'problems', problems: [{ severity: 'error' }] });
  expect(told).toEqual([]);
});

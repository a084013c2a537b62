import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, inject, it } from 'vitest';
import { type Dialect, dialectOf, type ImportReport, sourceOf } from '../../src/dialects/index.ts';
import { catalogue } from '../../src/engine/generators/catalogue.ts';
import type { TablesToProve } from '../../src/proof/messages.ts';
import type { ProofReport, TableProof } from '../../src/proof/report.ts';
import { runProof } from '../../src/proof/run-proof.ts';
import { parseAddress } from '../../src/targets/index.ts';
import { loadProgram } from '../../src/workers/programs/load-program.ts';

interface Imported {
  readonly dialect: Dialect;
  readonly model: string;
  readonly report: ImportReport;
  readonly script: string;
}

async function imported(path: string): Promise<Imported> {
  // The server has no extension for vectors.
  const text = readFileSync(path, 'utf8').replaceAll('public.vector(20)', 'double precision[]');
  const source = sourceOf(Buffer.from(text));
  const dialect = dialectOf(source);
  if (dialect === undefined) throw new Error('it is not text');
  const problemsOf = (text: string) =>
    loadProgram({ text }, true).problems.filter(({ severity }) => severity === 'error');
  return { dialect, script: source.text ?? '', ...(await dialect.read(source, { catalogue, problemsOf })) };
}

async function proved(model: string, dialect: string, script: string): Promise<ProofReport> {
  const tables: TablesToProve =
    dialect === 'sqlite'
      ? { kind: 'sqlite-script', script }
      : { kind: 'postgresql-script', script, server: parseAddress(inject('serverUrl')) };
  const outcome = await runProof({ model: { text: model }, rows: 100, tables }, () => undefined);
  if (outcome.kind === 'problems') throw new Error(outcome.problems.map(({ message }) => message).join('; '));
  return outcome.report;
}

/** Tables with rows that are refused, though the report understands all of them, and nothing that they refer to was refused. */
function unexpected({ tables }: ProofReport, { findings }: ImportReport): readonly string[] {
  const open = new Set(findings.filter(({ level }) => level === 'skipped').map(({ path }) => path));
  const isOpen = ({ table }: TableProof): boolean =>
    [...open].some((path) =>
      [table, table.split('.').at(-1)].some((name) => path === name || path.startsWith(`${name}.`)),
    );
  return tables
    .filter((table) => !isOpen(table))
    .flatMap(({ table, refusals }) => {
      const own = refusals.filter(({ message }) => !message.endsWith('were refused'));
      return own.map(({ constraint, column, state, rows }) => `${table} ${constraint ?? column}: ${rows} (${state})`);
    });
}

const own = join(import.meta.dirname, '..', 'proof', 'schemas');

describe('rows of imported schemas are refused by nothing that the report calls understood', () => {
  it.each(readdirSync(own))('%s', async (name) => {
    const { dialect, model, report, script } = await imported(join(own, name));
    const proof = await proved(model, dialect.name, script);
    expect(proof.findings).toEqual([]);
    expect(unexpected(proof, report)).toEqual([]);
  });
});

/** A folder of schemas, which is not part of the project. */
const corpora = process.env['ROWMILL_CORPORA'] ?? '';
const scripts = existsSync(join(corpora, 'ddl'))
  ? readdirSync(join(corpora, 'ddl'), { recursive: true, encoding: 'utf8' }).filter((name) => name.endsWith('.sql'))
  : [];

describe.skipIf(scripts.length === 0)('and the schemas of ROWMILL_CORPORA', () => {
  it.each(scripts)('%s', async (name) => {
    const path = join(corpora, 'ddl', name);
    const { dialect, model, report, script } = await imported(path);
    const isJudged = ['postgresql', 'sqlite'].includes(dialect.name);
    // Other databases do not judge here. The same schema is there for SQLite, which does not tell cases apart.
    const judge = isJudged ? script : readFileSync(join(corpora, 'ddl', 'chinook', 'Chinook_Sqlite.ddl.sql'), 'utf8');
    const proof = await proved(model, isJudged ? dialect.name : 'sqlite', judge);
    expect(unexpected(proof, report)).toEqual([]);
    const skipped = new Set(
      report.findings.filter(({ level }) => level === 'skipped').map(({ path: of }) => of.split('.')[0]),
    );
    expect(1 - skipped.size / report.source.tables).toBeGreaterThanOrEqual(0.95);
  });
});

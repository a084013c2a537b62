import { resolve } from 'node:path';
import { styleText } from 'node:util';
import { dialectNamed, dialectOf, sourceOf } from '../dialects/index.ts';
import { type Progress as Step, ProofFailure, type ProofReport, prove, type TablesToProve } from '../proof/index.ts';
import { type Address, parseAddress, TargetFailure } from '../targets/index.ts';
import { unknown } from './files/choose.ts';
import type { ModelOptions } from './commands/model-options.ts';
import { Failure } from './failure.ts';
import { count, plural } from './print/figures.ts';
import { gatewayConfig } from './gateway/gateway-config.ts';
import { onInterruption } from './interruption.ts';
import { requestFor } from './model/load-model.ts';
import { MAX_SCHEMA_BYTES, readBytes, shownPath, STDIN } from './model/model-file.ts';
import { printProblems } from './print/print-problems.ts';
import { printable } from './print/printable.ts';
import { type Progress, showProgress } from './print/progress.ts';
import { SQLITE_TARGET } from './databases/sqlite-target.ts';
import { targetAddress } from './databases/target-address.ts';

export interface ProveOptions extends ModelOptions {
  readonly ddl?: string;
  readonly from?: string;
  readonly target?: string;
  readonly schema?: string;
  readonly rows: number;
  readonly json?: boolean;
}

const stream = process.stderr;
/** Milliseconds between two lines about statements. */
const LINE_EVERY = 1000;

/** Prints which rows of a model the tables of a schema refuse, and by which constraint. One of them sets the exit code to 1. */
export async function proveModel(path: string, options: ProveOptions): Promise<void> {
  const tables = await tablesOf(path, options);
  const model = await requestFor(path, options);
  const controller = new AbortController();
  const shown = new ShownProgress();
  const restore = onInterruption(() => controller.abort());
  try {
    const proof = await prove({ model, rows: options.rows, tables }, (step) => shown.show(step), controller.signal);
    if ('problems' in proof) {
      await shown.stop();
      printProblems(path, proof.problems);
      throw new Failure(2, '');
    }
    await shown.stop();
    const refused = proof.report.tables.reduce((sum, table) => sum + table.refused, 0);
    if (options.json === true) process.stdout.write(`${JSON.stringify({ refused, ...proof.report }, null, 2)}\n`);
    else print(options.ddl ?? '', proof.report, refused);
    if (refused > 0) process.exitCode = 1;
  } catch (error) {
    if (!(error instanceof ProofFailure)) throw error;
    throw new Failure(error.isUsage ? 2 : 1, `cannot prove ${shownPath(path)}: ${error.message}`);
  } finally {
    await shown.stop();
    restore();
  }
}

async function tablesOf(path: string, { ddl, from, target, schema }: ProveOptions): Promise<TablesToProve> {
  const isSqlite = target?.startsWith(SQLITE_TARGET) === true;
  const address = target === undefined || isSqlite ? null : targetAddress(target);
  if (schema !== undefined && (address?.kind !== 'postgres' || ddl !== undefined)) {
    throw new Failure(
      2,
      '--schema applies to the tables of a PostgreSQL database: name it with --target, without --ddl',
    );
  }
  if (ddl === undefined) {
    if (from !== undefined) throw new Failure(2, '--from applies to a script: name it with --ddl');
    if (target === undefined) throw new Failure(2, 'name the tables: --ddl FILE, or --target ADDRESS');
    if (address === null) return { kind: 'sqlite-tables', path: resolve(target.slice(SQLITE_TARGET.length)) };
    if (address.kind === 'mysql') return { kind: 'mysql-tables', address };
    return { kind: 'postgresql-tables', address, schema: schema ?? null };
  }
  if (ddl === STDIN && path === STDIN) throw new Failure(2, 'only one of the model and the script can come from stdin');
  const { dialect, script } = await scriptOf(ddl, from);
  if (dialect === 'sqlite') {
    if (target !== undefined) throw new Failure(2, '--target: a script of SQLite is tried in memory: leave it out');
    return { kind: 'sqlite-script', script };
  }
  if (dialect === 'mysql') {
    if (address?.kind === 'mysql') return { kind: 'mysql-script', script, server: address };
    throw new Failure(2, '--target: a script of MySQL is tried on a server: name one as mysql://user@host/database');
  }
  if (target !== undefined && address?.kind !== 'postgres') {
    throw new Failure(
      2,
      '--target: a script of PostgreSQL is tried on a server of it: name one as postgres://, or none',
    );
  }
  return { kind: 'postgresql-script', script, server: address ?? ownServer() };
}

async function scriptOf(
  path: string,
  from: string | undefined,
): Promise<{ readonly dialect: Judged; readonly script: string }> {
  const source = sourceOf(await readBytes(path, 'schema', MAX_SCHEMA_BYTES));
  const named = from === undefined ? undefined : dialectNamed(from);
  if (from !== undefined && named === undefined) throw unknown('dialect', from, JUDGED);
  const dialect = named ?? dialectOf(source);
  if (source.text === null || dialect === undefined) {
    throw new Failure(2, `cannot read the schema ${shownPath(path)}: it is not UTF-8 text`);
  }
  const judged = JUDGED.find((name) => name === dialect.name);
  if (judged !== undefined) return { dialect: judged, script: source.text };
  const hint = from === undefined ? 'name its dialect with --from, or ' : '';
  throw new Failure(
    2,
    `cannot try ${shownPath(path)}, which is ${dialect.title}: scripts of PostgreSQL, MySQL and SQLite are; ${hint}create the tables and name them with --target`,
  );
}

const JUDGED = ['postgresql', 'mysql', 'sqlite'] as const;
type Judged = (typeof JUDGED)[number];

/** The server of the gateway, if there is one. */
function ownServer(): Address | null {
  const { databaseUrl } = gatewayConfig();
  try {
    return databaseUrl === null ? null : parseAddress(databaseUrl);
  } catch (error) {
    if (!(error instanceof TargetFailure)) throw error;
    throw new Failure(2, `DATABASE_URL: ${error.message}`);
  }
}

/** A line a second while tables are created, then the bar of the rows. */
class ShownProgress {
  #last = Promise.resolve();
  #rows: Progress | undefined;
  #done = 0;
  #next = performance.now() + LINE_EVERY;

  show(step: Step): void {
    this.#last = this.#last.then(async () => await this.#show(step));
  }

  async stop(): Promise<void> {
    await this.#last;
    this.#rows?.stop();
  }

  async #show(step: Step): Promise<void> {
    if (step.of === 'rows') {
      this.#rows ??= await showProgress(step.total);
      this.#rows.add(step.done - this.#done);
      this.#done = step.done;
    } else if (performance.now() > this.#next) {
      this.#next = performance.now() + LINE_EVERY;
      stream.write(`creating the tables${step.done === 0 ? '' : `: ${plural(step.done, 'statement')}`}\n`);
    }
  }
}

function print(path: string, { judge, statements, findings, tables }: ProofReport, refused: number): void {
  for (const { code, line, column, message } of findings) {
    const place = line === null ? '' : `${shownPath(path)}:${line}:${column} `;
    const level = styleText(['yellow', 'bold'], 'warning', { stream });
    stream.write(`${printable(place)}${level} ${styleText('dim', code, { stream })} ${printable(message)}\n`);
  }
  const width = Math.max(...tables.map(({ table }) => printable(table).length), 'table'.length);
  const cells = tables.map(({ rows, refused: some }) => [count(rows), count(some)]);
  const widths = ['rows', 'refused'].map((title, k) => Math.max(title.length, ...cells.map((row) => row[k].length)));
  const line = (table: string, rows: string, some: string): string =>
    `${table.padEnd(width)}  ${rows.padStart(widths[0])}  ${some.padStart(widths[1])}`;
  process.stdout.write(`${line('table', 'rows', 'refused')}\n`);
  for (const [k, { table, refusals }] of tables.entries()) {
    process.stdout.write(`${line(printable(table), cells[k][0], cells[k][1])}\n`);
    for (const { constraint, column, state, message, rows } of refusals) {
      const by = constraint ?? (column === null ? '' : `column ${column}`);
      process.stdout.write(printable(`  ${count(rows)} × ${by === '' ? '' : `${by}: `}${message} (${state})`) + '\n');
    }
  }
  const all = tables.reduce((sum, { rows }) => sum + rows, 0);
  const run = `${judge}, ${plural(statements.run, 'statement')} run, ${count(statements.passed)} passed over`;
  process.stdout.write(
    `\n${count(refused)} of ${plural(all, 'row')} refused, in ${plural(tables.length, 'table')} (${run})\n`,
  );
}

import { DatabaseSync } from 'node:sqlite';
import type { CompiledEntity } from '../engine/compile/program.ts';
import { SQL_DIALECTS } from '../dialects/sql/dialect.ts';
import { shown } from '../dialects/sql/ddl-parts.ts';
import { Lines } from '../dialects/sql/lines.ts';
import { type Statement, statementsOf } from '../dialects/sql/statements.ts';
import { Canvas } from '../formats/index.ts';
import { identifier } from '../formats/sql/quote.ts';
import { rowInserter } from '../formats/sqlite/row-inserter.ts';
import { sqliteReason } from '../targets/index.ts';
import { asStored } from '../targets/sqlite.ts';
import { sqliteColumns } from '../targets/sqlite-columns.ts';
import type { CreatedTables, Judge } from './judge.ts';
import type { DdlFinding, Refusal, Refusals } from './report.ts';

/** Rows that are inserted before others have a turn. */
const MAX_ROWS = 100;
/** SQLITE_CONSTRAINT_FOREIGNKEY */
const DANGLING = '787';

/** Tries rows in a database in memory. References are checked once all rows are there. */
export class SqliteJudge implements Judge {
  readonly title: string;
  readonly isRemote = false;
  readonly #script: string;
  readonly #database = new DatabaseSync(':memory:', {
    // As the command line of SQLite has it.
    enableDoubleQuotedStringLiterals: true,
  });
  readonly #canvas = new Canvas();

  constructor(script: string) {
    this.#script = script;
    this.title = `SQLite ${String(this.#database.prepare('select sqlite_version() as version').get()?.['version'])}`;
  }

  async create(_: readonly CompiledEntity[], step: () => void): Promise<CreatedTables> {
    const lines = new Lines(this.#script);
    const findings: DdlFinding[] = [];
    let run = 0;
    let passed = 0;
    for (const statement of statementsOf(this.#script, SQL_DIALECTS.sqlite)) {
      const at = lines.at(statement.start);
      const text = this.#script.slice(statement.start, statement.end);
      const kind = kindOf(statement);
      if (kind !== 'defines') {
        passed++;
        const message = `\`${shown(text.slice(0, 200))}\` is never run.`;
        if (kind === 'makes') findings.push({ code: 'STATEMENT_LEFT_OUT', ...at, message });
        continue;
      }
      step();
      run++;
      try {
        // Never more than one statement, where this reader and SQLite do not agree on its end.
        this.#database.prepare(text).run();
      } catch (error) {
        if (!isSqlite(error)) throw error;
        findings.push({ code: 'STATEMENT_REFUSED', ...at, message: `${error.message}.` });
      }
    }
    this.#database.exec('PRAGMA foreign_keys = ON; BEGIN; PRAGMA defer_foreign_keys = ON;');
    return { run, passed, findings };
  }

  async insert(entity: CompiledEntity, refusals: Refusals, step: (rows: number) => void): Promise<void> {
    const { name, rows } = entity;
    const reader = entity.open(1);
    let write: (length: number) => void;
    try {
      const columns = asStored(reader.columns, sqliteColumns(this.#database, name));
      const inserter = rowInserter(this.#database, name, columns, this.#canvas);
      write = (length) => inserter.write(length);
    } catch (error) {
      // There is no such table or column.
      if (!isSqlite(error)) throw error;
      refusals.add(
        name,
        { constraint: null, column: null, state: String(error.errcode), message: error.message },
        rows,
      );
      step(rows);
      return;
    }
    let inserted = 0;
    for (let row = 0; row < rows; row++) {
      reader.read(row, 1);
      try {
        write(1);
        inserted++;
      } catch (error) {
        if (!isSqlite(error)) throw error;
        refusals.add(name, refusal(error));
      }
      if (row % MAX_ROWS === MAX_ROWS - 1) step(MAX_ROWS);
    }
    step(rows % MAX_ROWS);
    const kept = Number(this.#database.prepare(`SELECT count(*) AS rows FROM ${identifier(name)}`).get()?.['rows']);
    // ON CONFLICT IGNORE and REPLACE refuse without an error.
    const lost = {
      constraint: null,
      column: null,
      state: '19',
      message: 'a constraint dropped the row, or another one',
    };
    if (kept < inserted) refusals.add(name, lost, inserted - kept);
  }

  async settle(entities: readonly CompiledEntity[], refusals: Refusals): Promise<void> {
    const statement = this.#database.prepare(
      `SELECT f."table" AS target, group_concat(f."from", ', ') AS columns, v.rows FROM
         (SELECT fkid, count(*) AS rows FROM pragma_foreign_key_check(?) GROUP BY fkid) v
         JOIN pragma_foreign_key_list(?) f ON f.id = v.fkid GROUP BY f.id`,
    );
    for (const { name } of entities) {
      for (const { target, columns, rows } of statement.all(name, name)) {
        const constraint = `${String(columns)} → ${String(target)}`;
        const message = 'a row refers to a row that does not exist';
        refusals.add(name, { constraint, column: null, state: DANGLING, message }, Number(rows));
      }
    }
  }

  async close(): Promise<void> {
    this.#database.close();
  }
}

/** `makes`: it would make a table, in a way that is never run. */
function kindOf({ tokens }: Statement): 'defines' | 'makes' | 'other' {
  const words = tokens.slice(0, 3).map(({ kind, text }) => (kind === 'word' ? text.toUpperCase() : ''));
  const [first, second, third] = words;
  if (first === 'ALTER') return second === 'TABLE' ? 'defines' : 'other';
  if (first === 'DROP') return ['TABLE', 'INDEX'].includes(second) ? 'defines' : 'other';
  if (first !== 'CREATE') return 'other';
  if (second === 'INDEX' || (second === 'UNIQUE' && third === 'INDEX')) return 'defines';
  if (second === 'VIRTUAL' || second === 'TEMP' || second === 'TEMPORARY') return third === 'TABLE' ? 'makes' : 'other';
  if (second !== 'TABLE') return 'other';
  // CREATE TABLE … AS SELECT
  const open = tokens.findIndex(({ kind, text }) => kind === 'symbol' && text === '(');
  const as = tokens.findIndex(({ kind, text }) => kind === 'word' && text.toUpperCase() === 'AS');
  return open === -1 || (as !== -1 && as < open) ? 'makes' : 'defines';
}

type SqliteError = Error & { readonly errcode: number };

function isSqlite(error: unknown): error is SqliteError {
  return error instanceof Error && 'errcode' in error && typeof error.errcode === 'number';
}

/** SQLite says which constraint: a name, columns, or the text of a check. It never says a value. */
function refusal(error: SqliteError): Omit<Refusal, 'rows'> {
  const state = String(error.errcode);
  const message = sqliteReason(error.errcode);
  const [, kind, name] = /^(NOT NULL|CHECK|UNIQUE) constraint failed: (.*)$/s.exec(error.message) ?? [];
  const [, stored] = /^cannot store \w+ value in \w+ column (.*)$/.exec(error.message) ?? [];
  const column = kind === 'NOT NULL' ? name : stored;
  return {
    constraint: column === undefined ? (name ?? null) : null,
    column: column?.split('.').at(-1) ?? null,
    state,
    message,
  };
}

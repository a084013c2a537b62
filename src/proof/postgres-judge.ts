import type { CompiledEntity } from '../engine/compile/program.ts';
import { loadPartFormat, type PartFormat } from '../formats/index.ts';
import { identifier, identifiers, literal } from '../formats/sql/quote.ts';
import { COPY_FORMAT, meaningOf } from '../targets/index.ts';
import { PartMaker } from '../workers/making/part-maker.ts';
import { arrayText } from './array-text.ts';
import { type Cells, cellsOf } from './copied-cells.ts';
import type { CreatedTables, Judge } from './judge.ts';
import type { Refusal, Refusals } from './report.ts';
import { settleReferences } from './postgres-references.ts';
import { refusalOf, type ServerError, type Session } from './postgres-session.ts';

/** Rows of a statement. */
const MAX_ROWS = 100;

/** Creates the tables of a session, and says which ones they are. */
export type CreateTables = (
  session: Session,
  entities: readonly CompiledEntity[],
  step: () => void,
) => Promise<CreatedTables & { readonly tables: ReadonlyMap<string, string> }>;

/**
 * Inserts rows in one transaction that is never committed. References are checked at its end: whatever the order of the tables, a row
 * is refused for what it holds. All other constraints hold for each statement.
 */
export class PostgresJudge implements Judge {
  readonly title: string;
  readonly isRemote: boolean;
  readonly #session: Session;
  readonly #createTables: CreateTables;
  /** Quoted names, by entity. */
  #tables: ReadonlyMap<string, string> = new Map();
  #format: PartFormat | undefined;
  readonly #probes = new Map<string, string>();

  constructor(session: Session, createTables: CreateTables) {
    this.title = session.title;
    this.isRemote = session.isRemote;
    this.#session = session;
    this.#createTables = createTables;
  }

  async create(entities: readonly CompiledEntity[], step: () => void): Promise<CreatedTables> {
    const { tables, ...created } = await this.#createTables(this.#session, entities, step);
    this.#tables = tables;
    this.#format = await loadPartFormat(COPY_FORMAT);
    return created;
  }

  async insert(entity: CompiledEntity, refusals: Refusals, step: (rows: number) => void): Promise<void> {
    const table = this.#tables.get(entity.name);
    if (table === undefined) {
      refusals.add(entity.name, refusal({ state: '42P01', message: '', constraint: null, column: null }), entity.rows);
      step(entity.rows);
      return;
    }
    if (this.#format === undefined) throw new Error('rows were inserted before there were tables');
    const { columns } = entity.table;
    const names = columns.map(({ name }) => name);
    const arrays = await this.#arraysOf(table);
    const isArray = columns.map(({ name, type }) => type.kind === 'list' && arrays.has(name));
    const written = (cells: Cells): Cells =>
      cells.map((cell, k) => (cell !== null && isArray[k] ? arrayText(cell) : cell));
    const into = `insert into ${table} ${identifiers(names)} overriding system value values `;
    const maker = new PartMaker(entity, this.#format, { arrays: [] }, MAX_ROWS);
    for (const { bytes, rows } of maker.rows(0, entity.rows)) {
      if (rows === 0) continue;
      await this.#try(entity.name, table, names, into, cellsOf(bytes).map(written), refusals);
      step(rows);
    }
  }

  async settle(entities: readonly CompiledEntity[], refusals: Refusals): Promise<void> {
    await settleReferences(this.#session, this.#tables, entities, refusals);
  }

  async close(): Promise<void> {
    await this.#session.close();
  }

  /** Inserts rows; those that are refused are found by halves. */
  async #try(
    entity: string,
    table: string,
    names: readonly string[],
    into: string,
    all: readonly Cells[],
    refusals: Refusals,
  ): Promise<void> {
    const open: (readonly Cells[])[] = [all];
    for (let rows = open.pop(); rows !== undefined; rows = open.pop()) {
      const error = await this.#attempt(into + rows.map(rowText).join(', '));
      if (error === null) continue;
      // What is wrong with the statement is wrong with any row.
      if (rows.length > 1 && !error.state.startsWith('42')) {
        const half = rows.length >> 1;
        open.push(rows.slice(half), rows.slice(0, half));
        continue;
      }
      const isValue = error.state.startsWith('22') && error.column === null;
      const column = isValue ? await this.#columnOf(table, names, rows[0]) : error.column;
      refusals.add(entity, refusal({ ...error, column }), rows.length);
    }
  }

  /** Runs a statement, or has it never been run; an error of the server is returned. */
  async #attempt(sql: string): Promise<ServerError | null> {
    try {
      await this.#session.run(`savepoint attempt; ${sql}; release attempt`);
      return null;
    } catch (error) {
      const refused = refusalOf(error);
      await this.#session.run('rollback to attempt; release attempt');
      return refused;
    }
  }

  /** Columns of a table that are arrays, or of a domain over them. */
  async #arraysOf(table: string): Promise<ReadonlySet<unknown>> {
    const rows = await this.#session.run(
      `select a.attname as name from pg_attribute a join pg_type t on t.oid = a.atttypid
       where a.attrelid = ${literal(table)}::regclass and a.attnum > 0 and t.typcategory = 'A'`,
    );
    return new Set(rows.map(({ name }) => name));
  }

  /** The column that does not take its value; null if it is none alone. */
  async #columnOf(table: string, names: readonly string[], cells: Cells): Promise<string | null> {
    for (const [k, name] of names.entries()) {
      const cell = cells[k];
      if (cell === null) continue;
      const key = `${table}.${name}`;
      let probe = this.#probes.get(key);
      if (probe === undefined) {
        probe = `rowmill_probe_${this.#probes.size}`;
        // A column of the same type, without its constraints.
        await this.#session.run(
          `create temp table ${probe} as select ${identifier(name)} as value from ${table} with no data`,
        );
        this.#probes.set(key, probe);
      }
      const error = await this.#attempt(`insert into ${probe} values (${literal(cell)})`);
      if (error?.state.startsWith('22') === true) return name;
    }
    return null;
  }
}

function rowText(cells: Cells): string {
  return `(${cells.map((cell) => (cell === null ? 'null' : literal(cell))).join(', ')})`;
}

/** What the words of the server would say with values. */
function refusal({ state, constraint, column }: ServerError): Omit<Refusal, 'rows'> {
  return { constraint, column, state, message: STATES.get(state) ?? meaningOf(state) };
}

/** What a load finds before it sends anything. Source: PostgreSQL documentation, appendix A. */
const STATES: ReadonlyMap<string, string> = new Map([
  ['42P01', 'the schema has no such table'],
  ['42703', 'the table lacks a column of the model'],
  ['428C9', 'the database computes a column that the model has: remove the field, or hide it'],
  ['42804', 'the values of a field are not of the type of its column'],
  ['42883', "the column's type does not have what a constraint needs"],
  ['23502', 'a column that is NOT NULL was null, or has no field in the model'],
  ['23503', 'a row refers to a row that does not exist'],
  ['23505', 'two rows have the same key'],
  ['23514', 'a check does not hold, or no partition takes the row'],
  ['23P01', 'a row violates an exclusion constraint'],
]);

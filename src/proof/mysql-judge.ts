import { randomUUID } from 'node:crypto';
import type { CompiledEntity } from '../engine/compile/program.ts';
import { Canvas } from '../formats/index.ts';
import { insertEncoder } from '../formats/sql/insert-encoder.ts';
import { mysql } from '../formats/sql/mysql.ts';
import { MYSQL_MODE, mysqlInserts } from '../formats/sql/mysql-inserts.ts';
import {
  type Address,
  type MysqlClient,
  mysqlMeaning,
  type MysqlReference,
  type MysqlRefusal,
  mysqlTables,
  openMysql,
} from '../targets/index.ts';
import type { CreatedTables, Judge } from './judge.ts';
import { dropMysqlDatabase } from './mysql-database.ts';
import { mysqlStatements } from './mysql-ddl.ts';
import type { DdlFinding, Refusal, Refusals } from './report.ts';

/** Rows of a statement. */
const MAX_ROWS = 100;
const { identifier, literal } = mysql;
/** No referenced row, or no referenced table. */
const DANGLING = 1452;
/** What is wrong with a statement whatever its rows are. */
const COMPUTED = 'the database computes a column that the model has: remove the field, or hide it';
const OF_STATEMENT: ReadonlyMap<number, string> = new Map([
  [1054, 'the table lacks a column of the model'],
  [1146, 'the schema has no such table'],
  [1906, COMPUTED],
  [3105, COMPUTED],
]);

/** The tables of a script, or those that a database has. */
export type MysqlSource = { readonly script: string } | { readonly database: string };

/**
 * Tries rows in a database of its own on a server, in one transaction that is never committed. References are checked once all rows are
 * there; all other constraints hold for each statement.
 */
export class MysqlJudge implements Judge {
  readonly title: string;
  readonly isRemote = true;
  readonly #client: MysqlClient;
  readonly #database: string;
  readonly #source: MysqlSource;
  /** Tables of the database, by entity. */
  readonly #tables = new Map<string, string>();

  private constructor(client: MysqlClient, database: string, version: string, source: MysqlSource) {
    const product = /mariadb/i.test(version) ? 'MariaDB' : 'MySQL';
    this.title = `${product} ${version.replace(/-.*/s, '')}`;
    this.#client = client;
    this.#database = database;
    this.#source = source;
  }

  /** @param created is told the name of the database before it exists. */
  static async open(address: Address, source: MysqlSource, created: (database: string) => void): Promise<MysqlJudge> {
    const client = await openMysql(address);
    const database = `rowmill_prove_${randomUUID().replaceAll('-', '')}`;
    try {
      const [{ version }] = await client.query('select version() as version');
      created(database);
      await client.query(`create database ${identifier(database)} character set utf8mb4`);
      return new MysqlJudge(client, database, String(version), source);
    } catch (error) {
      await client.end();
      throw error;
    }
  }

  async create(entities: readonly CompiledEntity[], step: () => void): Promise<CreatedTables> {
    const client = this.#client;
    const findings: DdlFinding[] = [];
    let run = 0;
    let passed = 0;
    // Defaults such as 0000-00-00 are the script's own affair, and so is the order of tables that refer to one another.
    await client.query(`set session sql_mode = '', session foreign_key_checks = 0`);
    const isScript = 'script' in this.#source;
    const script = 'script' in this.#source ? this.#source.script : await this.#dump(this.#source.database, entities);
    await client.query(`use ${identifier(this.#database)}`);
    for (const { sql, at, finding } of mysqlStatements(script, this.title.startsWith('MariaDB'))) {
      const place = isScript ? at : { line: null, column: null };
      if (finding !== null) findings.push({ ...finding, ...place });
      if (sql === null) {
        passed++;
        continue;
      }
      step();
      run++;
      const refused = await client.attempt(sql);
      if (refused === null) continue;
      const message = `${refused.words.replace(/\.$/, '')} (${refused.number}).`;
      findings.push({ code: 'STATEMENT_REFUSED', ...place, message });
    }
    const tables = await client.query('show full tables where Table_type = "BASE TABLE"');
    const known = new Map(
      tables.map((row) => [mysql.folded(String(Object.values(row)[0])), String(Object.values(row)[0])]),
    );
    for (const { name } of entities) {
      const table = known.get(mysql.folded(name)) ?? known.get(mysql.folded(name.slice(name.lastIndexOf('.') + 1)));
      if (table !== undefined) this.#tables.set(name, table);
    }
    await client.query(`set session sql_mode = '${MYSQL_MODE}'`);
    await client.query('start transaction');
    return { run, passed, findings };
  }

  async insert(entity: CompiledEntity, refusals: Refusals, step: (rows: number) => void): Promise<void> {
    const { name, rows } = entity;
    const table = this.#tables.get(name);
    if (table === undefined) {
      refusals.add(name, refusal({ number: 1146, column: null, constraint: null }), rows);
      step(rows);
      return;
    }
    const reader = entity.open(Math.max(1, Math.min(MAX_ROWS, rows)));
    const encoder = insertEncoder(identifier(table), reader.columns, mysqlInserts, new Canvas());
    const attempt = async (first: number, length: number): Promise<MysqlRefusal | null> => {
      reader.read(first, length);
      encoder.begin();
      const statements = Buffer.from(encoder.encode(length)).toString();
      const refused = await this.#client.attempt(`savepoint attempt; ${statements}; release savepoint attempt`);
      if (refused !== null) await this.#client.query('rollback to savepoint attempt');
      return refused;
    };
    for (let start = 0; start < rows; start += MAX_ROWS) {
      const all = Math.min(MAX_ROWS, rows - start);
      // Those that are refused are found by halves.
      const open = [[start, all]];
      for (let part = open.pop(); part !== undefined; part = open.pop()) {
        const [first, length] = part;
        const refused = await attempt(first, length);
        if (refused === null) continue;
        const half = length >> 1;
        if (length === 1 || OF_STATEMENT.has(refused.number)) refusals.add(name, refusal(refused), length);
        else open.push([first + half, length - half], [first, half]);
      }
      step(all);
    }
  }

  async settle(entities: readonly CompiledEntity[], refusals: Refusals): Promise<void> {
    const names = [...new Set(this.#tables.values())];
    const { references } = await mysqlTables(this.#client, names, this.#database);
    for (const { name } of entities) {
      const table = this.#tables.get(name);
      for (const reference of references.filter((one) => one.table === table)) {
        const rows = await this.#dangling(reference);
        const { constraint } = reference;
        if (rows > 0) refusals.add(name, refusal({ number: DANGLING, column: null, constraint }), rows);
      }
    }
  }

  async close(): Promise<void> {
    try {
      await dropMysqlDatabase(this.#client, this.#database);
    } finally {
      await this.#client.end();
    }
  }

  /** The statements of the tables of a database that the model has. */
  async #dump(database: string, entities: readonly CompiledEntity[]): Promise<string> {
    const names = entities.map(({ name }) => name);
    const { tables, references } = await mysqlTables(this.#client, names, database);
    const found = new Set(tables.map(({ name }) => name));
    const statements: string[] = [];
    for (const { name, kind } of tables) {
      if (kind !== 'BASE TABLE') continue;
      const [row] = await this.#client.query(`show create table ${identifier(name)}`);
      statements.push(`${String(row['Create Table'])};\n`);
    }
    // A table that the model does not have would be missing.
    for (const { table, target, constraint } of references) {
      if (found.has(table) && !found.has(target)) {
        statements.push(`ALTER TABLE ${identifier(table)} DROP FOREIGN KEY ${identifier(constraint)};\n`);
      }
    }
    return statements.join('');
  }

  /** Rows that refer to a row, or a table, that is not there. */
  async #dangling({ table, columns, schema, target, targets }: MysqlReference): Promise<number> {
    const present = columns.map((column) => `c.${identifier(column)} is not null`).join(' and ');
    const equal = columns.map((column, k) => `p.${identifier(targets[k])} = c.${identifier(column)}`).join(' and ');
    const [{ found }] = await this.#client.query(
      `select count(*) as found from information_schema.tables where table_schema = ${literal(schema)} and table_name = ${literal(target)}`,
    );
    const missing =
      Number(found) === 0
        ? ''
        : ` and not exists (select 1 from ${identifier(schema)}.${identifier(target)} p where ${equal})`;
    const [{ rows }] = await this.#client.query(
      `select count(*) as \`rows\` from ${identifier(table)} c where ${present}${missing}`,
    );
    return Number(rows);
  }
}

/** What the words of the server would say with values. */
function refusal({ number, constraint, column }: Omit<MysqlRefusal, 'words'>): Omit<Refusal, 'rows'> {
  return { constraint, column, state: String(number), message: OF_STATEMENT.get(number) ?? mysqlMeaning(number) };
}

import type { OptionsOf, OptionSpecs } from '../model/index.ts';
import type { Table } from '../engine/table.ts';
import type { PartFormat } from './format.ts';
import { withArrays } from './sql/array-text.ts';
import { insertEncoder } from './sql/insert-encoder.ts';
import type { InsertScripts } from './sql/insert-scripts.ts';
import { mysqlInserts } from './sql/mysql-inserts.ts';
import { postgresInserts } from './sql/postgres-inserts.ts';
import { sqliteInserts } from './sql/sqlite-inserts.ts';

const encoder = new TextEncoder();

const options = {
  dialect: {
    summary: 'The database that the statements are for: postgres, sqlite, or mysql, which is MariaDB as well.',
    type: 'choice',
    choices: ['postgres', 'sqlite', 'mysql'],
    default: 'postgres',
  },
  arrays: {
    summary:
      'The fields of lists that become arrays of PostgreSQL instead of jsonb, such as Film.tags; `*` means all that can.',
    type: 'texts',
    default: [],
    maxItems: 10_000,
  },
} as const satisfies OptionSpecs;

/**
 * The file of an entity makes its table, with all constraints but references, and fills it by INSERT statements: it can be
 * loaded alone. `load.sql` loads all files, in one transaction where the database can create tables in one, and adds the references.
 */
export const sql = {
  name: 'sql',
  summary: 'Tables and INSERT statements for PostgreSQL, SQLite, MySQL or MariaDB.',
  extension: 'sql',
  mediaType: 'application/sql',
  piece: 'part',
  nested: false,
  options,
  faults: (tables, options) => scriptsOf(options).faults(tables),
  frame(table, options) {
    const { header, footer } = scriptsOf(options);
    return {
      header: encoder.encode(header(shaped(table, options))),
      separator: new Uint8Array(0),
      footer: encoder.encode(footer),
    };
  },
  encoder(columns, canvas, options, { name }) {
    const scripts = scriptsOf(options);
    return insertEncoder(scripts.tableName(name), withArrays(name, columns, arraysOf(options)), scripts, canvas);
  },
  companions: (files, options) => [{ file: 'load.sql', bytes: encoder.encode(scriptsOf(options).load(files)) }],
} satisfies PartFormat<typeof options>;

const SCRIPTS = { postgres: postgresInserts, sqlite: sqliteInserts, mysql: mysqlInserts };

function shaped(table: Table, given: OptionsOf<typeof options>): Table {
  return { ...table, columns: withArrays(table.name, table.columns, arraysOf(given)) };
}

/** Only PostgreSQL has arrays. */
function arraysOf({ dialect, arrays }: OptionsOf<typeof options>): readonly string[] {
  return dialect === 'postgres' ? arrays : [];
}

function scriptsOf({ dialect }: OptionsOf<typeof options>): InsertScripts {
  return SCRIPTS[dialect];
}

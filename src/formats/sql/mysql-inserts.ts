import type { Table } from '../../engine/table.ts';
import { addConstraints, createTable, foreignKey, keyConstraints } from './create-table.ts';
import type { InsertScripts } from './insert-scripts.ts';
import { keyFaults } from './key-faults.ts';
import { mysqlText, mysqlTimestamp } from './literal-text.ts';
import { loadOrder } from './load-order.ts';
import { loadable } from './loadable.ts';
import { mysql, rowFaults } from './mysql.ts';
import { nameFaults } from './name-faults.ts';
import { partsOf } from './schema-names.ts';

const encoder = new TextEncoder();

/** What the statements take for granted: backslashes begin escapes, nothing is changed to fit a column, and 0 is a key. */
export const MYSQL_MODE = 'STRICT_ALL_TABLES,NO_AUTO_VALUE_ON_ZERO,NO_ENGINE_SUBSTITUTION';

const SESSION = `SET NAMES utf8mb4;
SET sql_mode = '${MYSQL_MODE}';
SET foreign_key_checks = 1;
`;

/** The client takes a line with a semicolon for a statement, also one that names a file. */
function fileFaults(tables: readonly Table[]): readonly string[] {
  const named = tables.filter(({ name }) => name.includes(';'));
  return named.map(({ name }) => `entity ${name}: load.sql cannot name a file with a semicolon in its name`);
}

/** What has a schema elsewhere would be in another database here, and a load has one. */
function schemaFaults(tables: readonly Table[]): readonly string[] {
  return tables.flatMap(({ name }) => {
    const [schema, table] = partsOf(name);
    if (schema === null) return [];
    const others = `call it ${table} or ${schema}_${table}`;
    return [`entity ${name}: a schema is a database here, and all tables are in the one that is loaded: ${others}`];
  });
}

/**
 * For the client of MariaDB or MySQL. A statement that creates a table commits, so that each file is a transaction of its own. The
 * references are added, and checked, when all rows are there.
 */
export const mysqlInserts: InsertScripts = {
  faults: (tables) => [
    ...nameFaults(tables, mysql),
    ...keyFaults(tables, mysql),
    ...rowFaults(tables),
    ...schemaFaults(tables),
    ...fileFaults(tables),
  ],
  identifier: mysql.identifier,
  literals: {
    nothing: encoder.encode('NULL'),
    isQuoted: ({ kind }) => kind !== 'integer' && kind !== 'number' && kind !== 'decimal' && kind !== 'boolean',
    text: mysqlText,
    json: mysqlText,
    timestamp: mysqlTimestamp,
    hex: [encoder.encode("X'"), encoder.encode("'")],
  },
  tableName: mysql.tableName,
  header(given) {
    const [table] = loadable([given], mysql);
    // The types that its references need, which are added later.
    const created = createTable({ ...table, references: given.references }, mysql, keyConstraints(table, mysql));
    return `${SESSION}${created}START TRANSACTION;\n`;
  },
  footer: 'COMMIT;\n',
  load(given) {
    const { files, tables } = loadOrder(given, mysql);
    const references = tables.flatMap((table) => {
      const constraints = table.references.map((reference) => foreignKey(reference, mysql));
      return constraints.length === 0 ? [] : [addConstraints(table, constraints, mysql)];
    });
    // The client takes a name that begins with an apostrophe for SQL.
    const sources = files.map((file) => `source ./${file}\n`);
    return `-- In the folder of this file: mariadb DATABASE < load.sql, or mysql DATABASE < load.sql\n${sources.join('')}${references.join('')}`;
  },
};

import type { Table } from '../engine/table.ts';
import type { OptionSpecs } from '../model/index.ts';
import type { PartFormat } from './format.ts';
import { withArrays } from './sql/array-text.ts';
import { copyRow } from './sql/copy-row.ts';
import { addConstraints, createTable, foreignKey, isIndexed, keyConstraints } from './sql/create-table.ts';
import { loadable } from './sql/loadable.ts';
import { loadOrder } from './sql/load-order.ts';
import { keyFaults } from './sql/key-faults.ts';
import { nameFaults } from './sql/name-faults.ts';
import { postgres } from './sql/postgres.ts';
import { psqlScript, SESSION } from './sql/psql-script.ts';
import { createSchemas, qualified } from './sql/schema-names.ts';
import { identifier, identifiers, literal } from './sql/quote.ts';
import { rowEncoder } from './text/layout.ts';

const encoder = new TextEncoder();
const NOTHING = new Uint8Array(0);
/** One transaction, which the first error ends. */
const ALONE = '-- psql -f FILE DATABASE\n\\set ON_ERROR_STOP on\nBEGIN;\n';

const options = {
  standalone: {
    summary:
      'Whether the file of each entity is one script that psql loads alone, without the references of the entity.',
    type: 'boolean',
    default: false,
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
 * The fastest way into an empty PostgreSQL database by psql: `schema.sql` makes the tables, the file of an entity has its
 * rows as data of COPY, `constraints.sql` adds keys, references and indexes, and `load.sql` runs all of them.
 */
export const postgresOptimized = {
  name: 'postgres-optimized',
  summary: 'Data for COPY, with psql scripts that create tables, load them and add constraints and indexes.',
  extension: 'sql',
  mediaType: 'application/sql',
  piece: 'part',
  nested: false,
  options,
  faults: (tables) => [...nameFaults(tables, postgres), ...keyFaults(tables, postgres)],
  frame(given, { standalone, arrays }) {
    const shaped = { ...given, columns: withArrays(given.name, given.columns, arrays) };
    const [table] = standalone ? loadable([shaped], postgres) : [shaped];
    const { name, columns } = table;
    const copy = `COPY ${qualified(name)} ${identifiers(columns.map(({ name }) => name))} FROM stdin;\n`;
    const before = standalone ? `${ALONE}${SESSION}${createSchemas([table])}${createTable(table, postgres, [])}` : '';
    const after = standalone ? `${constraints([{ ...table, references: [] }])}COMMIT;\n` : '';
    return { header: encoder.encode(before + copy), separator: NOTHING, footer: encoder.encode(`\\.\n${after}`) };
  },
  encoder: (columns, canvas, { arrays }, { name }) =>
    rowEncoder(copyRow(withArrays(name, columns, arrays)), NOTHING, canvas),
  companions(given, { standalone, arrays }) {
    if (standalone) return [];
    const shaped = given.map(({ table, file }) => ({
      table: { ...table, columns: withArrays(table.name, table.columns, arrays) },
      file,
    }));
    const { files, tables } = loadOrder(shaped, postgres);
    const scripts = {
      'load.sql': psqlScript(['schema.sql', ...files, 'constraints.sql']),
      'schema.sql': SESSION + createSchemas(tables) + tables.map((table) => createTable(table, postgres, [])).join(''),
      'constraints.sql': constraints(tables),
    };
    return Object.entries(scripts).map(([file, text]) => ({ file, bytes: encoder.encode(text) }));
  },
} satisfies PartFormat<typeof options>;

/** What is cheaper to make of many rows at once than row by row; references last, for they ask for the keys they lead to. */
function constraints(tables: readonly Table[]): string {
  return [
    ...tables.flatMap((table) => keyConstraints(table, postgres).map((one) => addConstraints(table, [one], postgres))),
    ...tables.flatMap(indexes),
    ...tables.flatMap((table) =>
      table.references.map((reference) => addConstraints(table, [foreignKey(reference, postgres)], postgres)),
    ),
    ...tables.flatMap(sequences),
    ...tables.map(({ name }) => `ANALYZE ${qualified(name)};\n`),
  ].join('');
}

/** On columns that refer, where no key begins with them. */
function indexes(table: Table): string[] {
  return table.references
    .filter(({ columns }) => !isIndexed(table, columns))
    .map(({ columns }) => `CREATE INDEX ON ${qualified(table.name)} ${identifiers(columns)};\n`);
}

/** Counts on after the highest key where an application omits it; a key that is a reference is never omitted. */
function sequences({ name, columns, key, references }: Table): string[] {
  const [only] = key;
  const isInteger = columns.some((column) => column.name === only && column.type.kind === 'integer');
  if (key.length !== 1 || !isInteger || references.some(({ columns }) => columns.includes(only))) return [];
  const table = qualified(name);
  const column = identifier(only);
  return [
    `ALTER TABLE ${table} ALTER COLUMN ${column} ADD GENERATED BY DEFAULT AS IDENTITY;\n`,
    `SELECT setval(pg_get_serial_sequence(${literal(table)}, ${literal(only)}), max(${column})) FROM ${table} HAVING max(${column}) > 0;\n`,
  ];
}

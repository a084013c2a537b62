import { addConstraints, createTable, foreignKey, keyConstraints } from './create-table.ts';
import { indexFaults } from './index-faults.ts';
import type { InsertScripts } from './insert-scripts.ts';
import { jsonbText } from './jsonb-text.ts';
import { postgresText } from './literal-text.ts';
import { loadOrder } from './load-order.ts';
import { loadable } from './loadable.ts';
import { keyFaults } from './key-faults.ts';
import { nameFaults } from './name-faults.ts';
import { postgres } from './postgres.ts';
import { createSchemas } from './schema-names.ts';
import { psqlScript, SESSION } from './psql-script.ts';

const encoder = new TextEncoder();

/** For psql: the references are added when all rows are there, and so may lead in circles. */
export const postgresInserts: InsertScripts = {
  faults: (tables) => [...nameFaults(tables, postgres), ...keyFaults(tables, postgres), ...indexFaults(tables)],
  identifier: postgres.identifier,
  literals: {
    nothing: encoder.encode('NULL'),
    isQuoted: ({ kind }) => kind !== 'integer' && kind !== 'number' && kind !== 'decimal' && kind !== 'boolean',
    text: postgresText,
    json: jsonbText(postgresText),
    hex: [encoder.encode("'\\x"), encoder.encode("'")],
  },
  tableName: postgres.tableName,
  header(given) {
    const [table] = loadable([given], postgres);
    return SESSION + createSchemas([table]) + createTable(table, postgres, keyConstraints(table, postgres));
  },
  footer: '',
  load(given) {
    const { files, tables } = loadOrder(given, postgres);
    const references = tables.flatMap((table) =>
      table.references.map((reference) => addConstraints(table, [foreignKey(reference, postgres)], postgres)),
    );
    return psqlScript(files, references.join(''));
  },
};

import type { ImportContext, ImportedSchema, Source } from '../dialect.ts';
import { finished } from '../finish.ts';
import { readJsonNode } from '../json/node.ts';
import { Findings } from '../report.ts';
import type { SourceTable } from '../schema.ts';
import { entityName, tableOf } from './import.ts';
import { readThrift } from './shapes/thrift.ts';

const START = { line: 1, column: 1 };

/** Makes a model of the schema in the last bytes of a Parquet file. Nothing else of the file is read. */
export async function importFooter(source: Source, context: ImportContext): Promise<ImportedSchema> {
  const findings = new Findings();
  const tables: SourceTable[] = [];
  const json = await schemaText(source.bytes);
  if (json === null) {
    const message = 'The end of the file is no footer of Parquet that can be read: it is cut off, or encrypted.';
    findings.skipped('DOCUMENT_SYNTAX', START, '', message);
  } else {
    const schema = readThrift(readJsonNode(json), { findings, at: () => START });
    tables.push(tableOf({ ...schema, name: entityName('', schema.name, source.name ?? '') }, START, findings));
  }
  return await finished('parquet', { tables, enums: [], domains: [] }, findings, context);
}

/** The elements of the schema as JSON; null where there are none. */
async function schemaText(bytes: Uint8Array): Promise<string | null> {
  const { parquetMetadata } = await import('hyparquet');
  try {
    const { schema } = parquetMetadata(new Uint8Array(bytes).buffer);
    return JSON.stringify(schema, (_, value: unknown) => (typeof value === 'bigint' ? Number(value) : value));
  } catch (error) {
    if (error instanceof Error) return null;
    throw error;
  }
}

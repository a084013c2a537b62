import type { ImportContext, ImportedSchema, Source } from '../dialect.ts';
import { finished } from '../finish.ts';
import { JsonFault, type JsonNode } from '../json/node.ts';
import { jsonOf, positionsOf } from '../json/source.ts';
import { Findings } from '../report.ts';
import type { Column, SourcePosition, SourceTable } from '../schema.ts';
import { columnsOf } from './columns-of.ts';
import { readArrow } from './shapes/arrow.ts';
import { readAvro } from './shapes/avro.ts';
import { readParquetGo } from './shapes/parquet-go.ts';
import { readParquetJs } from './shapes/parquetjs.ts';
import type { ShapeContext, ShapeSchema } from './shapes/shape.ts';
import { readSpark } from './shapes/spark.ts';
import { readThrift } from './shapes/thrift.ts';
import { type ShapedSchema, schemasOf } from './shape-of.ts';

const READERS = {
  'parquet-go': readParquetGo,
  spark: readSpark,
  parquetjs: readParquetJs,
  thrift: readThrift,
  arrow: readArrow,
} as const;

/** Names of roots that name nothing. */
const PLAIN =
  /^(?:|schema|root|m|message|record|(?:spark|arrow|hive|duckdb|avro)_schema|parquet_go_root|parquet-go-root)$/i;
/** What rows of a file without a name are. */
const FALLBACK = 'Record';

/** Makes a model of Parquet schemas that are written as JSON, or of an Avro schema. */
export async function importShapes(dialect: string, source: Source, context: ImportContext): Promise<ImportedSchema> {
  const findings = new Findings();
  const root = jsonOf(source);
  const positionOf = positionsOf(source);
  const tables: SourceTable[] = [];
  if (root instanceof JsonFault) {
    findings.skipped('DOCUMENT_SYNTAX', positionOf(root.at), '', `The document is no JSON: ${root.message}.`);
  } else {
    const at = (node: JsonNode): SourcePosition => positionOf(node.at);
    const schemas = schemasOf(root);
    if (schemas.length === 0) {
      const message = 'The document is no Parquet schema in any form that is known, and no Avro schema.';
      findings.skipped('DOCUMENT_UNKNOWN', at(root), '', message);
    }
    for (const schema of schemas) tables.push(...tablesOf(schema, { findings, at }, source.name ?? ''));
  }
  return await finished(dialect, { tables, enums: [], domains: [] }, findings, context);
}

function tablesOf({ name, shape, node }: ShapedSchema, context: ShapeContext, file: string): readonly SourceTable[] {
  if (shape === 'avro') {
    return readAvro(node, context).map(({ namespace, doc, ...record }) => {
      const own = name === '' ? record.name : name;
      return tableOf({ ...record, name: own }, context.at(record.node), context.findings, { namespace, doc });
    });
  }
  const schema = READERS[shape](node, context);
  return [tableOf({ ...schema, name: entityName(name, schema.name, file) }, context.at(node), context.findings)];
}

/** What a document calls the schema, then the schema itself, then its file. */
export function entityName(name: string, own: string, file: string): string {
  return [name, PLAIN.test(own) ? '' : own, file].find((one) => one.trim() !== '') ?? FALLBACK;
}

export function tableOf(
  { name, nodes }: ShapeSchema,
  at: SourcePosition,
  findings: Findings,
  { namespace, doc }: { readonly namespace: string; readonly doc: string | null } = { namespace: '', doc: null },
): SourceTable {
  const columns = columnsOf(nodes, name, findings);
  return {
    schema: namespace,
    name,
    at,
    comment: doc,
    columns,
    primaryKey: keyOf(columns),
    uniques: [],
    references: [],
    checks: [],
    partitionOf: null,
    partitionChecks: [],
  };
}

/** A field called `id` that is never null tells rows apart, here as in models. */
function keyOf(columns: readonly Column[]): readonly string[] {
  const id = columns.find(({ name, notNull, type }) => {
    return (
      name.toLowerCase() === 'id' &&
      notNull &&
      (type.kind === 'integer' || type.kind === 'string' || type.kind === 'uuid')
    );
  });
  return id === undefined ? [] : [id.name];
}

import type { ImportContext, ImportedSchema, Source } from '../dialect.ts';
import { finished } from '../finish.ts';
import { Findings } from '../report.ts';
import type { Column, SourceTable, Unique } from '../schema.ts';
import { sampleColumns } from './columns-of.ts';
import { readCsv } from './read-csv.ts';
import { readJson } from './read-json.ts';
import type { Sample } from './sample.ts';

const FALLBACK = 'Record';
/** Rows from which on different values say that all are different. */
const MIN_DISTINCT = 10;

/** Makes a model of the shape of a sample. No value of it is kept but few that are there often, which the report lists. */
export async function importSample(
  dialect: 'csv' | 'jsonl',
  source: Source,
  context: ImportContext,
): Promise<ImportedSchema> {
  const findings = new Findings();
  const text = source.text ?? '';
  const samples = dialect === 'csv' ? readCsv(text, findings) : readJson(text, findings);
  const tables = samples.map((sample) => tableOf(sample, dialect, source, context, findings));
  return await finished(dialect, { tables, enums: [], domains: [] }, findings, context);
}

function tableOf(
  { name: own, at, row, places, isCut }: Sample,
  dialect: string,
  source: Source,
  { catalogue }: ImportContext,
  findings: Findings,
): SourceTable {
  const name = [own, source.name ?? ''].find((one) => one.trim() !== '') ?? FALLBACK;
  if (isCut) {
    const message = `Only the first ${row.objects} rows of the sample are read, and the model has as many.`;
    findings.approximated('ROWS_LIMITED', at, name, message);
  }
  const isUntyped = dialect === 'csv';
  const columns = sampleColumns(row.members, name, { catalogue, findings, at, isUntyped }, places);
  const distinct = columns.filter((column) => isKeyLike(column) && row.members.get(column.name)?.isDistinct === true);
  const key =
    distinct.find((column) => isKeyOf(column.name, name)) ?? (distinct[0] === columns[0] ? distinct[0] : undefined);
  const others = row.objects < MIN_DISTINCT ? [] : distinct.filter((column) => column !== key);
  return {
    schema: '',
    name,
    at,
    comment: null,
    columns: columns.map((column) => (column === key ? keyColumn(column) : column)),
    primaryKey: key === undefined ? [] : [key.name],
    uniques: others.map(uniqueOf),
    references: [],
    checks: [],
    partitionOf: null,
    partitionChecks: [],
    rows: row.objects,
  };
}

/** Whether distinct values may be a key: of numbers with a name that says so, codes, addresses. */
function isKeyLike({ name, notNull, type, words, pattern }: Column): boolean {
  if (!notNull) return false;
  if (type.kind === 'uuid' || pattern !== undefined || words?.[1] === '@email') return true;
  const isNamed =
    /(?:^|[_\s-])(?:id|uuid|guid|key|code|sku|no|nr|number|slug|email|login|username)$|[a-z](?:Id|ID|Key|Code|No|Number)$/i.test(
      name,
    );
  return isNamed && (type.kind === 'integer' || type.kind === 'string');
}

function isKeyOf(column: string, table: string): boolean {
  const [own, singular] = [table.toLowerCase(), table.toLowerCase().replace(/s$/, '')];
  const folded = column.toLowerCase().replaceAll(/[_\s-]/g, '');
  return ['id', '_id', 'uuid', 'guid'].includes(column.toLowerCase()) || [`${own}id`, `${singular}id`].includes(folded);
}

/** Numbers of keys are counted from 1. */
function keyColumn(column: Column): Column {
  const { words, ...others } = column;
  const most = Number.MAX_SAFE_INTEGER;
  if (column.type.kind === 'integer') return { ...others, type: { kind: 'integer', min: -most, max: most } };
  return words === undefined ? others : { ...others, words: words.slice(0, 2) };
}

function uniqueOf({ name, at }: Column): Unique {
  return { name: null, columns: [name], at, isIndex: false, isExpression: false, isPartial: false };
}

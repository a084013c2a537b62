import type { ImportContext, ImportedSchema } from '../dialect.ts';
import { modelOf } from '../model/model-of.ts';
import { Findings, type ImportReport } from '../report.ts';
import type { SqlDialectName } from './dialect.ts';
import { readSql } from './read-sql.ts';

/** Makes a model of a script of SQL. Never throws, whatever the text: what is not understood is in the report, with its position. */
export async function importSql(
  source: string,
  dialect: SqlDialectName,
  { catalogue, problemsOf, enrich }: ImportContext,
): Promise<ImportedSchema> {
  const findings = new Findings();
  const read = await readSql(source, dialect, findings);
  const schema = enrich === undefined ? read.schema : await enrich(read.schema, findings);
  const { model, source: all, understood } = modelOf(schema, catalogue, problemsOf, findings);
  const report: ImportReport = {
    dialect: read.dialect.name,
    source: all,
    understood,
    harmless: read.harmless,
    findings: findings.sorted,
    unlisted: findings.unlisted,
  };
  return { model, report };
}

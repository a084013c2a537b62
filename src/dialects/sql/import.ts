import type { ImportedSchema } from '../dialect.ts';
import type { Catalogue } from '../../model/index.ts';
import { modelOf, type ProblemsOf } from '../model/model-of.ts';
import { Findings, type ImportReport } from '../report.ts';
import type { SqlDialectName } from './dialect.ts';
import { readSql } from './read-sql.ts';

/**
 * Makes a model of a script of SQL. Never throws, whatever the text: what is not understood is in the report, with its position.
 * @param problemsOf finds the errors of a model: what cannot be made is left out of it.
 */
export async function importSql(
  source: string,
  dialect: SqlDialectName,
  catalogue: Catalogue,
  problemsOf: ProblemsOf,
): Promise<ImportedSchema> {
  const findings = new Findings();
  const read = await readSql(source, dialect, findings);
  const { model, source: all, understood } = modelOf(read.schema, catalogue, problemsOf, findings);
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

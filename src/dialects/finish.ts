import type { ImportContext, ImportedSchema } from './dialect.ts';
import { modelOf } from './model/model-of.ts';
import type { Findings } from './report.ts';
import type { SourceSchema } from './schema.ts';

/** The model and the report of a schema that a dialect has read. */
export async function finished(
  dialect: string,
  schema: SourceSchema,
  findings: Findings,
  { catalogue, problemsOf }: ImportContext,
  harmless = 0,
): Promise<ImportedSchema> {
  const { model, source, understood } = modelOf(schema, catalogue, problemsOf, findings);
  const { sorted, unlisted } = findings;
  return { model, report: { dialect, source, understood, harmless, findings: sorted, unlisted } };
}

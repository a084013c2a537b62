import type { ImportContext, ImportedSchema, Source } from '../dialect.ts';
import { finished } from '../finish.ts';
import { positionsOf } from '../json/source.ts';
import { Findings } from '../report.ts';
import { readPrisma } from './read-prisma.ts';

/** Makes a model of a Prisma schema. */
export async function importPrisma(source: Source, context: ImportContext): Promise<ImportedSchema> {
  const findings = new Findings();
  const { schema, harmless } = readPrisma(source.text ?? '', positionsOf(source), findings);
  return await finished('prisma', schema, findings, context, harmless);
}

import { databaseAddress, importDatabase } from '../../src/databases/index.ts';
import type { ImportedSchema } from '../../src/dialects/index.ts';
import { catalogue } from '../../src/engine/generators/catalogue.ts';
import { errorsOf } from '../dialects/import-text.ts';

/** Imports a database by its address. */
export async function importUrl(url: string, ...schemas: string[]): Promise<ImportedSchema> {
  return await importDatabase(databaseAddress(url), { schemas }, { catalogue, problemsOf: errorsOf });
}

/** What an import says, wherever it read it, and however many statements matter to nobody. */
export function comparable({ model, report }: ImportedSchema): unknown {
  const { harmless: _, findings, ...counts } = report;
  const facts = findings.map(({ line: _line, column: _column, ...finding }) => JSON.stringify(finding));
  return { model, counts, findings: facts.toSorted() };
}

import { dialectNamed, dialectOf, type ImportedSchema, sourceOf } from '../../src/dialects/index.ts';
import { catalogue } from '../../src/engine/generators/catalogue.ts';
import type { Problem } from '../../src/model/index.ts';
import { loadProgram } from '../../src/workers/programs/load-program.ts';

/** Imports a text. @param name of the dialect; null to detect it. */
export async function importText(text: string, name: string | null): Promise<ImportedSchema> {
  return await importBytes(Buffer.from(text), name);
}

/** @param file the name of the file. */
export async function importBytes(bytes: Uint8Array, name: string | null, file = ''): Promise<ImportedSchema> {
  const source = sourceOf(bytes, file);
  const dialect = name === null ? dialectOf(source) : dialectNamed(name);
  if (dialect === undefined) throw new Error(`There is no dialect ${name}.`);
  return await dialect.read(source, { catalogue, problemsOf: errorsOf });
}

/** The errors of a model. */
export function errorsOf(text: string): readonly Problem[] {
  return loadProgram({ text }, true).problems.filter(({ severity }) => severity === 'error');
}

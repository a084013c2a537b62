import { catalogue } from '../engine/generators/catalogue.ts';
import { languageSchema } from '../model/index.ts';

/** Prints the JSON Schema of the model language on stdout. */
export function printSchema(): void {
  process.stdout.write(`${JSON.stringify(languageSchema(catalogue), null, 2)}\n`);
}

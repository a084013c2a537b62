import { csv } from '../formats/csv.ts';
import type { Field, Model } from '../model/index.ts';
import { chooseOptions } from './choose.ts';
import type { CheckOptions } from './commands/check.ts';
import { estimateBytes } from '../workers/making/estimate.ts';
import { bytes, plural } from './figures.ts';
import { inspectModel, requestFor } from './load-model.ts';
import { shownPath } from './model-file.ts';
import { printProblems } from './print-problems.ts';
import { printable } from './printable.ts';

/** A field whose generator nobody wrote. */
interface Inferred {
  /** `Entity.field`. */
  readonly field: string;
  readonly generator: string;
  readonly from: 'name' | 'type';
}

interface EntitySize {
  readonly name: string;
  readonly rows: number;
  /** As csv. */
  readonly estimatedBytes: number;
}

/** Prints what is wrong with a model, what was inferred, and how large it is. Errors set the exit code to 2. */
export async function check(path: string, options: CheckOptions): Promise<void> {
  const { model, program, problems } = inspectModel(await requestFor(path, options), csv.nested);
  const inferred = model === null ? [] : inferredIn(model);
  const csvOptions = chooseOptions(csv, new Map());
  const entities = (program?.entities ?? []).map((entity) => {
    return { name: entity.name, rows: entity.rows, estimatedBytes: estimateBytes(entity, csv, csvOptions) };
  });
  const errors = problems.filter(({ severity }) => severity === 'error').length;
  if (errors > 0) process.exitCode = 2;
  if (options.json === true) {
    const report = { errors, warnings: problems.length - errors, problems, inferred, entities };
    process.stdout.write(`${JSON.stringify(report, null, 2)}\n`);
    return;
  }
  printProblems(path, problems);
  if (problems.length === 0) process.stdout.write(`${printable(shownPath(path))}: no problems\n`);
  printInferred(inferred);
  printSizes(entities);
}

/** Every field and item whose generator was found by its name or type, in the order of the document. */
function inferredIn(model: Model): readonly Inferred[] {
  const found: Inferred[] = [];
  const look = (entity: string, { path, source }: Field): void => {
    if (source.kind === 'object') for (const field of source.fields) look(entity, field);
    if (source.kind === 'list') look(entity, source.item);
    if (source.kind !== 'generator' || source.found === 'written') return;
    found.push({ field: `${entity}.${path}`, generator: source.name, from: source.found });
  };
  for (const { name, fields } of model.entities) for (const field of fields) look(name, field);
  return found;
}

function printInferred(inferred: readonly Inferred[]): void {
  if (inferred.length === 0) return;
  process.stdout.write('\nInferred:\n');
  for (const { field, generator, from } of inferred) {
    process.stdout.write(`  ${printable(field)}: ${generator} (from its ${from})\n`);
  }
}

function printSizes(entities: readonly EntitySize[]): void {
  if (entities.length === 0) return;
  const rows = entities.map((entity) => plural(entity.rows, 'row'));
  const sizes = entities.map((entity) => `about ${bytes(entity.estimatedBytes)} as csv`);
  const width = Math.max(...entities.map(({ name }) => name.length));
  const rowsWidth = Math.max(...rows.map((text) => text.length));
  process.stdout.write('\nEntities:\n');
  for (const [i, { name }] of entities.entries()) {
    process.stdout.write(`  ${printable(name).padEnd(width)}  ${rows[i].padStart(rowsWidth)}  ${sizes[i]}\n`);
  }
  const total = entities.reduce((sum, { estimatedBytes }) => sum + estimatedBytes, 0);
  process.stdout.write(`  ${bytes(total)} in all\n`);
}

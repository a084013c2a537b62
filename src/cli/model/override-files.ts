import { type FieldOverride, type ModelScalar, readOverrides } from '../../model/index.ts';
import { Failure } from '../failure.ts';
import { readTextFile } from './model-file.ts';
import { printProblems } from '../print/print-problems.ts';

/** What files of overrides say together; of several for one thing the last one counts. */
export interface ReadOverrideFiles {
  readonly variables: ReadonlyMap<string, ModelScalar>;
  readonly counts: ReadonlyMap<string, number | string>;
  readonly overrides: readonly FieldOverride[];
}

/** Reads files of overrides. The problems of one are printed, and a failure with exit code 2. */
export async function readOverrideFiles(files: readonly string[]): Promise<ReadOverrideFiles> {
  const variables = new Map<string, ModelScalar>();
  const counts = new Map<string, number | string>();
  const overrides: FieldOverride[] = [];
  for (const file of files) {
    const { problems, ...said } = readOverrides(await readTextFile(file, 'overrides'));
    if (problems.length > 0) {
      printProblems(file, problems);
      throw new Failure(2, '');
    }
    for (const [name, value] of said.variables) variables.set(name, value);
    for (const [entity, count] of said.counts) counts.set(entity, count);
    overrides.push(...said.overrides);
  }
  return { variables, counts, overrides };
}

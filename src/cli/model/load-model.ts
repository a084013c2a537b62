import type { Program } from '../../engine/compile/program.ts';
import type { Model, PROBLEM_CODES } from '../../model/index.ts';
import { loadProgram, type LoadedProgram } from '../../workers/programs/load-program.ts';
import type { ModelRequest } from '../../workers/programs/model-request.ts';
import type { ModelOptions } from '../commands/model-options.ts';
import { Failure } from '../failure.ts';
import { readModelFile } from './model-file.ts';
import { readOverrideFiles } from './override-files.ts';
import { readTableFiles } from './table-files.ts';
import { printProblems } from '../print/print-problems.ts';

/** Problems of what the options name, not of the document. */
const OF_USAGE: ReadonlySet<string> = new Set<keyof typeof PROBLEM_CODES>([
  'COUNT_ENTITY_UNKNOWN',
  'OVERRIDE_ENTITY_UNKNOWN',
  'OVERRIDE_FIELD_UNKNOWN',
  'OVERRIDE_SETTING_UNKNOWN',
  'VARIABLE_UNDECLARED',
]);

/** What is asked of a model: its text, and what the options put in place of its values. */
export async function requestFor(
  path: string,
  { seed, set, override }: ModelOptions,
  counts: ReadonlyMap<string, number> = new Map(),
): Promise<ModelRequest> {
  const text = await readModelFile(path);
  const { variables, counts: overriddenCounts, overrides } = await readOverrideFiles(override);
  const files = readTableFiles(path, text);
  return {
    text,
    ...(files.length === 0 ? {} : { files }),
    // What the command line says itself wins over its files.
    variables: [...variables, ...set],
    counts: [...overriddenCounts, ...counts],
    overrides,
    ...(seed === undefined ? {} : { seed }),
  };
}

/**
 * Loads a model with whatever is wrong with it. An option that names what the model does not have is a failure with exit
 * code 2.
 * @param nested whether the format writes embedded objects as objects.
 * @param parsed gets a model in which the language found no error, before it is compiled.
 */
export function inspectModel(request: ModelRequest, nested: boolean, parsed?: (model: Model) => void): LoadedProgram {
  const loaded = loadProgram(request, nested, parsed);
  const wrong = loaded.problems.find(({ code }) => OF_USAGE.has(code));
  if (wrong !== undefined) throw new Failure(2, `${wrong.message}: ${wrong.hint}`);
  return loaded;
}

/** Loads a model that can run; all its problems are printed on stderr. Errors are a failure with exit code 2. */
export function loadModel(path: string, request: ModelRequest, nested: boolean): Program {
  return loadBoth(path, request, nested).program;
}

/** The same with the model. @param parsed as `inspectModel` has it. */
export function loadBoth(
  path: string,
  request: ModelRequest,
  nested: boolean,
  parsed?: (model: Model) => void,
): { readonly model: Model; readonly program: Program } {
  const { model, program, problems } = inspectModel(request, nested, parsed);
  printProblems(path, problems);
  if (program === null || model === null) throw new Failure(2, '');
  return { model, program };
}

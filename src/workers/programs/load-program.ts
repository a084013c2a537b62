import { compile } from '../../engine/compile/compile.ts';
import type { Program } from '../../engine/compile/program.ts';
import { catalogue } from '../../engine/generators/catalogue.ts';
import { type Model, type Problem, parseModel } from '../../model/index.ts';
import type { ModelRequest } from './model-request.ts';
import { resources } from './resources.ts';
import { readTableFile } from './table-file.ts';

export interface LoadedProgram {
  /** Null where the language found an error. */
  readonly model: Model | null;
  /** Null where anything found an error. */
  readonly program: Program | null;
  /** All of them, warnings too, in the order of the document. */
  readonly problems: readonly Problem[];
}

/**
 * Parses and compiles a model.
 * @param nested whether the format writes embedded objects as objects.
 * @param parsed gets a model in which the language found no error, before it is compiled.
 */
export function loadProgram(
  request: ModelRequest,
  nested: boolean,
  parsed: (model: Model) => void = () => undefined,
): LoadedProgram {
  const { text, variables = [], counts = [], files = [], ...others } = request;
  const tables = files.map((file) => ('text' in file ? readTableFile(file) : file));
  const outside = { ...others, files: tables, variables: new Map(variables), counts: new Map(counts) };
  const { model, draft, problems } = parseModel(text, { ...outside, catalogue });
  if (model !== null) parsed(model);
  if (draft === null) return { model, program: null, problems };
  const compilation = compile(draft, resources, { nested, isDraft: model === null });
  // A field that cannot be read is a problem once, not again for what follows from it.
  const told = new Set(problems.filter(({ severity }) => severity === 'error').map(({ path }) => path));
  const further = compilation.problems.filter(({ path }) => !told.has(path));
  const all = [...problems, ...further].sort((a, b) => a.line - b.line || a.column - b.column);
  return { model, program: model === null ? null : compilation.program, problems: all };
}

import { type Entity, type Model, type Problem, Problems } from '../../model/index.ts';
import { CELL_BYTES } from '../frame.ts';
import type { Resources } from '../resources.ts';
import { checkKey } from './check-key.ts';
import type { CompileOptions } from './compile-options.ts';
import { FieldCompiler } from './field-compiler.ts';
import { schemaOf } from '../recipes/struct.ts';
import { CompiledEntity, type Program } from './program.ts';
import { tableOf } from './table-of.ts';

/** A program, or null if a problem is an error; problems are those that only the engine can see. */
export interface Compilation {
  readonly program: Program | null;
  readonly problems: readonly Problem[];
}

/**
 * Makes a program of a model: resolves every field to the recipe of its values, settles how many rows there are, and finds
 * what cannot work, all problems at once. Pure: the same model gives the same program everywhere.
 */
export function compile(model: Model, resources: Resources, options: CompileOptions): Compilation {
  const problems = new Problems();
  const compiler = new FieldCompiler(model, resources, options, problems);
  const entities = model.entities.map((entity) => compiledEntity(compiler, entity, problems));
  const found = onceEach(problems.sorted());
  return { program: found.length > 0 ? null : { entities, passes: compiler.passes }, problems: found };
}

/**
 * The same for a model that was compiled before without a problem, of which only some entities are needed: each is compiled when it is
 * first asked for by its name. Throws where it has a problem.
 */
export function compileOnDemand(
  model: Model,
  resources: Resources,
  options: CompileOptions,
): (name: string) => CompiledEntity | undefined {
  const problems = new Problems();
  const compiler = new FieldCompiler(model, resources, options, problems);
  const entities = new Map(model.entities.map((entity) => [entity.name, entity]));
  const compiled = new Map<string, CompiledEntity>();
  return (name) => {
    const entity = entities.get(name);
    const known = compiled.get(name);
    if (entity === undefined || known !== undefined) return known;
    const made = compiledEntity(compiler, entity, problems);
    if (problems.failed) throw new Error('the model had no problem before, and has one now');
    compiled.set(name, made);
    return made;
  };
}

function compiledEntity(compiler: FieldCompiler, entity: Entity, problems: Problems): CompiledEntity {
  const fields = entity.fields.map((field) => ({ field, recipe: compiler.field(entity, field) }));
  const visible = fields.flatMap(({ field, recipe }) =>
    recipe === null || field.hidden ? [] : [{ name: field.name, recipe }],
  );
  const width = fields.reduce((sum, { recipe }) => sum + (recipe === null ? 0 : recipe.width + CELL_BYTES), 0);
  checkKey(entity, fields, problems);
  compiler.tuples.check(entity);
  compiler.checks?.verify(entity);
  const table = tableOf(compiler, entity, visible.map(schemaOf));
  return new CompiledEntity(table, compiler.counts.rows(entity.name), visible, width, compiler.refersTo(entity));
}

/** A field that is embedded at several depths, or in itself, is compiled for each of them, and reports one problem repeatedly. */
function onceEach(problems: readonly Problem[]): Problem[] {
  const told = new Set<string>();
  return problems.filter(({ code, line, column, path }) => {
    const name = `${code}\0${line}\0${column}\0${path}`;
    return told.size < told.add(name).size;
  });
}

import type { CompiledEntity, Program } from '../../engine/compile/program.ts';
import { type Format, formatNames, loadFormat, parseOptions } from '../../formats/index.ts';
import { type Options, closest } from '../../model/index.ts';
import { Failure } from '../failure.ts';

/** The format of a name. An unknown one is a failure with exit code 2 that names the closest. */
export async function chooseFormat(name: string): Promise<Format> {
  if (!formatNames.includes(name)) throw unknown('format', name, formatNames);
  return await loadFormat(name);
}

/** The checked options of a format; wrong ones are a failure with exit code 2. */
export function chooseOptions(format: Format, entries: ReadonlyMap<string, string>): Options {
  const { options, errors } = parseOptions(format.options, entries);
  if (errors.length > 0) throw new Failure(2, `${format.name}: ${errors.map(({ message }) => message).join('; ')}`);
  return options;
}

/** The named entities in the order of the document. An unknown one is a failure with exit code 2 that names the closest. */
export function chooseEntities(program: Program, names: readonly string[]): readonly CompiledEntity[] {
  const known = program.entities.map(({ name }) => name);
  for (const name of names) {
    if (known.includes(name)) continue;
    const parts = name.split(',').map((part) => part.trim());
    if (parts.length === 1 || !parts.every((part) => known.includes(part))) throw unknown('entity', name, known);
    throw new Failure(2, `write --entity for each entity: ${parts.map((part) => `--entity ${part}`).join(' ')}`);
  }
  return names.length === 0 ? program.entities : program.entities.filter(({ name }) => names.includes(name));
}

/** The entity of a command that shows or writes one. Several are a failure with exit code 2 that names them. */
export function onlyEntity(entities: readonly CompiledEntity[]): CompiledEntity {
  const [entity] = entities;
  if (entities.length === 1) return entity;
  throw new Failure(2, `choose one entity with --entity: ${listed(entities.map(({ name }) => name))}`);
}

/** A failure for a name that is none of those known. */
export function unknown(kind: string, name: string, known: readonly string[]): Failure {
  const near = closest(name, known);
  const hint = near === undefined ? `choose one of ${listed(known)}` : `did you mean ${near}?`;
  return new Failure(2, `unknown ${kind} ${JSON.stringify(name)}: ${hint}`);
}

const MAX_LISTED = 10;

function listed(names: readonly string[]): string {
  const more = names.length > MAX_LISTED ? ` and ${names.length - MAX_LISTED} more` : '';
  return `${names.slice(0, MAX_LISTED).join(', ')}${more}`;
}

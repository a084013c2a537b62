import type { Entity, Field, Problems } from '../../model/index.ts';
import type { Recipe } from '../frame.ts';
import { perReference } from './counts.ts';

/** Reports key fields that may be null. */
export function checkKey(
  entity: Entity,
  compiled: readonly { readonly field: Field; readonly recipe: Recipe | null }[],
  problems: Problems,
): void {
  const members = compiled.filter(({ field }) => entity.key.includes(field.name));
  // Nulls in $rows, and those that are said of the field itself, were refused when they were read.
  const areRows = members.every(({ field }) => field.source.kind === 'static');
  for (const { field, recipe } of members) {
    if (areRows || recipe?.nullable !== true || field.nullShare > 0 || field.when !== null) continue;
    const part = recipe.nullBy === undefined ? '' : ` where ${recipe.nullBy} is`;
    const message = `${field.name} can be null${part}, and a key cannot`;
    const hint = `Remove the nulls from its source, or write "= coalesce(…, …)", or name another key.`;
    problems.report('KEY_NULL', field.at, `${entity.name}.${field.path}`, message, hint);
  }
}

/** The lines that make rows differ with what is there. */
export function insteadOf(entity: Entity, names: readonly string[]): string {
  const directive = names === entity.key ? '$key' : '$unique';
  const per = perReference(entity);
  const isFree = (name: string): boolean => !entity.fields.some((field) => field.name === name);
  const ordinal = ['line_no', 'position', 'number_in_parent'].find(isFree) ?? 'n';
  const found = entity.fields.find(({ source }) => source.kind === 'ordinal' && source.reference === per?.field.path);
  const others = `or mark one of the fields unique, or remove ${directive}`;
  if (per !== null) {
    const name = found?.name ?? ordinal;
    const field = found === undefined ? `add ${name}: { $ordinal: ${per.field.name} } and ` : '';
    return `Rows of one parent are distinguished by their position: ${field}write ${directive}: [${per.field.name}, ${name}]; ${others}.`;
  }
  const reference = entity.fields.find(({ name, source }) => names.includes(name) && source.kind === 'reference');
  if (reference?.source.kind === 'reference') {
    const { entity: target, field } = reference.source;
    const ref = field === null ? target : `${target}.${field}`;
    return (
      `Write ${reference.name}: { $ref: ${ref}, $per: 1-5 } in place of $count, add ${ordinal}: { $ordinal: ${reference.name} } ` +
      `and write ${directive}: [${reference.name}, ${ordinal}]; ${others}.`
    );
  }
  const add = directive === '$key' ? ' and add id: integer @id' : '';
  return `Mark one of the fields unique, or remove ${directive}${add}.`;
}

import type { Entity, Field, Problems } from '../../model/index.ts';
import type { Recipe } from '../frame.ts';
import { perReference } from './counts.ts';
import { isDistinctKey } from './distinct-key.ts';
import type { Fields } from './place.ts';

/** Reports a key of several fields whose rows may repeat, and key fields that may be null. */
export function checkKey(
  fields: Fields,
  entity: Entity,
  compiled: readonly { readonly field: Field; readonly recipe: Recipe | null }[],
  problems: Problems,
): void {
  const members = compiled.filter(({ field }) => entity.key.includes(field.name));
  // Nulls in $rows, and those that are said of the field itself, were refused when they were read.
  const areRows = members.every(({ field }) => field.source.kind === 'static');
  for (const { field, recipe } of members) {
    if (areRows || recipe?.nullable !== true || field.nullShare > 0 || field.when !== null) continue;
    const message = `${field.name} can be null, and a key cannot`;
    const hint = `Remove the nulls from its source, or write "= coalesce(…, …)", or name another key.`;
    problems.report('KEY_NULL', field.at, `${entity.name}.${field.path}`, message, hint);
  }
  if (entity.key.length < 2 || !fields.counts.isKnown(entity.name)) return;
  if (isDistinctKey(fields, entity, entity.key)) return;
  const message = `a key differs in every row, and two rows of ${entity.name} can have the same ${entity.key.join(' and ')}`;
  problems.report('KEY_NOT_DISTINCT', entity.keyAt ?? entity.at, entity.name, message, insteadOf(entity));
}

/** The lines that make a key of what is there. */
function insteadOf(entity: Entity): string {
  const { key } = entity;
  const per = perReference(entity);
  const isFree = (name: string): boolean => !entity.fields.some((field) => field.name === name);
  const ordinal = ['line_no', 'position', 'number_in_parent'].find(isFree) ?? 'n';
  const found = entity.fields.find(({ source }) => source.kind === 'ordinal' && source.reference === per?.field.path);
  const others = 'or mark one of the fields unique, or remove $key';
  if (per !== null) {
    const name = found?.name ?? ordinal;
    const field = found === undefined ? `add ${name}: { $ordinal: ${per.field.name} } and ` : '';
    return `Rows of one parent are distinguished by their position: ${field}write $key: [${per.field.name}, ${name}]; ${others}.`;
  }
  const reference = entity.fields.find(({ name, source }) => key.includes(name) && source.kind === 'reference');
  if (reference?.source.kind === 'reference') {
    const { entity: target, field } = reference.source;
    const ref = field === null ? target : `${target}.${field}`;
    return (
      `Write ${reference.name}: { $ref: ${ref}, $per: 1-5 } in place of $count, add ${ordinal}: { $ordinal: ${reference.name} } ` +
      `and write $key: [${reference.name}, ${ordinal}]; ${others}.`
    );
  }
  return 'Mark one of the fields unique, or remove $key and add id: integer @id.';
}

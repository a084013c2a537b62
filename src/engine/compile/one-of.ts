import type { Entity, Field, OneOfSource, ReferenceSource } from '../../model/index.ts';
import { prefixesAround } from '../../model/index.ts';
import type { Recipe } from '../frame.ts';
import { aliasTable } from '../random/alias.ts';
import { convertTo } from '../recipes/convert.ts';
import { lookup } from '../relations/lookup.ts';
import { type OneOf, rowsOfOption, targetOfOption, valueOfOption } from '../relations/one-of.ts';
import { stepsAlong } from './origin.ts';
import type { Fields, FieldSite } from './fields.ts';

/** What a reference to one of several entities shows of the row that it refers to; null after a problem. */
export function oneOfRecipe(source: OneOfSource, site: FieldSite, fields: Fields): Recipe | null {
  return throughOneOf(fields, site.entity, site.field, source, ({ field }) => (field ?? '').split('.'));
}

/** A field of the row that a reference to one of several entities refers to, by its path there; null after a problem. */
export function throughOneOf(
  fields: Fields,
  entity: Entity,
  field: Field,
  source: OneOfSource,
  pathIn: (option: ReferenceSource) => readonly string[],
): Recipe | null {
  const site = { entity, field, depth: null };
  const oneOf = oneOfLinks(fields, entity, field, source);
  const values = source.options.map((option, i) => {
    const target = fields.entity(option.entity);
    const found = target === undefined || oneOf === null ? null : fields.walk(target, pathIn(option), site);
    return found === null || oneOf === null ? null : lookup(oneOf.options[i].link, found);
  });
  const known = values.filter((value) => value !== null);
  if (oneOf === null || known.length < values.length) return null;
  const { type } = field;
  const isValue = source.options.every((option) => pathIn(option).join('.') === option.field);
  // A declared type is what the values of all become.
  const converted = type === null || !isValue ? known : known.map((value) => convertTo(value, type) ?? value);
  const chosen = valueOfOption(oneOf, converted);
  if (chosen !== null) return chosen;
  const kinds = source.options.map(
    (option, i) => `${option.entity}.${pathIn(option).join('.')} is ${known[i].type.kind}`,
  );
  const message = `the values have no type in common: ${kinds.join(', ')}`;
  return fields.report(
    site,
    'TYPE_MISMATCH',
    message,
    isValue ? 'Give the field a $type that all can become, such as string.' : '',
  );
}

/** The name of the entity that a row's reference refers to; null after a problem. */
export function targetRecipe(path: readonly string[], site: FieldSite, fields: Fields): Recipe | null {
  const steps = stepsAlong(fields, site.entity, path, prefixesAround(site.field.path));
  const [step] = steps ?? [];
  if (step === undefined || steps?.length !== 1 || step.field.source.kind !== 'one_of') return null;
  const oneOf = oneOfLinks(fields, step.entity, step.field, step.field.source);
  const reference = fields.field(step.entity, step.field, null);
  return oneOf === null || reference === null ? null : targetOfOption(oneOf, reference);
}

/** Where a reference to one of several entities leads; null after a problem. */
function oneOfLinks(fields: Fields, entity: Entity, field: Field, { options, weights }: OneOfSource): OneOf | null {
  const links = options.map((source, i) => {
    // Each option has streams of its own.
    const link = fields.link(entity, { ...field, path: `${field.path}{${i}}`, source }, field);
    return link === null ? null : { entity: source.entity, link };
  });
  const known = links.filter((link) => link !== null);
  if (known.length < links.length) return null;
  const key = fields.key(entity, field, 'target');
  const table = weights === null ? null : aliasTable(weights);
  const member = fields.member(entity, field);
  const sizes = options.map((option) => fields.counts.rows(option.entity));
  const digit = member?.join(sizes.reduce((sum, size) => sum + size, 0)) ?? null;
  if (digit === null) return { id: field.path, key, table, options: known, digit };
  let first = 0;
  const chosen = known.map((option, i) => {
    const choice = rowsOfOption(digit, first, sizes[i]);
    first += sizes[i];
    return { ...option, link: { ...option.link, choice } };
  });
  return { id: field.path, key, table, options: chosen, digit };
}

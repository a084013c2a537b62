import { type Entity, type GeneratorSource, objectPath } from '../../model/index.ts';
import type { Recipe } from '../frame.ts';
import { knownOnly } from '../generators/families/regions.ts';
import { type CompiledLead, type GeneratorInput, GeneratorProblem } from '../generators/generator.ts';
import { findGenerator } from '../generators/registry.ts';
import { deriveKey } from '../random/key.ts';
import { withinLength } from '../recipes/shortened.ts';
import type { Fields, FieldSite } from './fields.ts';
import { isUnknown, resolveWithin } from './paths.ts';

/** The path of a field in a case of a list's item. */
const CASE_OF_ITEM = /\[\].*\(\d+\)/;

/** The recipe of a field with a generator; null after a problem. */
export function generatorRecipe(source: GeneratorSource, site: FieldSite, fields: Fields): Recipe | null {
  const generator = findGenerator(source.name);
  const { options, range, hint } = source;
  const lead = leadOf(fields, source, site);
  if (lead === null && source.lead) return null;
  const own = { options, range, hint, lead, week: source.week ?? null, locale: source.locale ?? null };
  const recipe = drawnRecipe(fields, site, (input) => withinLength(generator, { ...input, ...own }));
  return recipe === null || lead === null ? recipe : knownOnly(recipe, lead, fields.resources.places());
}

/** What a generator makes, as a part of combinations that do not repeat where it can be. */
export function drawnRecipe(fields: Fields, site: FieldSite, make: (input: GeneratorInput) => Recipe): Recipe | null {
  const member = fields.member(site.entity, site.field);
  const joined = member?.attempt((tuple) => make({ ...inputOf(fields, site), distinct: member.needed, tuple }));
  return joined ?? attempt(fields, site, () => make(inputOf(fields, site)));
}

function attempt(fields: Fields, site: FieldSite, make: () => Recipe): Recipe | null {
  try {
    return make();
  } catch (error) {
    if (!(error instanceof GeneratorProblem)) throw error;
    return fields.report(site, error.code, error.message, error.hint);
  }
}

function inputOf(fields: Fields, { entity, field, depth }: FieldSite): GeneratorInput {
  const seed = field.seed ?? fields.model.seed;
  const object = objectPath(field.path);
  return {
    options: {},
    range: { min: null, max: null, step: null, decimals: null, distribution: null },
    hint: '',
    declared: field.type,
    distinct: field.unique ? fields.counts.rows(entity.name) : null,
    key: (purpose) => fields.key(entity, field, purpose),
    record: (family) => {
      const name = `${object}${family}:${field.group || groupOf(fields, entity, object)}`;
      return {
        id: field.seed === null ? name : `${name}@${seed}`,
        key: (column) => deriveKey(seed, entity.name, name, column),
      };
    },
    from: field.from.flatMap((name) => {
      const sibling = fields.index(entity).get(object + name);
      const recipe = sibling === undefined ? null : fields.field(entity, sibling, depth);
      if (sibling === undefined || recipe === null) return [];
      return [{ name, generator: sibling.source.kind === 'generator' ? sibling.source.name : '', recipe }];
    }),
    resources: fields.resources,
    now: fields.model.now,
  };
}

/** What leads the country of a generator; null where nothing does, or after a problem. */
function leadOf(fields: Fields, { lead = null, name }: GeneratorSource, site: FieldSite): CompiledLead | null {
  if (lead === null) return null;
  if (lead.kind === 'countries') {
    const { codes, weights } = lead;
    return { kind: 'countries', id: JSON.stringify([codes, weights]), codes, weights };
  }
  const { path, level, values, at } = lead;
  const around = sitesAround(site);
  const found = around.findIndex((outer) => !isUnknown(resolveWithin(fields, path, outer)));
  const lists = Math.max(found, 0);
  if (lists > 0 && CASE_OF_ITEM.test(site.field.path)) {
    const message = `the cases of a list's items cannot follow ${path.join('.')}, which is outside of the list`;
    return fields.report(site, 'DIRECTIVE_PLACE', message, 'Put a field with the country into the items.');
  }
  const column = fields.path(path, around[lists], at);
  if (column === null) return null;
  const { kind } = column.type;
  const written = path.join('.');
  if (kind !== 'string' && kind !== 'enum') {
    const message = `${name} follows the text of a country, and ${written} is of type ${kind}`;
    return fields.report(site, 'TYPE_MISMATCH', message, 'Name a field with the code or name of a country.');
  }
  const id = `${level}:${objectPath(around[lists].field.path)}${written}`;
  return { kind: 'field', id, name: written, level, column, lists, values };
}

/** The `$group` of an object is that of its members. */
function groupOf(fields: Fields, entity: Entity, object: string): string {
  return fields.index(entity).get(object.slice(0, -1))?.group ?? '';
}

/** A site, and the same one seen from outside of each list that it is in, the innermost first. */
function sitesAround(site: FieldSite): readonly FieldSite[] {
  const { path } = site.field;
  const list = path.lastIndexOf('[]');
  return list < 0 ? [site] : [site, ...sitesAround({ ...site, field: { ...site.field, path: path.slice(0, list) } })];
}

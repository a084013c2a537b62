import type { Field, Source } from '../../model/index.ts';
import type { Recipe } from '../frame.ts';
import { casesOf, type CaseRecipe } from '../recipes/cases.ts';
import { convertTo } from '../recipes/convert.ts';
import type { Fields, FieldSite } from './fields.ts';

/** The recipe of a list of cases, each with the recipe of what it gives; null after a problem. */
export function casesRecipe(source: Source & { kind: 'cases' }, site: FieldSite, fields: Fields): Recipe | null {
  const { entity, field } = site;
  let isBroken = false;
  const cases = source.cases.map((one, i): CaseRecipe => {
    const test = one.if === null ? null : fields.expression(one.if, site, `if:${i}:`);
    if (one.if !== null && test === null) isBroken = true;
    if (one.if !== null && test !== null && test.type.kind !== 'boolean') {
      const message = `if needs true or false, this is ${test.type.kind}`;
      const at: Field = { ...field, at: one.if.at };
      fields.report({ ...site, field: at }, 'CONDITION_TYPE', message, 'Compare the value with something.');
      isBroken = true;
    }
    const value = one.value === null ? null : valueOf(one.value, site, fields);
    if (one.value !== null && value === null) isBroken = true;
    return { test, weight: one.weight, value };
  });
  if (isBroken) return null;
  const key = source.isWeighted ? fields.key(entity, field, 'case') : null;
  const recipe = casesOf(cases, key, field.path);
  if (recipe !== null) return recipe;
  const kinds = [...new Set(cases.flatMap(({ value }) => (value === null ? [] : [value.type.kind])))];
  const isList = kinds.length === 1 && kinds[0] === 'list';
  const message = isList
    ? 'a case cannot be a list'
    : kinds.length === 0
      ? 'every case is null'
      : kinds.length === 1
        ? 'the objects of the cases have different fields'
        : `the cases are of different types: ${kinds.join(', ')}`;
  const hint = isList
    ? 'Write the cases inside the list: { $items: { $when: […] } }.'
    : 'Give all of them one type; for a text write "= text(…)".';
  return fields.report(site, 'TYPE_MISMATCH', message, hint);
}

/** In the type that the field declares, if it does. */
function valueOf(value: Field, site: FieldSite, fields: Fields): Recipe | null {
  // A seed of the field is that of its cases.
  const seeded = value.seed === null && site.field.seed !== null ? { ...value, seed: site.field.seed } : value;
  const recipe = fields.field(site.entity, seeded, site.depth);
  const { type } = site.field;
  if (recipe === null || type === null) return recipe;
  const converted = convertTo(recipe, type);
  if (converted !== null) return converted;
  const message = `the field is declared ${type.kind}, but this case is of type ${recipe.type.kind}`;
  return fields.report({ ...site, field: value }, 'TYPE_MISMATCH', message, 'Change the declared type, or the case.');
}

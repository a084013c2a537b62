import type { Sibling } from '../catalogue.ts';
import type { Field } from '../model.ts';
import { expressionOf } from './inferred-source.ts';
import type { Location } from './location.ts';

/** The fields of an object, those that nothing is said of made to agree with others beside them. */
export function related(fields: readonly Field[], location: Location): readonly Field[] {
  const expressions = location.scope.catalogue.relate(fields.map((field) => siblingOf(field, location)));
  if (expressions.size === 0) return fields;
  return fields.map((field) => {
    const text = expressions.get(field.name);
    if (text === undefined) return field;
    const source = expressionOf(text, field.at);
    location.scope.origins.set(source, field.at);
    return { ...field, source, inferred: 'siblings' };
  });
}

function siblingOf({ name, type, source, inferred, from }: Field, location: Location): Sibling {
  const isDrawn = source.kind === 'generator' || source.kind === 'values' || source.kind === 'provider';
  return {
    name,
    type,
    bare: location.scope.bare.has(source),
    drawn: (isDrawn && from.length === 0) || (source.kind === 'expression' && inferred !== null),
  };
}

import type { GeneratorEntry } from '../catalogue.ts';
import type { Source } from '../model.ts';
import type { Place } from '../reading/place.ts';
import type { Span } from '../problems/problem.ts';

/** What a name after `@` stands for. */
export type Found =
  | { readonly kind: 'generator'; readonly entry: GeneratorEntry }
  | Extract<Source, { kind: 'provider' }>;

/** Looks a name up among providers, generators and aliases, in this order; null after a problem with the closest names. */
export function findGenerator(name: string, at: Span, place: Place): Found | null {
  const { providers, catalogue } = place.scope;
  const dot = name.indexOf('.');
  const [providerName, column] =
    providers.has(name) || dot === -1 ? [name, null] : [name.slice(0, dot), name.slice(dot + 1)];
  const provider = providers.get(providerName);
  if (provider !== undefined) {
    const columns = provider.columns.map((one) => one.name);
    if (columns.includes(column ?? '')) return { kind: 'provider', provider: providerName, column: column ?? '' };
    const listed = columns.includes('')
      ? `write @${providerName}`
      : `its columns are ${columns.slice(0, 10).join(', ')}`;
    const hint = column === null ? `write @${providerName}.${columns[0]}` : place.nearest(column, columns, listed);
    const message = column === null ? `${providerName} has several columns` : `${providerName} has no column ${column}`;
    place.report('PROVIDER_COLUMN', at, message, hint);
    return null;
  }
  const entry = catalogue.find(folded(name)) ?? catalogue.find(folded(name.replaceAll(/([a-z\d])([A-Z])/g, '$1_$2')));
  if (entry !== undefined) return { kind: 'generator', entry };
  if (dot !== -1) {
    const message = `${name} looks like a method of faker, and those are not in this version yet`;
    place.report('GENERATOR_NOT_YET', at, message, place.nearest(folded(name.slice(dot + 1)), catalogue.names));
    return null;
  }
  const hint = place.nearest(folded(name), [...catalogue.names, ...providers.keys()], 'own lists are $providers');
  place.report('GENERATOR_UNKNOWN', at, `there is no generator or provider ${name}`, hint);
  return null;
}

/** Snake case: letters small, blanks and hyphens as `_`. */
function folded(name: string): string {
  return name
    .trim()
    .toLowerCase()
    .replaceAll(/[\s-]+/g, '_');
}

import type { GeneratorEntry } from '../catalogue.ts';
import type { Source } from '../model.ts';
import { nameElsewhere, namesElsewhere } from '../names/names.ts';
import type { Options } from '../option.ts';
import type { Location } from '../reading/location.ts';
import type { Span } from '../problems/problem.ts';
import { generatorName } from '../words/generator-name.ts';
import { referenceInstead } from '../words/line-instead.ts';

/** What a name after `@` stands for. */
export type Found =
  | { readonly kind: 'generator'; readonly entry: GeneratorEntry; readonly options: Options }
  | Extract<Source, { kind: 'provider' }>;

/** Looks a name up among providers, generators and aliases, in this order; null after a problem with the closest names. */
export function findGenerator(name: string, at: Span, location: Location): Found | null {
  const { providers, catalogue } = location.scope;
  const dots = [...name.matchAll(/\./g)].map(({ index }) => index);
  // Names may have dots: the first that ends the name of a provider counts.
  const dot = dots.find((at) => providers.has(name.slice(0, at))) ?? dots.at(0);
  const [providerName, column] =
    providers.has(name) || dot === undefined ? [name, null] : [name.slice(0, dot), name.slice(dot + 1)];
  const provider = providers.get(providerName);
  if (provider !== undefined) {
    const columns = provider.columns.map((one) => one.name);
    // What is wrong with one that could not be read has been told.
    if (provider.columns[0].values.length === 0) return { kind: 'provider', provider: providerName, column: '' };
    // A table with one column, such as a file, is a list.
    const found = column === null && columns.length === 1 ? columns[0] : (column ?? '');
    if (columns.includes(found)) return { kind: 'provider', provider: providerName, column: found };
    const listed = columns.includes('')
      ? `write @${providerName}`
      : `its columns are ${columns.slice(0, 10).join(', ')}`;
    const hint = column === null ? `write @${providerName}.${columns[0]}` : location.nearest(column, columns, listed);
    const message = column === null ? `${providerName} has several columns` : `${providerName} has no column ${column}`;
    location.report('PROVIDER_COLUMN', at, message, hint);
    return null;
  }
  const entry =
    catalogue.find(generatorName(name)) ?? catalogue.find(generatorName(name.replaceAll(/([a-z\d])([A-Z])/g, '$1_$2')));
  if (entry !== undefined) {
    const provider = [...providers.keys()].find((other) => generatorName(other) === generatorName(name));
    if (provider !== undefined) {
      const message = `@${name} is the generator ${entry.name}, and not the provider ${provider}`;
      location.report('NAME_CASE', at, message, `write @${provider} for the provider`);
    }
    return { kind: 'generator', entry, options: {} };
  }
  const reference = referenceInstead(name, location.scope.entities);
  if (reference !== null) {
    location.report('GENERATOR_UNKNOWN', at, `${name} names an entity, and @ a generator or provider`, reference);
    return null;
  }
  const call = /^([\w ]+)\((.*)\)$/.exec(name);
  const called = call === null ? undefined : catalogue.find(generatorName(call[1]));
  if (called !== undefined) {
    const message = `${called.name} takes no parameters in parentheses`;
    location.report('GENERATOR_UNKNOWN', at, message, parametersInstead(called, call?.[2] ?? ''));
    return null;
  }
  if (dot !== undefined) return fakerMethod(name, at, location);
  const hint = location.nearest(
    generatorName(name),
    [...catalogue.names, ...providers.keys()],
    'your own lists of values are declared in $providers',
  );
  location.report('GENERATOR_UNKNOWN', at, `there is no generator or provider ${name}`, hint);
  return null;
}

/** What a method of faker such as `commerce.productName` is here; null after a problem. */
function fakerMethod(name: string, at: Span, location: Location): Found | null {
  const { catalogue, providers } = location.scope;
  const method = nameElsewhere('faker', name);
  const entry = method?.generator == null ? undefined : catalogue.find(method.generator);
  if (method !== undefined && entry !== undefined) return { kind: 'generator', entry, options: method.options };
  if (method?.reason != null) {
    location.report('GENERATOR_NOT_YET', at, `there is no generator for ${method.name} of faker: ${method.reason}`);
    return null;
  }
  const methods = namesElsewhere('faker').map((one) => one.name);
  const [module] = name.split('.');
  const siblings = methods.filter((one) => one.startsWith(`${module}.`));
  const listed = siblings.map((one) => one.slice(module.length + 1)).join(', ');
  const hint = siblings.length === 0 ? '' : `methods of ${module} are ${listed}`;
  location.report(
    'GENERATOR_UNKNOWN',
    at,
    `there is no provider or method of faker ${name}`,
    location.nearest(name, methods, location.nearest(module, providers.keys(), hint)),
  );
  return null;
}

/** What to write for `@name(parameters)`. */
function parametersInstead(entry: GeneratorEntry, parameters: string): string {
  const range = /^\s*(\d[\d._]*)\s*,\s*(\d[\d._]*)\s*$/.exec(parameters);
  if (range !== null && entry.range !== null)
    return `write a range after the name: @${entry.name} ${range[1]}-${range[2]}`;
  return optionsInstead(entry, optionsMeant(entry, parameters));
}

/** Codes of countries in parentheses. */
const COUNTRIES = /^\s*[a-z]{2}(?:\s*,\s*[a-z]{2})*\s*$/i;

/** The options that a text in parentheses stands for: countries, or a choice; none where there is no telling. */
export function optionsMeant({ options }: GeneratorEntry, text: string): ReadonlyMap<string, string> {
  if (options['country'] !== undefined && COUNTRIES.test(text)) {
    const codes = text.trim().toUpperCase();
    return new Map([['country', codes.includes(',') ? `"${codes}"` : codes]]);
  }
  const choice = text.trim().toLowerCase();
  const meant = Object.entries(options).find(([, spec]) => spec.type === 'choice' && spec.choices.includes(choice));
  return new Map(meant === undefined ? [] : [[meant[0], choice]]);
}

/** The full form of a field with the options that a generator takes. */
export function optionsInstead(
  { name, options }: GeneratorEntry,
  values: ReadonlyMap<string, string> = new Map(),
): string {
  const names = values.size > 0 ? [...values.keys()] : Object.keys(options);
  if (names.length === 0) return `write @${name}: it has no options`;
  const written = names.map(
    (option) => `${option}: ${values.get(option) ?? (String(options[option].default ?? '') || '…')}`,
  );
  return `options belong to the full form: { $generator: ${name}, $options: { ${written.join(', ')} } }`;
}

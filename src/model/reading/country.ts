import type { GeneratorEntry } from '../catalogue.ts';
import type { Countries, GeneratorSource } from '../model.ts';
import type { Span } from '../problems/problem.ts';
import type { Entry, YamlNode } from '../yaml/node.ts';
import type { Location, ModelScope } from './location.ts';
import { readPath } from './path.ts';
import { readWeightedCodes } from './weighted-codes.ts';

/** The word for no country in particular. */
const ANY = 'any';
const FORM = 'a country such as DE or Germany, a list of them, or a map of country: weight';

/** `DE`, `Germany`, `[DE, FR]`, `{ DE: 70, FR: 30 }` or `any`; null after a problem. */
export function readCountries({ key, value }: Entry, location: Location): Countries | null {
  const countries = countriesOf(value, location);
  if (countries !== null) location.scope.countries.set(countries, { at: key.at, path: location.path });
  return countries;
}

/** Warns of a `$country` that no field takes. */
export function checkCountries({ countries, problems }: ModelScope): void {
  for (const written of countries.values()) {
    if (written === null) continue;
    const message = 'no field takes this $country: there is no place, phone, IBAN or BIC without an option of its own';
    problems.report('DIRECTIVE_UNUSED', written.at, written.path, message, 'remove it');
  }
}

function countriesOf(value: YamlNode, location: Location): Countries | null {
  if (value.kind === 'map' && value.entries.length > 0) {
    return readWeightedCodes(value, location, codeOf);
  }
  const nodes = value.kind === 'list' ? value.items : [value];
  const names = nodes.flatMap((node) => namesOf(node, location));
  if (names.length === 1 && names[0].text === ANY) return { codes: [], weights: null };
  const codes = names.flatMap(({ text, at }) => codeOf(text, at, location) ?? []);
  if (nodes.length === 0) location.expected(value, FORM);
  return codes.length < names.length || codes.length === 0 ? null : { codes: [...new Set(codes)], weights: null };
}

function namesOf(node: YamlNode, location: Location): readonly { readonly text: string; readonly at: Span }[] {
  if (node.kind !== 'scalar' || typeof node.value !== 'string') {
    location.expected(node, FORM);
    return [];
  }
  const { at } = node;
  const isOne = location.scope.catalogue.country(node.text) !== undefined;
  return (isOne ? [node.text] : node.text.split(',')).map((text) => ({ text: text.trim(), at }));
}

function codeOf(text: string, at: Span, location: Location): string | undefined {
  const { catalogue } = location.scope;
  const code = catalogue.country(text);
  if (code !== undefined) return code;
  const hint = location.nearest(text, catalogue.countries, 'write the two letters of ISO 3166, or the English name');
  location.report('PLACE_UNKNOWN', at, `${text === '' ? 'an empty text' : text} is not a country`, hint);
  return undefined;
}

/** Whether a generator takes a country from `$country` and `$from`. */
export function takesCountry({ options }: GeneratorEntry): boolean {
  return options['country']?.isCountry === true;
}

/**
 * What leads the country of a generator: its own option, the field of its `$from`, or the `$country` around it. A country
 * beside it may still take the place of the latter, see `followCountries`.
 */
export function leadOf(
  entry: GeneratorEntry,
  around: Countries | null,
  said: { readonly hasOption: boolean; readonly from: Entry | undefined },
  location: Location,
): Pick<GeneratorSource, 'lead'> {
  if (!takesCountry(entry)) return {};
  if (said.from !== undefined) {
    const { key, value } = said.from;
    if (said.hasOption) {
      const message = '$from and the option country both decide the country';
      location.report('DIRECTIVE_CONTRADICTION', key.at, message, 'keep only one of them');
    }
    const node = value.kind === 'list' && value.items.length === 1 ? value.items[0] : value;
    if (node.kind === 'list') {
      const message = `${entry.name} follows one field`;
      location.report('VALUE_EXPECTED', node.at, message, 'write the field with the country, or the city, alone');
      return {};
    }
    const path = readPath(node, location);
    return path === null ? {} : { lead: { kind: 'field', path, at: node.at, level: 'country', values: null } };
  }
  if (said.hasOption) return { lead: null };
  if (around === null) return {};
  location.scope.countries.set(around, null);
  return { lead: { kind: 'countries', ...around } };
}

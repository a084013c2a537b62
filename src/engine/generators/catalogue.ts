import type { Catalogue, ScalarTypeName } from '../../model/index.ts';
import { COUNTRY_NAMES, countryCode } from '../data/countries.ts';
import { LOCALE_CODES, localeCode, speaks } from './families/locale-lists.ts';
import { isAhead } from '../inference/ahead.ts';
import { infer } from '../inference/infer.ts';
import { relate } from '../inference/siblings.ts';
import { generatorOf, generators } from './registry.ts';

/** What a field gets of which nothing but the type is known. */
const DEFAULTS: Readonly<Record<ScalarTypeName | 'decimal', string>> = {
  string: 'words',
  number: 'number',
  integer: 'integer',
  decimal: 'decimal',
  boolean: 'boolean',
  date: 'date',
  time: 'time',
  timestamp: 'timestamp',
  uuid: 'uuid',
  json: 'json',
  binary: 'binary',
};

/** The generators as the model language sees them. Names are found in any case, with spaces or hyphens for `_`. */
export const catalogue: Catalogue = {
  find: (name) => generatorOf(normal(name)),
  names: generators.flatMap(({ name, aliases }) => [name, ...aliases]),
  infer: (fieldName, type, owners) => infer(normal(fieldName), type, owners.map(normal)),
  relate: (siblings) => relate(siblings, normal),
  isAhead: (fieldName) => isAhead(normal(fieldName)),
  country: countryCode,
  countries: COUNTRY_NAMES,
  locale: localeCode,
  locales: LOCALE_CODES,
  speaks,
  defaultFor: (type) => DEFAULTS[type],
};

/** Snake case: `First Name`, `first-name` and `firstName` are first_name. */
function normal(name: string): string {
  return name
    .trim()
    .replaceAll(/([a-z\d])([A-Z])/g, '$1_$2')
    .toLowerCase()
    .replaceAll(/[\s-]+/g, '_');
}

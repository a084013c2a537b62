import type { Catalogue, GeneratorEntry, OptionSpecs, RangeKind } from '../../src/model/index.ts';

interface Given {
  readonly options?: OptionSpecs;
  readonly range?: RangeKind;
  readonly hint?: true;
  readonly from?: true;
  readonly aliases?: readonly string[];
}

const entries = new Map<string, GeneratorEntry>();

function add(name: string, type: GeneratorEntry['type'], given: Given = {}): void {
  const { options = {}, range = null, hint = false, from = false, aliases = [] } = given;
  for (const alias of [name, ...aliases]) entries.set(alias, { name, type, options, range, hint, from });
}

const CASE: OptionSpecs = {
  case: { summary: 'Letters.', type: 'choice', choices: ['lower', 'upper'], default: 'lower' },
};

const COUNTRY: OptionSpecs = {
  country: { summary: 'Codes.', type: 'text', default: '', family: 'place', isCountry: true },
};

add('uuid', 'string');
add('sequence', 'integer', {
  range: 'integer',
  options: { start: { summary: 'First.', type: 'integer', min: 0, max: 1e9, default: 1 } },
});
add('first_name', 'string');
add('last_name', 'string');
add('full_name', 'string', { aliases: ['name'] });
add('email', 'string', {
  from: true,
  options: {
    domains: { summary: 'Domains.', type: 'texts', maxItems: 3 },
    plus: { summary: 'Plus signs.', type: 'boolean' },
    share: { summary: 'A share.', type: 'number', min: 0, max: 1 },
    suffix: { summary: 'Ends with this.', type: 'text', maxLength: 10 },
    ...CASE,
  },
});
add('username', 'string');
add('phone', 'string', { hint: true });
add('date', 'date', { range: 'date', hint: true });
add('time', 'time', { range: 'time' });
add('timestamp', 'timestamp', { range: 'timestamp', aliases: ['datetime'] });
add('year', 'integer', { range: 'integer' });
add('age', 'integer', { range: 'integer' });
add('price', 'decimal', { range: 'number' });
add('number', 'number', { range: 'number' });
add('integer', 'integer', { range: 'integer' });
add('boolean', 'boolean');
add('words', 'string', { range: 'length' });
add('word', 'string');
add('sentence', 'string', { range: 'length' });
add('paragraph', 'string');
add('city', 'string', { options: COUNTRY });
add('postcode', 'string', { aliases: ['zip'], options: COUNTRY });
add('country', 'string', { options: COUNTRY });
add('birth_date', 'date', { range: 'date' });
add('product_name', 'string');
add('job_title', 'string');
add('vin', 'string');
add('car_make', 'string');
add('car_model', 'string');
add('license', 'string');
add('odometer', 'integer', { range: 'integer' });
add('ssn', 'string');
add('json', 'json');
add('binary', 'binary', { range: 'length' });

const INFERRED = new Set(['email', 'phone', 'age', 'price', 'city', 'year', 'first_name']);
const DEFAULTS: Readonly<Record<string, string>> = { string: 'words', decimal: 'number' };

const COUNTRIES = new Map([
  ['DE', 'DE'],
  ['GERMANY', 'DE'],
  ['FR', 'FR'],
  ['FRANCE', 'FR'],
]);

/** A catalogue small enough to know by heart. */
export const fakeCatalogue: Catalogue = {
  find: (name) => entries.get(name),
  names: [...entries.keys()],
  infer: (fieldName) => {
    const name = fieldName === 'name' ? 'full_name' : INFERRED.has(fieldName) ? fieldName : null;
    return name === null ? [] : [{ kind: 'generator', name, options: {}, few: false }];
  },
  relate: () => new Map(),
  isAhead: (fieldName) => fieldName === 'due_at',
  country: (text) => COUNTRIES.get(text.toUpperCase()),
  countries: ['DE', 'Germany', 'FR', 'France'],
  locale: (text) => (['de', 'en'].includes(text) ? text : undefined),
  locales: ['de', 'en'],
  speaks: (generator, locale) => (generator.endsWith('_name') ? locale === 'de' && generator !== 'product_name' : null),
  defaultFor: (type) => DEFAULTS[type] ?? type,
};

import { type NamedElsewhere, nameElsewhere } from '../../model/index.ts';

/** A name as it is compared with those that have settings: case, blanks and punctuation do not count. */
export function folded(name: string): string {
  return name
    .toLowerCase()
    .replaceAll(/[^a-z\d]+/g, ' ')
    .trim();
}

/** Short forms of generators whose values are no texts. */
const FORMS: ReadonlyMap<string, string> = new Map([
  ...['age', 'airport_elevation', 'movie_year', 'odometer', 'port', 'quantity', 'rating', 'sequence', 'year'].map(
    (name) => [name, `integer @${name}`] as const,
  ),
  ...['airport_latitude', 'airport_longitude', 'flight_duration', 'latitude', 'longitude', 'percentage', 'number'].map(
    (name) => [name, `number @${name}`] as const,
  ),
  ...['amount', 'price'].map((name) => [name, `decimal(10,2) @${name}`] as const),
  ...['date', 'time', 'timestamp', 'boolean'].map((name) => [name, `${name} @${name}`] as const),
  ...['uuid', 'json', 'binary'].map((name) => [name, name] as const),
  ['birth_date', 'date @birth_date'],
  ['device_release_date', 'date @device_release_date'],
  ['uuid_v7', 'uuid @uuid_v7'],
]);

/** What a generator of Fabricate is here, and the short form of a field with it, without options. */
export function generatorOf(name: string): { readonly known: NamedElsewhere; readonly form: string } | undefined {
  const known = nameElsewhere('fabricate', name);
  if (known === undefined) return undefined;
  const { generator } = known;
  return { known, form: generator === null ? 'string' : (FORMS.get(generator) ?? `string @${generator}`) };
}

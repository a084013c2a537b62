import { readFileSync } from 'node:fs';
import { parse } from 'yaml';

type PeopleModel = { $providers: { City: string[]; CountryCode: string[] } };

/**
 * The 1,000 city names and 252 country codes of `models/people.yaml`: the very values that the measured program picks
 * from.
 */
export const readLists = (): { cities: string[]; countryCodes: string[] } => {
  const model: PeopleModel = parse(readFileSync(new URL('../models/people.yaml', import.meta.url), 'utf8'));
  return { cities: model.$providers.City, countryCodes: model.$providers.CountryCode };
};

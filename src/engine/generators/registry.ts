import { basicGenerators } from './basic.ts';
import { bytesGenerators } from './bytes.ts';
import { calendarPartGenerators } from './calendar-part.ts';
import { cardGenerators } from './card.ts';
import { characterCodeGenerators } from './character-code.ts';
import { companyGenerators } from './company.ts';
import { companySiteGenerators } from './company-site.ts';
import { currencyGenerators } from './currency.ts';
import { dateGenerators } from './date.ts';
import { financeGenerators } from './finance.ts';
import { flightGenerators } from './flight.ts';
import type { Generator } from './generator.ts';
import { healthGenerators } from './health.ts';
import { identityGenerators } from './identity.ts';
import { idGenerators } from './ids.ts';
import { internetGenerators } from './internet.ts';
import { jsonGenerators } from './json.ts';
import { listGenerators } from './lists.ts';
import { numberGenerators } from './number.ts';
import { personGenerators } from './person.ts';
import { packedListGenerators } from './packed-lists.ts';
import { phoneGenerators } from './phone.ts';
import { placeGenerators } from './place.ts';
import { productGenerators } from './product.ts';
import { stockGenerators } from './stock.ts';
import { tableGenerators } from './tables.ts';
import { textGenerators } from './text.ts';
import { timeGenerators } from './time.ts';
import { timestampGenerators } from './timestamp.ts';
import { uuidGenerators } from './uuid.ts';
import { vehicleGenerators } from './vehicle.ts';

/** Every generator there is, in the order of the catalogue. No two share a name or an alias. */
export const generators: readonly Generator[] = [
  ...basicGenerators,
  ...numberGenerators,
  ...uuidGenerators,
  ...bytesGenerators,
  ...jsonGenerators,
  ...characterCodeGenerators,
  ...textGenerators,
  ...listGenerators,
  ...dateGenerators,
  ...timeGenerators,
  ...timestampGenerators,
  ...calendarPartGenerators,
  ...personGenerators,
  ...phoneGenerators,
  ...placeGenerators,
  ...companyGenerators,
  ...productGenerators,
  ...vehicleGenerators,
  ...internetGenerators,
  ...financeGenerators,
  ...tableGenerators,
  ...flightGenerators,
  ...currencyGenerators,
  ...cardGenerators,
  ...identityGenerators,
  ...idGenerators,
  ...packedListGenerators,
  ...healthGenerators,
  ...stockGenerators,
  ...companySiteGenerators,
];

const byName = new Map<string, Generator>();
for (const generator of generators) {
  for (const name of [generator.name, ...generator.aliases]) byName.set(name, generator);
}

/** The generator of a canonical name or alias in snake case; undefined if there is none. */
export function generatorOf(name: string): Generator | undefined {
  return byName.get(name);
}

/** The generator of a name that was looked up before. Throws where there is none. */
export function findGenerator(name: string): Generator {
  const generator = byName.get(name);
  if (generator === undefined) throw new Error(`no generator ${name}`);
  return generator;
}

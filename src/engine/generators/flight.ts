import type { Columns } from '../data/tables.ts';
import type { Recipe } from '../frame.ts';
import type { Resources } from '../resources.ts';
import { digit, mapped, type NumberSource, ownNumbers, recordNumbers, sharedNumbers } from './families/numbers.ts';
import { entries, integers, joined } from './families/recipes.ts';
import { drawnRows, rowCount, tableColumn, type FamilyTable, tableRows, tableText } from './families/tables.ts';
import type { Generator, GeneratorInput } from './generator.ts';

const MEMBER = {
  type: 'string',
  family: 'air travel',
  aliases: [],
  options: {},
  range: null,
  hint: false,
  from: false,
} as const;

const airlines: FamilyTable = { record: 'airline', columns: (resources) => resources.words().airline.airline };
const airportsOf = (resources: Resources): Columns => resources.tables()['airport'];

/** Numbers of flights: 1 to 9999. */
const FLIGHTS = 9999;

/** The airline's code and a number; where they must be unique, each code with each number once. */
function flightNumber(input: GeneratorInput): Recipe {
  const { dictionary, entryOf } = tableColumn(airlines.columns(input.resources)['iataCode']);
  if (input.distinct === null) {
    return joined([
      entries(dictionary, mapped(tableRows(airlines, input), entryOf)),
      integers(recordNumbers(input.record(airlines.record), 'flight', FLIGHTS, 1), FLIGHTS),
    ]);
  }
  const rank = ownNumbers(input, dictionary.length * FLIGHTS);
  const counting = Int32Array.from({ length: FLIGHTS }, (_, i) => i + 1);
  return joined([
    entries(dictionary, digit(rank, FLIGHTS, dictionary.length)),
    integers(mapped(digit(rank, 1, FLIGHTS), counting), FLIGHTS),
  ]);
}

/** The airport at an end of the object's flight: that of its arrival is another than that of its departure. */
function flightEnd(end: 'departure' | 'arrival', input: GeneratorInput): NumberSource {
  const columns = airportsOf(input.resources);
  const record = input.record('flight');
  const departure = drawnRows(columns, record);
  if (end === 'departure') return departure;
  const count = rowCount(columns);
  const distance = recordNumbers(record, 'arrival', count - 1, 1);
  return sharedNumbers(`${record.id}:arrivalRow`, (out, frame) => {
    const from = departure(frame);
    const by = distance(frame);
    return (rows) => {
      from.fill(rows);
      by.fill(rows);
      for (let i = 0; i < rows.length; i++) out[i] = (from.values[i] + by.values[i]) % count;
    };
  });
}

const ENDS = [
  ['airport', 'name', 'The airport'],
  ['airport_code', 'iata', 'The IATA code of the airport'],
  ['city', 'city', 'The city of the airport'],
  ['country', 'country', 'The country of the airport'],
] as const;

/** Flights: the number is one of the object's airline, and the two airports differ. */
export const flightGenerators: readonly Generator[] = [
  {
    ...MEMBER,
    name: 'airline',
    summary: 'An airline.',
    aliases: ['airline_name'],
    compile: (input) => tableText(airlines, 'name', input),
  },
  {
    ...MEMBER,
    name: 'airline_code',
    summary: "The airline's IATA code.",
    aliases: ['airline_iata'],
    compile: (input) => tableText(airlines, 'iataCode', input),
  },
  {
    ...MEMBER,
    name: 'flight_number',
    summary: "The airline's code and a number, such as LH438.",
    aliases: ['flight'],
    compile: flightNumber,
  },
  ...(['departure', 'arrival'] as const).flatMap((end) =>
    ENDS.map(([part, column, what]): Generator => ({
      ...MEMBER,
      name: `${end}_${part}`,
      summary: `${what} at which the flight ${end === 'departure' ? 'begins' : 'ends'}.`,
      compile(input) {
        const { dictionary, entryOf } = tableColumn(airportsOf(input.resources)[column]);
        if (input.distinct !== null) return entries(dictionary, ownNumbers(input, dictionary.length));
        return entries(dictionary, mapped(flightEnd(end, input), entryOf));
      },
    })),
  ),
];

import type { Columns } from '../data/tables.ts';
import type { Recipe } from '../frame.ts';
import { cos, sin } from '../random/elementary.ts';
import type { Resources } from '../resources.ts';
import { digit, mapped, type NumberSource, ownNumbers, recordNumbers, sharedNumbers } from './families/numbers.ts';
import { once } from './families/once.ts';
import { entries, integers, joined } from './families/recipes.ts';
import { refuseUnique } from './families/refuse-unique.ts';
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
const airportsOf = (resources: Resources): Columns => resources.table('airport');

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

/** Degrees to a point on a globe whose radius is 1. */
const points = once((columns: Columns) =>
  columns['latitude'].map((latitude, i) => {
    const [north, east] = [Number(latitude) * RADIAN, Number(columns['longitude'][i]) * RADIAN];
    return [cos(north) * cos(east), cos(north) * sin(east), sin(north)] as const;
  }),
);
const RADIAN = Math.PI / 180;
const EARTH_RADIUS = 6371;
/** Kilometers an hour, and the tenths of an hour for the ways on the ground. */
const [SPEED, GROUND] = [840, 5];
/** The longest way, half around the earth, in tenths of an hour. */
const MAX_DURATION = 250;

/** Tenths of an hour between two points. */
function duration(from: Point, to: Point): number {
  const half = distanceOf(from, to) / 2;
  // The arcsine to 7 · 10^-5 (Abramowitz and Stegun, 4.4.45): every platform has the same bits of it.
  const rest = Math.sqrt(Math.max(0, 1 - half));
  const angle = 1.5707288 + half * (-0.2121144 + half * (0.074261 - half * 0.0187293));
  return GROUND + Math.round(((2 * (Math.PI / 2 - rest * angle) * EARTH_RADIUS) / SPEED) * 10);
}

type Point = readonly [x: number, y: number, z: number];

function distanceOf(a: Point, b: Point): number {
  const [x, y, z] = [a[0] - b[0], a[1] - b[1], a[2] - b[2]];
  return Math.sqrt(x * x + y * y + z * z);
}

/** The hours from the object's departure to its arrival, with one decimal. */
function flightDuration(input: GeneratorInput): Recipe {
  if (input.distinct !== null) refuseUnique('the duration of a flight');
  const at = points(airportsOf(input.resources));
  const [departure, arrival] = [flightEnd('departure', input), flightEnd('arrival', input)];
  return {
    type: { kind: 'decimal', precision: 3, scale: 1 },
    nullable: false,
    width: 4,
    magnitude: MAX_DURATION,
    bind(frame) {
      const [from, to] = [departure(frame), arrival(frame)];
      const values = frame.arena.float64(frame.capacity);
      return {
        vector: { kind: 'decimal', scale: 1, values, validity: null },
        fill(rows) {
          from.fill(rows);
          to.fill(rows);
          for (let i = 0; i < rows.length; i++) values[i] = duration(at[from.values[i]], at[to.values[i]]);
        },
      };
    },
  };
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
  {
    ...MEMBER,
    name: 'flight_duration',
    type: 'decimal',
    summary: 'The hours of the flight between its two airports, such as 8.5.',
    aliases: ['flight_hours'],
    compile: flightDuration,
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

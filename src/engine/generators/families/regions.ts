import { didYouMean, type RegionLevel } from '../../../model/index.ts';
import { COUNTRY_NAMES, countryCode, folded } from '../../data/countries.ts';
import type { PlaceTable } from '../../data/places.ts';
import { textReader } from '../../expressions/read.ts';
import type { Frame, Recipe, Shared } from '../../frame.ts';
import { aliasTable } from '../../random/alias.ts';
import { fillAlias, fillUnit } from '../../random/fill.ts';
import { maskBy, type PresenceColumn } from '../../recipes/presence.ts';
import type { Rows } from '../../rows.ts';
import type { Vector } from '../../vector.ts';
import { type GeneratorInput, GeneratorProblem, type CompiledLead } from '../generator.ts';
import { mapped, type NumberSource, sharedNumbers } from './numbers.ts';
import { once } from './once.ts';
import { dictionaries } from './place-dictionaries.ts';

/** Runs of neighbouring places that a text can name. Region 0 is the whole world. */
interface Regions {
  /** Region r has the places starts[r] … ends[r] - 1. */
  readonly starts: Int32Array;
  readonly ends: Int32Array;
  /** The region that a text names; -1 if it names none. */
  readonly find: (text: string) => number;
}

/** People in the places before each one, and in all of them at the end. */
const populationSums = once(({ population }: PlaceTable) => {
  const sums = new Float64Array(population.length + 1);
  for (let place = 0; place < population.length; place++) sums[place + 1] = sums[place] + population[place];
  return sums;
});

const LEVELS: Readonly<Record<RegionLevel, (table: PlaceTable) => Regions>> = {
  country: once((table: PlaceTable) => {
    const codes = dictionaries(table).countryCodes.texts();
    const numbers = new Map(codes.map((code, country) => [code, country + 1]));
    return { ...runs(table.countryOf, codes.length), find: (text) => numbers.get(countryCode(text) ?? '') ?? -1 };
  }),
  state: once((table: PlaceTable) => {
    const { states, stateCodes } = dictionaries(table);
    const names = [states.texts(), stateCodes.texts()];
    const ranges = runs(table.stateOf, states.length);
    const people = (region: number): number => peopleOf(table, ranges, region);
    return { ...ranges, find: named(names, people) };
  }),
  city: once((table: PlaceTable) => {
    const cities = dictionaries(table).cities.texts();
    const ranges = runs(
      table.population.map((_, place) => place),
      table.population.length,
    );
    const names = Array.from(table.cityName, (name) => cities[name]);
    return { ...ranges, find: named([names], (region) => table.population[region - 1]) };
  }),
};

/** The regions of places by a number of each place, which ascends. */
function runs(numberOf: ArrayLike<number>, count: number): Omit<Regions, 'find'> {
  const starts = new Int32Array(count + 1);
  const ends = new Int32Array(count + 1);
  ends[0] = numberOf.length;
  for (let place = numberOf.length - 1; place >= 0; place--) starts[numberOf[place] + 1] = place;
  for (let place = 0; place < numberOf.length; place++) ends[numberOf[place] + 1] = place + 1;
  return { starts, ends };
}

function peopleOf(table: PlaceTable, { starts, ends }: Omit<Regions, 'find'>, region: number): number {
  const sums = populationSums(table);
  return sums[ends[region]] - sums[starts[region]];
}

/** Looks names up in lists of which entry i is region i + 1: of several regions of one name the one with the most people. */
function named(lists: readonly (readonly string[])[], people: (region: number) => number): Regions['find'] {
  const found = new Map<string, number>();
  for (const names of lists) {
    for (const [i, name] of names.entries()) {
      const key = folded(name);
      const before = found.get(key);
      if (key !== '' && (before === undefined || people(i + 1) > people(before))) found.set(key, i + 1);
    }
  }
  return (text) => found.get(folded(text)) ?? -1;
}

/** Whether the texts that lead a use cannot all be looked up before the start, so that some of its values may be null. */
export function mayBeUnknown(lead: CompiledLead): boolean {
  return lead.kind === 'field' && lead.values === null;
}

/** Positions of texts that name no region, by list and level: many fields may follow one long list. */
const unknownIn = once((_values: readonly string[]) => new Map<RegionLevel, number>());

/** Refuses texts of a list that name no region. The texts may be data, so that the message has none of them. */
export function checkLead(lead: CompiledLead, table: PlaceTable): void {
  if (lead.kind !== 'field' || lead.values === null) return;
  const { name, level, values } = lead;
  const known = unknownIn(values);
  const { find } = LEVELS[level](table);
  const at = known.get(level) ?? values.findIndex((text) => find(text) === -1);
  known.set(level, at);
  if (at === -1) return;
  const message = `value ${at + 1} of the ${values.length} different values of ${name} is not a known ${level}`;
  const plain = level === 'country' ? 'Use codes of ISO 3166, such as DE, or English names.' : `Use English names.`;
  const near = level === 'country' ? didYouMean(values[at], COUNTRY_NAMES) : '';
  throw new GeneratorProblem('PLACE_UNKNOWN', message, near === '' ? plain : `${plain} For this value, ${near}`);
}

/** The numbers of the object's places, each within what leads its row, drawn by population. */
export function ledPlaces(input: GeneratorInput, lead: CompiledLead, table: PlaceTable): NumberSource {
  const record = input.record('place');
  const key = record.key('place');
  const { starts, ends } = LEVELS[lead.kind === 'field' ? lead.level : 'country'](table);
  const regions = lead.kind === 'field' ? fieldRegions(lead, table) : weightedRegions(input, lead, table);
  return sharedNumbers(`${record.id}:place:${lead.id}`, (out, frame) => {
    const sums = populationSums(table);
    const units = frame.arena.float64(frame.capacity);
    const region = regions(frame);
    return (rows) => {
      region.fill(rows);
      fillUnit(units, key, rows, 0);
      choosePlaces(out, units, region.values, starts, ends, sums, rows.length);
    };
  });
}

/** The place of each row: the one in whose people, counted from the first of its region, the drawn person is. */
function choosePlaces(
  out: Int32Array,
  units: Float64Array,
  regions: Int32Array,
  starts: Int32Array,
  ends: Int32Array,
  sums: Float64Array,
  length: number,
): void {
  for (let i = 0; i < length; i++) {
    let low = starts[regions[i]];
    let high = ends[regions[i]] - 1;
    const person = sums[low] + Math.floor(units[i] * (sums[high + 1] - sums[low]));
    while (low < high) {
      const middle = (low + high) >> 1;
      if (sums[middle + 1] > person) high = middle;
      else low = middle + 1;
    }
    out[i] = low;
  }
}

/** A country for each row, as often as its weight says. */
function weightedRegions(
  input: GeneratorInput,
  lead: CompiledLead & { kind: 'countries' },
  table: PlaceTable,
): NumberSource {
  const record = input.record('place');
  const key = record.key('country');
  const { find } = LEVELS.country(table);
  const numbers = Int32Array.from(lead.codes, find);
  const picked = sharedNumbers(`${record.id}:country:${lead.id}`, (out) => {
    const weights = aliasTable(lead.weights ?? lead.codes.map(() => 1));
    return (rows) => fillAlias(out, key, rows, weights);
  });
  return mapped(picked, numbers);
}

interface RegionColumn extends PresenceColumn {
  readonly values: Int32Array;
}

/** The region of each row, and whether its text names one; a null leads anywhere. */
function regionColumn(
  lead: CompiledLead & { kind: 'field' },
  table: PlaceTable,
  frame: Frame,
  lists = lead.lists,
): Shared<RegionColumn> {
  return frame.share(`regions\0${lead.id}`, () => {
    if (lists > 0) return regionsOfItems(lead, table, frame, lists - 1);
    const column = frame.column(lead.column);
    const values = frame.arena.int32(frame.capacity);
    const present = frame.arena.uint8(frame.capacity);
    const { vector } = column.value;
    const regionAt = regionReader(vector, LEVELS[lead.level](table).find);
    return {
      values,
      present,
      fill({ length }: Rows) {
        column.ensure();
        const { validity } = vector;
        for (let i = 0; i < length; i++) {
          const region = validity === null || validity[i] === 1 ? regionAt(i) : 0;
          values[i] = Math.max(region, 0);
          present[i] = region < 0 ? 0 : 1;
        }
      },
    };
  });
}

/** Those of the rows that the items belong to. */
function regionsOfItems(
  lead: CompiledLead & { kind: 'field' },
  table: PlaceTable,
  frame: Frame,
  lists: number,
): RegionColumn {
  if (frame.outer === null) throw new TypeError('these rows are not the items of a list');
  const { frame: outer, offsets } = frame.outer;
  const rows = regionColumn(lead, table, outer, lists);
  const values = frame.arena.int32(frame.capacity);
  const present = frame.arena.uint8(frame.capacity);
  return {
    values,
    present,
    fill() {
      rows.ensure();
      for (let i = 0; i < outer.rows.length; i++) {
        values.fill(rows.value.values[i], offsets[i], offsets[i + 1]);
        present.fill(rows.value.present[i], offsets[i], offsets[i + 1]);
      }
    },
  };
}

function fieldRegions(lead: CompiledLead & { kind: 'field' }, table: PlaceTable): NumberSource {
  return (frame) => {
    const column = regionColumn(lead, table, frame);
    return { values: column.value.values, fill: () => column.ensure() };
  };
}

/** Reads the region of a row; each entry of a dictionary is looked up once. */
function regionReader(vector: Vector, find: Regions['find']): (row: number) => number {
  if (vector.kind !== 'dictionary') {
    const read = textReader(vector);
    return (row) => find(read(row));
  }
  const { values, dictionary } = vector;
  const known = new Int32Array(dictionary.length).fill(UNREAD);
  return (row) => {
    const entry = values[row];
    if (known[entry] === UNREAD) known[entry] = find(dictionary.text(entry));
    return known[entry];
  };
}

const UNREAD = -2;

/** The values of a led member, null in rows where what leads it names no region. */
export function knownOnly(recipe: Recipe, lead: CompiledLead, table: PlaceTable): Recipe {
  if (lead.kind !== 'field' || !mayBeUnknown(lead)) return recipe;
  return {
    ...recipe,
    nullable: true,
    bind: (frame) => maskBy(regionColumn(lead, table, frame), recipe.bind(frame), frame),
  };
}

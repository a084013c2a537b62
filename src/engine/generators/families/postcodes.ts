import { MASK_SYMBOLS, type PlaceTable } from '../../data/places.ts';
import type { Recipe } from '../../frame.ts';
import { drawFrom, fillFloat64 } from '../draw.ts';
import { GeneratorProblem, type GeneratorInput } from '../generator.ts';
import { type MaskForm, type Masks, type Prefix, compileMasks, compileMask, maskedTexts, writeRank } from './masks.ts';
import { mapped } from './numbers.ts';
import { once } from './once.ts';
import { dictionaries } from './place-dictionaries.ts';
import { type PlaceSet, placeNumbers } from './place-set.ts';

const HEAD = /^([A-Z]*)(\d+)(?:-(\d+))?([A-Z]*)$/;

/** The postcodes of each region: a group of forms for each country and list of heads, and which of them every place has. */
const regionalMasks = once((table: PlaceTable) => {
  const masks = dictionaries(table).postcodeMasks.texts();
  const heads = dictionaries(table).postcodeHeads.texts();
  const groups: (readonly MaskForm[])[] = [];
  const groupOf = new Map<number, number>();
  const maskOf = Int32Array.from(table.countryOf, (country, place) => {
    const key = country * heads.length + table.postcodeOf[place];
    const group = groupOf.get(key) ?? groups.push(formsOf(masks[country], heads[table.postcodeOf[place]])) - 1;
    groupOf.set(key, group);
    return group;
  });
  return { masks: compileMasks(groups, MASK_SYMBOLS), maskOf };
});

function formsOf(mask: string, heads: string): readonly MaskForm[] {
  if (heads === '') return [{ text: mask, prefix: null }];
  return heads.split(' ').map((head) => {
    const [, before, low, high = low, after] = HEAD.exec(head) ?? [];
    if (low === undefined) throw new Error(`${head} is no beginning of postcodes`);
    const text = before + after === '' ? mask.slice(low.length) : mask.slice(mask.indexOf(' '));
    return { text, prefix: { before, low: Number(low), high: Number(high), digits: low.length, after } };
  });
}

/** The object's postcode, which its members share: one of its city or region where those of its country are known. */
export function postcodeRecipe(input: GeneratorInput, set: PlaceSet): Recipe {
  const { masks, maskOf } = regionalMasks(set.table);
  const record = input.record('place');
  const which = mapped(placeNumbers(input, set), maskOf);
  return maskedTexts(`${record.id}:postcode:${set.name}`, masks, which, record.key('postcode'));
}

/** Postcodes of one country, no two of them the same, whatever the place is. */
export function uniquePostcodeRecipe(input: GeneratorInput, set: PlaceSet): Recipe {
  if (set.countries.length !== 1) {
    throw new GeneratorProblem(
      'NOT_UNIQUE_ABLE',
      'postcodes of several countries cannot be made unique',
      'Choose one with the option country, or remove unique.',
    );
  }
  const regional = compileMasks([disjointForms(set)], MASK_SYMBOLS);
  const mask = dictionaries(set.table).postcodeMasks.text(set.countries[0]);
  // Cities have few postcodes of their own in small countries: more than those have the form alone.
  const masks = sum(regional.sizes) < (input.distinct ?? 0) ? compileMask(mask, MASK_SYMBOLS) : regional;
  const ends = Float64Array.from(masks.sizes);
  for (let i = 1; i < ends.length; i++) ends[i] += ends[i - 1];
  const draw = drawFrom(input, ends[ends.length - 1], 0, null);
  return {
    type: { kind: 'string' },
    nullable: false,
    width: masks.longest,
    bind(frame) {
      const ranks = frame.arena.float64(frame.capacity);
      const offsets = frame.arena.int32(frame.capacity + 1);
      const bytes = frame.arena.uint8(frame.capacity * masks.longest);
      const fill = fillFloat64(draw, ranks, frame);
      return {
        vector: { kind: 'utf8', offsets, bytes, validity: null },
        fill(rows) {
          fill(rows);
          writeFormRanks(offsets, bytes, masks, ends, ranks, rows.length);
        },
      };
    },
  };
}

function sum(numbers: readonly number[]): number {
  return numbers.reduce((all, one) => all + one, 0);
}

/** Forms of all regions of a country that have no text in common. */
function disjointForms({ table, countries, places }: PlaceSet): readonly MaskForm[] {
  const mask = dictionaries(table).postcodeMasks.text(countries[0]);
  const known = dictionaries(table).postcodeHeads;
  const heads = new Set(
    Array.from(places, (place) => known.text(table.postcodeOf[place])).flatMap((text) => text.split(' ')),
  );
  if (heads.has('')) return [{ text: mask, prefix: null }];
  const forms = [...heads].flatMap((head) => formsOf(mask, head));
  if (forms.some(({ prefix }) => prefix !== null && prefix.before + prefix.after !== '')) return singleForms(forms);
  const digits = /^[#N]+/.exec(mask)?.[0].length ?? 0;
  const ranges = forms.flatMap(({ prefix }) => (prefix === null ? [] : [rangeOf(prefix, digits)]));
  ranges.sort((a, b) => a.low - b.low);
  const merged = ranges.slice(0, 1);
  for (const range of ranges.slice(1)) {
    const last = merged[merged.length - 1];
    if (range.low > last.high + 1) merged.push(range);
    else merged[merged.length - 1] = { low: last.low, high: Math.max(last.high, range.high) };
  }
  return merged.map((range) => ({ text: mask.slice(digits), prefix: { before: '', digits, after: '', ...range } }));
}

/** A range of beginnings with another number of digits. */
function rangeOf(prefix: Prefix, digits: number): { readonly low: number; readonly high: number } {
  const longer = 10 ** Math.max(0, digits - prefix.digits);
  const shorter = 10 ** Math.max(0, prefix.digits - digits);
  return {
    low: Math.floor((prefix.low * longer) / shorter),
    high: Math.floor(((prefix.high + 1) * longer - 1) / shorter),
  };
}

/** Forms with letters, each number of a range for itself. */
function singleForms(forms: readonly MaskForm[]): readonly MaskForm[] {
  const single = new Map<string, MaskForm>();
  for (const { text, prefix } of forms) {
    if (prefix === null) continue;
    for (let n = prefix.low; n <= prefix.high; n++) {
      const head = prefix.before + String(n).padStart(prefix.digits, '0') + prefix.after;
      single.set(head, { text, prefix: { ...prefix, low: n, high: n } });
    }
  }
  return [...single.values()];
}

function writeFormRanks(
  offsets: Int32Array,
  bytes: Uint8Array,
  masks: Masks,
  ends: Float64Array,
  ranks: Float64Array,
  length: number,
): void {
  let at = 0;
  for (let i = 0; i < length; i++) {
    offsets[i] = at;
    let form = 0;
    let high = ends.length - 1;
    while (form < high) {
      const middle = (form + high) >> 1;
      if (ends[middle] > ranks[i]) high = middle;
      else form = middle + 1;
    }
    writeRank(bytes, at, masks, form, ranks[i] - ends[form] + masks.sizes[form]);
    at += masks.lengths[form];
  }
  offsets[length] = at;
}

import { isList, isMap, type Json, type JsonMap, sameJson } from './json.ts';
import { schemaOf } from './negate.ts';
import type { Need, Solving } from './need.ts';
import { Dice, exactly, sampleOf, type Shape } from './shape.ts';

/** Items of a list without bounds. */
const USUAL_ITEMS = 3;
/** Items of a list of the model. */
const MAX_ITEMS = 1000;
/** Lists of different items that are written out. */
const WRITTEN_LISTS = 6;

/** The list that meets several schemas; null if none is found. */
export function listShape(schemas: readonly JsonMap[], need: Need, solving: Solving): Shape | null {
  const numbers = (name: string): readonly number[] =>
    schemas.map((schema) => schema.get(name)).filter((value) => typeof value === 'number');
  const contains = schemas.flatMap((schema) => (schema.get('minContains') === 0 ? [] : (schema.get('contains') ?? [])));
  const contained = contains.length === 0 ? 0 : Math.max(1, ...numbers('minContains'));
  const most = Math.min(Infinity, ...numbers('maxItems'));
  const least = Math.max(0, contained, ...numbers('minItems'));
  if (least > most || least > MAX_ITEMS) return null;
  const isUnique = schemas.some((schema) => schema.get('uniqueItems') === true);
  const items = new Items(schemas, need, solving);
  const places = Math.min(most, Math.max(least, items.places));
  const mostContained = Math.min(Infinity, ...numbers('maxContains'));
  const isPlain = items.places === 0 && Math.max(least, 1) <= mostContained && !(isUnique && least > 1);
  if (isPlain || most === 0) {
    const item = most === 0 ? null : items.at(0, contains, least > 0);
    if (item !== null) {
      const min = Math.max(least, Math.min(1, most));
      const max = Math.min(most, mostContained, isUnique ? 1 : Infinity, Math.max(min, USUAL_ITEMS));
      return { kind: 'list', item, min, max: Math.max(min, max) };
    }
    if (least === 0) return { kind: 'tuple', items: [] };
  }
  return tuple(items, {
    least,
    places: Math.max(places, least),
    contains,
    contained,
    isLimited: mostContained < Infinity,
    isUnique,
  });
}

interface Lengths {
  readonly least: number;
  readonly places: number;
  readonly contains: readonly Json[];
  /** How many items have to be what is contained. */
  readonly contained: number;
  /** Whether the other items must not be. */
  readonly isLimited: boolean;
  readonly isUnique: boolean;
}

/** A list with a value for each place. */
function tuple(items: Items, { least, places, contains, contained, isLimited, isUnique }: Lengths): Shape | null {
  const found: Shape[] = [];
  let left = contained;
  for (let i = 0; i < places; i++) {
    const isNeeded = i < least || left > 0;
    // What has to be contained is taken by the first places that can.
    const special = left > 0 ? items.at(i, contains, isNeeded) : null;
    const item = special ?? items.at(i, isLimited ? contains.map((one) => schemaOf({ not: one })) : [], isNeeded);
    if (special !== null) left--;
    if (item === null) break;
    found.push(item);
  }
  if (found.length < least || left > 0) return null;
  if (!isUnique || found.length < 2) return { kind: 'tuple', items: found };
  const lists = Array.from({ length: WRITTEN_LISTS }, (_, i) => differentItems(found, i)).filter(
    (list) => list !== null,
  );
  const [first] = lists;
  if (first === undefined) return null;
  const distinct = lists.filter((list, i) => lists.findIndex((other) => sameJson(other, list)) === i);
  return distinct.length === 1 ? exactly(first) : { kind: 'choice', of: distinct.map(exactly) };
}

/** Values of several sets that are all different. */
function differentItems(shapes: readonly Shape[], seed: number): Json[] | null {
  const dice = new Dice();
  for (let i = 0; i < seed; i++) dice.below(7);
  const chosen: Json[] = [];
  for (const shape of shapes) {
    const scalars = shape.kind === 'scalars' ? shape.values : [];
    const drawn = Array.from({ length: 60 }, () => sampleOf(shape, dice));
    const found = [...drawn, ...scalars].find((value) => !chosen.some((other) => sameJson(other, value)));
    if (found === undefined) return null;
    chosen.push(found);
  }
  return chosen;
}

/** What the items of a list have to be, by place. */
class Items {
  /** Places with a schema of their own. */
  readonly places: number;
  readonly #schemas: readonly JsonMap[];
  readonly #need: Need;
  readonly #solving: Solving;

  constructor(schemas: readonly JsonMap[], need: Need, solving: Solving) {
    this.#schemas = schemas;
    this.#need = need;
    this.#solving = solving;
    this.places = Math.max(0, ...schemas.map((schema) => prefixOf(schema).length));
  }

  at(place: number, others: readonly Json[], isRequired: boolean): Shape | null {
    const { name, path, owners, depth, trail } = this.#need;
    const schemas = this.#schemas.flatMap((schema): readonly Json[] => {
      const prefix = prefixOf(schema);
      if (place < prefix.length) return [prefix[place]];
      const items = schema.get('items');
      if (items !== undefined && !isList(items)) return [items];
      return isList(items) ? [schema.get('additionalItems') ?? true] : [];
    });
    const unevaluated =
      schemas.length === 0 ? this.#schemas.flatMap((schema) => schema.get('unevaluatedItems') ?? []) : [];
    return this.#solving.solve({
      schemas: [...schemas, ...unevaluated, ...others],
      name,
      owners,
      path: `${path}[]`,
      depth: depth + 1,
      isRequired,
      trail: [...trail, ...this.#schemas],
      type: null,
    });
  }
}

function prefixOf(schema: JsonMap): readonly Json[] {
  const prefix = schema.get('prefixItems');
  if (isList(prefix)) return prefix;
  const items = schema.get('items');
  return isList(items) && !isMap(items) ? items : [];
}

import { type Characters, EVERYTHING, isApart, union } from './characters.ts';
import type { Shape } from './parse.ts';

/** What is known of the texts of a shape, so that two ways to write one text are noticed. */
interface Known {
  readonly isClear: boolean;
  readonly shortest: number;
  /** Infinity where it is not known. */
  readonly longest: number;
  readonly first: Characters;
  /** What may follow a text within a longer one. */
  readonly more: Characters;
  /** Characters at the first places, as long as each place has its own. */
  readonly places: readonly Characters[];
}

const NOTHING: Characters = [];
const MAX_PLACES = 64;

/** Whether every text of a shape comes about in one way only; false where it cannot be told from the first characters. */
export function isUnambiguous(shape: Shape): boolean {
  return knownOf(shape).isClear;
}

function knownOf(shape: Shape): Known {
  switch (shape.kind) {
    case 'one':
      return { isClear: true, shortest: 1, longest: 1, first: shape.set, more: NOTHING, places: [shape.set] };
    case 'sequence':
      return shape.parts.map(knownOf).reduceRight(followed, EMPTY);
    case 'choice':
      return chosen(shape.parts.map(knownOf));
    case 'repeat':
      return repeated(knownOf(shape.part), shape.min, shape.max);
  }
}

const EMPTY: Known = { isClear: true, shortest: 0, longest: 0, first: NOTHING, more: NOTHING, places: [] };

/** `rest` after `known`: its end is found where one of them has one length, or where what follows cannot belong to it. */
function followed(rest: Known, known: Known): Known {
  if (rest === EMPTY) return known;
  const isFixed = known.shortest === known.longest;
  const isApartFirst = isApart(known.more, rest.first);
  const isRestFixed = rest.shortest === rest.longest;
  const more =
    isFixed || isApartFirst ? (rest.shortest === 0 ? union(rest.more, known.more, rest.first) : rest.more) : EVERYTHING;
  return {
    isClear: known.isClear && rest.isClear && (isFixed || isApartFirst || isRestFixed),
    shortest: known.shortest + rest.shortest,
    longest: known.longest + rest.longest,
    first: known.shortest === 0 ? union(known.first, rest.first) : known.first,
    more,
    places:
      isFixed && known.places.length === known.longest
        ? [...known.places, ...rest.places].slice(0, MAX_PLACES)
        : known.places,
  };
}

function chosen(parts: readonly Known[]): Known {
  const pairs = parts.flatMap((a, i) => parts.slice(i + 1).map((b) => [a, b] as const));
  const isApartAll = pairs.every(([a, b]) => areApart(a, b));
  const areFirstApart = pairs.every(([a, b]) => isApart(a.first, b.first));
  const size = Math.min(...parts.map(({ places }) => places.length));
  const isEmpty = parts.some(({ shortest }) => shortest === 0);
  const mores = parts.map(({ more }) => more);
  // A text of one may begin a text of another, unless a place tells them apart.
  const arePlacesApart = pairs.every(([a, b]) => differsAt(a, b, Math.min(a.shortest, b.shortest)));
  const more = arePlacesApart
    ? union(...mores)
    : areFirstApart
      ? union(...mores, ...(isEmpty ? parts.map(({ first }) => first) : []))
      : EVERYTHING;
  return {
    isClear: parts.every(({ isClear }) => isClear) && isApartAll,
    shortest: Math.min(...parts.map(({ shortest }) => shortest)),
    longest: Math.max(...parts.map(({ longest }) => longest)),
    first: union(...parts.map(({ first }) => first)),
    more,
    places: Array.from({ length: size }, (_, i) => union(...parts.map(({ places }) => places[i]))),
  };
}

/** Whether no text is of both. */
function areApart(a: Known, b: Known): boolean {
  if (a.longest < b.shortest || b.longest < a.shortest) return true;
  if (a.shortest === 0 && b.shortest === 0) return false;
  return isApart(a.first, b.first) || differsAt(a, b, Math.min(a.places.length, b.places.length));
}

function differsAt(a: Known, b: Known, most: number): boolean {
  const size = Math.min(most, a.places.length, b.places.length);
  return Array.from({ length: size }, (_, i) => i).some((i) => isApart(a.places[i], b.places[i]));
}

function repeated(part: Known, min: number, max: number): Known {
  if (max === 0) return EMPTY;
  const isFixed = part.shortest === part.longest;
  const isOnce = max === 1;
  const isParted = isFixed || isApart(part.more, part.first);
  const own = isParted || isOnce ? part.more : EVERYTHING;
  return {
    isClear:
      part.isClear &&
      (part.shortest > 0 || min === max) &&
      (isOnce || isParted) &&
      (part.shortest > 0 || isOnce || isFixed),
    shortest: min * part.shortest,
    longest: max * part.longest,
    first: part.first,
    more: max > min ? union(own, part.first) : own,
    places: placesOf(part, min),
  };
}

function placesOf(part: Known, min: number): readonly Characters[] {
  if (min === 0) return [];
  if (part.shortest !== part.longest || part.places.length !== part.longest) return part.places;
  const times = Math.min(min, Math.ceil(MAX_PLACES / Math.max(1, part.longest)));
  return Array.from({ length: times }, () => part.places)
    .flat()
    .slice(0, MAX_PLACES);
}

import { DIRECTIVES, type DirectivePlace } from '../words/directives.ts';
import type { Entry, MapNode } from '../yaml/node.ts';
import type { Place } from './place.ts';

/** The keys of a map: its directives by name, and the user's own names. */
export interface DirectiveMap {
  readonly directives: ReadonlyMap<string, Entry>;
  readonly names: readonly Entry[];
}

/** Splits a map by the one rule of the language; directives that do not exist, or not here, are reported and left out. */
export function splitDirectives(map: MapNode, where: DirectivePlace, place: Place): DirectiveMap {
  const directives = new Map<string, Entry>();
  const names: Entry[] = [];
  for (const entry of map.entries) {
    if (!entry.name.startsWith('$')) names.push(entry);
    else if (isKnown(entry, where, place)) directives.set(entry.name, entry);
  }
  return { directives, names };
}

function isKnown(entry: Entry, where: DirectivePlace, place: Place): boolean {
  const same = DIRECTIVES.filter((directive) => directive.name === entry.name);
  const here = same.find((directive) => directive.places.includes(where));
  if (here?.shape !== undefined) return true;
  const { at } = entry.key;
  if (here !== undefined) {
    place.report('DIRECTIVE_NOT_YET', at, `${entry.name} is not in this version yet`);
  } else if (same.length > 0) {
    const places = same.flatMap((directive) => directive.places).join(' or ');
    place.report('DIRECTIVE_PLACE', at, `${entry.name} has no meaning in ${nameOf(where)}`, `it belongs to: ${places}`);
  } else {
    const known = DIRECTIVES.filter((directive) => directive.places.includes(where)).map((directive) => directive.name);
    const hint = place.nearest(entry.name, known, 'only directives begin with $');
    place.report('DIRECTIVE_UNKNOWN', at, `there is no directive ${entry.name}`, hint);
  }
  return false;
}

function nameOf(where: DirectivePlace): string {
  if (where === 'document') return 'the document';
  return where === 'object' ? 'a nested object' : where === 'entity' ? 'an entity' : 'a field';
}

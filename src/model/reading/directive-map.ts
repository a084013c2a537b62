import type { Directive, DirectiveOwner } from '../words/directive.ts';
import { DIRECTIVES } from '../words/directives.ts';
import { GUESSED_DIRECTIVES } from '../words/guessed-directives.ts';
import type { Entry, MapNode } from '../yaml/node.ts';
import type { Location } from './location.ts';

/** The keys of a map: its directives by name, and the user's own names. */
export interface DirectiveMap {
  readonly directives: ReadonlyMap<string, Entry>;
  readonly names: readonly Entry[];
  /** Whether what remains cannot be judged: a directive is not in this version yet, or no directive is known. */
  readonly isUnclear: boolean;
}

/** Whether a key is a directive. One that begins with `$$` is a name of the user's own that begins with `$`. */
export function isDirective({ name }: Entry): boolean {
  return name.startsWith('$') && !name.startsWith('$$');
}

/** A key of the user's own, with the name that it stands for. */
export function ownEntry(entry: Entry): Entry {
  return entry.name.startsWith('$$') ? { ...entry, name: entry.name.slice(1) } : entry;
}

/** Splits a map by the one rule of the language; directives that do not exist, or not here, are reported and left out. */
export function splitDirectives(map: MapNode, where: DirectiveOwner, location: Location): DirectiveMap {
  const directives = new Map<string, Entry>();
  const names: Entry[] = [];
  const later = map.entries.find((entry) => laterHere(entry, where) !== undefined);
  for (const entry of map.entries) {
    if (!isDirective(entry)) names.push(ownEntry(entry));
    else if (laterHere(entry, where) !== undefined) reportLater(entry, where, location);
    else if (isKnown(entry, where, later !== undefined, location)) directives.set(entry.name, entry);
  }
  return { directives, names, isUnclear: later !== undefined || directives.size + names.length === 0 };
}

function laterHere({ name }: Entry, where: DirectiveOwner): Directive | undefined {
  return DIRECTIVES.find((one) => one.name === name && one.shape === undefined && one.owners.includes(where));
}

function reportLater(entry: Entry, where: DirectiveOwner, location: Location): void {
  const instead = laterHere(entry, where)?.instead ?? '';
  location.report(
    'DIRECTIVE_NOT_YET',
    entry.key.at,
    `${entry.name} is not in this version yet`,
    `until then: ${instead}`,
  );
}

const COUNTRY_OF_FIELD = 'write $options: { country: DE }; $country belongs to the document, an entity or an object';

/** A map becomes an object by any key that is no directive: often an option of the generator. */
const DIRECTIVE_OF_FIELD =
  'it belongs to a field, and a map with other keys is an object; options of a generator are written as $options: { … }';

/** @param isBesideLater unknown names are then taken for parameters of the directive that is not there yet. */
function isKnown(entry: Entry, where: DirectiveOwner, isBesideLater: boolean, location: Location): boolean {
  const same = DIRECTIVES.filter((directive) => directive.name === entry.name);
  if (same.some((directive) => directive.shape !== undefined && directive.owners.includes(where))) return true;
  const { at } = entry.key;
  if (isBesideLater && where === 'field') return false;
  if (same.length > 0) {
    const places = same.flatMap((directive) => directive.owners).join(' or ');
    location.report(
      'DIRECTIVE_PLACE',
      at,
      `${entry.name} has no meaning in ${nameOf(where)}`,
      misplacedHint(entry.name, where, places),
    );
  } else {
    const known = DIRECTIVES.filter((directive) => directive.owners.includes(where)).map((directive) => directive.name);
    const guessed = GUESSED_DIRECTIVES.get(entry.name.toLowerCase());
    const hint = guessed ?? location.nearest(entry.name, known, 'only directives begin with $');
    location.report('DIRECTIVE_UNKNOWN', at, `there is no directive ${entry.name}`, hint);
  }
  return false;
}

function misplacedHint(name: string, where: DirectiveOwner, places: string): string {
  if (where === 'field' && name === '$country') return COUNTRY_OF_FIELD;
  return where === 'object' && places === 'field' ? DIRECTIVE_OF_FIELD : `it belongs to: ${places}`;
}

function nameOf(where: DirectiveOwner): string {
  if (where === 'document') return 'the document';
  return where === 'object' ? 'a nested object' : where === 'entity' ? 'an entity' : 'a field';
}

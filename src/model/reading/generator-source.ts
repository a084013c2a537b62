import type { GeneratorEntry, Inference } from '../catalogue.ts';
import { checkOptions } from '../checks/check-options.ts';
import { type Found, findGenerator } from '../checks/find-generator.ts';
import type { LeafParts } from './leaf.ts';
import { inferredSource } from './inferred-source.ts';
import type { Made } from './leaf-source.ts';
import type { DeclaredType, Source } from '../model.ts';
import { overriddenRange } from '../overrides/overridden-range.ts';
import type { Options } from '../option.ts';
import { overriddenOptions, settingsOf } from '../overrides/overrides.ts';
import type { Place } from './place.ts';
import type { Span } from '../problems/problem.ts';
import { isNumeric, narrowed, NO_RANGE, type RangeWish, rangeWish, readRange, suits } from './range-wish.ts';
import type { Said } from '../words/short-form.ts';

/** The source of a field that a generator or provider fills, and its type once the bounds are known; null after a problem. */
export function generatorSource(parts: LeafParts, written: Said<string> | null, place: Place): Made | null {
  const wish = rangeWish(parts.form, parts.directives, place);
  const type = typeOf(parts, written, wish);
  if (written === null) return inferred(parts, type, wish, place);
  const found = findGenerator(written.value, written.at, place);
  if (found === null) return null;
  if (found.kind === 'provider') return { source: providerSource(found, parts, wish, place), type, inferred: null };
  return { ...filledBy(found.entry, new Map(), parts, written, wish, place), inferred: null };
}

/** The key's generator, else what the name suggests, else the generator of the type, the first that suits the bounds. */
function inferred(parts: LeafParts, type: DeclaredType | null, wish: RangeWish, place: Place): Made | null {
  const kind = type === null || type.kind === 'enum' ? null : type.kind;
  const { catalogue, bare } = place.scope;
  if (parts.key) {
    const ofKey = candidate(keyGenerator(kind), wish, place);
    if (ofKey !== null) return { ...filledBy(ofKey, new Map(), parts, null, wish, place), inferred: 'type' };
  }
  const isBare = isUnsaid(parts, wish, place);
  for (const inference of catalogue.infer(inferredName(parts), kind, ownersOf(parts))) {
    const made = madeBy(inference, parts, type, wish, place);
    if (made === null) continue;
    if (isBare) bare.add(made.source);
    return { ...made, inferred: 'name' };
  }
  const fallback = kind === null ? undefined : catalogue.find(catalogue.defaultFor(kind));
  if (fallback !== undefined) {
    const made = filledBy(fallback, new Map(), parts, null, wish, place);
    if (isBare) bare.add(made.source);
    return { ...made, inferred: 'type' };
  }
  const hint = 'write a type, such as string, or where the values come from';
  place.report('TYPE_MISSING', parts.at, `nothing says what ${parts.name} is`, hint);
  return null;
}

/** Whether nothing is said of a field's values but the type, here or from outside. */
function isUnsaid(parts: LeafParts, wish: RangeWish, place: Place): boolean {
  const { form, directives, entity, path } = parts;
  const outside = [...(place.scope.overrides.get(entity)?.get(path)?.keys() ?? [])].filter((name) => name !== 'null');
  const said = ['$options', '$from', '$seed'].some((name) => directives.has(name));
  const isFree = suits(wish, null) && wish.decimals === null && form.hint === undefined;
  return isFree && !said && !parts.unique && outside.length === 0;
}

/** What inference suggests, where it goes with everything that is said of the field; else null. */
function madeBy(
  inference: Inference,
  parts: LeafParts,
  type: DeclaredType | null,
  wish: RangeWish,
  place: Place,
): Omit<Made, 'inferred'> | null {
  if (inference.kind === 'generator') {
    const entry = parts.unique && inference.few ? null : candidate(inference.name, wish, place);
    return entry === null ? null : filledBy(entry, inference.options, parts, null, wish, place);
  }
  const isPlain = parts.form.hint === undefined || isNumeric(type);
  const hasOptions = parts.directives.has('$options') || parts.directives.has('$from');
  // Shares, few values and what is put together leave no room for values that are all different.
  if (parts.unique || hasOptions || !isPlain) return null;
  // Bounds that are written count; inference adds a law or one that is missing, not both bounds again.
  const isOpen = inference.kind === 'numbers' ? isNumeric(type) && !(wish.min && wish.max) : false;
  if (!isOpen && !suits(wish, null)) return null;
  return inferredSource(inference, parts, type, wish, place);
}

/** A field's generator with its options, bounds and hint as they are said, and the type these give the field. */
function filledBy(
  entry: GeneratorEntry,
  inferred: Options,
  parts: LeafParts,
  written: Said<string> | null,
  wish: RangeWish,
  place: Place,
): Omit<Made, 'inferred'> {
  const { directives } = parts;
  // What is overridden comes after the choice: it changes settings, never the generator.
  const settings = settingsOf(entry);
  const asked = overriddenRange(wish, settings.range, parts, place);
  if (entry.range === null) refuseRange(entry.name, wish, place);
  const from = directives.get('$from');
  if (from !== undefined && !entry.from) {
    place.report('DIRECTIVE_PLACE', from.key.at, `${entry.name} makes nothing from other fields`, 'remove $from');
  }
  const type = typeOf(parts, written, asked);
  const said = overriddenOptions(directives.get('$options')?.value, settings.options, parts, place);
  const options = checkOptions(said, entry.options, entry.name, place);
  const isSaid = (name: string): boolean => said?.kind === 'map' && said.entries.some((one) => one.name === name);
  const source: Source = {
    kind: 'generator',
    name: entry.name,
    options: new Map([...options, ...[...inferred].filter(([name]) => !isSaid(name))]),
    range:
      entry.range === null ? { ...NO_RANGE, decimals: asked.decimals } : readRange(asked, entry.range, type, place),
    hint: hintOf(parts, entry.hint, place),
  };
  return { source, type };
}

/** A generator that can do what is said of the range; else null. */
function candidate(name: string | undefined, wish: RangeWish, place: Place): GeneratorEntry | null {
  const entry = name === undefined ? undefined : place.scope.catalogue.find(name);
  return entry !== undefined && suits(wish, entry.range) ? entry : null;
}

/** The items of a list are called by its name in the singular. */
function inferredName({ name, path }: LeafParts): string {
  return path.endsWith('[]') ? name.replace(/(?<=..[^s])s$/, '') : name;
}

/** Names of the objects around a field from the inside out, then of its entity. */
function ownersOf({ entity, path }: LeafParts): readonly string[] {
  const objects = path.split('.').slice(0, -1);
  return [...objects.reverse().map((name) => name.replaceAll('[]', '')), entity];
}

/** A number that is a key, and has no other generator, counts: it is an integer. */
function typeOf(parts: LeafParts, written: Said<string> | null, wish: RangeWish): DeclaredType | null {
  const type = narrowed(parts.type, wish);
  return parts.key && written === null && type?.kind === 'number' ? { kind: 'integer' } : type;
}

function keyGenerator(kind: string | null): string | undefined {
  if (kind === null || kind === 'string' || kind === 'uuid') return 'uuid';
  return kind === 'integer' ? 'sequence' : undefined;
}

function providerSource(found: Found & { kind: 'provider' }, parts: LeafParts, wish: RangeWish, place: Place): Source {
  refuseRange(found.provider, wish, place);
  for (const name of ['$options', '$from']) {
    const entry = parts.directives.get(name);
    if (entry !== undefined) place.report('DIRECTIVE_PLACE', entry.key.at, `a provider takes no ${name}`, 'remove it');
  }
  hintOf(parts, false, place);
  return found;
}

function refuseRange(owner: string, wish: RangeWish, place: Place): void {
  const refuse = (at: Span | undefined): void => {
    if (at !== undefined)
      place.report('RANGE_MISPLACED', at, `${owner} takes no range`, 'remove it, or choose another generator');
  };
  refuse((wish.min ?? wish.max)?.at);
  refuse(wish.step?.at);
  refuse(wish.distribution?.key.at);
}

/** On a number a hint only sets decimals, so that none is left for the generator. */
function hintOf(parts: LeafParts, isUseful: boolean, place: Place): string {
  const { hint } = parts.form;
  if (hint === undefined) return '';
  const isNumber = isNumeric(parts.form.type?.value);
  if (isNumber && hint.value === 'currency') return '';
  if (isUseful && !isNumber) return hint.value;
  place.report('HINT_UNUSED', hint.at, 'this hint changes nothing here', 'remove it');
  return '';
}

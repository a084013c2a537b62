import type { GeneratorEntry, Inference } from '../catalogue.ts';
import { checkOptions } from '../checks/check-options.ts';
import { type Found, findGenerator, optionsInstead, optionsMeant } from '../checks/find-generator.ts';
import { leadOf, takesCountry } from './country.ts';
import { localeOf, readLocale } from './locale.ts';
import type { LeafParts } from './leaf-parts.ts';
import { inferredSource } from './inferred-source.ts';
import type { Made } from './leaf-parts.ts';
import type { DeclaredType, Source } from '../model.ts';
import { overriddenRange } from '../overrides/overridden-range.ts';
import type { Options } from '../option.ts';
import { overriddenOptions, settingsOf } from '../overrides/overrides.ts';
import type { Location } from './location.ts';
import type { Span } from '../problems/problem.ts';
import { isNumeric, drawn, narrowed, NO_RANGE, type RangeWish, rangeWish, readRange, suits } from './range-wish.ts';
import type { Spanned } from '../words/short-form.ts';
import { checkWeekSteps, readWeekHours } from './week-hours.ts';

/** The source of a field that a generator or provider fills, and its type once the bounds are known; null after a problem. */
export function generatorSource(parts: LeafParts, written: Spanned<string> | null, location: Location): Made | null {
  const wish = rangeWish(parts.form, parts.directives, location);
  const type = typeOf(parts, written, wish);
  if (written === null) return inferred(parts, type, wish, location);
  const found = findGenerator(written.value, written.at, location);
  if (found === null) return null;
  if (found.kind === 'provider') return { source: providerSource(found, parts, wish, location), type, inferred: null };
  return { ...filledBy(found.entry, found.options, parts, written, wish, location), inferred: null };
}

/** The key's generator, else what the name suggests, else the generator of the type, the first that suits the bounds. */
function inferred(parts: LeafParts, type: DeclaredType | null, wish: RangeWish, location: Location): Made | null {
  const kind = type === null || type.kind === 'enum' ? null : type.kind;
  const { catalogue, bare } = location.scope;
  if (parts.key) {
    const ofKey = candidate(keyGenerator(kind), wish, location);
    if (ofKey !== null) return { ...filledBy(ofKey, {}, parts, null, wish, location), inferred: 'type' };
  }
  const isBare = isUnsaid(parts, wish, location);
  for (const inference of catalogue.infer(inferredName(parts), kind, ownersOf(parts))) {
    const made = madeBy(inference, parts, type, wish, location);
    if (made === null) continue;
    if (isBare) bare.add(made.source);
    return { ...made, inferred: 'name' };
  }
  const fallback = kind === null ? undefined : catalogue.find(catalogue.defaultFor(kind));
  if (fallback !== undefined) {
    const made = filledBy(fallback, {}, parts, null, wish, location);
    if (isBare) bare.add(made.source);
    return { ...made, inferred: 'type' };
  }
  const hint = 'write a type, such as string, or a source of values, such as @city';
  location.report('TYPE_MISSING', parts.at, `${parts.name} has neither a type nor a source of values`, hint);
  return null;
}

/** Whether nothing is said of a field's values but the type, here or from outside. */
function isUnsaid(parts: LeafParts, wish: RangeWish, location: Location): boolean {
  const { form, directives, entity, path } = parts;
  const outside = [...(location.scope.overrides.get(entity)?.get(path)?.keys() ?? [])].filter(
    (name) => name !== 'null',
  );
  const said = ['$options', '$from', '$seed', '$hours', '$weekdays', '$locale'].some((name) => directives.has(name));
  const isFree = suits(wish, null) && wish.decimals === null && form.hint === undefined;
  return isFree && !said && !parts.unique && outside.length === 0;
}

/** What inference suggests, where it goes with everything that is said of the field; else null. */
function madeBy(
  inference: Inference,
  parts: LeafParts,
  type: DeclaredType | null,
  wish: RangeWish,
  location: Location,
): Omit<Made, 'inferred'> | null {
  if (inference.kind === 'generator') {
    const entry = parts.unique && inference.few ? null : candidate(inference.name, wish, location);
    return entry === null ? null : filledBy(entry, inference.options, parts, null, wish, location);
  }
  const isPlain = parts.form.hint === undefined || isNumeric(type);
  const hasOptions = ['$options', '$from', '$hours', '$weekdays'].some((name) => parts.directives.has(name));
  // Shares, few values and what is put together leave no room for values that are all different.
  if (parts.unique || hasOptions || !isPlain) return null;
  // Bounds that are written count; inference adds a law or one that is missing, not both bounds again.
  const isOpen = inference.kind === 'numbers' ? isNumeric(type) && !(wish.min && wish.max) : false;
  if (!isOpen && !suits(wish, null)) return null;
  return inferredSource(inference, parts, type, wish, location);
}

/** A field's generator with its options, bounds and hint as they are said, and the type these give the field. */
function filledBy(
  entry: GeneratorEntry,
  inferred: Options,
  parts: LeafParts,
  written: Spanned<string> | null,
  wish: RangeWish,
  location: Location,
): Omit<Made, 'inferred'> {
  const { directives } = parts;
  // What is overridden comes after the choice: it changes settings, never the generator.
  const settings = settingsOf(entry);
  const asked = overriddenRange(wish, settings.range, parts, location);
  if (entry.range === null) {
    const hasOptions = Object.keys(entry.options).length > 0;
    refuseRange(entry.name, wish, location, hasOptions ? optionsInstead(entry) : undefined);
  } else if (entry.range === 'longest') {
    const { step, distribution } = wish;
    refuseRange(entry.name, { min: null, max: null, step, distribution, decimals: null }, location, 'write only $max');
  }
  const from = directives.get('$from');
  if (from !== undefined && !entry.from && !takesCountry(entry)) {
    location.report('DIRECTIVE_PLACE', from.key.at, `${entry.name} does not use other fields`, 'remove $from');
  }
  const ofField = typeOf(parts, written, asked);
  const type = entry.name === 'decimal' ? drawn(ofField, asked) : ofField;
  checkDecimals(parts, entry, type, location);
  const said = overriddenOptions(directives.get('$options')?.value, settings.options, parts, location);
  const options = checkOptions(said, entry.options, entry.name, location);
  const isSaid = (name: string): boolean => said?.kind === 'map' && said.entries.some((one) => one.name === name);
  const hint = hintOf(parts, entry, location);
  if (from !== undefined && takesCountry(entry) && (hint !== '' || (options['format'] ?? '') !== '')) {
    const message = `$from has no effect on ${parts.name}: its format leaves nothing to the country`;
    location.report('DIRECTIVE_UNUSED', from.key.at, message, 'remove one of them');
  }
  readLocale(directives.get('$locale'), location);
  const range =
    entry.range === null ? { ...NO_RANGE, decimals: asked.decimals } : readRange(asked, entry.range, type, location);
  const what = entry.range === 'date' || entry.range === 'timestamp' ? entry.range : null;
  const week = readWeekHours(parts, what, location);
  if (what !== null) checkWeekSteps(week, what, range, directives, location);
  const source: Source = {
    kind: 'generator',
    name: entry.name,
    options: { ...options, ...Object.fromEntries(Object.entries(inferred).filter(([name]) => !isSaid(name))) },
    range,
    hint,
    ...localeOf(entry, parts.country, location),
    ...leadOf(entry, parts.country, { hasOption: isSaid('country'), from }, location),
    ...(week && { week }),
  };
  return { source, type };
}

/** A generator that can do what is said of the range; else null. */
function candidate(name: string | undefined, wish: RangeWish, location: Location): GeneratorEntry | null {
  const entry = name === undefined ? undefined : location.scope.catalogue.find(name);
  if (entry === undefined) return null;
  // A length that is written makes plain words: what a name means is shortened only where it is asked for.
  return suits(wish, entry.range === 'longest' ? null : entry.range) ? entry : null;
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
function typeOf(parts: LeafParts, written: Spanned<string> | null, wish: RangeWish): DeclaredType | null {
  const type = narrowed(parts.type, wish);
  return parts.key && written === null && type?.kind === 'number' ? { kind: 'integer' } : type;
}

function keyGenerator(kind: string | null): string | undefined {
  if (kind === null || kind === 'string' || kind === 'uuid') return 'uuid';
  return kind === 'integer' ? 'sequence' : undefined;
}

function providerSource(
  found: Found & { kind: 'provider' },
  parts: LeafParts,
  wish: RangeWish,
  location: Location,
): Source {
  refuseRange(found.provider, wish, location);
  for (const name of ['$options', '$from', '$hours', '$weekdays', '$locale']) {
    const entry = parts.directives.get(name);
    if (entry !== undefined)
      location.report('DIRECTIVE_PLACE', entry.key.at, `a provider takes no ${name}`, 'remove it');
  }
  hintOf(parts, null, location);
  return found;
}

/** Decimals are of numbers that can have some. */
function checkDecimals(parts: LeafParts, entry: GeneratorEntry, type: DeclaredType | null, location: Location): void {
  const said = parts.directives.get('$decimals');
  if (said === undefined) return;
  const isNumber = isNumeric(type) || (type === null && ['number', 'decimal', 'integer'].includes(entry.type));
  const isWhole = parts.type?.kind === 'integer' && !(said.value.kind === 'scalar' && said.value.text === '0');
  if (isNumber && !isWhole) return;
  const hint = isWhole ? 'write the type number or decimal(10,2)' : 'remove it';
  location.report('DIRECTIVE_UNUSED', said.key.at, `$decimals has no effect on ${parts.name}`, hint);
}

function refuseRange(
  owner: string,
  wish: RangeWish,
  location: Location,
  hint = 'remove it, or choose another generator',
): void {
  const refuse = (at: Span | undefined): void => {
    if (at !== undefined) location.report('RANGE_MISPLACED', at, `${owner} takes no range`, hint);
  };
  refuse((wish.min ?? wish.max)?.at);
  refuse(wish.step?.at);
  refuse(wish.distribution?.key.at);
}

/** On a number a hint only sets decimals, so that none is left for the generator. */
function hintOf(parts: LeafParts, entry: GeneratorEntry | null, location: Location): string {
  const { hint } = parts.form;
  if (hint === undefined) return '';
  const isNumber = isNumeric(parts.form.type?.value);
  if (isNumber && hint.value === 'currency') return '';
  const kind = parts.form.type?.value.kind ?? '';
  if (entry?.hint === true && ['date', 'time', 'timestamp'].includes(kind)) {
    const message = `a hint formats text, and this field is a ${kind}`;
    location.report('TYPE_MISMATCH', hint.at, message, `write string @${entry.name} (${hint.value})`);
    return '';
  }
  const meant = entry === null ? new Map<string, string>() : optionsMeant(entry, hint.value);
  if (entry?.hint === true && !isNumber && !meant.has('country')) return hint.value;
  const instead =
    entry === null || meant.size === 0 ? rangeMeant(parts, entry, hint.value) : optionsInstead(entry, meant);
  location.report('HINT_UNUSED', hint.at, 'this hint has no effect here', instead);
  return '';
}

/** A hint that was meant as a range is one without its parentheses. */
function rangeMeant({ form }: LeafParts, entry: GeneratorEntry | null, hint: string): string {
  const [, min, max] = /^\s*(\d+)(?:\s*(?:[-,]|\.\.)\s*(\d+))?\s*$/.exec(hint) ?? [];
  const kind = form.type?.value.kind ?? '';
  const takesRange = entry === null ? ['string', 'integer', 'number', 'decimal'].includes(kind) : entry.range !== null;
  return min === undefined || !takesRange ? 'remove it' : `a range has no parentheses: write ${min}-${max ?? min}`;
}

import type { GeneratorEntry } from '../catalogue.ts';
import { checkOptions } from '../checks/check-options.ts';
import { type Found, findGenerator, optionsInstead } from '../checks/find-generator.ts';
import type { LeafParts } from './leaf.ts';
import type { DeclaredType, Source } from '../model.ts';
import { overriddenRange } from '../overrides/overridden-range.ts';
import { overriddenOptions, settingsOf } from '../overrides/overrides.ts';
import type { Location } from './location.ts';
import type { Span } from '../problems/problem.ts';
import { isNumeric, narrowed, NO_RANGE, type RangeWish, rangeWish, readRange, suits } from './range-wish.ts';
import type { Said } from '../words/short-form.ts';

type ChosenGenerator = { readonly found: 'written' | 'name' | 'type'; readonly entry: GeneratorEntry };

/** The source of a field that a generator or provider fills, and its type once the bounds are known; null after a problem. */
export function generatorSource(
  parts: LeafParts,
  written: Said<string> | null,
  location: Location,
): { readonly source: Source; readonly type: DeclaredType | null } | null {
  const { form, directives } = parts;
  const wish = rangeWish(form, directives, location);
  const typeAsWritten = typeOf(parts, written, wish);
  const found = written === null ? null : findGenerator(written.value, written.at, location);
  if (written !== null && found === null) return null;
  if (found?.kind === 'provider') return { source: providerSource(found, parts, wish, location), type: typeAsWritten };

  const chosen: ChosenGenerator | null =
    found === null ? choose(parts, typeAsWritten, wish, location) : { found: 'written', entry: found.entry };
  if (chosen === null) {
    const hint = 'write a type, such as string, or where the values come from';
    location.report('TYPE_MISSING', parts.at, `nothing says what ${parts.name} is`, hint);
    return null;
  }
  const { entry } = chosen;
  // What is overridden comes after the choice: it changes settings, never the generator.
  const settings = settingsOf(entry);
  const asked = overriddenRange(wish, settings.range, parts, location);
  if (entry.range === null) {
    const hasOptions = Object.keys(entry.options).length > 0;
    refuseRange(entry.name, wish, location, hasOptions ? optionsInstead(entry) : undefined);
  }
  const from = directives.get('$from');
  if (from !== undefined && !entry.from) {
    location.report('DIRECTIVE_PLACE', from.key.at, `${entry.name} makes nothing from other fields`, 'remove $from');
  }
  const type = typeOf(parts, written, asked);
  checkDecimals(parts, entry, type, location);
  const options = overriddenOptions(directives.get('$options')?.value, settings.options, parts, location);
  const source: Source = {
    kind: 'generator',
    name: entry.name,
    found: chosen.found,
    options: checkOptions(options, entry.options, entry.name, location),
    range:
      entry.range === null ? { ...NO_RANGE, decimals: asked.decimals } : readRange(asked, entry.range, type, location),
    hint: hintOf(parts, entry, location),
  };
  return { source, type };
}

/** A number that is a key, and has no other generator, counts: it is an integer. */
function typeOf(parts: LeafParts, written: Said<string> | null, wish: RangeWish): DeclaredType | null {
  const type = narrowed(parts.type, wish);
  return parts.key && written === null && type?.kind === 'number' ? { kind: 'integer' } : type;
}

/** The key's generator, else the one of the name, else that of the type, each only where the bounds suit it. */
function choose(
  parts: LeafParts,
  type: DeclaredType | null,
  wish: RangeWish,
  location: Location,
): ChosenGenerator | null {
  const { catalogue } = location.scope;
  const kind = type === null || type.kind === 'enum' ? null : type.kind;
  const candidate = (name: string | undefined, found: 'name' | 'type'): ChosenGenerator | null => {
    const entry = name === undefined ? undefined : catalogue.find(name);
    return entry !== undefined && suits(wish, entry.range) ? { found, entry } : null;
  };
  const ofKey = parts.key ? keyGenerator(kind) : undefined;
  return (
    candidate(ofKey, 'type') ??
    candidate(catalogue.infer(parts.name, kind), 'name') ??
    (kind === null
      ? null
      : (candidate(catalogue.defaultFor(kind), 'type') ?? refused(catalogue.find(catalogue.defaultFor(kind)))))
  );
}

function refused(entry: GeneratorEntry | undefined): ChosenGenerator | null {
  return entry === undefined ? null : { found: 'type', entry };
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
  for (const name of ['$options', '$from']) {
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
  location.report('DIRECTIVE_UNUSED', said.key.at, `$decimals changes nothing of ${parts.name}`, hint);
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
    const message = `a ${kind} has no form of its own, only a text has`;
    location.report('TYPE_MISMATCH', hint.at, message, `write string @${entry.name} (${hint.value})`);
    return '';
  }
  const isCountry = COUNTRIES.test(hint.value) && entry?.options['country'] !== undefined;
  if (entry?.hint === true && !isNumber && !isCountry) return hint.value;
  const instead = isCountry ? optionsInstead(entry, new Map([['country', countries(hint.value)]])) : 'remove it';
  location.report('HINT_UNUSED', hint.at, 'this hint changes nothing here', instead);
  return '';
}

/** Codes of countries where a hint stands: an option says the same. */
const COUNTRIES = /^\s*(?:[A-Z]{2}|[a-z]{2})(?:\s*,\s*(?:[A-Z]{2}|[a-z]{2}))*\s*$/;

function countries(hint: string): string {
  const codes = hint.trim().toUpperCase();
  return codes.includes(',') ? `"${codes}"` : codes;
}

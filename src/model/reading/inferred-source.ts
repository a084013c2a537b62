import type { Inference } from '../catalogue.ts';
import { checkOptions } from '../checks/check-options.ts';
import { leadOf } from './country.ts';
import { localeOf } from './locale.ts';
import type { Made } from './leaf-parts.ts';
import type { LeafParts } from './leaf-parts.ts';
import type { RangeBound, DeclaredType, ModelScalar, Source, TemplatePart } from '../model.ts';
import { overriddenRange } from '../overrides/overridden-range.ts';
import { overrideOf, settingsOf } from '../overrides/overrides.ts';
import { entryOf, valueNode } from '../overrides/value-node.ts';
import { parseExpression } from '../expression/parse.ts';
import type { Location } from './location.ts';
import type { Span } from '../problems/problem.ts';
import { isNumeric, NO_RANGE, type RangeWish, readRange } from './range-wish.ts';
import { readValues } from './values.ts';
import { decimalsOf } from '../words/bounds.ts';
import type { Distribution } from '../words/distribution.ts';
import type { Entry } from '../yaml/node.ts';
import { fits, MAX_SCALE } from '../words/types.ts';

type Plain = Exclude<Inference, { kind: 'generator' }>;

/** The source that inference suggests for a field with nothing said but its type; null where the type cannot hold it. */
export function inferredSource(
  inference: Plain,
  parts: LeafParts,
  type: DeclaredType | null,
  wish: RangeWish,
  location: Location,
): Omit<Made, 'inferred'> | null {
  switch (inference.kind) {
    case 'numbers':
      return numbersOf(inference, parts, type, wish, location);
    case 'values': {
      const { values, weights } = inference;
      if (!values.every((value) => holds(type, value))) return null;
      const given = overrideOf(parts, 'values', location);
      const read = given === undefined ? { values, weights } : readValues(given, location);
      if (read === null) return null;
      if (type !== null && !read.values.every((value) => fits(value, type))) {
        location.report('VALUE_TYPE', parts.at, `some of the values are no ${type.kind}`, 'change them, or the type');
      }
      return { source: { kind: 'values', ...read }, type };
    }
    case 'template':
      return {
        source: { kind: 'template', parts: inference.parts.map((part) => partOf(part, parts, location)) },
        type,
      };
    case 'expression':
      return { source: expressionOf(inference.text, parts.at), type };
  }
}

/** An expression of the catalogue. Throws where that is not well formed. */
export function expressionOf(text: string, at: Span): Source {
  const expression = parseExpression(
    text,
    () => at,
    (_, message) => {
      throw new Error(`the expression ${text} of the catalogue is wrong: ${message}`);
    },
  );
  if (expression === null) throw new Error(`the expression ${text} of the catalogue is wrong`);
  return { kind: 'expression', expression };
}

/** The generator of the type, with the bounds as if they were written and what is overridden in their location. */
function numbersOf(
  { min, max, step, distribution }: Inference & { kind: 'numbers' },
  parts: LeafParts,
  type: DeclaredType | null,
  wish: RangeWish,
  location: Location,
): Omit<Made, 'inferred'> | null {
  const scale = scaleOf(type, wish);
  const [low, high] = [cut(min, scale, Math.ceil), cut(max, scale, Math.floor)];
  // Of less than three numbers not much is left of a law.
  if (high.value - low.value < 2 * 10 ** -scale || (step !== null && decimalsOf(String(step)) > scale)) return null;
  if (!holds(type, low) || !holds(type, high)) return null;
  const written = (bound: RangeBound): RangeWish['min'] => ({ value: bound.text, at: parts.at });
  const law = wish.distribution ?? (distribution === null ? null : lawEntry(distribution, parts.at));
  const own: RangeWish = {
    ...wish,
    min: wish.min ?? written(low),
    max: wish.max ?? written(high),
    distribution: law,
  };
  // A bound of the user's beyond ours leaves nothing between them.
  if (Number(own.min?.value) >= Number(own.max?.value)) return null;
  const { catalogue } = location.scope;
  const entry = catalogue.find(catalogue.defaultFor(isNumeric(type) ? type.kind : kindOfBounds(low, high)));
  if (entry?.range !== 'integer' && entry?.range !== 'number') return null;
  const range = readRange(overriddenRange(own, settingsOf(entry).range, parts, location), entry.range, type, location);
  return {
    source: {
      kind: 'generator',
      name: entry.name,
      options: checkOptions(undefined, entry.options, entry.name, location),
      range: { ...range, step: range.step ?? step },
      hint: '',
    },
    type,
  };
}

/** A law of the catalogue as if it were written. */
function lawEntry(law: Distribution, at: Span): Entry {
  const entries = Object.entries(law).map(([name, value]: [string, string | number]) => {
    return [name, typeof value === 'number' ? { value, text: String(value) } : value] as const;
  });
  return entryOf('$distribution', valueNode({ entries }, at), at);
}

/** Decimals that the type has room for. */
function scaleOf(type: DeclaredType | null, wish: RangeWish): number {
  if (type?.kind === 'integer') return 0;
  return type?.kind === 'decimal' ? type.scale : (wish.decimals ?? MAX_SCALE);
}

/** A bound with no more decimals than there is room for, towards the other one. */
function cut(bound: RangeBound, scale: number, round: (value: number) => number): RangeBound {
  if (decimalsOf(bound.text) <= scale) return bound;
  const text = (round(bound.value * 10 ** scale) / 10 ** scale).toFixed(scale);
  return { value: Number(text), text };
}

function kindOfBounds(low: RangeBound, high: RangeBound): 'integer' | 'number' {
  return decimalsOf(low.text) === 0 && decimalsOf(high.text) === 0 ? 'integer' : 'number';
}

/** Whether a declared type can hold a value with all its digits; the decimals of bounds are cut to those of the type. */
function holds(type: DeclaredType | null, value: ModelScalar): boolean {
  if (type === null) return true;
  if (!fits(value, type)) return false;
  if (type.kind !== 'decimal' || value === null || typeof value !== 'object') return true;
  const digits = String(Math.trunc(Math.abs(value.value)));
  return digits === '0' || digits.length <= type.precision - type.scale;
}

function partOf(
  part: { readonly text: string } | { readonly generator: string },
  { at, country }: LeafParts,
  location: Location,
): TemplatePart {
  if ('text' in part) return { kind: 'literal', text: part.text };
  const entry = location.scope.catalogue.find(part.generator);
  if (entry === undefined) throw new Error(`the catalogue has no generator ${part.generator}`);
  const options = checkOptions(undefined, entry.options, entry.name, location);
  const locale = localeOf(entry, country, location);
  const lead = leadOf(entry, country, { hasOption: false, from: undefined }, location);
  return {
    kind: 'generator',
    source: { kind: 'generator', name: entry.name, options, range: NO_RANGE, hint: '', ...locale, ...lead },
    at,
  };
}

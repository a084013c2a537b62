import type { Catalogue, ModelScalar } from '../../model/index.ts';
import { draft, type Draft } from '../draft.ts';
import { isWithin } from '../model/number-fields.ts';
import { isMultiple } from './check.ts';
import { NUMBER_FORMATS } from './formats.ts';
import type { JsonMap } from './json.ts';
import type { NumberShape, Shape } from './shape.ts';

/** What a number is without bounds. */
const DEFAULT_MAX = 1000;
/** Decimals of a number. */
const MAX_DECIMALS = 12;
/** Numbers that are written out where no range meets everything. */
const MAX_WRITTEN = 20;

interface Bounds {
  readonly min: number;
  readonly max: number;
  /** Whether the bounds themselves are excluded. */
  readonly isMinOpen: boolean;
  readonly isMaxOpen: boolean;
  readonly steps: readonly number[];
  readonly indivisible: readonly number[];
}

/** The numbers that meet several schemas; null if there are none. */
export function numberShape(
  schemas: readonly JsonMap[],
  isInteger: boolean,
  name: string,
  owners: readonly string[],
  catalogue: Catalogue,
): Shape | null {
  const bounds = boundsOf(schemas);
  const isWhole =
    isInteger || schemas.some((schema) => formatBounds(schema) !== undefined || schema.get('format') === 'int64');
  if (bounds.steps.some((step) => step > 0 && step !== 1) || bounds.indivisible.length > 0)
    return stepped(bounds, isWhole);
  const isOpen = bounds.min === -Infinity && bounds.max === Infinity;
  const [inference] = catalogue.infer(name, isWhole ? 'integer' : 'number', owners);
  const type = isWhole || bounds.steps.includes(1) ? 'integer' : 'number';
  if (inference !== undefined && (isOpen || isWithin(inference, ...insideOf(bounds)))) {
    const known = inference.kind === 'numbers' ? { min: inference.min.value, max: inference.max.value } : WIDE;
    const [min, max] = [Math.max(known.min, bounds.min), Math.min(known.max, bounds.max)];
    return { kind: 'number', isInteger: type === 'integer', min, max, step: null, field: draft(type) };
  }
  if (isOpen) {
    return { kind: 'number', isInteger: type === 'integer', min: 0, max: DEFAULT_MAX, step: null, field: draft(type) };
  }
  return type === 'integer' ? whole(bounds) : fractional(bounds);
}

/** What is not known of numbers that a name means. */
const WIDE = { min: -1e9, max: 1e9 } as const;

function formatBounds(schema: JsonMap): readonly [min: number, max: number] | undefined {
  const format = schema.get('format');
  return typeof format === 'string' ? NUMBER_FORMATS.get(format) : undefined;
}

function boundsOf(schemas: readonly JsonMap[]): Bounds {
  let min = -Infinity;
  let max = Infinity;
  let isMinOpen = false;
  let isMaxOpen = false;
  const lift = (value: number, isOpen: boolean): void => {
    if (value > min || (value === min && isOpen)) [min, isMinOpen] = [value, isOpen];
  };
  const lower = (value: number, isOpen: boolean): void => {
    if (value < max || (value === max && isOpen)) [max, isMaxOpen] = [value, isOpen];
  };
  const steps: number[] = [];
  const indivisible: number[] = [];
  for (const schema of schemas) {
    const number = (name: string): number | null => {
      const value = schema.get(name);
      return typeof value === 'number' ? value : null;
    };
    const [minimum, maximum] = [number('minimum'), number('maximum')];
    if (minimum !== null) lift(minimum, schema.get('exclusiveMinimum') === true);
    if (maximum !== null) lower(maximum, schema.get('exclusiveMaximum') === true);
    const [above, below] = [number('exclusiveMinimum'), number('exclusiveMaximum')];
    if (above !== null) lift(above, true);
    if (below !== null) lower(below, true);
    const format = formatBounds(schema);
    if (format !== undefined) {
      lift(format[0], false);
      lower(format[1], false);
    }
    for (const keyword of ['multipleOf', 'divisibleBy']) {
      const step = number(keyword);
      if (step !== null && step > 0) steps.push(step);
    }
    const not = number('$indivisible');
    if (not !== null) indivisible.push(not);
  }
  return { min, max, isMinOpen, isMaxOpen, steps, indivisible };
}

/** Bounds that are included, at most a little narrower. */
function insideOf({ min, max, isMinOpen, isMaxOpen }: Bounds): readonly [min: number, max: number] {
  return [isMinOpen ? min + Math.abs(min) * 1e-9 + 1e-9 : min, isMaxOpen ? max - Math.abs(max) * 1e-9 - 1e-9 : max];
}

function isIn(value: number, { min, max, isMinOpen, isMaxOpen, steps, indivisible }: Bounds): boolean {
  return (
    (isMinOpen ? value > min : value >= min) &&
    (isMaxOpen ? value < max : value <= max) &&
    steps.every((step) => isMultiple(value, step)) &&
    !indivisible.some((step) => isMultiple(value, step))
  );
}

function whole(bounds: Bounds): Shape | null {
  const { min, max } = bounds;
  const least = bounds.isMinOpen && Number.isInteger(min) ? min + 1 : Math.ceil(min);
  const most = bounds.isMaxOpen && Number.isInteger(max) ? max - 1 : Math.floor(max);
  if (least > most) return null;
  const from = Number.isFinite(least) ? least : Math.min(0, most === Infinity ? 0 : most >= 0 ? 0 : most - DEFAULT_MAX);
  const to = Math.min(
    most,
    Number.isFinite(least) && most === Infinity ? upTo(from) : most === Infinity ? DEFAULT_MAX : most,
  );
  if (Math.abs(from) > Number.MAX_SAFE_INTEGER || Math.abs(to) > Number.MAX_SAFE_INTEGER)
    return large(bounds, from, to);
  return {
    kind: 'number',
    isInteger: true,
    min: from,
    max: to,
    step: null,
    field: ranged('integer', String(from), String(to)),
  };
}

/** Beyond the integers that are exact there are values that are written out. */
function large(bounds: Bounds, from: number, to: number): Shape | null {
  const values = [from, to, 0, 1, -1].filter((value) => isIn(value, bounds) && Number.isSafeInteger(value));
  if (values.length > 0) return { kind: 'scalars', values: [...new Set(values)] };
  const wide = [from, to].filter((value) => isIn(value, bounds));
  return wide.length === 0 ? null : { kind: 'scalars', values: [...new Set(wide)] };
}

function fractional(bounds: Bounds): Shape | null {
  const { min, max } = bounds;
  if (min > max || (min === max && (bounds.isMinOpen || bounds.isMaxOpen))) return null;
  const from = Number.isFinite(min) ? min : max >= DEFAULT_MAX ? 0 : Math.min(0, max - DEFAULT_MAX);
  const to = Number.isFinite(max) ? max : upTo(from);
  if (from === to) return { kind: 'scalars', values: [from] };
  for (let decimals = 2; decimals <= MAX_DECIMALS; decimals++) {
    const unit = 10 ** decimals;
    if (Math.max(Math.abs(from), Math.abs(to)) * unit > Number.MAX_SAFE_INTEGER) break;
    let least = Math.ceil(from * unit);
    let most = Math.floor(to * unit);
    while (least <= most && !isIn(least / unit, bounds)) least++;
    while (least <= most && !isIn(most / unit, bounds)) most--;
    if (most - least < Math.min(10, (to - from) * 1000)) continue;
    const [lowest, highest] = [least / unit, most / unit];
    const field = ranged('number', lowest.toFixed(decimals), highest.toFixed(decimals));
    return { kind: 'number', isInteger: false, min: lowest, max: highest, step: null, field };
  }
  const middle = [from, to, from / 2 + to / 2, 0, 1].filter((value) => isIn(value, bounds));
  return middle.length === 0 ? null : { kind: 'scalars', values: [...new Set(middle)] };
}

/** Multiples of one or more numbers. */
function stepped(bounds: Bounds, isInteger: boolean): Shape | null {
  const step = bounds.steps.length === 0 ? 1 : Math.max(...bounds.steps);
  const first = Number.isFinite(bounds.min)
    ? Math.ceil(bounds.min / step)
    : Number.isFinite(bounds.max)
      ? Math.floor(bounds.max / step) - 1000
      : 0;
  const isFine = (value: number): boolean => isIn(value, bounds) && (!isInteger || Number.isInteger(value));
  if (bounds.steps.length <= 1 && bounds.indivisible.length === 0 && Number.isInteger(step)) {
    const last = Math.min(
      Number.isFinite(bounds.max) ? Math.floor(bounds.max / step) : Infinity,
      Math.max(first + 100, Math.floor(DEFAULT_MAX / step)),
    );
    const [min, max] = [
      isFine(first * step) ? first * step : (first + 1) * step,
      isFine(last * step) ? last * step : (last - 1) * step,
    ];
    if (min < max && isFine(min) && isFine(max) && Number.isSafeInteger(max)) {
      const field = draft('integer');
      field.directives.set('$min', numberText(min)).set('$max', numberText(max)).set('$step', numberText(step));
      return { kind: 'number', isInteger: true, min, max, step, field } satisfies NumberShape;
    }
  }
  const values: number[] = [];
  const decimals = Math.min(15, (String(step).split('.')[1] ?? '').length);
  for (let i = 0; i < 20_000 && values.length < MAX_WRITTEN; i++) {
    const value = Number(((first + i) * step).toFixed(decimals));
    if (value > bounds.max) break;
    if (isFine(value)) values.push(value);
  }
  return values.length === 0 ? null : { kind: 'scalars', values };
}

export function numberText(value: number): ModelScalar {
  return { value, text: String(value) };
}

function ranged(type: string, min: string, max: string): Draft {
  const isPlain = /^\d/.test(min) && /^\d/.test(max) && !/e/.test(min + max);
  return draft(type, isPlain ? `${min}-${max}` : `${min}..${max}`);
}

function upTo(from: number): number {
  return from < DEFAULT_MAX ? DEFAULT_MAX : from + DEFAULT_MAX;
}

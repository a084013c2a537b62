import type { Field } from '../../../model/index.ts';
import { formatInstant, formatTime } from '../../calendar.ts';
import { powerOfTen } from '../../expressions/value-type.ts';
import type { Recipe } from '../../frame.ts';
import { factorOf } from '../../recipes/within.ts';
import { type CheckContext, isFree, isOfTuple } from './context.ts';
import type { Interval } from './interval.ts';
import type { Linear } from './linear.ts';

export type NumberKind = 'number' | 'instant' | 'time';

/** A number or time that a check names. */
export interface NumberNode {
  readonly names: readonly string[];
  readonly kind: NumberKind;
  readonly recipe: Recipe;
  readonly field: Field | null;
  readonly isDrawn: boolean;
  readonly scale: number;
}

const MAX_SCALE = 12;

/** The numbers and times that checks name, by their paths, in the units that all of them have in common. */
export class NumberNodes {
  readonly #context: CheckContext;
  readonly #numbers = new Map<string, NumberNode>();
  /** Ranges that checks narrow, in common units. */
  readonly #narrowed = new Map<string, Interval>();
  /** Digits after the point of the common unit. */
  #scale = 0;

  constructor(context: CheckContext) {
    this.#context = context;
  }

  get scale(): number {
    return this.#scale;
  }

  /** Notes the number of a path; null where it is none that can be compared exactly. */
  number(names: readonly string[]): NumberNode | null {
    const id = names.join('.');
    const known = this.#numbers.get(id);
    if (known !== undefined) return known;
    const found = this.#context.ranges.recipe(this.#context.entity, names);
    if (found === null) return null;
    // What is made from a value on a grid may keep its recipe, and be elsewhere.
    const recipe = this.#context.ranges.isOnGrid(this.#context.entity, names) ? found : withoutGrid(found);
    const kind = KINDS[recipe.type.kind] ?? null;
    // Floats are compared by rounding, unless they are numbers of a fixed scale.
    if (kind === null) return null;
    const field = this.#context.ranges.own(this.#context.entity, names);
    const scale = recipe.type.kind === 'decimal' ? recipe.type.scale : (recipe.grid?.scale ?? 0);
    const isDrawn = field !== null && isFree(this.#context.entity, field) && recipe.grid !== undefined;
    const node = { names, kind, recipe, field, isDrawn, scale };
    this.#numbers.set(id, node);
    return node;
  }

  /** The kind of all numbers of a sum, which are noted; null where they are of several, or of none. */
  kindOf(linear: Linear): NumberKind | null {
    const nodes = linear.terms.map(({ names }) => this.number(names));
    const kinds = new Set(nodes.map((node) => node?.kind ?? null));
    const [kind] = kinds;
    return kinds.size === 1 ? (kind ?? null) : null;
  }

  get(id: string): NumberNode | undefined {
    return this.#numbers.get(id);
  }

  ofKind(kind: NumberKind): readonly NumberNode[] {
    return [...this.#numbers.values()].filter((node) => node.kind === kind);
  }

  /** Sets the common unit, once all numbers are noted: that of the finest of them, and of the constants in sums. */
  settle(sums: readonly Linear[]): void {
    const ofNodes = [...this.#numbers.values()].map(({ scale }) => scale);
    const ofConstants = sums
      .flatMap(({ constants }) => constants)
      .map(({ value }) => (value.kind === 'number' ? value.scale : 0));
    this.#scale = Math.min(MAX_SCALE, Math.max(0, ...ofNodes, ...ofConstants));
  }

  isWhole(ids: readonly string[]): boolean {
    return ids.every((id) => {
      const node = this.#numbers.get(id);
      return node === undefined || node.recipe.type.kind !== 'number' || node.recipe.grid !== undefined;
    });
  }

  /** The distance of the values of a number that is drawn, in common units; 0 for any other. */
  step({ recipe: { grid, type } }: NumberNode): number {
    return grid === undefined ? 0 : grid.step * factorOf(type, grid.scale, this.#scale);
  }

  /** The least difference of two values that are not drawn, in common units. */
  unit({ recipe: { type } }: NumberNode): number {
    if (type.kind === 'integer') return powerOfTen(this.#scale);
    return type.kind === 'decimal' ? powerOfTen(this.#scale - type.scale) : 0.5;
  }

  /** Draws a number from the values of its range that are within others; false where there are none. */
  narrow(id: string, { low, high }: Interval): boolean {
    const node = this.#numbers.get(id);
    if (node?.recipe.grid === undefined) return false;
    const range = this.range(id, node.kind);
    const step = this.step(node);
    const first = range.low + Math.max(0, Math.ceil((low - range.low) / step)) * step;
    const last = Math.min(range.high, range.low + Math.floor((high - range.low) / step) * step);
    if (first > last) return false;
    this.#narrowed.set(id, { low: first, high: last });
    return true;
  }

  /** The range of a number, in common units; 0 alone for ''. */
  range(id: string, kind: NumberKind): Interval {
    const node = this.#numbers.get(id);
    if (node === undefined) return { low: 0, high: 0 };
    const narrowed = this.#narrowed.get(id);
    if (narrowed !== undefined) return narrowed;
    const { grid, type } = node.recipe;
    if (grid !== undefined) {
      const factor = factorOf(type, grid.scale, this.#scale);
      return { low: grid.low * factor, high: (grid.low + (grid.size - 1) * grid.step) * factor };
    }
    const { low, high } = this.#context.ranges.of(this.#context.entity, node.names);
    const power = kind === 'number' ? powerOfTen(this.#scale) : 1;
    return { low: outward(low * power, Math.floor), high: outward(high * power, Math.ceil) };
  }

  /** Why a rule cannot be kept by drawing. */
  saidOf(ends: readonly string[], kind: NumberKind): string {
    const ids = ends.filter((id) => id !== '');
    const verb = ids.length === 1 ? 'is' : 'are';
    return `${ids.join(' and ')} ${verb} not drawn here (${ids.map((id) => this.shown(id, kind)).join(', ')})`;
  }

  /** A field and its range, as a reader writes it. */
  shown(id: string, kind: NumberKind): string {
    const { low, high } = this.range(id, kind);
    const end = (value: number): string => {
      if (!Number.isFinite(value)) return 'any';
      if (kind === 'number') return String(value / powerOfTen(this.#scale));
      if (kind === 'time') return formatTime(value);
      return formatInstant(value).replace(/(?:T00:00:00)?\.000Z$/, '');
    };
    return `${id}: ${end(low)} to ${end(high)}`;
  }

  /** What to write for a number that a check would bound. */
  insteadOf({ kind, field, names }: NumberNode): string {
    const name = names.join('.');
    if (field !== null && (field.unique || isOfTuple(this.#context.entity, field)))
      return `${name} is unique: give it the range in its type, such as integer 1-1000.`;
    if (field?.source.kind === 'relative') return `Bound it in the field: ${name}: { $after: …, $before: … }.`;
    if (field?.inferred === 'siblings') {
      return `${name} follows other fields by its name: give it a range, or { $type: ${field.type?.kind ?? 'timestamp'}, $after: … }.`;
    }
    if (kind === 'instant') return `Draw the other time by it: { $type: timestamp, $after: ${name} }, or $before.`;
    if (field?.source.kind === 'expression')
      return `Make it part of the expression of ${name}, with min(…), max(…) or clamp(…).`;
    return `Make the other field from it: "= ${name} + random_int(1, 9)".`;
  }
}

const KINDS: Readonly<Record<string, NumberKind>> = {
  integer: 'number',
  decimal: 'number',
  number: 'number',
  date: 'instant',
  timestamp: 'instant',
  time: 'time',
};

function withoutGrid(recipe: Recipe): Recipe {
  const { grid, ...others } = recipe;
  return grid === undefined ? recipe : others;
}

/** To a whole number, away from the middle, unless the difference is noise. */
export function outward(value: number, round: (value: number) => number): number {
  const near = Math.round(value);
  return Math.abs(value - near) < 1e-6 ? near : round(value);
}

import { Arena } from '../../../src/engine/arena.ts';
import { Dictionary } from '../../../src/engine/dictionary.ts';
import { compileExpression } from '../../../src/engine/expressions/check.ts';
import { readScalar } from '../../../src/engine/expressions/read.ts';
import type { ExpressionScope } from '../../../src/engine/expressions/scope.ts';
import { Frame } from '../../../src/engine/frame.ts';
import type { Recipe } from '../../../src/engine/frame.ts';
import type { ColumnType, Vector } from '../../../src/engine/vector.ts';
import { parseExpression } from '../../../src/model/expression/parse.ts';
import { closest } from '../../../src/model/problems/closest.ts';

export type Cell = null | boolean | number | bigint | string;

/** A problem as `start-end CODE message`. */
export type Finding = string;

export interface Outcome {
  readonly recipe: Recipe | null;
  readonly findings: Finding[];
}

export interface Surroundings {
  readonly columns?: Readonly<Record<string, Recipe>>;
  readonly variables?: Readonly<Record<string, null | boolean | string | { value: number; text: string }>>;
  readonly expected?: ColumnType;
}

/** 2026-01-15T12:00:00Z */
export const NOW = 1_768_478_400_000;

/** Parses and compiles, collecting what is reported. */
export function compile(source: string, { columns = {}, variables = {}, expected }: Surroundings = {}): Outcome {
  const findings: Finding[] = [];
  const expression = parseExpression(
    source,
    (start, end) => ({ line: 1, column: start + 1, start, end }),
    (at, message) => findings.push(`${at.start}-${at.end} SYNTAX ${message}`),
  );
  if (expression === null) return { recipe: null, findings };
  const known = new Map(Object.entries(columns));
  const given = new Map(Object.entries(variables));
  const scope: ExpressionScope = {
    resolve: (path) =>
      known.get(path.join('.')) ?? { unknown: true, near: closest(path.join('.'), known.keys()) ?? null },
    variable: (name) => given.get(name),
    variableNames: [...given.keys()],
    key: (purpose) => ({ k0: purpose.length, k1: Number(purpose.slice(7)) }),
    now: NOW,
    expected: expected ?? null,
  };
  const recipe = compileExpression(expression, scope, (at, code, message, hint) =>
    findings.push(`${at.start}-${at.end} ${code} ${message}${hint === '' ? '' : ` (${hint})`}`),
  );
  return { recipe, findings };
}

/** Of one reader after the other: its buffers cost more than the rows that these tests read. */
const arena = new Arena();

/** The first rows of a recipe. */
export function rows(recipe: Recipe, count: number): Cell[] {
  arena.reset();
  const frame = new Frame(arena, Math.max(count, 8));
  const column = frame.column(recipe);
  frame.range(0, count);
  column.ensure();
  return Array.from({ length: count }, (_, i) => readScalar(column.value.vector, i));
}

/** The value of an expression in each of the rows of its columns. */
export function evaluate(source: string, surroundings: Surroundings = {}, count = 1): Cell[] {
  const { recipe, findings } = compile(source, surroundings);
  if (recipe === null) throw new Error(`${source}: ${findings.join('; ')}`);
  return rows(recipe, count);
}

type Storage = 'int32' | 'int53' | 'float64' | 'decimal' | 'decimal64' | 'date' | 'timestamp' | 'time' | 'bool';

/** A column of given values, null among them; texts become a dictionary, or utf8 where `plain`. */
export function texts(values: readonly (string | null)[], plain = false): Recipe {
  const distinct = [...new Set(values.map((value) => value ?? ''))];
  const width = Math.max(...values.map((value) => new TextEncoder().encode(value ?? '').length));
  return recipeOf({ kind: 'string' }, values, width, (frame, validity) => {
    if (!plain) {
      const index = frame.arena.int32(frame.capacity);
      values.forEach((value, i) => (index[i] = distinct.indexOf(value ?? '')));
      return { kind: 'dictionary', values: index, dictionary: Dictionary.from(distinct), validity };
    }
    const offsets = frame.arena.int32(frame.capacity + 1);
    const bytes = new TextEncoder().encode(values.map((value) => value ?? '').join(''));
    let end = 0;
    values.forEach((value, i) => {
      end += new TextEncoder().encode(value ?? '').length;
      offsets[i + 1] = end;
    });
    return { kind: 'utf8', offsets, bytes, validity };
  });
}

/** A column of numbers, dates, times or truth values in one kind of vector; decimals unscaled. */
export function numbers(
  kind: Storage,
  values: readonly (number | bigint | boolean | null)[],
  { scale = 0, precision = 18, magnitude }: { scale?: number; precision?: number; magnitude?: number } = {},
): Recipe {
  const recipe = recipeOf(typeOf(kind, precision, scale), values, 20, (frame, validity) => {
    const { arena, capacity } = frame;
    if (kind === 'decimal64') {
      const array = arena.bigint64(capacity);
      values.forEach((value, i) => (array[i] = BigInt(value ?? 0)));
      return { kind, scale, values: array, validity };
    }
    const fill = <A extends { [row: number]: number }>(array: A): A => {
      values.forEach((value, i) => (array[i] = Number(value ?? 0)));
      return array;
    };
    if (kind === 'decimal') return { kind, scale, values: fill(arena.float64(capacity)), validity };
    if (kind === 'bool') return { kind, values: fill(arena.uint8(capacity)), validity };
    if (kind === 'int32' || kind === 'date' || kind === 'time') {
      return { kind, values: fill(arena.int32(capacity)), validity };
    }
    return { kind, values: fill(arena.float64(capacity)), validity };
  });
  return magnitude === undefined ? recipe : { ...recipe, magnitude };
}

function typeOf(kind: Storage, precision: number, scale: number): ColumnType {
  switch (kind) {
    case 'int32':
    case 'int53':
      return { kind: 'integer' };
    case 'float64':
      return { kind: 'number' };
    case 'decimal':
    case 'decimal64':
      return { kind: 'decimal', precision, scale };
    case 'bool':
      return { kind: 'boolean' };
    case 'date':
    case 'time':
    case 'timestamp':
      return { kind };
  }
}

function recipeOf(
  type: ColumnType,
  values: readonly unknown[],
  width: number,
  vector: (frame: Frame, validity: Uint8Array | null) => Vector,
): Recipe {
  const nullable = values.includes(null);
  return {
    type,
    nullable,
    width,
    bind(frame) {
      const validity = nullable ? frame.arena.uint8(frame.capacity) : null;
      values.forEach((value, i) => {
        if (validity !== null) validity[i] = value === null ? 0 : 1;
      });
      return { vector: vector(frame, validity), fill: () => undefined };
    },
  };
}

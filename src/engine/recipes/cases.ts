import { Dictionary } from '../dictionary.ts';
import { aligned } from '../expressions/align.ts';
import { hull, intervalOf } from '../expressions/interval.ts';
import { bound, columnNode, createVector, type ExpressionNode } from '../expressions/node.ts';
import { doubles, wides } from '../expressions/operands.ts';
import { MAX_ENTRIES } from '../expressions/read.ts';
import { TextWriter, textCopier } from '../expressions/text-writer.ts';
import { columnType, isNumber, valueType } from '../expressions/value-type.ts';
import type { BoundColumn, Frame, Recipe, Shared } from '../frame.ts';
import { fillUnit32 } from '../random/fill.ts';
import type { Key } from '../random/key.ts';
import { rowAt, type Rows } from '../rows.ts';
import type { BytesVector, ColumnType, Vector } from '../vector.ts';
import { structOf } from './struct.ts';

/** A case of a field: what fills it where the condition is true. */
export interface CaseRecipe {
  /** Null where it always holds. */
  readonly test: Recipe | null;
  readonly weight: number;
  /** Null for nulls. */
  readonly value: Recipe | null;
}

/** The rows of a batch that have one case. */
interface CaseRows {
  /** Their frame, in which everything that the case needs is made for them alone. */
  readonly frame: Frame;
  /** Their numbers. */
  readonly numbers: Float64Array;
  /** Their places in the batch. */
  readonly places: Int32Array;
  length: number;
}

/** Which rows have which case. */
interface Chosen {
  readonly parts: readonly CaseRows[];
  fill(rows: Rows): void;
}

/**
 * In each row the value of its case, which is made for its rows only: the first case that holds, or, where there is a key, one of
 * those that hold by their weights. Null where none holds. Null altogether where the values have no type in common.
 * @param id unique within the scope.
 */
export function casesOf(cases: readonly CaseRecipe[], key: Key | null, id: string): Recipe | null {
  const choose = (frame: Frame): Shared<Chosen> => frame.share(`cases\0${id}`, () => chosenIn(frame, cases, key));
  const isCertain = cases.some(({ test, weight }) => test === null && (key === null || weight > 0));
  return choiceOf(
    cases.map(({ value }) => value),
    !isCertain || cases.some(({ value }) => value === null),
    choose,
  );
}

type Choose = (frame: Frame) => Shared<Chosen>;

/** @param isOpen whether some rows have no value. */
function choiceOf(values: readonly (Recipe | null)[], isOpen: boolean, choose: Choose): Recipe | null {
  const known = values.filter((value) => value !== null);
  if (known.length === 0) return null;
  const nullable = isOpen || known.some((value) => value.nullable);
  const [{ type }] = known;
  if (known.some((value) => value.type.kind === 'struct')) return structChoice(values, nullable, choose);
  const width = Math.max(...known.map((value) => value.width));
  if (type.kind === 'uuid' || type.kind === 'json' || type.kind === 'binary') {
    if (known.some((value) => value.type.kind !== type.kind)) return null;
    const bind = type.kind === 'uuid' ? bindUuids : bindBytes;
    return { type, nullable, width, bind: (frame) => bind(frame, values, nullable, choose(frame)) };
  }
  const nodes = aligned(known.map((value) => columnNode(value, valueType(value.type))));
  if (nodes === null) return null;
  let next = 0;
  const placed = values.map((value) => (value === null ? null : nodes[next++]));
  const magnitude = Math.max(...nodes.map(bound));
  return {
    type: isSame(known) ? type : columnType(nodes[0].is, magnitude),
    nullable,
    width: Math.max(width, ...nodes.map((node) => node.width)),
    ...(nodes.every((node) => node.magnitude !== undefined) ? { magnitude } : {}),
    ...(isNumber(nodes[0].is) ? { interval: hull(nodes.map(intervalOf)) } : {}),
    bind: (frame) =>
      nodes[0].is.kind === 'text'
        ? bindTexts(frame, placed, nullable, choose(frame))
        : bindNumbers(frame, placed, nullable, choose(frame)),
  };
}

function isSame(values: readonly Recipe[]): boolean {
  const [first] = values;
  return values.every(({ type }) => JSON.stringify(type) === JSON.stringify(first.type));
}

/** Objects with the same members are one object whose members are chosen together. */
function structChoice(values: readonly (Recipe | null)[], nullable: boolean, choose: Choose): Recipe | null {
  const shapes = values.map((value) => (value === null ? null : membersOf(value.type)));
  if (values.some((value, i) => value !== null && shapes[i] === null)) return null;
  const names = shapes.find((shape) => shape !== null) ?? [];
  const members = names.map(({ name }) => {
    const ofCases = values.map((value, i) => {
      const at = shapes[i]?.findIndex((member) => member.name === name) ?? -1;
      return value === null || at === -1 ? null : memberOf(value, at);
    });
    const isMissing = shapes.some(
      (shape, i) => shape !== null && (ofCases[i] === null || shape.length !== names.length),
    );
    const recipe = isMissing ? null : choiceOf(ofCases, false, choose);
    return recipe === null ? null : { name, recipe };
  });
  const complete = members.filter((member) => member !== null);
  if (complete.length < members.length) return null;
  const whole = structOf(complete);
  if (!nullable) return whole;
  return {
    ...whole,
    nullable,
    bind(frame) {
      const chosen = choose(frame);
      const inner = whole.bind(frame);
      const validity = frame.arena.uint8(frame.capacity);
      const parts = partsOf(values, chosen.value);
      return {
        vector: { ...inner.vector, validity },
        fill(rows) {
          chosen.ensure();
          inner.fill(rows);
          validity.fill(0, 0, rows.length);
          for (const part of parts) {
            if (part === null || part.rows.length === 0) continue;
            part.column.ensure();
            copyPresence(part.column.value.vector.validity, part.rows, validity);
          }
        },
      };
    },
  };
}

function membersOf(
  type: ColumnType,
): readonly { readonly name: string; readonly type: ColumnType; readonly nullable: boolean }[] | null {
  return type.kind === 'struct' ? type.members : null;
}

/** One member of an object, as a column of its own. */
function memberOf(whole: Recipe, at: number): Recipe {
  const { type } = whole;
  if (type.kind !== 'struct') throw new TypeError('only an object has members');
  const member = type.members[at];
  return {
    type: member.type,
    nullable: member.nullable,
    width: member.width ?? whole.width,
    bind(frame) {
      const column = frame.column(whole);
      const { vector } = column.value;
      if (vector.kind !== 'struct') throw new TypeError('an object is a column of members');
      return { vector: vector.members[at], fill: () => column.ensure() };
    },
  };
}

function chosenIn(frame: Frame, cases: readonly CaseRecipe[], key: Key | null): Chosen {
  const { arena, capacity } = frame;
  const tests = cases.map(({ test }) => (test === null ? null : frame.column(test)));
  const parts = cases.map((): CaseRows => ({
    frame: frame.related(),
    numbers: arena.float64(capacity),
    places: arena.int32(capacity),
    length: 0,
  }));
  const drawn = arena.float64(key === null ? 0 : capacity);
  const holds = tests.map((test) => {
    if (test === null) return () => true;
    const { vector } = test.value;
    if (vector.kind !== 'bool') throw new TypeError('a condition must be a boolean column');
    const { values, validity } = vector;
    return (i: number) => values[i] === 1 && (validity === null || validity[i] === 1);
  });
  const weights = cases.map(({ weight }) => weight);
  return {
    parts,
    fill(rows) {
      for (const test of tests) test?.ensure();
      for (const part of parts) part.length = 0;
      if (key !== null) fillUnit32(drawn, key, rows);
      for (let i = 0; i < rows.length; i++) {
        const at = key === null ? firstOf(holds, i) : weightedOf(holds, weights, i, drawn[i]);
        if (at === -1) continue;
        const part = parts[at];
        part.numbers[part.length] = rowAt(rows, i);
        part.places[part.length++] = i;
      }
      for (const part of parts) if (part.length > 0) part.frame.select(part.numbers, part.length);
    },
  };
}

function firstOf(holds: readonly ((i: number) => boolean)[], i: number): number {
  for (let at = 0; at < holds.length; at++) if (holds[at](i)) return at;
  return -1;
}

function weightedOf(
  holds: readonly ((i: number) => boolean)[],
  weights: readonly number[],
  i: number,
  u: number,
): number {
  let total = 0;
  for (let at = 0; at < holds.length; at++) if (holds[at](i)) total += weights[at];
  let left = u * total;
  let last = -1;
  for (let at = 0; at < holds.length; at++) {
    if (weights[at] === 0 || !holds[at](i)) continue;
    last = at;
    left -= weights[at];
    if (left < 0) break;
  }
  return last;
}

/** The column of one case in the frame of its rows. */
interface CasePart {
  readonly rows: CaseRows;
  readonly column: Shared<BoundColumn>;
}

function partsOf(recipes: readonly (Recipe | null)[], { parts }: Chosen): (CasePart | null)[] {
  return recipes.map((recipe, at) => {
    const rows = parts[at];
    return recipe === null ? null : { rows, column: rows.frame.column(recipe) };
  });
}

function copyPresence(from: Uint8Array | null, { places, length }: CaseRows, to: Uint8Array): void {
  for (let i = 0; i < length; i++) to[places[i]] = from === null ? 1 : from[i];
}

/** Numbers, truth values, dates and times. */
function bindNumbers(
  frame: Frame,
  nodes: readonly (ExpressionNode | null)[],
  nullable: boolean,
  chosen: Shared<Chosen>,
): BoundColumn {
  const known = nodes.filter((node) => node !== null);
  const isWide = known.some((node) => node.is.kind === 'decimal' && bound(node) > Number.MAX_SAFE_INTEGER);
  const target = createVector(frame, known[0].is, nullable, isWide);
  const { values, validity } = target;
  const parts = nodes.map((node, at) => {
    if (node === null) return null;
    const rows = chosen.value.parts[at];
    return { rows, operand: isWide ? wides(rows.frame, node) : doubles(rows.frame, node) };
  });
  return {
    vector: target,
    fill({ length }) {
      chosen.ensure();
      if (values instanceof BigInt64Array) values.fill(0n, 0, length);
      else values.fill(0, 0, length);
      validity?.fill(0, 0, length);
      for (const part of parts) {
        if (part === null || part.rows.length === 0) continue;
        const { operand, rows } = part;
        operand.ensure(rows.length);
        scatter(operand.values, rows, values);
        if (validity !== null) copyPresence(operand.vector.validity, rows, validity);
      }
    },
  };
}

function scatter(
  from: Float64Array | BigInt64Array,
  { places, length }: CaseRows,
  to: Int32Array | Float64Array | Uint8Array | BigInt64Array,
): void {
  if (from instanceof BigInt64Array && to instanceof BigInt64Array) {
    for (let i = 0; i < length; i++) to[places[i]] = from[i];
  } else if (from instanceof Float64Array && !(to instanceof BigInt64Array)) {
    for (let i = 0; i < length; i++) to[places[i]] = from[i];
  } else {
    throw new TypeError('these numbers are of two widths');
  }
}

function bindUuids(
  frame: Frame,
  recipes: readonly (Recipe | null)[],
  nullable: boolean,
  chosen: Shared<Chosen>,
): BoundColumn {
  const values = frame.arena.uint32(4 * frame.capacity);
  const validity = nullable ? frame.arena.uint8(frame.capacity) : null;
  const parts = partsOf(recipes, chosen.value);
  return {
    vector: { kind: 'uuid', values, validity },
    fill({ length }) {
      chosen.ensure();
      validity?.fill(0, 0, length);
      for (const part of parts) {
        if (part === null || part.rows.length === 0) continue;
        part.column.ensure();
        const { places, length: count } = part.rows;
        const { vector } = part.column.value;
        if (vector.kind !== 'uuid') throw new TypeError('a uuid is four words');
        for (let i = 0; i < count; i++) values.set(vector.values.subarray(4 * i, 4 * i + 4), 4 * places[i]);
        if (validity !== null) copyPresence(vector.validity, part.rows, validity);
      }
    },
  };
}

/** Texts of small dictionaries become positions in the joined one; others are copied. */
function bindTexts(
  frame: Frame,
  nodes: readonly (Recipe | null)[],
  nullable: boolean,
  chosen: Shared<Chosen>,
): BoundColumn {
  const parts = partsOf(nodes, chosen.value);
  const vectors = parts.flatMap((part) => (part === null ? [] : [part.column.value.vector]));
  const dictionaries = vectors.flatMap((vector) => (vector.kind === 'dictionary' ? [vector.dictionary] : []));
  const distinct = [...new Set(dictionaries)];
  const entries = distinct.reduce((sum, { length }) => sum + length, 0);
  if (dictionaries.length < vectors.length || entries > MAX_ENTRIES) {
    return bindBytes(frame, nodes, nullable, chosen, 'utf8');
  }
  const dictionary = distinct.length === 1 ? distinct[0] : Dictionary.from(distinct.flatMap((one) => one.texts()));
  const starts = distinct.map((_, i) => distinct.slice(0, i).reduce((sum, { length }) => sum + length, 0));
  const values = frame.arena.int32(frame.capacity);
  const validity = nullable ? frame.arena.uint8(frame.capacity) : null;
  return {
    vector: { kind: 'dictionary', values, dictionary, validity },
    fill({ length }) {
      chosen.ensure();
      values.fill(0, 0, length);
      validity?.fill(0, 0, length);
      for (const part of parts) {
        if (part === null || part.rows.length === 0) continue;
        part.column.ensure();
        const { places, length: count } = part.rows;
        const { vector } = part.column.value;
        if (vector.kind !== 'dictionary') throw new TypeError('a text of a few is a position');
        const start = starts[distinct.indexOf(vector.dictionary)];
        for (let i = 0; i < count; i++) values[places[i]] = start + vector.values[i];
        if (validity !== null) copyPresence(vector.validity, part.rows, validity);
      }
    },
  };
}

/** Texts, json texts or bytes, copied in the order of the rows. */
function bindBytes(
  frame: Frame,
  recipes: readonly (Recipe | null)[],
  nullable: boolean,
  chosen: Shared<Chosen>,
  kind?: BytesVector['kind'],
): BoundColumn {
  const parts = partsOf(recipes, chosen.value);
  const writer = new TextWriter(frame, null);
  const validity = nullable ? frame.arena.uint8(frame.capacity) : null;
  const vectors = parts.map((part) => part?.column.value.vector ?? null);
  const own = vectors.find((vector): vector is BytesVector => vector !== null && 'bytes' in vector)?.kind ?? 'utf8';
  const vector: BytesVector = { ...writer.vector, kind: kind ?? own, validity };
  const copiers = vectors.map((from) => (from === null ? null : copierOf(from, writer)));
  const caseOf = frame.arena.int32(frame.capacity);
  const placeIn = frame.arena.int32(frame.capacity);
  return {
    vector,
    fill({ length }) {
      chosen.ensure();
      caseOf.fill(-1, 0, length);
      for (const [at, part] of parts.entries()) {
        if (part === null || part.rows.length === 0) continue;
        part.column.ensure();
        const { places, length: count } = part.rows;
        for (let i = 0; i < count; i++) {
          caseOf[places[i]] = at;
          placeIn[places[i]] = i;
        }
      }
      writer.begin();
      for (let i = 0; i < length; i++) {
        const at = caseOf[i];
        const from = at === -1 ? null : vectors[at];
        const isPresent = from !== null && (from.validity === null || from.validity[placeIn[i]] === 1);
        if (isPresent) copiers[at]?.(placeIn[i]);
        writer.next();
        if (validity !== null) validity[i] = isPresent ? 1 : 0;
      }
      vector.bytes = writer.vector.bytes;
    },
  };
}

function copierOf(from: Vector, writer: TextWriter): (row: number) => void {
  if (from.kind !== 'json' && from.kind !== 'binary') return textCopier(from, writer);
  return (row) => writer.bytes(from.bytes, from.offsets[row], from.offsets[row + 1]);
}

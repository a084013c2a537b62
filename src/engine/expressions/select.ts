import { Dictionary } from '../dictionary.ts';
import type { BoundColumn, Frame } from '../frame.ts';
import type { Vector } from '../vector.ts';
import { isNarrow } from './elementwise.ts';
import { hull, intervalOf, within } from './interval.ts';
import { andBytes } from './kernels/bytes.ts';
import { narrowIntegers } from './kernels/doubles.ts';
import { selectBytes, selectDoubles, selectShifted, selectWide } from './kernels/select.ts';
import { bound, createVector, makeNode } from './node.ts';
import type { ExpressionNode } from './node.ts';
import { doubles, truths, wides } from './operands.ts';
import { MAX_ENTRIES } from './read.ts';
import { TextWriter, textCopier } from './text-writer.ts';
import { isNumber } from './value-type.ts';

/**
 * `then` where the condition is true, else `fallback`, also where the condition is null. Both are of one type already.
 * `nullable` is false if it is known that no null is ever taken.
 */
export function selection(
  test: ExpressionNode,
  then: ExpressionNode,
  fallback: ExpressionNode,
  nullable = then.nullable || fallback.nullable,
): ExpressionNode {
  if (test.constant !== undefined) return test.constant === true ? then : fallback;
  const magnitude = Math.max(bound(then), bound(fallback));
  const bind = (frame: Frame): BoundColumn => {
    const choice = choices(frame, test);
    const [a, b] = [frame.column(then), frame.column(fallback)];
    const validity = nullable ? frame.arena.uint8(frame.capacity) : null;
    const always = frame.arena.uint8(frame.capacity).fill(1);
    const presentA = a.value.vector.validity ?? always;
    const presentB = b.value.vector.validity ?? always;
    const values = selectValues(frame, then, fallback, choice.values);
    values.vector.validity = validity;
    return {
      vector: values.vector,
      fill({ length }) {
        a.ensure();
        b.ensure();
        choice.fill(length);
        if (validity !== null) selectBytes(choice.values, presentA, presentB, validity, length);
        values.fill(length);
      },
    };
  };
  const node = makeNode(then.is, nullable, magnitude, bind, Math.max(then.width, fallback.width));
  if (!isNumber(then.is)) return node;
  return within(node, hull([intervalOf(then), intervalOf(fallback)]));
}

/** 1 where the condition is true, 0 if it is false or null. */
function choices(frame: Frame, test: ExpressionNode): { values: Uint8Array; fill(n: number): void } {
  const operand = truths(frame, test);
  const { validity } = operand.vector;
  if (validity === null) return { values: operand.values, fill: (n) => operand.ensure(n) };
  const values = frame.arena.uint8(frame.capacity);
  return {
    values,
    fill(n) {
      operand.ensure(n);
      andBytes(operand.values, validity, values, n);
    },
  };
}

interface Selected {
  readonly vector: Vector;
  fill(n: number): void;
}

function selectValues(frame: Frame, then: ExpressionNode, fallback: ExpressionNode, choice: Uint8Array): Selected {
  if (then.is.kind === 'text') return selectTexts(frame, then, fallback, choice);
  if (then.is.kind === 'boolean') {
    const [a, b] = [truths(frame, then), truths(frame, fallback)];
    const values = frame.arena.uint8(frame.capacity);
    const vector: Vector = { kind: 'bool', values, validity: null };
    return { vector, fill: (n) => selectBytes(choice, a.values, b.values, values, n) };
  }
  if (then.is.kind === 'decimal' && !(isNarrow(then) && isNarrow(fallback))) {
    const [a, b] = [wides(frame, then), wides(frame, fallback)];
    const values = frame.arena.bigint64(frame.capacity);
    return {
      vector: { kind: 'decimal64', scale: then.is.scale, values, validity: null },
      fill(n) {
        a.ensure(n);
        b.ensure(n);
        selectWide(choice, a.values, b.values, values, n);
      },
    };
  }
  const [a, b] = [doubles(frame, then), doubles(frame, fallback)];
  const vector = createVector(frame, then.is, false);
  const { values } = vector;
  const own = values instanceof Float64Array ? values : frame.arena.float64(frame.capacity);
  return {
    vector,
    fill(n) {
      a.ensure(n);
      b.ensure(n);
      selectDoubles(choice, a.values, b.values, own, n);
      if (values instanceof Int32Array) narrowIntegers(own, values, n);
    },
  };
}

/** Texts of two small dictionaries become positions in the joined one; others are copied. */
function selectTexts(frame: Frame, then: ExpressionNode, fallback: ExpressionNode, choice: Uint8Array): Selected {
  const [a, b] = [frame.column(then).value.vector, frame.column(fallback).value.vector];
  if (a.kind === 'dictionary' && b.kind === 'dictionary') {
    const same = a.dictionary === b.dictionary;
    if (same || a.dictionary.length + b.dictionary.length <= MAX_ENTRIES) {
      const dictionary = same ? a.dictionary : Dictionary.from([...a.dictionary.texts(), ...b.dictionary.texts()]);
      const shift = same ? 0 : a.dictionary.length;
      const values = frame.arena.int32(frame.capacity);
      const vector: Vector = { kind: 'dictionary', values, dictionary, validity: null };
      return { vector, fill: (n) => selectShifted(choice, a.values, b.values, shift, values, n) };
    }
  }
  const writer = new TextWriter(frame, null);
  const [copyA, copyB] = [textCopier(a, writer), textCopier(b, writer)];
  return {
    vector: writer.vector,
    fill(n) {
      writer.begin();
      for (let i = 0; i < n; i++) {
        if (choice[i] === 1) copyA(i);
        else copyB(i);
        writer.next();
      }
    },
  };
}

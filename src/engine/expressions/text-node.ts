import { Dictionary } from '../dictionary.ts';
import type { BoundColumn, Frame } from '../frame.ts';
import type { Rows } from '../rows.ts';
import type { DictionaryVector, Vector } from '../vector.ts';
import { andBytes, gatherBytes, gatherDoubles, gatherIntegers } from './kernels/bytes.ts';
import { createVector, folded, makeNode } from './node.ts';
import type { ExpressionNode, ValueVector } from './node.ts';
import { doubles } from './operands.ts';
import { MAX_ENTRIES, textReader } from './read.ts';
import { MAX_TEXT, TextWriter } from './text-writer.ts';
import { presentInAll } from './validity.ts';
import { isNumber } from './value-type.ts';
import type { ValueType } from './value-type.ts';

/** What one row gives; the arguments stand in the order of the call, texts and numbers apart. */
export type TextFunction = (texts: readonly string[], numbers: readonly number[]) => Result;

/** What is known of the results before the rows. */
export interface Results {
  /** The longest text in bytes. */
  readonly width?: number;
  /** The largest absolute number. */
  readonly magnitude?: number;
  /** Whether `apply` can give null for arguments that are not. */
  readonly mayFail?: boolean;
}

/** Results of one dictionary's entries take at most so many bytes; more are computed by row. */
const MAX_TABLE = 1 << 22;

/**
 * A function of texts (and numbers, dates, times as numbers), null if an argument is. Over one dictionary column and
 * constants it is computed once for each entry of the dictionary, else for each row. A text past 64 KiB is null.
 */
export function textNode(
  is: ValueType,
  args: readonly ExpressionNode[],
  apply: TextFunction,
  results: Results = {},
): ExpressionNode {
  const { width = is.kind === 'text' ? MAX_TEXT + 1 : undefined, magnitude = isNumber(is) ? Infinity : 0 } = results;
  const fallible = results.mayFail === true || (width ?? 0) > MAX_TEXT;
  const nullable = fallible || args.some((arg) => arg.nullable);
  const tables = new WeakMap<Dictionary, Result[] | null>();
  const bind = (frame: Frame): BoundColumn => {
    const call = bindCall(frame, args, apply);
    const source = soleDictionary(call.vectors);
    let table = source === null ? null : tables.get(source.dictionary);
    if (source !== null && table === undefined) {
      table = entryResults(call, source.dictionary);
      tables.set(source.dictionary, table);
    }
    if (source === null || table === null || table === undefined) return byRow(frame, is, call, fallible);
    const column = byEntry(frame, is, table, source);
    return {
      vector: column.vector,
      fill(rows) {
        call.ensure(rows.length);
        column.fill(rows);
      },
    };
  };
  const most = width === undefined ? undefined : Math.min(width, MAX_TEXT);
  return folded(makeNode(is, nullable, magnitude, bind, most), args);
}

type Result = string | number | boolean | null;

/** A call's arguments in one frame. */
interface BoundCall {
  /** Those of the arguments that are not constant. */
  readonly vectors: readonly Vector[];
  ensure(n: number): void;
  /** The result for a row, once everything is ensured. */
  row(row: number): Result;
  /** The result for one text in place of the only argument that varies. */
  of(text: string): Result;
}

function bindCall(frame: Frame, args: readonly ExpressionNode[], apply: TextFunction): BoundCall {
  const texts: string[] = [];
  const numbers: number[] = [];
  const vectors: Vector[] = [];
  const ensure: ((n: number) => void)[] = [];
  const read: ((row: number) => void)[] = [];
  let varying = 0;
  for (const arg of args) {
    if (arg.is.kind === 'text' || arg.is.kind === 'uuid') {
      const position = texts.push(typeof arg.constant === 'string' ? arg.constant : '') - 1;
      if (arg.constant !== undefined) continue;
      varying = position;
      const column = frame.column(arg);
      const reader = textReader(column.value.vector);
      vectors.push(column.value.vector);
      ensure.push(() => column.ensure());
      read.push((row) => {
        texts[position] = reader(row);
      });
    } else {
      const position = numbers.push(Number(arg.constant ?? 0)) - 1;
      if (arg.constant !== undefined) continue;
      const operand = doubles(frame, arg);
      vectors.push(operand.vector);
      ensure.push((n) => operand.ensure(n));
      read.push((row) => {
        numbers[position] = operand.values[row];
      });
    }
  }
  return {
    vectors,
    ensure(n) {
      for (const each of ensure) each(n);
    },
    row(row) {
      for (const each of read) each(row);
      return apply(texts, numbers);
    },
    of(text) {
      texts[varying] = text;
      return apply(texts, numbers);
    },
  };
}

/** The dictionary column that alone decides the results, if that is so and it is small. */
function soleDictionary(vectors: readonly Vector[]): DictionaryVector | null {
  const [only] = vectors;
  if (vectors.length !== 1 || only.kind !== 'dictionary') return null;
  return only.dictionary.length <= MAX_ENTRIES ? only : null;
}

/** The results for all entries; null if they would take too much memory. */
function entryResults(call: BoundCall, dictionary: Dictionary): Result[] | null {
  const results: Result[] = [];
  let size = 0;
  for (const text of dictionary.texts()) {
    let result = call.of(text);
    if (typeof result === 'string') {
      if (byteLength(result) > MAX_TEXT) result = null;
      else size += result.length;
    }
    if (size > MAX_TABLE) return null;
    results.push(result);
  }
  return results;
}

function byteLength(text: string): number {
  return text.length * 3 <= MAX_TEXT ? text.length : new TextEncoder().encode(text).length;
}

function byEntry(frame: Frame, is: ValueType, results: readonly Result[], source: DictionaryVector): BoundColumn {
  const { values: index } = source;
  const failures = results.includes(null);
  const present = Uint8Array.from(results, (result) => (result === null ? 0 : 1));
  const validity = failures ? frame.arena.uint8(frame.capacity) : source.validity;
  const update = (n: number): void => {
    if (!failures || validity === null) return;
    gatherBytes(present, index, validity, n);
    if (source.validity !== null) andBytes(validity, source.validity, validity, n);
  };
  if (is.kind === 'text') {
    const dictionary = Dictionary.from(results.map((result) => (typeof result === 'string' ? result : '')));
    const vector: Vector = { kind: 'dictionary', values: index, dictionary, validity };
    return { vector, fill: ({ length }) => update(length) };
  }
  const vector = createVector(frame, is, false);
  vector.validity = validity;
  const numbers = results.map(Number);
  const { values } = vector;
  const gather = gatherer(numbers, index, values);
  return {
    vector,
    fill({ length }) {
      update(length);
      gather(length);
    },
  };
}

function gatherer(results: readonly number[], index: Int32Array, out: ValueVector['values']): (n: number) => void {
  if (out instanceof Uint8Array) {
    const table = Uint8Array.from(results);
    return (n) => gatherBytes(table, index, out, n);
  }
  if (out instanceof Int32Array) {
    const table = Int32Array.from(results);
    return (n) => gatherIntegers(table, index, out, n);
  }
  if (out instanceof BigInt64Array) throw new TypeError('text functions give no wide decimals');
  const table = Float64Array.from(results);
  return (n) => gatherDoubles(table, index, out, n);
}

function byRow(frame: Frame, is: ValueType, call: BoundCall, fallible: boolean): BoundColumn {
  const present = presentInAll(frame, call.vectors);
  const validity = fallible ? frame.arena.uint8(frame.capacity) : present.validity;
  const write = is.kind === 'text' ? textWriter(frame, validity) : valueWriter(frame, is, validity);
  return {
    vector: write.vector,
    fill({ length }: Rows) {
      call.ensure(length);
      present.update(length);
      write.begin();
      for (let i = 0; i < length; i++) {
        const known = present.validity === null || present.validity[i] === 1;
        const fits = write.put(i, known ? call.row(i) : null);
        if (fallible && validity !== null) validity[i] = fits ? 1 : 0;
      }
    },
  };
}

interface ResultWriter {
  readonly vector: Vector;
  begin(): void;
  /** Whether there is a value in the row now. */
  put(row: number, result: Result): boolean;
}

function textWriter(frame: Frame, validity: Uint8Array | null): ResultWriter {
  const writer = new TextWriter(frame, validity);
  return {
    vector: writer.vector,
    begin: () => writer.begin(),
    put(_, result) {
      if (typeof result === 'string') writer.text(result);
      return writer.next() && result !== null;
    },
  };
}

function valueWriter(frame: Frame, is: ValueType, validity: Uint8Array | null): ResultWriter {
  const vector = createVector(frame, is, false);
  vector.validity = validity;
  const { values } = vector;
  if (values instanceof BigInt64Array) throw new TypeError('text functions give no wide decimals');
  return {
    vector,
    begin: () => undefined,
    put(row, result) {
      values[row] = Number(result);
      return result !== null;
    },
  };
}

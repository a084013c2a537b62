import { ARENA_PADDING } from '../../arena.ts';
import type { Dictionary } from '../../dictionary.ts';
import type { BoundColumn, Recipe } from '../../frame.ts';
import type { Vector } from '../../vector.ts';
import { drawFrom, fillFloat64, fillInt32 } from '../draw.ts';
import type { FromField, GeneratorInput } from '../generator.ts';
import type { NumberSource } from './numbers.ts';

const encoder = new TextEncoder();
const INT32_END = 2147483648;

/** The numbered entries of a dictionary. */
export function entries(dictionary: Dictionary, numbers: NumberSource): Recipe {
  return {
    type: { kind: 'string' },
    nullable: false,
    width: dictionary.width,
    bind(frame) {
      const source = numbers(frame);
      return {
        vector: { kind: 'dictionary', values: source.values, dictionary, validity: null },
        fill: (rows) => source.fill(rows),
      };
    },
  };
}

/** The numbers themselves, at most `magnitude`. */
export function integers(numbers: NumberSource, magnitude: number): Recipe {
  return {
    type: { kind: 'integer' },
    nullable: false,
    width: String(magnitude).length,
    magnitude,
    bind(frame) {
      const source = numbers(frame);
      return { vector: { kind: 'int32', values: source.values, validity: null }, fill: (rows) => source.fill(rows) };
    },
  };
}

/** 1 … count in a random order, no number twice: what keeps texts apart that may be equal before it. */
export function serials(input: GeneratorInput, count: number): Recipe {
  const draw = drawFrom({ distinct: count, key: (purpose) => input.key(purpose) }, count, 1, null);
  const type = { kind: 'integer' } as const;
  const rest = { type, nullable: false, width: String(count).length, magnitude: count };
  if (count < INT32_END) {
    return {
      ...rest,
      bind(frame) {
        const values = frame.arena.int32(frame.capacity);
        return { vector: { kind: 'int32', values, validity: null }, fill: fillInt32(draw, values, frame) };
      },
    };
  }
  return {
    ...rest,
    bind(frame) {
      const values = frame.arena.float64(frame.capacity);
      return { vector: { kind: 'int53', values, validity: null }, fill: fillFloat64(draw, values, frame) };
    },
  };
}

/** A sibling's column, as it is. */
export function sibling(from: FromField): Recipe {
  const { type, nullable, width } = from.recipe;
  return {
    type,
    nullable,
    width,
    bind(frame) {
      const column = frame.column(from.recipe);
      return { vector: column.value.vector, fill: () => column.ensure() };
    },
  };
}

/** The texts of the parts end to end, a string being the same in every row; null if a part is. */
export function joined(parts: readonly (Recipe | string)[]): Recipe {
  const nullable = parts.some((part) => typeof part !== 'string' && part.nullable);
  let width = 0;
  for (const part of parts) width += typeof part === 'string' ? part.length : part.width;
  return {
    type: { kind: 'string' },
    nullable,
    width,
    bind(frame) {
      const bounds: BoundColumn[] = [];
      const pieces: (Uint8Array | Vector)[] = [];
      for (const part of parts) {
        if (typeof part === 'string') {
          pieces.push(literal(part));
          continue;
        }
        const bound = part.bind(frame);
        bounds.push(bound);
        if (bound.vector.kind === 'concat') pieces.push(...bound.vector.parts);
        else pieces.push(bound.vector);
      }
      const validity = nullable ? frame.arena.uint8(frame.capacity) : null;
      return {
        vector: { kind: 'concat', parts: pieces, validity },
        fill(rows) {
          for (const bound of bounds) bound.fill(rows);
          if (validity !== null) intersect(validity, bounds, rows.length);
        },
      };
    },
  };
}

function intersect(out: Uint8Array, bounds: readonly BoundColumn[], length: number): void {
  out.fill(1, 0, length);
  for (const { vector } of bounds) {
    const { validity } = vector;
    if (validity === null) continue;
    for (let i = 0; i < length; i++) out[i] &= validity[i];
  }
}

/** The bytes of a text, with room after them for formats that copy eight at a time. */
export function literal(text: string): Uint8Array {
  const bytes = encoder.encode(text);
  const padded = new Uint8Array(bytes.length + ARENA_PADDING).subarray(0, bytes.length);
  padded.set(bytes);
  return padded;
}

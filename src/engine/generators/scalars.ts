import type { DeclaredType, ModelScalar } from '../../model/index.ts';
import { parseDate, parseInstant, parseTime } from '../calendar.ts';
import { Dictionary } from '../dictionary.ts';
import type { Frame, Recipe } from '../frame.ts';
import type { Rows } from '../rows.ts';
import { decimalText } from '../expressions/read.ts';
import { TextWriter } from '../expressions/text-writer.ts';
import type { BytesVector, ColumnType, Vector } from '../vector.ts';
import { decimalsOf, powerOfTen, unscaled } from './numeric/bounds.ts';
import type { PositionFill } from './picks.ts';

/** A kind of vector with one value for each scalar, to look them up by position. */
interface LookupColumn {
  readonly type: ColumnType;
  readonly width: number;
  readonly magnitude?: number;
  /** Makes an empty vector, and what copies the values at the first `length` positions into it. */
  bind(frame: Frame, validity: Uint8Array | null): BoundLookup;
}

interface BoundLookup {
  readonly vector: Vector;
  readonly copy: (positions: Int32Array, length: number) => void;
}

/**
 * A column of written values, by position. Their type is what all of them are: integers; decimals where every number has
 * as many digits after the point; floats; booleans; dates, times, timestamps and uuids where that is the declared type;
 * else text, as written. Null stays null.
 */
export function scalarColumn(
  values: readonly ModelScalar[],
  declared: DeclaredType | null,
  fill: PositionFill,
): Recipe {
  const nullable = values.includes(null);
  const present = Uint8Array.from(values, (value) => (value === null ? 0 : 1));
  const table = tableOf(values, declared);
  return {
    type: table.type,
    nullable,
    width: table.width,
    ...(table.magnitude === undefined ? {} : { magnitude: table.magnitude }),
    bind(frame) {
      const validity = nullable ? frame.arena.uint8(frame.capacity) : null;
      const positions = frame.arena.int32(frame.capacity);
      const draw = fill(positions, frame);
      const { vector, copy } = table.bind(frame, validity);
      return {
        vector,
        fill(rows: Rows) {
          draw(rows);
          copy(positions, rows.length);
          if (validity !== null) for (let i = 0; i < rows.length; i++) validity[i] = present[positions[i]];
        },
      };
    },
  };
}

function tableOf(values: readonly ModelScalar[], declared: DeclaredType | null): LookupColumn {
  const said = values.filter((value) => value !== null);
  const kind = declared?.kind ?? null;
  if (kind !== 'string' && kind !== 'enum' && said.length > 0) {
    if (said.every((value) => typeof value === 'boolean')) return booleanTable(values);
    if (said.every((value) => typeof value === 'object')) return numberTable(values, declared);
    const read = kind === null ? undefined : READERS[kind];
    const texts = values.map((value) => (typeof value === 'string' ? value : null));
    if (read !== undefined && said.every((value) => typeof value === 'string')) {
      const table = read(texts);
      if (table !== null) return table;
    }
  }
  return textTable(values.map(textOf));
}

/** A scalar as text; numbers as written. */
export function textOf(value: ModelScalar): string {
  if (value === null) return '';
  return typeof value === 'object' ? value.text : String(value);
}

function textTable(texts: readonly string[]): LookupColumn {
  const dictionary = Dictionary.from(texts);
  return {
    type: { kind: 'string' },
    width: dictionary.width,
    bind(frame, validity) {
      const values = frame.arena.int32(frame.capacity);
      return {
        vector: { kind: 'dictionary', values, dictionary, validity },
        copy: (positions, length) => values.set(positions.subarray(0, length)),
      };
    },
  };
}

function booleanTable(scalars: readonly ModelScalar[]): LookupColumn {
  const table = Uint8Array.from(scalars, (value) => (value === true ? 1 : 0));
  return {
    type: { kind: 'boolean' },
    width: 5,
    bind(frame, validity) {
      const values = frame.arena.uint8(frame.capacity);
      return {
        vector: { kind: 'bool', values, validity },
        copy(positions, length) {
          for (let i = 0; i < length; i++) values[i] = table[positions[i]];
        },
      };
    },
  };
}

function numberTable(scalars: readonly ModelScalar[], declared: DeclaredType | null): LookupColumn {
  if (declared?.kind === 'decimal' && declared.precision > 18) return wideTable(scalars, declared);
  const numbers = scalars.map((value) =>
    value !== null && typeof value === 'object' ? value : { value: 0, text: '' },
  );
  const said = numbers.filter(({ text }) => text !== '');
  const width = said.reduce((most, { text }) => Math.max(most, text.length), 1);
  const scales = new Set(said.map(decimalsOf));
  const whole = said.every(({ value }) => Number.isSafeInteger(value));
  const scale = declared?.kind === 'decimal' ? declared.scale : scales.size === 1 ? [...scales][0] : 0;
  const unscaled = Float64Array.from(numbers, ({ value }) => Math.round(value * powerOfTen(scale)));
  const isExact = unscaled.every(
    (value, i) => Number.isSafeInteger(value) && value / powerOfTen(scale) === numbers[i].value,
  );
  if (whole && declared?.kind !== 'decimal') return doubleTable(numbers, width, 'int53');
  if (!isExact || (scale === 0 && !whole)) return doubleTable(numbers, width, 'float64');
  const digits = unscaled.reduce((most, value) => Math.max(most, String(Math.abs(value)).length), scale + 1);
  const type = { kind: 'decimal', precision: Math.min(18, digits), scale } as const;
  return {
    type: declared?.kind === 'decimal' ? declared : type,
    width: Math.max(width, scale + 3),
    magnitude: most(unscaled),
    bind(frame, validity) {
      const values = frame.arena.float64(frame.capacity);
      return {
        vector: { kind: 'decimal', scale, values, validity },
        copy: (positions, length) => copyDoubles(values, unscaled, positions, length),
      };
    },
  };
}

/** Decimals of more digits than a word holds, as texts. */
function wideTable(scalars: readonly ModelScalar[], type: DeclaredType & { readonly kind: 'decimal' }): LookupColumn {
  const texts = scalars.map((value) =>
    value !== null && typeof value === 'object' ? decimalText(unscaled(value, type.scale, 'min'), type.scale) : '0',
  );
  return { ...textTable(texts), type };
}

function doubleTable(
  numbers: readonly { readonly value: number }[],
  width: number,
  kind: 'int53' | 'float64',
): LookupColumn {
  // Adding 0 turns -0 into 0.
  const table = Float64Array.from(numbers, ({ value }) => value + 0);
  return {
    type: { kind: kind === 'int53' ? 'integer' : 'number' },
    width,
    magnitude: most(table),
    bind(frame, validity) {
      const values = frame.arena.float64(frame.capacity);
      return {
        vector: { kind, values, validity },
        copy: (positions, length) => copyDoubles(values, table, positions, length),
      };
    },
  };
}

/** Tables of texts that mean something else by the declared type; null if one of them does not. */
const READERS: {
  readonly [Kind in DeclaredType['kind']]?: (texts: readonly (string | null)[]) => LookupColumn | null;
} = {
  json: jsonTable,
  date: (texts) => intTable(texts, parseDate, 'date', 10),
  time: (texts) => intTable(texts, parseTime, 'time', 12),
  timestamp(texts) {
    const table = parsed(texts, parseInstant);
    if (table === null) return null;
    return {
      type: { kind: 'timestamp' },
      width: 24,
      bind(frame, validity) {
        const values = frame.arena.float64(frame.capacity);
        return {
          vector: { kind: 'timestamp', values, validity },
          copy: (positions, length) => copyDoubles(values, table, positions, length),
        };
      },
    };
  },
  uuid(texts) {
    if (!texts.every((text) => text === null || /^[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i.test(text)))
      return null;
    const hex = texts.map((text) => (text ?? '').replaceAll('-', '').padEnd(32, '0'));
    const table = Uint32Array.from(
      hex.flatMap((all) => [0, 8, 16, 24].map((at) => parseInt(all.slice(at, at + 8), 16))),
    );
    return {
      type: { kind: 'uuid' },
      width: 36,
      bind(frame, validity) {
        const values = frame.arena.uint32(4 * frame.capacity);
        return {
          vector: { kind: 'uuid', values, validity },
          copy(positions, length) {
            for (let i = 0; i < 4 * length; i++) values[i] = table[4 * positions[i >> 2] + (i & 3)];
          },
        };
      },
    };
  },
};

function jsonTable(texts: readonly (string | null)[]): LookupColumn | null {
  if (!texts.every((text) => text === null || isJson(text))) return null;
  const encoder = new TextEncoder();
  const table = texts.map((text) => encoder.encode(text ?? 'null'));
  return {
    type: { kind: 'json' },
    width: table.reduce((most, { length }) => Math.max(most, length), 1),
    bind(frame, validity) {
      const writer = new TextWriter(frame, validity);
      const vector: BytesVector = { ...writer.vector, kind: 'json' };
      return {
        vector,
        copy(positions, length) {
          writer.begin();
          for (let i = 0; i < length; i++) {
            const bytes = table[positions[i]];
            writer.bytes(bytes, 0, bytes.length);
            writer.next();
          }
          vector.bytes = writer.vector.bytes;
        },
      };
    },
  };
}

function isJson(text: string): boolean {
  try {
    JSON.parse(text);
    return true;
  } catch (error) {
    if (error instanceof SyntaxError) return false;
    throw error;
  }
}

function intTable(
  texts: readonly (string | null)[],
  parse: (text: string) => number | null,
  kind: 'date' | 'time',
  width: number,
): LookupColumn | null {
  const table = parsed(texts, parse);
  if (table === null) return null;
  return {
    type: { kind },
    width,
    bind(frame, validity) {
      const values = frame.arena.int32(frame.capacity);
      return {
        vector: { kind, values, validity },
        copy(positions, length) {
          for (let i = 0; i < length; i++) values[i] = table[positions[i]];
        },
      };
    },
  };
}

function parsed(texts: readonly (string | null)[], parse: (text: string) => number | null): Float64Array | null {
  const values = texts.map((text) => (text === null ? 0 : parse(text)));
  return values.every((value) => value !== null) ? Float64Array.from(values) : null;
}

function copyDoubles(out: Float64Array, table: Float64Array, positions: Int32Array, length: number): void {
  for (let i = 0; i < length; i++) out[i] = table[positions[i]];
}

function most(values: Float64Array): number {
  return values.reduce((largest, value) => Math.max(largest, Math.abs(value)), 0);
}

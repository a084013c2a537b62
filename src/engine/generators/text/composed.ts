import type { Frame, Recipe } from '../../frame.ts';
import { rowAt } from '../../rows.ts';
import type { BytesVector } from '../../vector.ts';
import { type Draw, drawFrom, fillFloat64 } from '../draw.ts';
import type { NumberSource } from '../families/numbers.ts';
import type { GeneratorInput } from '../generator.ts';
import type { TextGrammar } from './grammar.ts';
import { GrammarWriter } from './grammar-writer.ts';

/** Changes a text in place once it is written, such as by its check digit; returns nothing, the length stays. */
export type Finish = (bytes: Uint8Array, start: number, end: number) => void;
/** The same where it depends on the form that was written. */
export type FormFinish = (bytes: Uint8Array, start: number, end: number, form: number) => void;

/**
 * One text of a grammar for each row. Where they must be distinct they are distinguished by number over all forms, which
 * takes that no text can be put together in two ways.
 */
export function composed(
  input: Pick<GeneratorInput, 'distinct' | 'key' | 'tuple'>,
  grammar: TextGrammar,
  finish: Finish | null = null,
  kind: 'utf8' | 'json' = 'utf8',
): Recipe {
  const draw = input.distinct === null ? null : rankDraw(input, grammar);
  const key = input.key('text');
  return {
    type: { kind: kind === 'json' ? 'json' : 'string' },
    nullable: false,
    width: grammar.width,
    bind(frame) {
      const writer = new GrammarWriter(key, frame.capacity * grammar.width, maxSlots(grammar));
      const { vector, close } = textVector(writer, frame, kind);
      const ranks = draw === null ? null : rankColumn(draw, frame);
      return {
        vector,
        fill(rows) {
          const { offsets } = vector;
          ranks?.fill(rows);
          writer.end = 0;
          for (let i = 0; i < rows.length; i++) {
            writer.start(rowAt(rows, i));
            if (ranks === null) writer.form(grammar);
            else writer.ranked(grammar, ranks.values[i]);
            if (finish !== null) finish(writer.bytes, offsets[i], writer.end);
            offsets[i + 1] = writer.end;
          }
          close();
        },
      };
    },
  };
}

/**
 * One text for each row, of the form whose number `forms` gives; null where that is negative, which only a nullable one may be. Where texts must be distinct, each
 * form gets numbers that no other row of it has, which takes that texts of two forms always differ.
 */
export function composedBy(
  input: Pick<GeneratorInput, 'distinct' | 'key'>,
  grammar: TextGrammar,
  forms: NumberSource,
  nullable: boolean,
  finish: FormFinish,
): Recipe {
  const { sizes } = grammar;
  const starts = sizes.map((_, form) => sizes.subarray(0, form).reduce((sum, size) => sum + size, 0));
  const least = sizes.reduce((a, b) => Math.min(a, b));
  const draw = input.distinct === null ? null : drawFrom(input, least, 0, null);
  const key = input.key('text');
  return {
    type: { kind: 'string' },
    nullable,
    width: grammar.width,
    bind(frame) {
      const writer = new GrammarWriter(key, frame.capacity * grammar.width, maxSlots(grammar));
      const { vector, close } = textVector(writer, frame, 'utf8');
      const validity = nullable ? frame.arena.uint8(frame.capacity) : null;
      const ranks = draw === null ? null : rankColumn(draw, frame);
      const form = forms(frame);
      vector.validity = validity;
      return {
        vector,
        fill(rows) {
          const { offsets } = vector;
          ranks?.fill(rows);
          form.fill(rows);
          writer.end = 0;
          for (let i = 0; i < rows.length; i++) {
            const of = form.values[i];
            if (validity !== null) validity[i] = of < 0 ? 0 : 1;
            if (of >= 0) {
              writer.start(rowAt(rows, i));
              if (ranks === null) writer.form(grammar, of);
              else writer.ranked(grammar, starts[of] + ranks.values[i]);
              finish(writer.bytes, offsets[i], writer.end, of);
            }
            offsets[i + 1] = writer.end;
          }
          close();
        },
      };
    },
  };
}

/** The draw of a grammar's numbers; a problem where there are not enough of them. */
export function rankDraw(input: Pick<GeneratorInput, 'distinct' | 'key' | 'tuple'>, grammar: TextGrammar): Draw {
  const size = grammar.sizes.reduce((sum, one) => sum + one, 0);
  return drawFrom(input, Math.min(size, Number.MAX_SAFE_INTEGER), 0, null);
}

/** A draw's numbers as doubles. */
export function rankColumn(draw: Draw, frame: Frame): { values: Float64Array; fill: ReturnType<typeof fillFloat64> } {
  const values = frame.arena.float64(frame.capacity);
  return { values, fill: fillFloat64(draw, values, frame) };
}

/** A vector over what a writer writes; `close` after each batch. */
export function textVector(
  writer: GrammarWriter,
  frame: Frame,
  kind: 'utf8' | 'json',
): { vector: BytesVector; close: () => void } {
  const vector: BytesVector = {
    kind,
    offsets: frame.arena.int32(frame.capacity + 1),
    bytes: writer.bytes,
    validity: null,
  };
  const close = (): void => {
    vector.bytes = writer.bytes;
  };
  return { vector, close };
}

/** The most slots of a form. */
export function maxSlots({ first }: TextGrammar): number {
  let most = 0;
  for (let form = 0; form + 1 < first.length; form++) most = Math.max(most, first[form + 1] - first[form]);
  return most;
}

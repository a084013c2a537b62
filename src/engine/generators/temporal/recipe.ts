import { Dictionary } from '../../dictionary.ts';
import type { Recipe } from '../../frame.ts';
import { drawFrom, fillFloat64, fillInt32 } from '../draw.ts';
import type { GeneratorInput } from '../generator.ts';
import { parseTimePattern, renderTimePattern } from './time-pattern.ts';
import type { Span } from './span.ts';

/** Up to here the texts of all days are made beforehand, once. */
const MAX_TEXTS = 30_000;

/** Dates of a span of days; text where the hint is a pattern. */
export function dates(input: GeneratorInput, span: Span): Recipe {
  const draw = drawFrom(input, span.size, span.low, input.range.distribution, 'value', span.step);
  const recipe: Recipe = {
    type: { kind: 'date' },
    nullable: false,
    width: 10,
    bind(frame) {
      const values = frame.arena.int32(frame.capacity);
      return { vector: { kind: 'date', values, validity: null }, fill: fillInt32(draw, values, frame) };
    },
  };
  if (input.hint === '' || input.hint === 'YYYY-MM-DD') return recipe;
  const pattern = parseTimePattern(input.hint);
  if (span.size > MAX_TEXTS) return renderTimePattern(recipe, pattern);
  const place = drawFrom(input, span.size, 0, input.range.distribution);
  const texts = Array.from({ length: span.size }, (_, i) => pattern.text((span.low + i * span.step) * 86_400_000));
  const dictionary = Dictionary.from(texts);
  return {
    type: { kind: 'string' },
    nullable: false,
    width: pattern.width,
    bind(frame) {
      const values = frame.arena.int32(frame.capacity);
      return {
        vector: { kind: 'dictionary', values, dictionary, validity: null },
        fill: fillInt32(place, values, frame),
      };
    },
  };
}

/** Timestamps of a span of milliseconds; text where the hint is a pattern. */
export function timestamps(input: GeneratorInput, span: Span): Recipe {
  const draw = drawFrom(input, span.size, span.low, input.range.distribution, 'value', span.step);
  return formed(input, {
    type: { kind: 'timestamp' },
    nullable: false,
    width: 24,
    bind(frame) {
      const values = frame.arena.float64(frame.capacity);
      return { vector: { kind: 'timestamp', values, validity: null }, fill: fillFloat64(draw, values, frame) };
    },
  });
}

/** Times of day of a span of milliseconds; text where the hint is a pattern. */
export function times(input: GeneratorInput, span: Span): Recipe {
  const draw = drawFrom(input, span.size, span.low, input.range.distribution, 'value', span.step);
  return formed(input, {
    type: { kind: 'time' },
    nullable: false,
    width: 12,
    bind(frame) {
      const values = frame.arena.int32(frame.capacity);
      return { vector: { kind: 'time', values, validity: null }, fill: fillInt32(draw, values, frame) };
    },
  });
}

function formed({ hint }: GeneratorInput, recipe: Recipe): Recipe {
  return hint === '' ? recipe : renderTimePattern(recipe, parseTimePattern(hint));
}

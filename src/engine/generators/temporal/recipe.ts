import type { WeekHours } from '../../../model/index.ts';
import { DAY } from '../../calendar.ts';
import { Dictionary } from '../../dictionary.ts';
import type { Recipe } from '../../frame.ts';
import { fillUnit } from '../../random/fill.ts';
import { Permutation } from '../../random/permutation.ts';
import { type Draw, drawFrom, fillFloat64, fillInt32, refuseFewer, refuseShape } from '../draw.ts';
import { type GeneratorInput, GeneratorProblem } from '../generator.ts';
import { parseTimePattern, renderTimePattern } from './time-pattern.ts';
import type { TimePoints } from './span.ts';
import { WeekClock } from './week-clock.ts';

/** Up to here the texts of all days are made beforehand, once. */
const MAX_TEXTS = 30_000;

/** Dates of a span of days; text where the hint is a pattern. */
export function dates(input: GeneratorInput, span: TimePoints): Recipe {
  const week = input.week ?? null;
  const draw = week === null ? spanDraw(input, span) : weekDraw(input, span, week, DAY);
  const recipe: Recipe = {
    type: { kind: 'date' },
    nullable: false,
    width: 10,
    ...(week === null ? gridOf(input, span) : {}),
    bind(frame) {
      const values = frame.arena.int32(frame.capacity);
      return { vector: { kind: 'date', values, validity: null }, fill: fillInt32(draw, values, frame) };
    },
  };
  if (input.hint === '' || input.hint === 'YYYY-MM-DD') return recipe;
  const pattern = parseTimePattern(input.hint);
  if (span.size > MAX_TEXTS || week !== null) return renderTimePattern(recipe, pattern);
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
export function timestamps(input: GeneratorInput, span: TimePoints): Recipe {
  const week = input.week ?? null;
  const draw = week === null ? spanDraw(input, span) : weekDraw(input, span, week, 1);
  return formed(input, {
    type: { kind: 'timestamp' },
    nullable: false,
    width: 24,
    ...(week === null ? gridOf(input, span) : {}),
    bind(frame) {
      const values = frame.arena.float64(frame.capacity);
      return { vector: { kind: 'timestamp', values, validity: null }, fill: fillFloat64(draw, values, frame) };
    },
  });
}

/** Times of day of a span of milliseconds; text where the hint is a pattern. */
export function times(input: GeneratorInput, span: TimePoints): Recipe {
  const draw = spanDraw(input, span);
  return formed(input, {
    type: { kind: 'time' },
    nullable: false,
    width: 12,
    ...gridOf(input, span),
    bind(frame) {
      const values = frame.arena.int32(frame.capacity);
      return { vector: { kind: 'time', values, validity: null }, fill: fillInt32(draw, values, frame) };
    },
  });
}

/** What a moment is drawn from; hours and weekdays leave no even steps. */
function gridOf({ range }: GeneratorInput, { low, step, size }: TimePoints): Pick<Recipe, 'grid'> {
  return { grid: { low, step, size, scale: 0, distribution: range.distribution } };
}

function spanDraw(input: GeneratorInput, { size, low, step }: TimePoints): Draw {
  return drawFrom(input, size, low, input.range.distribution, 'value', step);
}

/** Draws from the moments of a span that are within some hours and weekdays; `unit` is that of the span in milliseconds. */
function weekDraw(input: GeneratorInput, span: TimePoints, week: WeekHours, unit: number): Draw {
  const clock = new WeekClock(week, span.step * unit);
  const [low, high] = [span.low * unit, span.high * unit];
  const start = clock.measure(low);
  const room = clock.measure(high + 1) - start;
  if (clock.first(low) > high) {
    const message = 'no moment between the bounds is within $hours and $weekdays';
    throw new GeneratorProblem('RANGE_EMPTY', message, 'Widen the range, the hours or the weekdays.');
  }
  if (input.distinct === null) {
    const key = input.key('value');
    return {
      storage: 'float64',
      fill(out: Float64Array, rows) {
        fillUnit(out, key, rows, 0);
        for (let i = 0; i < rows.length; i++) out[i] = clock.at(start + out[i] * room, low, high) / unit;
      },
    };
  }
  if (!clock.isEven) refuseShape('weighted');
  if (input.tuple === undefined) refuseFewer(room, input.distinct);
  const numbers = input.tuple?.(room) ?? new Permutation(room, input.key('permutation'));
  return {
    storage: 'float64',
    fill(out: Float64Array, rows) {
      numbers.fill(out, rows);
      for (let i = 0; i < rows.length; i++) out[i] = clock.at(start + out[i], low, high) / unit;
    },
  };
}

function formed({ hint }: GeneratorInput, recipe: Recipe): Recipe {
  return hint === '' ? recipe : renderTimePattern(recipe, parseTimePattern(hint));
}

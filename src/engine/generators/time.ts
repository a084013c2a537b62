import type { Generator } from './generator.ts';
import { times } from './temporal/recipe.ts';
import { spanOf } from './temporal/span.ts';

const SECOND = 1000;
const MINUTE = 60_000;
const LAST_MINUTE = 23 * 60 * MINUTE + 59 * MINUTE;

/** Times of day. */
export const timeGenerators = [
  {
    name: 'time',
    type: 'time',
    family: 'date and time',
    summary: 'A time of day, to the minute; bounds with seconds, or $step: 1s, make it finer.',
    aliases: ['time_of_day'],
    options: {},
    range: 'time',
    hint: true,
    from: false,
    compile(input) {
      const { min, max } = input.range;
      const whole = (min?.value ?? 0) % MINUTE === 0 && (max?.value ?? 0) % MINUTE === 0;
      return times(input, spanOf(input.range, 1, { min: 0, max: LAST_MINUTE }, whole ? MINUTE : SECOND));
    },
  },
] as const satisfies readonly Generator[];

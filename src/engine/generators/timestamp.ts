import { DAY } from '../calendar.ts';
import type { Recipe } from '../frame.ts';
import type { Generator, GeneratorInput } from './generator.ts';
import { timestamps } from './temporal/recipe.ts';
import { spanOf } from './temporal/span.ts';

const SECOND = 1000;

/** Seconds within some days of $now, unless the range says otherwise. */
function around(input: GeneratorInput, firstDay: number, lastDay: number): Recipe {
  const now = Math.floor(input.now / SECOND) * SECOND;
  const bounds = { min: now + firstDay * DAY, max: now + lastDay * DAY - SECOND };
  return timestamps(input, spanOf(input.range, 1, bounds, SECOND));
}

const shape = {
  type: 'timestamp',
  family: 'date and time',
  options: {},
  range: 'timestamp',
  hint: true,
  from: false,
} as const;

/** Instants, in UTC. */
export const timestampGenerators = [
  {
    ...shape,
    name: 'timestamp',
    summary: 'An instant of the year before $now, to the second; $step: 1ms makes it finer.',
    aliases: ['datetime', 'date_time', 'past'],
    compile: (input) => around(input, -365, 0),
  },
  {
    ...shape,
    name: 'recent',
    summary: 'An instant of the seven days before $now.',
    aliases: ['recent_date'],
    compile: (input) => around(input, -7, 0),
  },
  {
    ...shape,
    name: 'future',
    summary: 'An instant of the year after $now.',
    aliases: ['future_date', 'soon'],
    compile: (input) => around(input, 0, 365),
  },
] as const satisfies readonly Generator[];

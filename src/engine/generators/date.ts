import { addMonths, DAY } from '../calendar.ts';
import type { Generator } from './generator.ts';
import { dates } from './temporal/recipe.ts';
import { spanOf } from './temporal/span.ts';

/** Days of the calendar. */
export const dateGenerators = [
  {
    name: 'date',
    type: 'date',
    family: 'date and time',
    summary: 'A date of the year before $now; a hint such as (DD.MM.YYYY) writes it as text.',
    aliases: ['calendar_date'],
    options: {},
    range: 'date',
    hint: true,
    from: false,
    compile(input) {
      const today = Math.floor(input.now / DAY);
      return dates(input, spanOf(input.range, DAY, { min: today - 365, max: today - 1 }, 1));
    },
  },
  {
    name: 'birth_date',
    type: 'date',
    family: 'date and time',
    summary: 'The birthday of a person who is 18 to 80 at $now.',
    aliases: ['birthdate', 'birthday', 'date_of_birth', 'dob'],
    options: {},
    range: 'date',
    hint: true,
    from: false,
    compile(input) {
      const today = Math.floor(input.now / DAY);
      const bounds = { min: addMonths(today, -81 * 12) + 1, max: addMonths(today, -18 * 12) };
      return dates(input, spanOf(input.range, DAY, bounds, 1));
    },
  },
] as const satisfies readonly Generator[];

import { civilFromDays, DAY } from '../calendar.ts';
import type { Generator } from './generator.ts';
import { numericRecipe } from './numeric/recipe.ts';

/** Years and ages, as numbers. */
export const calendarPartGenerators = [
  {
    name: 'year',
    type: 'integer',
    family: 'date and time',
    summary: 'A year, one of the 30 up to that of $now.',
    aliases: ['model_year'],
    options: {},
    range: 'integer',
    hint: false,
    from: false,
    compile(input) {
      const { year } = civilFromDays(Math.floor(input.now / DAY));
      return numericRecipe(input, { min: year - 29, max: year, decimals: 0 });
    },
  },
  {
    name: 'age',
    type: 'integer',
    family: 'person',
    summary: 'The age of an adult in years, 18 to 80.',
    aliases: [],
    options: {},
    range: 'integer',
    hint: false,
    from: false,
    compile: (input) => numericRecipe(input, { min: 18, max: 80, decimals: 0 }),
  },
] as const satisfies readonly Generator[];

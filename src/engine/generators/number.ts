import type { Recipe } from '../frame.ts';
import { fillLaw } from '../random/fill.ts';
import { continuousLaw } from '../random/law.ts';
import { drawFrom, fillFloat64, fitting } from './draw.ts';
import type { Generator, GeneratorInput } from './generator.ts';
import { bounded } from './numeric/bounds.ts';
import { numericRecipe } from './numeric/recipe.ts';

/** Numbers without a meaning of their own. */
export const numberGenerators = [
  {
    name: 'integer',
    type: 'integer',
    family: 'basic',
    summary: 'A whole number, 0 to 1000.',
    aliases: ['int', 'whole_number'],
    options: {},
    range: 'integer',
    hint: false,
    from: false,
    compile: (input) => numericRecipe(input, { min: 0, max: 1000, decimals: 0 }),
  },
  {
    name: 'number',
    type: 'number',
    family: 'basic',
    summary:
      'A number, 0 to 1000 with two decimals; whole bounds give integers, bounds with n decimals give n decimals.',
    aliases: [],
    options: {},
    range: 'number',
    hint: false,
    from: false,
    compile: (input) => numericRecipe(input, { min: 0, max: 1000, decimals: 'written' }),
  },
  {
    name: 'decimal',
    type: 'decimal',
    family: 'basic',
    summary: 'A decimal number of a fixed scale, 0.00 to 1000.00.',
    aliases: [],
    options: {},
    range: 'number',
    hint: false,
    from: false,
    compile: (input) => numericRecipe(input, { min: 0, max: 1000, decimals: 2 }),
  },
  {
    name: 'float',
    type: 'number',
    family: 'basic',
    summary: 'A floating-point number with all its digits, 0 to 1.',
    aliases: ['double', 'real'],
    options: {},
    range: 'number',
    hint: false,
    from: false,
    compile: floats,
  },
  {
    name: 'quantity',
    type: 'integer',
    family: 'basic',
    summary: 'A number of items, 1 to 100.',
    aliases: ['count'],
    options: {},
    range: 'integer',
    hint: false,
    from: false,
    compile: (input) => numericRecipe(input, { min: 1, max: 100, decimals: 0 }),
  },
  {
    name: 'percentage',
    type: 'number',
    family: 'basic',
    summary: 'A share in percent, 0.0 to 100.0.',
    aliases: ['percent'],
    options: {},
    range: 'number',
    hint: false,
    from: false,
    compile: (input) => numericRecipe(input, { min: 0, max: 100, decimals: 1 }),
  },
  {
    name: 'rating',
    type: 'integer',
    family: 'basic',
    summary: 'A number of stars, 1 to 5.',
    aliases: ['stars'],
    options: {},
    range: 'integer',
    hint: false,
    from: false,
    compile: (input) => numericRecipe(input, { min: 1, max: 5, decimals: 0 }),
  },
] as const satisfies readonly Generator[];

/** 2^-50: a grid this coarse next to its values keeps neighbours apart in spite of rounding. */
const RESOLUTION = 8.881784197001252e-16;

function floats(input: GeneratorInput): Recipe {
  const { range, distinct } = input;
  if (range.decimals !== null || range.step !== null) {
    return numericRecipe(input, { min: 0, max: 1, decimals: 'written' });
  }
  const [min, max] = bounded(range, { min: 0, max: 1 });
  const magnitude = Math.max(Math.abs(min), Math.abs(max));
  const base = { type: { kind: 'number' }, nullable: false, width: 24, magnitude } as const;
  if (distinct !== null) {
    const size = Math.max(
      1,
      Math.min(Number.MAX_SAFE_INTEGER, Math.floor((max - min) / (magnitude * RESOLUTION || 1))),
    );
    const draw = drawFrom(input, size, 0, range.distribution);
    return {
      ...base,
      bind(frame) {
        const values = frame.arena.float64(frame.capacity);
        const fill = fillFloat64(draw, values, frame);
        return {
          vector: { kind: 'float64', values, validity: null },
          fill(rows) {
            fill(rows);
            for (let i = 0; i < rows.length; i++) values[i] = min + values[i] * ((max - min) / size);
          },
        };
      },
    };
  }
  const law = fitting(() => continuousLaw(range.distribution ?? { name: 'uniform' }, min, max));
  const key = input.key('value');
  return {
    ...base,
    bind({ arena, capacity }) {
      const values = arena.float64(capacity);
      return {
        vector: { kind: 'float64', values, validity: null },
        fill(rows) {
          fillLaw(values, key, rows, law);
          // Adding 0 turns -0 into 0.
          for (let i = 0; i < rows.length; i++) values[i] += 0;
        },
      };
    },
  };
}

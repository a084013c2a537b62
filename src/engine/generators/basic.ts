import type { OptionSpecs } from '../../model/index.ts';
import { Dictionary } from '../dictionary.ts';
import type { Recipe } from '../frame.ts';
import { fillChance } from '../random/fill.ts';
import type { Key } from '../random/key.ts';
import { Permutation } from '../random/permutation.ts';
import { rowAt } from '../rows.ts';
import type { Digit } from '../relations/tuple.ts';
import { refuseFewer, refuseShape } from './draw.ts';
import { type Generator, type GeneratorInput, GeneratorProblem } from './generator.ts';
import { entriesAt } from './picks.ts';

const SAFE = Number.MAX_SAFE_INTEGER;
const INT32_END = 2147483648;
const PLAIN = { family: 'basic', aliases: [], options: {}, range: null, hint: false, from: false } as const;

const SEQUENCE = {
  start: { type: 'integer', min: -SAFE, max: SAFE, default: 1, summary: 'The number of the first row.' },
  step: {
    type: 'integer',
    min: -1e9,
    max: 1e9,
    default: 1,
    summary: 'The difference between one row and the next; not 0.',
  },
} as const satisfies OptionSpecs;

const SHARE = {
  share: { type: 'number', min: 0, max: 1, default: 0.5, summary: 'The share of true, 0 to 1.' },
} as const satisfies OptionSpecs;

const VALUE = {
  value: { type: 'text', default: '', maxLength: 4096, summary: 'The text.' },
} as const satisfies OptionSpecs;

/** Values that need no chance, or the toss of a coin. */
export const basicGenerators = [
  {
    ...PLAIN,
    name: 'sequence',
    type: 'integer',
    summary: 'A number that counts the rows, from a start and in steps.',
    aliases: ['serial', 'row_number', 'auto_increment', 'counter'],
    options: SEQUENCE,
    compile: sequence,
  } satisfies Generator<typeof SEQUENCE>,
  {
    ...PLAIN,
    name: 'boolean',
    type: 'boolean',
    summary: 'The value true or false, by default equally often.',
    aliases: ['bool', 'flag'],
    options: SHARE,
    compile: booleans,
  } satisfies Generator<typeof SHARE>,
  {
    ...PLAIN,
    name: 'constant',
    type: 'string',
    summary: 'The same text in every row.',
    aliases: ['fixed', 'static'],
    options: VALUE,
    compile(input) {
      if (input.distinct !== null) refuseFewer(1, input.distinct);
      return entriesAt(Dictionary.from([input.options.value]), () => () => {});
    },
  } satisfies Generator<typeof VALUE>,
  {
    ...PLAIN,
    name: 'blank',
    type: 'string',
    summary: 'No value: null in every row.',
    aliases: ['empty', 'null'],
    compile: () => nothing(),
  },
] as const satisfies readonly Generator[];

function sequence({ options: { start, step }, distinct }: GeneratorInput<typeof SEQUENCE>): Recipe {
  if (step === 0 && distinct !== null) {
    throw new GeneratorProblem(
      'OPTION_INVALID',
      'a sequence with the step 0 repeats its start',
      'Choose another step.',
    );
  }
  const last = distinct === null ? SAFE : start + (distinct - 1) * step;
  if (Math.abs(last) > SAFE) {
    throw new GeneratorProblem(
      'DOMAIN_TOO_SMALL',
      'the sequence passes 2^53, the largest exact number',
      'Start lower.',
    );
  }
  const magnitude = distinct === null ? SAFE : Math.max(Math.abs(start), Math.abs(last));
  const recipe = { type: { kind: 'integer' }, nullable: false, width: 16, magnitude } as const;
  if (magnitude < INT32_END) {
    return {
      ...recipe,
      bind({ arena, capacity }) {
        const values = arena.int32(capacity);
        return {
          vector: { kind: 'int32', values, validity: null },
          fill(rows) {
            for (let i = 0; i < rows.length; i++) values[i] = start + rowAt(rows, i) * step;
          },
        };
      },
    };
  }
  return {
    ...recipe,
    bind({ arena, capacity }) {
      const values = arena.float64(capacity);
      return {
        vector: { kind: 'int53', values, validity: null },
        fill(rows) {
          for (let i = 0; i < rows.length; i++) {
            // Rows far beyond any count stay integers.
            values[i] = Math.max(-SAFE, Math.min(SAFE, start + rowAt(rows, i) * step));
          }
        },
      };
    },
  };
}

function booleans(input: GeneratorInput<typeof SHARE>): Recipe {
  const { share } = input.options;
  if (input.tuple !== undefined && share !== 0.5) refuseShape('weighted');
  if (input.tuple !== undefined) return digitBooleans(input.tuple(2));
  if (input.distinct !== null) return distinctBooleans(input.distinct, input.key('permutation'));
  const key = input.key('value');
  return {
    type: { kind: 'boolean' },
    nullable: false,
    width: 5,
    bind({ arena, capacity }) {
      const values = arena.uint8(capacity);
      return {
        vector: { kind: 'bool', values, validity: null },
        fill: (rows) => fillChance(values, key, rows, share),
      };
    },
  };
}

function digitBooleans(digit: Digit): Recipe {
  return {
    type: { kind: 'boolean' },
    nullable: false,
    width: 5,
    bind({ arena, capacity }) {
      const values = arena.uint8(capacity);
      const digits = arena.int32(capacity);
      return {
        vector: { kind: 'bool', values, validity: null },
        fill(rows) {
          digit.fill(digits, rows);
          values.set(digits.subarray(0, rows.length));
        },
      };
    },
  };
}

function distinctBooleans(distinct: number, key: Key): Recipe {
  refuseFewer(2, distinct);
  const permutation = new Permutation(2, key);
  return {
    type: { kind: 'boolean' },
    nullable: false,
    width: 5,
    bind({ arena, capacity }) {
      const values = arena.uint8(capacity);
      return {
        vector: { kind: 'bool', values, validity: null },
        fill(rows) {
          for (let i = 0; i < rows.length; i++) values[i] = permutation.forward(rowAt(rows, i) % 2);
        },
      };
    },
  };
}

function nothing(): Recipe {
  const dictionary = Dictionary.from(['']);
  return {
    type: { kind: 'string' },
    nullable: true,
    width: 0,
    bind({ arena, capacity }) {
      const values = arena.int32(capacity);
      const validity = arena.uint8(capacity);
      return { vector: { kind: 'dictionary', values, dictionary, validity }, fill() {} };
    },
  };
}

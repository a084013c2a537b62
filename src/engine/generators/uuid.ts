import { DAY } from '../calendar.ts';
import type { Recipe } from '../frame.ts';
import { fillFourWords } from '../random/fill.ts';
import { rowAt } from '../rows.ts';
import { type Generator, type GeneratorInput, GeneratorProblem } from './generator.ts';

const WORD = 4294967296;
/** Milliseconds a version 7 UUID can hold. */
const INSTANTS = 2 ** 48;

const shape = { type: 'uuid', options: {}, hint: false, from: false } as const;

/** Universally unique identifiers (RFC 9562). Unique by their 122 and 74 random bits. */
export const uuidGenerators = [
  {
    ...shape,
    name: 'uuid',
    family: 'basic',
    summary: 'A random UUID, version 4.',
    aliases: ['guid', 'uuid4', 'uuid_v4'],
    range: null,
    compile: (input) => identifiers(input, null),
  },
  {
    ...shape,
    name: 'uuid_v7',
    family: 'basic',
    summary:
      'A UUID that sorts by time, version 7: one a millisecond from the lower bound ($now) on, or the time of the field in $from.',
    aliases: ['uuid7'],
    range: 'timestamp',
    from: true,
    compile: (input) => {
      const [time, other] = input.from;
      if (time === undefined) return identifiers(input, input.range.min?.value ?? input.now);
      const { kind } = time.recipe.type;
      if (other !== undefined || (kind !== 'timestamp' && kind !== 'date')) {
        const message = other === undefined ? `${time.name} is of type ${kind}` : 'a UUID has one time';
        throw new GeneratorProblem('OPTION_INVALID', message, 'Name one timestamp or date in $from.');
      }
      const { min, max, step } = input.range;
      if (min !== null || max !== null || step !== null) {
        const message = `the time of the UUID is that of ${time.name}, so that it has no bounds of its own`;
        throw new GeneratorProblem('OPTION_INVALID', message, 'Remove the bounds and the step.');
      }
      return timed(input, time.recipe);
    },
  },
] as const satisfies readonly Generator[];

/** Identifiers with the time of a column, from 1970 on: those of one millisecond are in no order. Null where it is. */
function timed(input: GeneratorInput, time: Recipe): Recipe {
  const key = input.key('value');
  return {
    type: { kind: 'uuid' },
    nullable: time.nullable,
    width: 36,
    bind(frame) {
      const values = frame.arena.uint32(4 * frame.capacity);
      const column = frame.column(time);
      const { vector } = column.value;
      if (vector.kind !== 'timestamp' && vector.kind !== 'date') throw new TypeError('a UUID has a time');
      const unit = vector.kind === 'date' ? DAY : 1;
      return {
        vector: { kind: 'uuid', values, validity: vector.validity },
        fill(rows) {
          column.ensure();
          fillFourWords(values, key, rows);
          setVersion(values, rows.length);
          for (let i = 0; i < rows.length; i++) {
            setInstant(values, i, Math.max(0, Math.min(INSTANTS - 1, vector.values[i] * unit)));
          }
        },
      };
    },
  };
}

function identifiers(input: GeneratorInput, start: number | null): Recipe {
  const key = input.key('value');
  const step = input.range.step ?? 1;
  return {
    type: { kind: 'uuid' },
    nullable: false,
    width: 36,
    bind({ arena, capacity }) {
      const values = arena.uint32(4 * capacity);
      return {
        vector: { kind: 'uuid', values, validity: null },
        fill(rows) {
          fillFourWords(values, key, rows);
          setVersion(values, rows.length);
          if (start === null) return;
          for (let i = 0; i < rows.length; i++) {
            const instant = (start + rowAt(rows, i) * step) % INSTANTS;
            const positive = instant < 0 ? instant + INSTANTS : instant;
            setInstant(values, i, positive);
          }
        },
      };
    },
  };
}

/** Sets the time, and the bits of version 7. */
function setInstant(values: Uint32Array, i: number, instant: number): void {
  const high = Math.floor(instant / 65536);
  values[4 * i] = high % WORD;
  values[4 * i + 1] = (((instant - high * 65536) << 16) | 0x7000 | (values[4 * i + 1] & 0x0fff)) >>> 0;
}

/** Sets the bits of version 4 and of the variant. */
function setVersion(values: Uint32Array, length: number): void {
  for (let o = 0; o < 4 * length; o += 4) {
    values[o + 1] = (values[o + 1] & 0xffff0fff) | 0x4000;
    values[o + 2] = (values[o + 2] & 0x3fffffff) | 0x80000000;
  }
}

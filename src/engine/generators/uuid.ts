import type { Recipe } from '../frame.ts';
import { fillFourWords } from '../random/fill.ts';
import { rowAt } from '../rows.ts';
import type { Generator, GeneratorInput } from './generator.ts';

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
    summary: 'A UUID that sorts by time, version 7: one a millisecond from the lower bound ($now) on.',
    aliases: ['uuid7'],
    range: 'timestamp',
    compile: (input) => identifiers(input, input.range.min?.value ?? input.now),
  },
] as const satisfies readonly Generator[];

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
            const high = Math.floor(positive / 65536);
            values[4 * i] = high % WORD;
            values[4 * i + 1] = (((positive - high * 65536) << 16) | 0x7000 | (values[4 * i + 1] & 0x0fff)) >>> 0;
          }
        },
      };
    },
  };
}

/** Sets the bits of version 4 and of the variant. */
function setVersion(values: Uint32Array, length: number): void {
  for (let o = 0; o < 4 * length; o += 4) {
    values[o + 1] = (values[o + 1] & 0xffff0fff) | 0x4000;
    values[o + 2] = (values[o + 2] & 0x3fffffff) | 0x80000000;
  }
}

import type { OptionSpecs } from '../../model/index.ts';
import type { Recipe } from '../frame.ts';
import { threefryAt } from '../random/threefry.ts';
import { rowAt } from '../rows.ts';
import { type Draw, drawFrom } from './draw.ts';
import type { Generator, GeneratorInput } from './generator.ts';
import { rankColumn } from './text/composed.ts';

const MAX_RANKED = 6;

const BYTES = {
  bytes: { type: 'integer', min: 1, max: 4096, default: 16, summary: 'The number of bytes.' },
} as const satisfies OptionSpecs;

/** Raw bytes. */
export const bytesGenerators = [
  {
    name: 'binary',
    type: 'binary',
    family: 'basic',
    summary: 'Random bytes, written as base64 in text formats.',
    aliases: ['bytes', 'blob'],
    options: BYTES,
    range: null,
    hint: false,
    from: false,
    compile: randomBytes,
  } satisfies Generator<typeof BYTES>,
] as const satisfies readonly Generator[];

/** Distinct values differ in their last six bytes. */
function randomBytes(input: GeneratorInput<typeof BYTES>): Recipe {
  const length = input.options.bytes;
  const key = input.key('value');
  let size = 1;
  for (let i = 0; i < Math.min(length, MAX_RANKED); i++) size *= 256;
  const ranked: Draw | null = input.distinct === null ? null : drawFrom(input, size, 0, null);
  return {
    type: { kind: 'binary' },
    nullable: false,
    width: Math.ceil(length / 3) * 4,
    bind(frame) {
      const offsets = frame.arena.int32(frame.capacity + 1);
      for (let i = 0; i <= frame.capacity; i++) offsets[i] = i * length;
      const bytes = frame.arena.uint8(frame.capacity * length);
      const ranks = ranked === null ? null : rankColumn(ranked, frame);
      const block = new Int32Array(2);
      return {
        vector: { kind: 'binary', offsets, bytes, validity: null },
        fill(rows) {
          ranks?.fill(rows);
          for (let i = 0, at = 0; i < rows.length; i++, at += length) {
            const row = rowAt(rows, i);
            for (let k = 0; k < length; k++) {
              if (k % 8 === 0) threefryAt(key, row, k / 8, block);
              bytes[at + k] = block[(k >> 2) & 1] >>> ((k & 3) * 8);
            }
            if (ranks === null) continue;
            let rank = ranks.values[i];
            for (let k = length - 1; k >= 0 && k >= length - MAX_RANKED; k--) {
              bytes[at + k] = rank % 256;
              rank = Math.floor(rank / 256);
            }
          }
        },
      };
    },
  };
}

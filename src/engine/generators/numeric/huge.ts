import type { Distribution } from '../../../model/index.ts';
import type { Recipe } from '../../frame.ts';
import { fillBlock, fillLaw } from '../../random/fill.ts';
import type { ColumnType } from '../../vector.ts';
import type { GeneratorInput } from '../generator.ts';
import { exactSteps } from './exact-steps.ts';

/**
 * Decimals whose unscaled values may pass 2^53: min, min + step, … up to max, in 64-bit integers. Uniform ones come from
 * 64 random bits; a distribution has the resolution of a double; distinct ones are spread evenly over the range.
 */
export function hugeDecimals(
  input: Pick<GeneratorInput, 'distinct' | 'key'>,
  type: ColumnType & { kind: 'decimal' },
  min: bigint,
  max: bigint,
  step: bigint,
  distribution: Distribution | null,
): Recipe {
  const steps = exactSteps(input, min, max, step, distribution);
  const { size, law, permutation } = steps;
  const key = input.key('value');
  return {
    type,
    nullable: false,
    width: 21,
    magnitude: Math.max(Math.abs(Number(min)), Math.abs(Number(max))),
    bind({ arena, capacity }) {
      const values = arena.bigint64(capacity);
      const drawn = arena.float64(law === null && permutation === null ? 0 : capacity);
      const words = [arena.int32(capacity), arena.int32(capacity)];
      return {
        vector: { kind: 'decimal64', scale: type.scale, values, validity: null },
        fill(rows) {
          if (permutation !== null) {
            permutation.fill(drawn, rows);
            for (let i = 0; i < rows.length; i++) values[i] = min + steps.ofPlace(drawn[i]) * step;
          } else if (law === null) {
            fillBlock(words[0], words[1], key, rows, 0);
            for (let i = 0; i < rows.length; i++) {
              const bits = (BigInt(words[0][i] >>> 0) << 32n) | BigInt(words[1][i] >>> 0);
              values[i] = min + ((bits * size) >> 64n) * step;
            }
          } else {
            fillLaw(drawn, key, rows, law);
            for (let i = 0; i < rows.length; i++) values[i] = min + steps.ofValue(drawn[i]) * step;
          }
        },
      };
    },
  };
}

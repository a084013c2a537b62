import type { Distribution } from '../../../model/index.ts';
import type { Recipe } from '../../frame.ts';
import { fillBlock, fillLaw } from '../../random/fill.ts';
import { continuousLaw } from '../../random/law.ts';
import { Permutation } from '../../random/permutation.ts';
import type { ColumnType } from '../../vector.ts';
import { fitting, refuseFewer, refuseShape } from '../draw.ts';
import type { GeneratorInput } from '../generator.ts';

const SAFE = BigInt(Number.MAX_SAFE_INTEGER);

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
  const size = (max - min) / step + 1n;
  const shaped = distribution !== null && distribution.name !== 'uniform';
  if (shaped && input.distinct !== null) refuseShape(distribution.name);
  if (input.distinct !== null) refuseFewer(Number(size), input.distinct);
  const law = shaped ? fitting(() => continuousLaw(distribution, Number(min), Number(max))) : null;
  const key = input.key('value');
  const places = size < SAFE ? size : SAFE;
  const permutation = input.distinct === null ? null : new Permutation(Number(places), input.key('permutation'));
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
            const stride = (size / places) * step;
            for (let i = 0; i < rows.length; i++) values[i] = min + BigInt(drawn[i]) * stride;
          } else if (law === null) {
            fillBlock(words[0], words[1], key, rows, 0);
            for (let i = 0; i < rows.length; i++) {
              const bits = (BigInt(words[0][i] >>> 0) << 32n) | BigInt(words[1][i] >>> 0);
              values[i] = min + ((bits * size) >> 64n) * step;
            }
          } else {
            fillLaw(drawn, key, rows, law);
            for (let i = 0; i < rows.length; i++) {
              const steps = (BigInt(Math.floor(drawn[i])) - min) / step;
              values[i] = min + (steps < 0n ? 0n : steps < size ? steps : size - 1n) * step;
            }
          }
        },
      };
    },
  };
}

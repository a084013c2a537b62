import type { Distribution } from '../../../model/index.ts';
import { decimalText } from '../../expressions/read.ts';
import { TextWriter } from '../../expressions/text-writer.ts';
import type { Recipe } from '../../frame.ts';
import { fillFourWords, fillLaw } from '../../random/fill.ts';
import { continuousLaw } from '../../random/law.ts';
import { Permutation } from '../../random/permutation.ts';
import type { ColumnType } from '../../vector.ts';
import { fitting, refuseFewer, refuseShape } from '../draw.ts';
import type { GeneratorInput } from '../generator.ts';

const SAFE = BigInt(Number.MAX_SAFE_INTEGER);
/** Characters of a value: 38 digits, a zero before the point, the point and a sign. */
const WIDTH = 41;

/**
 * Decimals of more digits than 64 bits hold, as the text of their digits: min, min + step, … up to max. Uniform ones come
 * from 128 random bits; a distribution has the resolution of a double; distinct ones are spread evenly over the range.
 */
export function wideDecimals(
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
    width: WIDTH,
    bind(frame) {
      const { arena, capacity } = frame;
      const writer = new TextWriter(frame, null);
      const drawn = arena.float64(law === null && permutation === null ? 0 : capacity);
      const words = new Uint32Array(law === null && permutation === null ? 4 * capacity : 0);
      const stepsAt = (i: number): bigint => {
        if (permutation !== null) return BigInt(drawn[i]) * (size / places);
        if (law === null) {
          let bits = 0n;
          for (let k = 0; k < 4; k++) bits = (bits << 32n) | BigInt(words[4 * i + k]);
          return (bits * size) >> 128n;
        }
        const steps = (BigInt(Math.floor(drawn[i])) - min) / step;
        return steps < 0n ? 0n : steps < size ? steps : size - 1n;
      };
      return {
        vector: writer.vector,
        fill(rows) {
          if (permutation !== null) permutation.fill(drawn, rows);
          else if (law === null) fillFourWords(words, key, rows);
          else fillLaw(drawn, key, rows, law);
          writer.begin();
          for (let i = 0; i < rows.length; i++) {
            writer.text(decimalText(min + stepsAt(i) * step, type.scale));
            writer.next();
          }
        },
      };
    },
  };
}

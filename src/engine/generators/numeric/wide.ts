import type { Distribution } from '../../../model/index.ts';
import { decimalText } from '../../expressions/read.ts';
import { TextWriter } from '../../expressions/text-writer.ts';
import type { Recipe } from '../../frame.ts';
import { fillFourWords, fillLaw } from '../../random/fill.ts';
import type { ColumnType } from '../../vector.ts';
import type { GeneratorInput } from '../generator.ts';
import { exactSteps } from './exact-steps.ts';

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
  const steps = exactSteps(input, min, max, step, distribution);
  const { size, law, permutation } = steps;
  const key = input.key('value');
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
        if (permutation !== null) return steps.ofPlace(drawn[i]);
        if (law !== null) return steps.ofValue(drawn[i]);
        let bits = 0n;
        for (let k = 0; k < 4; k++) bits = (bits << 32n) | BigInt(words[4 * i + k]);
        return (bits * size) >> 128n;
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

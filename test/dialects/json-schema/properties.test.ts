import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { judge, validatorOf } from './judge.ts';
import { metSchema } from './met-schemas.ts';
import { randomSchema } from './random-schemas.ts';

describe('random schemas', () => {
  it('that a value meets have valid rows, or are reported', async () => {
    let valid = 0;
    let all = 0;
    await fc.assert(
      fc.asyncProperty(metSchema, async ({ schema, witness }) => {
        const validate = validatorOf(schema, '2020');
        expect(validate(witness)).toBe(true);
        const judged = await judge(schema, { rows: 6, validate });
        all++;
        const isValid = judged.rows.length > 0 && judged.valid === judged.rows.length;
        if (isValid) valid++;
        const isReported = judged.report.findings.some(({ level }) => level === 'skipped');
        expect({ schema, isFine: isValid || isReported }).toEqual({ schema, isFine: true });
      }),
      { numRuns: 80, seed: 1, endOnFailure: true },
    );
    expect(valid / all).toBeGreaterThanOrEqual(0.97);
  });

  it('of any kind end, and never have rows that nobody was warned of', async () => {
    await fc.assert(
      fc.asyncProperty(randomSchema, async (schema) => {
        const validate = compiled(schema);
        if (validate === null) return;
        const judged = await judge(schema, { rows: 6, validate });
        const isReported = judged.report.findings.some(({ level }) => level === 'skipped');
        expect({ schema, isFine: judged.valid === judged.rows.length || isReported }).toEqual({ schema, isFine: true });
      }),
      { numRuns: 80, seed: 2, endOnFailure: true },
    );
  });
});

/** Null for a schema that refers to itself without end, which the validator cannot compile. */
function compiled(schema: object): ReturnType<typeof validatorOf> | null {
  try {
    return validatorOf(schema, '2020');
  } catch (error) {
    if (error instanceof RangeError) return null;
    throw error;
  }
}

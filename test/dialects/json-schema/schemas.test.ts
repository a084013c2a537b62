import { describe, expect, it } from 'vitest';
import { judge, validatorOf } from './judge.ts';
import { CASES } from './schemas.ts';

describe('rows of a schema are valid by an independent validator', () => {
  it.each(CASES)('$name ($draft)', async ({ schema, draft, model }) => {
    const judged = await judge(schema, { validate: validatorOf(schema, draft) });
    expect(judged.errors).toEqual([]);
    expect(judged.rows.length).toBeGreaterThan(0);
    expect(judged.valid).toBe(judged.rows.length);
    expect(judged.report.findings.filter(({ level }) => level === 'skipped')).toEqual([]);
    for (const part of model ?? []) expect(judged.model).toMatch(part);
  });
});

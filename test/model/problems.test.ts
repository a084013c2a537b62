import { describe, expect, it } from 'vitest';
import { parseModel, PROBLEM_CODES } from '../../src/model/index.ts';
import { fakeCatalogue } from './fake-catalogue.ts';
import { CODES_FROM_OUTSIDE, PROBLEM_CASES } from './problem-cases.ts';

describe('problems', () => {
  it.each(PROBLEM_CASES.map((one) => [one.text.slice(0, 90), one] as const))('of %j', (_, { text, problems, hint }) => {
    const parsed = parseModel(text, { catalogue: fakeCatalogue });
    expect(parsed.problems.map((problem) => `${problem.code} ${problem.line}:${problem.column}`)).toEqual(problems);
    expect(parsed.problems[0]?.hint ?? '').toContain(hint ?? '');
    expect(parsed.model === null).toBe(parsed.problems.some((problem) => problem.severity === 'error'));
  });

  it('cover every code', () => {
    const produced = new Set(PROBLEM_CASES.flatMap((one) => one.problems.map((problem) => problem.split(' ')[0])));
    const missing = Object.keys(PROBLEM_CODES).filter(
      (code) => !produced.has(code) && !CODES_FROM_OUTSIDE.includes(code),
    );
    expect(missing).toEqual([]);
  });
});

import { expect, test } from 'vitest';
import { z } from 'zod';
import { failureOf, malformed, valueOf } from '../../src/fronts/rest/failure.ts';
import { openLog } from '../../src/log.ts';
import { type Refusal, refused } from '../../src/refusal.ts';

const log = openLog('silent', false, () => undefined);

function failure(...given: readonly (readonly [code: string, retryAfter?: number])[]) {
  const refusals = given.map(([code, retryAfter]): Refusal => {
    const refusal = { kind: 'quota-exceeded', code, message: 'no room', path: [] } as const;
    return retryAfter === undefined ? refusal : { ...refusal, retryAfter };
  });
  try {
    return valueOf(refused(...refusals));
  } catch (error) {
    const { status, headers } = failureOf(error, log);
    return { status, headers };
  }
}

test('a quota that may have room later or tomorrow is told with the time to wait, one that never has without', () => {
  expect(failure(['TASK_TOO_LARGE'])).toEqual({ status: 413, headers: {} });
  expect(failure(['QUOTA_EXCEEDED', 60])).toEqual({ status: 429, headers: { 'retry-after': '60' } });
  expect(failure(['QUOTA_EXCEEDED', 60], ['DAILY_LIMIT_EXCEEDED', 5000])).toEqual({
    status: 429,
    headers: { 'retry-after': '5000' },
  });
});

test('a value that has none of its possible types is told which there are', () => {
  const { error } = z.object({ data: z.union([z.string(), z.record(z.string(), z.unknown())]) }).safeParse({ data: 5 });
  expect(malformed(error ?? new z.ZodError([])).problems).toEqual([
    { code: 'INVALID_INPUT', message: 'Invalid input: expected string or record', path: 'data' },
  ]);
});

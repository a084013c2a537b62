import { describe, expect, test } from 'vitest';
import { TASK_STATUSES } from '../../src/entities/task.ts';
import { isTerminal, type Move, mayMove, moved, OPEN, statusAfter } from '../../src/tasks/lifecycle.ts';

const MOVES: readonly Move[] = ['claim', 'askToCancel', 'release', 'complete', 'fail', 'giveUp', 'cancel'];

describe('the life of a task', () => {
  test('three statuses are terminal', () => {
    expect(TASK_STATUSES.filter(isTerminal)).toEqual(['COMPLETED', 'FAILED', 'CANCELED']);
    expect(OPEN).toBe("'PENDING', 'PROCESSING', 'CANCELING'");
  });

  test('from every status that is not terminal a terminal one can be reached', () => {
    for (const start of TASK_STATUSES) {
      const reached = new Set([start]);
      for (const status of reached) {
        for (const move of MOVES) {
          const next = moved(move, status);
          if (next !== undefined) reached.add(next);
        }
      }
      expect([...reached].some(isTerminal)).toBe(true);
    }
  });

  test('a cancel is never undone', () => {
    const reached = new Set(MOVES.map((move) => moved(move, 'CANCELING')).filter((status) => status !== undefined));
    expect([...reached].sort()).toEqual(['CANCELED', 'CANCELING']);
  });

  test('the SQL says what the table says', () => {
    expect(mayMove('askToCancel')).toBe("task.status in ('PENDING', 'PROCESSING')");
    expect(statusAfter('askToCancel')).toBe(
      "case task.status when 'PENDING' then 'CANCELED' when 'PROCESSING' then 'CANCELING' end",
    );
  });
});

import type { Task } from '../entities/task.ts';

/** What a span says of what was done: neither data nor names of users. */
export type SpanFacts = Readonly<Record<string, string | number | boolean>>;

/** Where the time of tasks goes, for tools that show traces. All spans of a task are of one trace, whichever node they are of. */
export interface Traces {
  /** Does something as a span of a task, below the span that it is called in. */
  span<T>(task: string, name: string, facts: SpanFacts, act: () => Promise<T>): Promise<T>;
  /** Adds the span of a whole task, which has just ended. */
  ended(task: Task): void;
}

/** Nothing is traced, and nothing is spent on it. */
export const NO_TRACES: Traces = {
  async span(_task, _name, _facts, act) {
    return await act();
  },
  ended: () => undefined,
};

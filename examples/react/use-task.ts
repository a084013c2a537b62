import { useEffect, useState } from 'react';
// In a project of your own: import type { RowmillClient, Task } from 'rowmill/client';
import type { RowmillClient, Task } from '../../src/client/index.ts';

/** What is known of a task: its newest state, and why no more can be said. */
export interface WatchedTask {
  readonly task: Task | null;
  /** A RowmillError as a rule: its `code` says what is wrong. */
  readonly error: Error | null;
}

const NOTHING: WatchedTask = { task: null, error: null };

/**
 * Follows a task over a WebSocket while the component is mounted, also through a restart of the gateway.
 * @param client make it once, outside of the component. A key that a page holds can be read by its users: give it the scope READ
 * alone, and name the page's origin in ROWMILL_ORIGINS.
 * @param id null: nothing is followed.
 */
export function useTask(client: RowmillClient, id: string | null): WatchedTask {
  const [{ of, watched }, setState] = useState({ of: id, watched: NOTHING });
  useEffect(() => {
    if (id === null) return undefined;
    const left = new AbortController();
    const follow = async (): Promise<void> => {
      let task: Task | null = null;
      try {
        for await (task of client.watch(id, { signal: left.signal }))
          setState({ of: id, watched: { task, error: null } });
      } catch (thrown) {
        if (left.signal.aborted) return;
        const error = thrown instanceof Error ? thrown : new Error(String(thrown));
        setState({ of: id, watched: { task, error } });
      }
    };
    void follow();
    return () => left.abort();
  }, [client, id]);
  // The last state of another task is not shown as one of this.
  return of === id ? watched : NOTHING;
}

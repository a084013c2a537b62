import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import type { GatewayClient } from './client.ts';
import { readTask, TASK_PROGRESS, type TaskView } from './shop.ts';

/** Until the task has come so far, or has ended. */
export async function reached(client: GatewayClient, id: string, fraction: number): Promise<void> {
  for await (const { taskProgress } of client.overSse<{ taskProgress: TaskView }>(TASK_PROGRESS, { id })) {
    if (taskProgress.progress.fraction >= fraction) return;
  }
}

/** A task when it has ended. Throws where a subscriber is not told of it exactly once. */
export async function endedOnce(client: GatewayClient, id: string): Promise<TaskView> {
  let ends = 0;
  for await (const { taskProgress } of client.overWebSocket<{ taskProgress: TaskView }>(TASK_PROGRESS, { id })) {
    if (taskProgress.isTerminal) ends++;
  }
  if (ends !== 1) throw new Error(`a subscriber was told ${ends} times that the task has ended`);
  return await readTask(client, id);
}

/** Files of a store, by their paths in the data folder: those of tasks, finished or not. */
export function storedFiles(folder: string): string[] {
  return readdirSync(join(folder, '.rowmill', 'artifacts'), { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map(({ parentPath, name }) => join(parentPath, name));
}

/** Those of them that nobody has finished. */
export const unfinishedFiles = (folder: string): string[] =>
  storedFiles(folder).filter((path) => path.endsWith('.partial'));

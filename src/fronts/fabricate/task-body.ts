import type { z } from '@hono/zod-openapi';
import type { Task as TaskRow } from '../../entities/task.ts';
import { nodeId } from '../../global-id.ts';
import { isExpired, type Tasks } from '../../tasks/index.ts';
import type { Task } from './bodies.ts';
import type { FabricateDeps } from './deps.ts';

const ENDED: ReadonlySet<TaskRow['status']> = new Set(['COMPLETED', 'FAILED', 'CANCELED']);

/** Of one plain file, by format. */
const CONTENT_TYPES: Readonly<Record<string, string>> = {
  csv: 'text/csv',
  json: 'application/json',
  jsonl: 'application/jsonl',
  parquet: 'application/vnd.apache.parquet',
  'postgres-optimized': 'application/sql',
  sql: 'application/sql',
  sqlite: 'application/vnd.sqlite3',
};

/** The address of a completed task's file, or of all its files as a zip; null for a load, and once they have expired. */
export function dataUrl(task: TaskRow, links: Tasks['links']): string | null {
  const [file] = task.plan.files;
  if (file === undefined) return null;
  return task.plan.alone === true ? links.file(task, file.name) : links.archive(task);
}

/** From the row of the task alone: clients ask every second. */
export function taskBody(
  task: TaskRow,
  { tasks: { links }, progress }: Pick<FabricateDeps, 'tasks' | 'progress'>,
): z.infer<typeof Task> {
  const { status, rowsDone, rowsTotal, createdAt, startedAt, heartbeatAt, finishedAt, plan } = task;
  const url = dataUrl(task, links);
  const moments = [createdAt, startedAt, heartbeatAt, finishedAt].flatMap((date) => (date ? [date.getTime()] : []));
  const hasFiles = plan.files.length > 0;
  const done = rowsTotal === 0 ? 0 : Math.floor((rowsDone / rowsTotal) * 100);
  // What is left to do when all rows are there is not much.
  const percent = status === 'COMPLETED' ? 100 : Math.min(99, done);
  return {
    id: nodeId('Task', task.id),
    database_id: nodeId('Project', task.project.id),
    completed: ENDED.has(status),
    error: errorOf(task, hasFiles),
    progress: progress === 'percent' ? percent : percent / 100,
    phase: task.phase.toLowerCase(),
    created_at: createdAt.toISOString(),
    updated_at: new Date(Math.max(...moments)).toISOString(),
    data_url: url,
    content_type: hasFiles
      ? plan.alone === true
        ? (CONTENT_TYPES[task.format] ?? 'application/octet-stream')
        : 'application/zip'
      : null,
  };
}

/** Clients take an address that is gone for a broken task, so that they are told. */
function errorOf(task: TaskRow, hasFiles: boolean): string | null {
  if (task.status === 'COMPLETED') return hasFiles && isExpired(task) ? 'expired' : null;
  if (task.status === 'CANCELED') return 'The generation was canceled.';
  return task.status === 'FAILED' ? (task.error?.message ?? 'The generation failed.') : null;
}

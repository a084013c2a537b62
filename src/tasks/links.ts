import { archivePath, artifactPath, signPath } from '../artifacts/signed-path.ts';
import type { Task } from '../entities/task.ts';

export interface LinkDeps {
  /** What paths are signed with. */
  readonly secret: string | Uint8Array;
  /** Where callers reach the gateway: `https://data.example.com`, without a slash at the end. */
  readonly publicUrl: string;
}

/** Absolute URLs of a task's files, for anyone who has them, until the files expire. */
export class Links {
  readonly #deps: LinkDeps;

  constructor(deps: LinkDeps) {
    this.#deps = deps;
  }

  /** The URL of one file; null before the task is COMPLETED, and once its files have expired. */
  file(task: Task, file: string): string | null {
    return this.#sign(task, artifactPath(task.id, file));
  }

  /** The URL of all files as one zip; null before the task is COMPLETED, and once its files have expired. */
  archive(task: Task): string | null {
    return this.#sign(task, archivePath(task.id));
  }

  #sign(task: Task, path: string): string | null {
    const { status, expiresAt } = task;
    if (status !== 'COMPLETED' || !isMoment(expiresAt) || isExpired(task)) return null;
    const { secret, publicUrl } = this.#deps;
    return `${publicUrl}${signPath(secret, path, expiresAt)}`;
  }
}

/** Whether a task's files are gone, or may go at any time. */
export function isExpired({ expired, expiresAt }: Task): boolean {
  return expired || (isMoment(expiresAt) && expiresAt.getTime() <= Date.now());
}

/** A damaged row may have a time that is none. */
function isMoment(time: unknown): time is Date {
  return time instanceof Date && !Number.isNaN(time.getTime());
}

import type { PlannedEntity, PlannedFile, Task, TaskDestination, TaskError, TaskPlan, TaskTarget } from './task.ts';

/**
 * What the JSON of a task's row says. The row may have been written by another version of this program, or be damaged: whatever
 * does not have the form is null here, so that a task can always be shown, and only one that can be read is run.
 */
type Json = Readonly<Record<string, unknown>>;

const MODES: readonly unknown[] = ['append', 'truncate'] satisfies readonly TaskTarget['mode'][];
const SSL_MODES: readonly unknown[] = [
  'disable',
  'prefer',
  'require',
  'verify-ca',
  'verify-full',
] satisfies readonly TaskTarget['sslmode'][];
const KINDS: readonly unknown[] = [undefined, 'postgres', 'mysql'] satisfies readonly TaskTarget['kind'][];
const MAX_PORT = 65_535;

/** The plan; null where it cannot be read. */
export function planOf({ plan }: Pick<Task, 'plan'>): TaskPlan | null {
  const isRead = isObject(plan) && isListOf(plan.entities, isEntity) && isListOf(plan.files, isFile);
  return isRead ? plan : null;
}

/** The target; null where there is none, or it cannot be read. */
export function targetOf({ target }: Pick<Task, 'target'>): TaskTarget | null {
  return isObject(target) && isTarget(target) ? target : null;
}

/** The destination; null where there is none, or it cannot be read. */
export function destinationOf({ destination }: Pick<Task, 'destination'>): TaskDestination | null {
  return isObject(destination) && isDestination(destination) ? destination : null;
}

/** The noted transaction; null where there is none, or it cannot be read. */
export function transactionOf({
  transaction,
}: Pick<Task, 'transaction'>): { readonly xid: string; readonly pid: number } | null {
  if (!isObject(transaction)) return null;
  const { xid, pid } = transaction;
  return typeof xid === 'string' && /^[\da-f-]{0,36}$/.test(xid) && Number.isInteger(pid) ? transaction : null;
}

/** The reason why the task failed; null if it did not. */
export function errorOf({ error }: Pick<Task, 'error'>): TaskError | null {
  if (error === null || error === undefined) return null;
  if (!isObject(error) || typeof error.code !== 'string' || typeof error.message !== 'string') {
    return { code: 'INTERNAL', message: 'the task failed, and why cannot be read any more' };
  }
  const { code, message, problems } = error;
  return { code, message, ...(isListOf(problems, isProblem) ? { problems } : {}) };
}

function isObject<T>(value: T | Json | null | undefined): value is T & Json {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function isListOf(value: unknown, is: (one: Json) => boolean): boolean {
  return Array.isArray(value) && value.every((one: unknown) => isObject(one) && is(one));
}

const isCount = (value: unknown): value is number => Number.isSafeInteger(value) && Number(value) >= 0;
const isText = (value: unknown): boolean => typeof value === 'string';

function isEntity({ name, rows, bytes }: Json & Partial<PlannedEntity>): boolean {
  return isText(name) && isCount(rows) && Number(bytes) >= 0;
}

function isFile({ content, entity, name, first, rows, partRows, parts }: Json & FileParts): boolean {
  if (!isText(name) || !isCount(rows) || !isCount(partRows) || partRows < 1) return false;
  if (first !== undefined && !isCount(first)) return false;
  const isContent = content === 'rows' ? isText(entity) : content === 'companion' || content === 'dataset';
  const needed = Math.max(1, Math.ceil(rows / partRows));
  return isContent && (parts === needed || parts === needed + 1);
}

/** What any file may have. */
type FileParts = Partial<PlannedFile> & { readonly first?: unknown };

function isDestination(destination: Json): boolean {
  const { connection, bucket, prefix, below, endpoint, region, pathStyle, accessKeyId, secretAccessKey } = destination;
  const texts = [connection, bucket, prefix, below, endpoint, region, accessKeyId, secretAccessKey];
  return texts.every(isText) && typeof pathStyle === 'boolean';
}

function isTarget({ kind, connection, host, port, database, user, sslmode, password, schema, mode }: Json): boolean {
  return (
    [host, database, user, password].every(isText) &&
    [connection, schema].every((value) => value === null || isText(value)) &&
    KINDS.includes(kind) &&
    isCount(port) &&
    port <= MAX_PORT &&
    SSL_MODES.includes(sslmode) &&
    MODES.includes(mode)
  );
}

function isProblem({ code, path, message }: Json): boolean {
  return isText(code) && isText(message) && Array.isArray(path) && path.every(isText);
}

import { createHash } from 'node:crypto';
import { v7 as newId } from 'uuid';
import { sees } from '../access.ts';
import type { Call } from '../call.ts';
import { destinationOf, targetOf } from '../entities/task-contents.ts';
import { statement } from '../entities/queries/statement.ts';
import { Task, type TaskDestination, type TaskTarget, type TaskWebhook } from '../entities/task.ts';
import { ENGINE_VERSION } from '../engine/version.ts';
import { done, type Outcome, type Refusal, refused } from '../refusal.ts';
import { TargetFailure, type TargetPolicy } from '../targets/index.ts';
import { acceptTask } from './accept-task.ts';
import { checkKey } from './check-start.ts';
import { checkReadable, readableSpec } from './check-readable.ts';
import { repeated } from './idempotency.ts';
import { isId } from './is-id.ts';
import { isTerminal } from './lifecycle.ts';
import { resolveDestination } from './resolve-destination.ts';
import { resolveTarget } from './resolve-target.ts';
import { resolveWebhook } from './resolve-webhook.ts';
import { RunEnd } from './run-end.ts';
import { NO_FILES, type StartDeps } from './start-task.ts';
import { notFound } from './visible-model.ts';

export interface RetryInput {
  /** Row id of the task that ended. */
  readonly task: string;
  /** At most 255 characters; good for 24 hours and one API key. */
  readonly idempotencyKey?: string | undefined;
}

/** Accepts a task with the frozen spec of one that ended and has no files: the same bytes, whatever became of the project. */
export async function retryTask(
  call: Call,
  input: RetryInput,
  deps: Omit<StartDeps, 'host' | 'log'>,
): Promise<Outcome<Task>> {
  const { em, access } = call;
  const { task: before, idempotencyKey: key } = input;
  const wrong = key === undefined ? [] : checkKey(key);
  if (wrong.length > 0) return refused(...wrong);
  const digest = createHash('sha256').update(`retry ${before}`).digest('hex');
  const idempotency = key === undefined ? null : { key, digest };
  const earlier = key === undefined ? null : await repeated(call, key, digest);
  if (earlier !== null) return earlier;

  const task = isId(before) ? await em.findOne(Task, before, { refresh: true }) : null;
  if (task === null || !sees(access, task.group.id)) return refused(notFound('task', ['task']));
  const refusal = whyNot(task);
  if (refusal !== null) return refused(refusal);
  const [row] = await statement<{ spec: unknown; url: string | null }>(
    em,
    `select spec, webhook->>'url' as url from task where id = $1`,
    [before],
  );
  if (row === undefined) return refused(notFound('task', ['task']));
  const { store, settings, targets } = deps;
  const { project, group, revision, seed, format } = task;
  try {
    // Whether rows were committed once is for whoever retries to know.
    const { plan } = checkReadable({ ...task, transaction: null });
    const spec = readableSpec(row.spec, format);
    const id = newId();
    const target = await targetFor(call, task, id, targets);
    if (!target.ok) return target;
    const destination = await destinationFor(call, task, id, targets);
    if (!destination.ok) return destination;
    const webhook = webhookFor(row.url, before, id, targets);
    if (!webhook.ok) return webhook;
    const free = target.value === null ? await store.free() : NO_FILES;
    const again = {
      id,
      project: project.id,
      group: group.id,
      revision,
      spec,
      plan,
      target: target.value,
      destination: destination.value,
      webhook: webhook.value,
      seed,
      idempotency,
    };
    const accepted = await acceptTask(call, again, settings, free);
    // Another call with the same key was faster: now there is its task.
    if (accepted === null) return await retryTask(call, input, deps);
    if (!accepted.ok) return accepted;
    await deps.accepted(accepted.value, spec);
    return done(accepted.value.task);
  } catch (error) {
    const failure = failureOf(error);
    if (failure === null) throw error;
    return refused(failure);
  }
}

/** Why a task cannot be begun once more as it was; null where it can. */
function whyNot({ status, expired, engineVersion, target }: Task): Refusal | null {
  if (!isTerminal(status)) {
    return outdated('TASK_NOT_FINISHED', 'the task is not finished: wait for its end, or cancel it first');
  }
  if (status === 'COMPLETED' && target !== null) {
    return outdated('TASK_COMPLETED', 'the rows of the task are loaded: to load them once more, start another task');
  }
  if (status === 'COMPLETED' && !expired) {
    return outdated('TASK_COMPLETED', 'the files of the task are there: download them, or start another task');
  }
  if (engineVersion !== ENGINE_VERSION) {
    const versions = `version ${engineVersion} of the engine, and this gateway has version ${ENGINE_VERSION}`;
    const message = `the task is of ${versions}, which makes other bytes: start another task`;
    return outdated('ENGINE_CHANGED', message);
  }
  return null;
}

/** The address of a saved connection as it is now, or the one that the task had. */
async function targetFor(
  call: Call,
  task: Task,
  id: string,
  policy: TargetPolicy,
): Promise<Outcome<TaskTarget | null>> {
  const target = targetOf(task);
  if (target === null) return done(null);
  const { connection, mode, schema, kind = 'postgres', host, port, database, user, sslmode, password: sealed } = target;
  const password = connection === null ? policy.vault?.open(sealed, task.id) : undefined;
  const address =
    connection === null
      ? { inline: { kind, host, port, database, user, sslmode, password: password ?? '' } }
      : { id: connection };
  return await resolveTarget(call, { connection: address, mode, schema }, task.group.id, id, policy);
}

/** The place of the saved connection as it is now. What was below its prefix is below the new one. */
async function destinationFor(
  call: Call,
  task: Task,
  id: string,
  policy: TargetPolicy,
): Promise<Outcome<TaskDestination | null>> {
  const destination = destinationOf(task);
  if (destination === null) return done(null);
  const { connection, below } = destination;
  return await resolveDestination(call, { connection: { id: connection }, prefix: below }, task.group.id, id, policy);
}

/** The webhook of the first task, sealed for the new one. A URL that is no longer allowed is refused. */
function webhookFor(
  sealed: string | null,
  before: string,
  id: string,
  policy: TargetPolicy,
): Outcome<TaskWebhook | null> {
  const { vault } = policy;
  return sealed === null || vault === null ? done(null) : resolveWebhook(vault.open(sealed, before), id, policy);
}

function failureOf(error: unknown): Refusal | null {
  if (error instanceof TargetFailure) {
    return { kind: 'target-failed', code: error.code, message: error.message, path: ['task'] };
  }
  if (!(error instanceof RunEnd) || typeof error.reason !== 'object' || !('failure' in error.reason)) return null;
  const { code, message } = error.reason.failure;
  return outdated(code, message);
}

function outdated(code: string, message: string): Refusal {
  return { kind: 'outdated', code, message, path: ['task'] };
}

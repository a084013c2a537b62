import { createHash } from 'node:crypto';
import type { Call } from '../call.ts';
import { Task } from '../entities/task.ts';
import { done, type Outcome, refused } from '../refusal.ts';
import type { StartInput } from './start-input.ts';
import type { Setting } from './task-overrides.ts';

export const MAX_KEY_LENGTH = 255;

/** SHA-256 of what a task is asked for with, in hexadecimal: equal for equal inputs, whatever the order of their properties. */
export function inputDigest({
  project,
  entities,
  includeRelated,
  format,
  options,
  seed,
  overrides,
  target,
  destination,
  webhookUrl,
}: StartInput): string {
  const asked = entities.map(({ name, count }) => [name, count ?? null]);
  const settings = (list: readonly Setting[]): unknown[] => list.map(({ name, value = null }) => [name, value]);
  const overridden = (overrides?.entities ?? []).map(({ name, count, fields }) => [
    name,
    count ?? null,
    (fields ?? []).map((field) => [field.name, settings(field.settings)]),
  ]);
  const parts: unknown[] = [
    project,
    asked,
    includeRelated,
    format ?? null,
    Object.entries(options),
    seed ?? null,
    settings(overrides?.variables ?? []),
    overridden,
  ];
  if (target !== undefined) parts.push(withoutPassword(target));
  if (destination !== undefined) parts.push({ destination });
  if (webhookUrl !== undefined) parts.push({ webhookUrl });
  return createHash('sha256').update(JSON.stringify(parts)).digest('hex');
}

/** A password of an inline address is guessed too easily from a digest. */
function withoutPassword({ connection, ...rest }: NonNullable<StartInput['target']>): object {
  if (!('inline' in connection)) return { connection, ...rest };
  const { password: _, ...address } = connection.inline;
  return { address, ...rest };
}

/** The task that an idempotency key stands for already; null where it is new. */
export async function repeated({ em, access }: Call, key: string, digest: string): Promise<Outcome<Task> | null> {
  const task = await em.findOne(Task, { apiKey: access.keyId, idempotencyKey: key });
  if (task === null) return null;
  if (task.inputDigest === digest) return done(task);
  const message = 'the idempotency key was already used with another input: use a new key, or send the same input';
  return refused({ kind: 'idempotency-conflict', code: 'IDEMPOTENCY_CONFLICT', message, path: ['idempotencyKey'] });
}

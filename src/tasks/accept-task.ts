import { UniqueConstraintViolationException } from '@mikro-orm/core';
import { v7 as newId } from 'uuid';
import type { Call } from '../call.ts';
import type { Project } from '../entities/project.ts';
import { statement } from '../entities/statement.ts';
import { type PlannedEntity, Task } from '../entities/task.ts';
import { ENGINE_VERSION } from '../engine/version.ts';
import { done, type Outcome, refused } from '../refusal.ts';
import type { GenerationSpec } from '../workers/model-host.ts';
import { repeated } from './idempotency.ts';
import { sizeOf } from './plan-task.ts';
import { groupQuotas, taskQuotas } from './quotas.ts';
import type { TaskQueue } from './task-queue.ts';
import type { TaskSettings } from './task-settings.ts';
import { notFound } from './visible-project.ts';

/** A task that is ready to be added. */
export interface NewTask {
  readonly project: Project;
  /** Number of the revision that the spec was made from. */
  readonly revision: number;
  readonly spec: GenerationSpec;
  readonly plan: readonly PlannedEntity[];
  readonly seed: string;
  readonly idempotency: { readonly key: string; readonly digest: string } | null;
}

/**
 * Adds a task and its wake-up in one transaction, if there is room for it.
 * @param free bytes that the store can still take.
 */
export async function acceptTask(
  call: Call,
  task: NewTask,
  queue: TaskQueue,
  settings: TaskSettings,
  free: number,
): Promise<Outcome<Task>> {
  const { project, plan, idempotency } = task;
  const size = sizeOf(plan);
  const tooLarge = taskQuotas(size, settings);
  if (tooLarge.length > 0) return refused(...tooLarge);
  try {
    return await call.em.transactional(async (em): Promise<Outcome<Task>> => {
      const group = project.group.id;
      // Whoever starts a task of the group waits here for the one before; the project stays until the task refers to it.
      const [locked] = await statement(
        em,
        `select 1 from project join project_group on project_group.id = project.group_id
         where project.id = $1 and project_group.id = $2 for no key update of project_group for key share of project`,
        [project.id, group],
      );
      if (locked === undefined) return refused(notFound('project', ['project']));
      const full = await groupQuotas(em, group, size, settings, free);
      if (full.length > 0) return refused(...full);
      const row = em.create(Task, {
        id: newId(),
        project,
        group: project.group,
        revision: task.revision,
        apiKey: call.access.keyId,
        idempotencyKey: idempotency?.key ?? null,
        inputDigest: idempotency?.digest ?? null,
        status: 'PENDING',
        phase: 'QUEUED',
        sequence: 1,
        spec: task.spec,
        plan,
        format: task.spec.format,
        seed: task.seed,
        engineVersion: ENGINE_VERSION,
        rowsTotal: size.rows,
        bytesEstimated: size.bytes,
        partsTotal: size.parts,
      });
      await em.persist(row).flush();
      await queue.send(em, row.id, 'fresh');
      return done(row);
    });
  } catch (error) {
    // Another call with the same key was faster.
    if (!(error instanceof UniqueConstraintViolationException) || idempotency === null) throw error;
    const earlier = await repeated({ ...call, em: call.em.fork() }, idempotency.key, idempotency.digest);
    if (earlier === null) throw error;
    return earlier;
  }
}

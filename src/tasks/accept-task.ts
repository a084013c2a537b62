import type { Call } from '../call.ts';
import { statement } from '../entities/queries/statement.ts';
import { TASK_COLUMNS, taskOf } from '../entities/task-row.ts';
import type { Task, TaskDestination, TaskPlan, TaskTarget, TaskWebhook } from '../entities/task.ts';
import { ENGINE_VERSION } from '../engine/version.ts';
import { done, type Outcome, refused } from '../refusal.ts';
import type { GenerationSpec } from '../workers/host/model-host.ts';
import { FIRST_ENTRY } from './history.ts';
import { sizeOf } from './plan-task.ts';
import { maxInUse, taskQuotas, type Use, usedQuotas } from './quotas.ts';
import { MIDNIGHT } from './rows-today.ts';
import type { TaskSettings } from './task-settings.ts';
import { notFound } from './visible-model.ts';

/** A task that is ready to be added. */
export interface NewTask {
  /** Row ids. */
  readonly id: string;
  readonly project: string;
  readonly group: string;
  /** Number of the revision that the spec was made from. */
  readonly revision: number;
  readonly spec: GenerationSpec;
  readonly plan: TaskPlan;
  readonly target: TaskTarget | null;
  readonly destination: TaskDestination | null;
  readonly webhook: TaskWebhook | null;
  readonly seed: string;
  readonly idempotency: { readonly key: string; readonly digest: string } | null;
}

/** A task that was added. */
export interface AcceptedTask {
  readonly task: Task;
  /** Whether others wait, which come first. */
  readonly waits: boolean;
}

/** As the statement answers it; without TASK_COLUMNS where no task was added. */
interface Row {
  readonly id: string | null;
  readonly use: Use & { readonly waiting: boolean; readonly tomorrow: number };
}

/**
 * Adds a task, if there is room for it. Null where there is one with its idempotency key already.
 * @param free bytes that the store can still take.
 */
export async function acceptTask(
  { em, access }: Call,
  { id, project, group, revision, spec, plan, target, destination, webhook, seed, idempotency }: NewTask,
  settings: TaskSettings,
  free: number,
): Promise<Outcome<AcceptedTask> | null> {
  const size = sizeOf(plan);
  const tooLarge = taskQuotas(size, settings);
  if (tooLarge.length > 0) return refused(...tooLarge);
  const most = maxInUse(size, settings, free);
  // Whoever starts a task of the group waits in room_use for the one before; the project stays until the task refers to it.
  const [row] = await statement<Row>(
    em,
    `with place as (
       select project.id as project_id, project.group_id, use.*, extract(epoch from ${MIDNIGHT} - now())::float8 as tomorrow
       from project cross join lateral room_use(project.group_id, $5::uuid) as use
       where project.id = $1 and project.group_id = $2 for key share of project
     ), added as (
       insert into task (id, project_id, group_id, revision, api_key, idempotency_key, input_digest, status, phase, sequence,
         spec, "plan", "format", seed, engine_version, rows_total, bytes_estimated, parts_total, target, webhook, destination, history)
       select $3::uuid, project_id, group_id, $4::int, $5::uuid, $6::text, $7::text, 'PENDING', 'QUEUED', 1,
         $8::jsonb, $9::jsonb, $10::text, $11::text, $12::int, $13::float8, $14::float8, $15::int, $20::jsonb, $22::jsonb, $23::jsonb, ${FIRST_ENTRY}
       from place where "open" <= $16::float8 and bytes <= $17::float8 and "rows" <= $18::float8 and coming <= $19::float8 and "keyRows" <= $21::float8
       on conflict (api_key, idempotency_key) do nothing returning ${TASK_COLUMNS}
     )
     select to_json(place) as use, added.* from place left join added on true`,
    [
      project,
      group,
      id,
      revision,
      access.keyId,
      idempotency?.key ?? null,
      idempotency?.digest ?? null,
      JSON.stringify(spec),
      JSON.stringify(plan),
      spec.format,
      seed,
      ENGINE_VERSION,
      size.rows,
      size.bytes,
      size.parts,
      most.open,
      most.bytes,
      most.rows,
      most.coming,
      target === null ? null : JSON.stringify(target),
      most.keyRows,
      webhook === null ? null : JSON.stringify(webhook),
      destination === null ? null : JSON.stringify(destination),
    ],
  );
  if (row === undefined) return refused(notFound('project', ['project']));
  if (row.id !== null) return done({ task: taskOf(em, row), waits: row.use.waiting });
  const full = usedQuotas(row.use, most, size, settings, row.use.tomorrow);
  return full.length > 0 ? refused(...full) : null;
}

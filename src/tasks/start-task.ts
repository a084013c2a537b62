import { v7 as newId } from 'uuid';
import { askerOf } from '../access.ts';
import type { ArtifactStore } from '../artifacts/store.ts';
import type { Call } from '../call.ts';
import type { Task, TaskTarget } from '../entities/task.ts';
import { loadFormat } from '../formats/index.ts';
import { done, type Outcome, refused } from '../refusal.ts';
import { COPY_FORMAT, LOAD_FORMATS, type TargetPolicy } from '../targets/index.ts';
import type { GenerationSpec, Inspection, ModelHost } from '../workers/host/model-host.ts';
import { type AcceptedTask, acceptTask } from './accept-task.ts';
import { checkStart } from './check-start.ts';
import { inputDigest, repeated } from './idempotency.ts';
import { formatRefusals, hostRefusal, modelRefusals } from './model-refusals.ts';
import { planTask } from './plan-task.ts';
import { resolveDestination } from './resolve-destination.ts';
import { resolveTarget } from './resolve-target.ts';
import { resolveWebhook } from './resolve-webhook.ts';
import type { StartInput } from './start-input.ts';
import { overridden } from './task-overrides.ts';
import type { TaskLog } from './task-log.ts';
import type { TaskSettings } from './task-settings.ts';
import { notFound, visibleModel } from './visible-model.ts';

/** Room for what is not stored. */
export const NO_FILES = Number.MAX_SAFE_INTEGER;

export interface StartDeps {
  readonly host: ModelHost;
  readonly store: ArtifactStore;
  readonly settings: TaskSettings;
  readonly targets: TargetPolicy;
  readonly log: Pick<TaskLog, 'debug'>;
  /** Gets the spec of each new task. */
  accepted(task: AcceptedTask, spec: GenerationSpec): Promise<void>;
}

/** Accepts a task: looks at the model, freezes the plan and adds the task, or says everything that is in its way. */
export async function startTask(call: Call, input: StartInput, deps: StartDeps): Promise<Outcome<Task>> {
  const { host, store, settings, targets } = deps;
  const wrong = await checkStart(input);
  if (wrong.length > 0) return refused(...wrong);
  const { idempotencyKey: key } = input;
  const idempotency = key === undefined ? null : { key, digest: inputDigest(input) };
  const earlier = idempotency === null ? null : await repeated(call, idempotency.key, idempotency.digest);
  if (earlier !== null) return earlier;

  const [stored, free] = await Promise.all([visibleModel(call, input.project), store.free()]);
  if (stored === null) return refused(notFound('project', ['project']));
  const { name, group, revision, text, providers, files } = stored;
  const id = newId();
  const target = input.target === undefined ? done(null) : await resolveTarget(call, input.target, group, id, targets);
  const webhook = input.webhookUrl === undefined ? done(null) : resolveWebhook(input.webhookUrl, id, targets);
  const destination =
    input.destination === undefined
      ? done(null)
      : await resolveDestination(call, input.destination, group, id, targets);
  if (!target.ok || !webhook.ok || !destination.ok) {
    return refused(...[target, webhook, destination].flatMap((one) => (one.ok ? [] : one.refusals)));
  }
  const spec = specOf(input, { text, providers, files }, target.value);
  const asker = askerOf(call.access, group);
  let inspection: Inspection;
  try {
    inspection = await host.inspect(spec, asker);
  } catch (error) {
    return refused(hostRefusal(error, ['project']));
  }
  const problems = modelRefusals(inspection.problems, ['project']);
  if (problems.length > 0) return refused(...problems);
  for (const { code, path, message } of inspection.problems) {
    if (code === 'OVERRIDE_IGNORED')
      deps.log.debug({ project: input.project, path, message }, 'an override was ignored');
  }
  const isLoad = target.value !== null;
  const format = await loadFormat(spec.format);
  const plan = planTask(inspection, input, isLoad ? null : format, name);
  if (!plan.ok) return plan;
  if (!isLoad && format.faults !== undefined) {
    try {
      const faults = await host.faults(spec, plan.value.entities.map(nameOf), asker);
      if (faults.length > 0) return refused(...formatRefusals(format.name, faults));
    } catch (error) {
      return refused(hostRefusal(error, ['project']));
    }
  }

  const { seed } = inspection;
  const task = {
    id,
    project: input.project,
    group,
    revision,
    spec,
    plan: plan.value,
    target: target.value,
    destination: destination.value,
    webhook: webhook.value,
    seed,
    idempotency,
  };
  const accepted = await acceptTask(call, task, settings, isLoad ? NO_FILES : free);
  // Another call with the same key was faster: now there is its task.
  if (accepted === null) return await startTask(call, input, deps);
  if (!accepted.ok) return accepted;
  await deps.accepted(accepted.value, spec);
  return done(accepted.value.task);
}

const nameOf = ({ name }: { readonly name: string }): string => name;

/** Everything that determines the bytes. */
function specOf(
  input: StartInput,
  model: Pick<GenerationSpec['model'], 'text' | 'providers' | 'files'>,
  target: TaskTarget | null,
): GenerationSpec {
  const { entities, seed, overrides, format, options } = input;
  const files = { format: format ?? COPY_FORMAT, options };
  const asked = entities.flatMap(({ name, count }) => (count === undefined ? [] : [[name, count] as const]));
  return {
    model: { ...model, ...(seed === undefined ? {} : { seed }), ...overridden(overrides, asked) },
    ...(target === null ? files : LOAD_FORMATS[target.kind ?? 'postgres']),
  };
}

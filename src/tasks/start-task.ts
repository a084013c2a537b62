import type { ArtifactStore } from '../artifacts/store.ts';
import type { Call } from '../call.ts';
import { storedModel } from '../entities/stored-model.ts';
import type { Task } from '../entities/task.ts';
import { loadPartFormat } from '../formats/index.ts';
import { type Outcome, refused } from '../refusal.ts';
import type { GenerationSpec, Inspection, ModelHost } from '../workers/model-host.ts';
import { acceptTask } from './accept-task.ts';
import { checkStart } from './check-start.ts';
import { inputDigest, repeated } from './idempotency.ts';
import { hostRefusal, modelRefusals } from './model-refusals.ts';
import { planTask } from './plan-task.ts';
import type { StartInput } from './start-input.ts';
import { overridden } from './task-overrides.ts';
import type { TaskQueue } from './task-queue.ts';
import type { TaskSettings } from './task-settings.ts';
import { notFound, visibleProject } from './visible-project.ts';

export interface StartDeps {
  readonly host: ModelHost;
  readonly store: ArtifactStore;
  readonly queue: TaskQueue;
  readonly settings: TaskSettings;
  /** Gets the spec of each new task. */
  accepted(task: Task, spec: GenerationSpec): void;
}

/** Accepts a task: looks at the model, freezes the plan and adds the task, or says everything that is in its way. */
export async function startTask(call: Call, input: StartInput, deps: StartDeps): Promise<Outcome<Task>> {
  const { host, store, queue, settings } = deps;
  const wrong = await checkStart(input);
  if (wrong.length > 0) return refused(...wrong);
  const { idempotencyKey: key } = input;
  const idempotency = key === undefined ? null : { key, digest: inputDigest(input) };
  const earlier = idempotency === null ? null : await repeated(call, idempotency.key, idempotency.digest);
  if (earlier !== null) return earlier;

  const project = await visibleProject(call, input.project);
  if (project === null) return refused(notFound('project', ['project']));
  const { text, providers, revision } = await storedModel(call.em, project);
  const spec = specOf(input, { text, providers });
  let inspection: Inspection;
  try {
    inspection = await host.inspect(spec);
  } catch (error) {
    return refused(hostRefusal(error, ['project']));
  }
  const problems = modelRefusals(inspection.problems, ['project']);
  if (problems.length > 0) return refused(...problems);
  const { extension } = await loadPartFormat(input.format);
  const plan = planTask(inspection, input.entities, input.includeRelated, extension);
  if (!plan.ok) return plan;

  const { seed } = inspection;
  const task = { project, revision, spec, plan: plan.value, seed, idempotency };
  const accepted = await acceptTask(call, task, queue, settings, await store.free());
  if (accepted.ok) deps.accepted(accepted.value, spec);
  return accepted;
}

/** Everything that determines the bytes. */
function specOf(input: StartInput, model: Pick<GenerationSpec['model'], 'text' | 'providers'>): GenerationSpec {
  const { entities, seed, overrides, format, options } = input;
  const asked = entities.flatMap(({ name, count }) => (count === undefined ? [] : [[name, count] as const]));
  return {
    model: { ...model, ...(seed === undefined ? {} : { seed }), ...overridden(overrides, asked) },
    format,
    options,
  };
}

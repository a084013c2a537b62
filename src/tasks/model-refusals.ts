import type { Problem, ProblemCode } from '../model/index.ts';
import { problemRefusal, type Refusal } from '../refusal.ts';
import { HostFailure } from '../workers/host/model-host.ts';

/** Problems of what came beside the model, not of the model; a warning among them is a mistake of the caller as well. */
const OF_OVERRIDES: ReadonlySet<string> = new Set<ProblemCode>([
  'COUNT_ENTITY_UNKNOWN',
  'OVERRIDE_ENTITY_UNKNOWN',
  'OVERRIDE_FIELD_UNKNOWN',
  'OVERRIDE_SETTING_UNKNOWN',
  'VARIABLE_UNDECLARED',
]);
/** Refusals of one model at most. */
const MAX_REFUSALS = 100;

/** One refusal for each problem that keeps a model from being generated. @param path of the model in the input. */
export function modelRefusals(problems: readonly Problem[], path: readonly string[]): Refusal[] {
  return problems
    .filter(({ severity, code }) => severity === 'error' || OF_OVERRIDES.has(code))
    .slice(0, MAX_REFUSALS)
    .map((problem) => problemRefusal(problem, OF_OVERRIDES.has(problem.code) ? ['overrides'] : path));
}

/** One refusal for each reason why a format cannot hold the entities. */
export function formatRefusals(format: string, faults: readonly string[]): Refusal[] {
  return faults.slice(0, MAX_REFUSALS).map((fault) => ({
    kind: 'model-problem',
    code: 'FORMAT_CANNOT_HOLD',
    message: `${format} cannot hold this: ${fault}`,
    path: ['format'],
  }));
}

/** What it means for the caller that the host gave up on a model. Throws what is no fault of the model. */
export function hostRefusal(error: unknown, path: readonly string[]): Refusal {
  if (error instanceof HostFailure) {
    const { reason } = error;
    if (reason === 'timeout' || reason === 'crashed' || reason === 'too-large') {
      const message = `the model takes too much time or memory to look at (${reason}): make it smaller; as it is, it is refused for five minutes`;
      return { kind: 'model-problem', code: 'MODEL_TOO_EXPENSIVE', message, path };
    }
  }
  throw error;
}

import type { Call } from '../call.ts';
import { done, type Outcome, refused, type Refusal } from '../refusal.ts';
import type { Problem } from '../model/index.ts';
import { HostFailure, type InspectedEntity, type ModelHost } from '../workers/host/model-host.ts';
import { checkOverrides, MAX_NAME_LENGTH } from './check-overrides.ts';
import { checkText } from './check-text.ts';
import { type ModelInput, modelOf } from './model-input.ts';
import { hostRefusal, modelRefusals } from './model-refusals.ts';
import { overridden, type TaskOverrides } from './task-overrides.ts';
import { unknownEntity } from './unknown-entity.ts';

export type PreviewInput = ModelInput & {
  readonly entity: string;
  /** Row number, from 0. */
  readonly offset: number;
  /** From 1 to 1,000. */
  readonly limit: number;
  readonly seed?: string | undefined;
  readonly overrides?: TaskOverrides | null | undefined;
};

export interface TaskPreview {
  readonly columns: InspectedEntity['columns'];
  /** JSON objects, as texts. Past the end there are none. */
  readonly rows: readonly string[];
  readonly rowsTotal: number;
  readonly seed: string;
  /** Warnings. */
  readonly problems: readonly Problem[];
}

const MAX_ROWS = 1000;

/** Rows of any range of an entity. */
export async function preview(call: Call, input: PreviewInput, host: ModelHost): Promise<Outcome<TaskPreview>> {
  const wrong = check(input);
  if (wrong.length > 0) return refused(...wrong);
  const found = await modelOf(call, input);
  if (!found.ok) return found;
  const { seed, entity: name, offset, limit } = input;
  const { asker } = found.value;
  const model = { ...found.value.model, ...(seed === undefined ? {} : { seed }), ...overridden(input.overrides) };
  const path = ['project' in input ? 'project' : 'model'];
  try {
    const inspection = await host.inspect({ model, format: 'jsonl', options: {} }, asker);
    const problems = modelRefusals(inspection.problems, path);
    if (problems.length > 0) return refused(...problems);
    const entity = inspection.entities.find((candidate) => candidate.name === name);
    if (entity === undefined) return refused(unknownEntity(name, inspection, ['entity']));
    const { rows } = await host.preview({ model, entity: name, offset, limit }, asker);
    if (rows === null) throw new Error('a model without errors has no preview');
    const { columns, rows: rowsTotal } = entity;
    return done({ columns, rows, rowsTotal, seed: inspection.seed, problems: inspection.problems });
  } catch (error) {
    if (error instanceof HostFailure && error.reason === 'too-large') {
      const message = 'the rows are too large to show: request fewer';
      return refused({ kind: 'invalid-input', code: 'PREVIEW_TOO_LARGE', message, path: ['limit'] });
    }
    return refused(hostRefusal(error, path));
  }
}

function check(input: PreviewInput): Refusal[] {
  const { entity, offset, limit } = input;
  const refuse = (name: string, message: string): Refusal => {
    return { kind: 'invalid-input', code: 'INVALID_INPUT', message, path: [name] };
  };
  const isOffset = Number.isSafeInteger(offset) && offset >= 0;
  const isLimit = Number.isInteger(limit) && limit >= 1 && limit <= MAX_ROWS;
  return [
    ...checkText(entity, ['entity'], MAX_NAME_LENGTH),
    ...(isOffset ? [] : [refuse('offset', 'expected a whole number from 0 to 2^53 - 1')]),
    ...(isLimit ? [] : [refuse('limit', `expected a whole number from 1 to ${MAX_ROWS}`)]),
    ...checkOverrides(input),
  ];
}

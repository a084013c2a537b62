import type { CompiledEntity } from '../../engine/compile/program.ts';
import { type Part, partsOf } from '../../engine/plan.ts';
import { guardedSocket, LOAD_FORMATS, loadDriver, type TransactionId } from '../../targets/index.ts';
import { JobStopped } from '../host/job-failure.ts';
import type { LoadedParts } from '../programs/loaded-specs.ts';
import { beyondLimits } from './beyond-limits.ts';
import { entitiesOf } from './entities-of.ts';
import { LocalParts } from './local-parts.ts';
import type { LoadJob } from '../host/model-host.ts';
import { PartMakers } from './part-makers.ts';
import type { PartState } from './part-state.ts';

/**
 * Makes rows and loads them, in this thread: it makes many more than a database takes. Throws a TargetFailure, or JobStopped
 * where the load is cancelled.
 * @param ask says that all rows are there; the state tells what is to become of them.
 */
export async function loadEntities(
  { entities: names, address, networks, schema, mode }: Omit<LoadJob, 'spec'>,
  spec: Pick<LoadedParts, 'loaded' | 'makers' | 'format'>,
  state: PartState,
  ask: (transaction: TransactionId) => void,
): Promise<void> {
  const entities = entitiesOf(spec, names);
  const makeSocket = guardedSocket(networks);
  const stopIfCanceled = (): void => {
    if (state.canceled) throw new JobStopped('canceled', 'the load was cancelled');
  };
  const driver = await loadDriver(address);
  await driver.load(
    { address, makeSocket },
    { tables: entities.map(({ table }) => table), schema, mode },
    {
      beyond: async (limits) => await beyondLimits(entities, limits, stopIfCanceled),
      rows: (order, arrays) => {
        const makers =
          arrays.length === 0
            ? spec.makers
            : new PartMakers(entities, spec.format, { ...LOAD_FORMATS[address.kind].options, arrays });
        return new LocalParts(makers).make(partsInOrder(entities, order));
      },
      sent: (rows) => {
        stopIfCanceled();
        state.rows += rows;
      },
      committing: async (transaction) => {
        ask(transaction);
        await state.decided();
        stopIfCanceled();
      },
    },
  );
}

/** The parts of entities, those of one after those of another. */
export function* partsInOrder(entities: readonly CompiledEntity[], order: readonly string[]): Generator<Part> {
  for (const name of order) {
    for (const entity of entities) if (entity.name === name) yield* partsOf(entity);
  }
}

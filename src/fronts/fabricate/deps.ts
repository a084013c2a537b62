import type { Tasks } from '../../tasks/index.ts';
import type { ModelHost } from '../../workers/host/model-host.ts';
import type { RestDeps } from '../rest/rest-front.ts';

export interface FabricateDeps extends RestDeps {
  readonly host: Pick<ModelHost, 'inspect' | 'readFabricate'>;
  readonly tasks: Pick<Tasks, 'start' | 'links'>;
  /** The scale of a task's progress: 0 to 100, or 0 to 1. */
  readonly progress: 'percent' | 'fraction';
}

import type { Tasks } from '../../tasks/index.ts';
import type { ModelHost } from '../../workers/host/model-host.ts';
import type { RestDeps } from '../rest/rest-front.ts';

export interface FabricateDeps extends RestDeps {
  readonly host: Pick<ModelHost, 'inspect' | 'readFabricate'>;
  readonly tasks: Pick<Tasks, 'start' | 'links'>;
}

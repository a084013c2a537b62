import type { Tasks } from '../../tasks/index.ts';
import type { ModelHost } from '../../workers/host/model-host.ts';
import type { RestDeps } from '../rest/rest-front.ts';

export interface DraftaDeps extends RestDeps {
  readonly host: Pick<ModelHost, 'inspect' | 'importText'>;
  readonly tasks: Pick<Tasks, 'start' | 'links' | 'preview'>;
}

import { type MountedRest, restApi, restFront } from '../rest/rest-front.ts';
import { errorBody } from './bodies.ts';
import { addDatabases } from './databases.ts';
import type { FabricateDeps } from './deps.ts';
import { addTasks } from './tasks.ts';

/** Definitions and sources hold whole tables. */
const MAX_BODY = 16 * 1024 * 1024;

/** The API that clients of Fabricate know: they change the base URL and the key. */
export function fabricateFront(deps: FabricateDeps): MountedRest {
  const api = restApi();
  addDatabases(api, deps);
  addTasks(api, deps);
  return restFront(
    {
      name: 'fabricate',
      title: 'rowmill: API for clients of Fabricate',
      description: 'Workspaces, databases and generate tasks, with the paths and fields of Fabricate.',
      api,
      bases: ['/api/v1'],
      paths: ['/api/v1/*'],
      errorBody,
      maxBody: MAX_BODY,
    },
    deps,
  );
}

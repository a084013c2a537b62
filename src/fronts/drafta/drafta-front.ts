import { type MountedRest, restApi, restFront } from '../rest/rest-front.ts';
import { errorBody } from './bodies.ts';
import { addData } from './data.ts';
import type { DraftaDeps } from './deps.ts';
import { addGroups } from './groups.ts';
import { addProjects } from './projects.ts';
import { addProviders } from './providers.ts';
import { addRows } from './rows.ts';

/** The API that clients of Drafta know: they change the base URL and the key. */
export function draftaFront(deps: DraftaDeps): MountedRest {
  const api = restApi();
  addGroups(api, deps);
  addProjects(api, deps);
  addProviders(api, deps);
  addData(api, deps);
  addRows(api, deps);
  return restFront(
    {
      name: 'drafta',
      title: 'rowmill: API for clients of Drafta',
      description: 'Project groups, projects, providers, data and rows, with the paths and fields of Drafta.',
      api,
      bases: ['/drafta', '/'],
      paths: ['/drafta/*', '/project-group/*', '/project/*', '/provider/*', '/data/*', '/read/*'],
      errorBody,
    },
    deps,
  );
}

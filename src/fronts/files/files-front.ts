import { createRoute, z } from '@hono/zod-openapi';
import { nodeId, rowId } from '../../global-id.ts';
import { MAX_FILE_BYTES } from '../../model/index.ts';
import { putTableFile } from '../../projects/index.ts';
import type { ModelHost } from '../../workers/host/model-host.ts';
import { valueOf } from '../rest/failure.ts';
import { answers } from '../rest/fields.ts';
import { callOf, type MountedRest, type RestDeps, restApi, restFront } from '../rest/rest-front.ts';
import { ERRORS, errorBody, TableFile } from './bodies.ts';

export interface FilesDeps extends RestDeps {
  readonly host: Pick<ModelHost, 'inspect'>;
}

const put = createRoute({
  method: 'put',
  path: '/files/{project}/{name}',
  operationId: 'putTableFile',
  summary: 'Uploads a table file to a project, in place of the one of that name.',
  request: {
    params: z.object({
      project: z.string().openapi({ description: 'The ID of the project.' }),
      name: z.string().openapi({
        description: 'The name by which the model refers to the file, percent-encoded: `data%2Fcountries.csv`.',
      }),
    }),
    body: {
      required: true,
      content: { 'text/csv': { schema: z.string().openapi({ description: 'CSV in UTF-8 with a header.' }) } },
    },
  },
  responses: answers('The file.', TableFile, ERRORS),
});

/** Uploads of table files that are too large for an operation of GraphQL. */
export function filesFront(deps: FilesDeps): MountedRest {
  const api = restApi();
  api.openapi(put, async (context) => {
    const { project, name } = context.req.valid('param');
    const content = new Uint8Array(await context.req.arrayBuffer());
    const input = { project: rowId('Project', project), name, content };
    const file = valueOf(await putTableFile(callOf(context, deps), input, deps.host));
    const { id, bytes, digest } = file;
    return context.json({ id: nodeId('TableFile', id), name: file.name, bytes, digest }, 200);
  });
  return restFront(
    {
      name: 'files',
      title: 'rowmill: uploads',
      description:
        'Uploads of the table files that models draw from. Everything else about them is in the GraphQL API.',
      api,
      bases: ['/'],
      paths: ['/files/*'],
      errorBody,
      maxBody: MAX_FILE_BYTES,
    },
    deps,
  );
}

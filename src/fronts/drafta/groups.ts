import { createRoute, z } from '@hono/zod-openapi';
import { readAll } from '../../entities/queries/listing.ts';
import type { ProjectGroup } from '../../entities/project-group.ts';
import { nodeId, rowId } from '../../global-id.ts';
import { createProjectGroup, findProjectGroup, listProjectGroups, listProjects } from '../../projects/index.ts';
import { present, valueOf } from '../rest/failure.ts';
import { answers, jsonBody } from '../rest/fields.ts';
import { callOf, type RestApi, type RestDeps } from '../rest/rest-front.ts';
import { BODY_ERRORS, ERRORS, Group, GroupWithProjects, NewGroup } from './bodies.ts';

/** Items of a list, which has no pages here. */
const MAX_ITEMS = 10_000;

const list = createRoute({
  method: 'get',
  path: '/project-group',
  operationId: 'listProjectGroups',
  summary: 'Lists the project groups, newest first.',
  responses: answers('The project groups, at most 10,000.', z.array(Group), ERRORS),
});

const create = createRoute({
  method: 'post',
  path: '/project-group',
  operationId: 'createProjectGroup',
  summary: 'Creates a project group.',
  request: jsonBody(NewGroup),
  responses: answers('The project group.', Group, BODY_ERRORS),
});

const read = createRoute({
  method: 'get',
  path: '/project-group/{group}',
  operationId: 'getProjectGroup',
  summary: 'Returns a project group with its projects, newest first.',
  request: { params: z.object({ group: z.string().openapi({ description: 'The ID or the name of the group.' }) }) },
  responses: answers('The project group, with at most 10,000 projects.', GroupWithProjects, ERRORS),
});

export function addGroups(api: RestApi, deps: RestDeps): void {
  api.openapi(list, async (context) => {
    const call = callOf(context, deps);
    const groups = await readAll(call.em, listProjectGroups(call, {}), MAX_ITEMS);
    return context.json(groups.map(groupBody), 200);
  });

  api.openapi(create, async (context) => {
    const { name } = context.req.valid('json');
    return context.json(groupBody(valueOf(await createProjectGroup(callOf(context, deps), { name }))), 200);
  });

  api.openapi(read, async (context) => {
    const call = callOf(context, deps);
    const { group: text } = context.req.valid('param');
    // An ID wins over a name that looks like one.
    const byId = await findProjectGroup(call, { id: rowId('ProjectGroup', text) });
    const group = present(byId ?? (await findProjectGroup(call, { name: text })), 'project group');
    const projects = await readAll(call.em, listProjects(call, { group: group.id }), MAX_ITEMS);
    return context.json(
      {
        id: nodeId('ProjectGroup', group.id),
        name: group.name,
        projects: projects.map(({ id, name, createdAt, updatedAt }) => ({
          id: nodeId('Project', id),
          name,
          created_at: createdAt.toISOString(),
          updated_at: updatedAt.toISOString(),
        })),
      },
      200,
    );
  });
}

function groupBody({ id, name, createdAt }: ProjectGroup): z.infer<typeof Group> {
  return { id: nodeId('ProjectGroup', id), name, created_at: createdAt.toISOString() };
}

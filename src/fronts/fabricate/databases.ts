import { createRoute, z } from '@hono/zod-openapi';
import { readAll } from '../../entities/queries/listing.ts';
import type { Project } from '../../entities/project.ts';
import type { Task } from '../../entities/task.ts';
import { nodeId } from '../../global-id.ts';
import {
  deleteProject,
  findProject,
  findProjectGroup,
  listProjectGroups,
  listProjects,
  putProject,
  readDefinition,
  replaceStaticRows,
} from '../../projects/index.ts';
import { lastCompleted } from '../../tasks/index.ts';
import { present, valueOf } from '../rest/failure.ts';
import { answers, jsonBody } from '../rest/fields.ts';
import { callOf, type RestApi } from '../rest/rest-front.ts';
import { BODY_ERRORS, Database, DatabaseSummary, ERRORS, NewDatabase, Source, Workspace } from './bodies.ts';
import type { FabricateDeps } from './deps.ts';
import { dataUrl } from './task-body.ts';

/** Items of a list, which has no pages here. */
const MAX_ITEMS = 10_000;

const workspace = z.string().openapi({ description: 'The name of the workspace, percent-encoded.' });
const database = z.string().openapi({ description: 'The name of the database, percent-encoded.' });
const entity = z.string().openapi({ description: 'The name of the table, percent-encoded.' });
const EMPTY = { 200: { description: 'Done. The body is empty.' } };

const workspaces = createRoute({
  method: 'get',
  path: '/workspaces',
  operationId: 'listWorkspaces',
  summary: 'Lists the workspaces, newest first.',
  responses: answers('The workspaces, at most 10,000.', z.array(Workspace), ERRORS),
});

const list = createRoute({
  method: 'get',
  path: '/workspaces/{workspace}/databases',
  operationId: 'listDatabases',
  summary: 'Lists the databases of a workspace, newest first.',
  request: { params: z.object({ workspace }) },
  responses: answers('The databases, at most 10,000.', z.array(DatabaseSummary), ERRORS),
});

const read = createRoute({
  method: 'get',
  path: '/workspaces/{workspace}/databases/{database}',
  operationId: 'getDatabase',
  summary: 'Returns a database with its definition as it was sent.',
  request: { params: z.object({ workspace, database }) },
  responses: answers('The database.', Database, ERRORS),
});

const put = createRoute({
  method: 'post',
  path: '/workspaces/{workspace}/databases',
  operationId: 'putDatabase',
  summary: 'Creates a database, or replaces the one of that name. A workspace that does not exist is created.',
  request: { params: z.object({ workspace }), ...jsonBody(NewDatabase) },
  responses: answers('The database.', Database, BODY_ERRORS),
});

const remove = createRoute({
  method: 'delete',
  path: '/workspaces/{workspace}/databases/{database}',
  operationId: 'deleteDatabase',
  summary: 'Deletes a database with its data. Refused while data is being generated.',
  request: { params: z.object({ workspace, database }) },
  responses: { ...EMPTY, ...BODY_ERRORS },
});

const source = createRoute({
  method: 'post',
  path: '/workspaces/{workspace}/databases/{database}/entities/{entity}/source',
  operationId: 'putSource',
  summary: 'Replaces the rows of a static table by those of a CSV file.',
  request: {
    params: z.object({ workspace, database, entity }),
    body: { required: true, content: { 'multipart/form-data': { schema: Source } } },
  },
  responses: { ...EMPTY, ...BODY_ERRORS },
});

export function addDatabases(api: RestApi, deps: FabricateDeps): void {
  api.openapi(workspaces, async (context) => {
    const call = callOf(context, deps);
    const groups = await readAll(call.em, listProjectGroups(call, {}), MAX_ITEMS);
    return context.json(
      groups.map(({ id, name }) => ({ id: nodeId('ProjectGroup', id), name })),
      200,
    );
  });

  api.openapi(list, async (context) => {
    const call = callOf(context, deps);
    const { workspace: name } = context.req.valid('param');
    const group = present(await findProjectGroup(call, { name }), 'workspace');
    const projects = await readAll(call.em, listProjects(call, { group: group.id }), MAX_ITEMS);
    const last = await lastCompleted(
      call,
      projects.map(({ id }) => id),
    );
    return context.json(
      projects.map((project) => summaryOf(project, name, last.get(project.id), deps)),
      200,
    );
  });

  api.openapi(read, async (context) => {
    const call = callOf(context, deps);
    const { workspace: group, database: name } = context.req.valid('param');
    const found = present(await readDefinition(call, { path: { group, name } }), 'database');
    const last = await lastCompleted(call, [found.project.id]);
    const summary = summaryOf(found.project, group, last.get(found.project.id), deps);
    return context.json({ ...withEntities(found.definition), ...summary }, 200);
  });

  api.openapi(put, async (context) => {
    const definition = context.req.valid('json');
    const { workspace: group } = context.req.valid('param');
    const call = callOf(context, deps);
    const { project, notes } = valueOf(await putProject(call, { group, name: definition.name, definition }, deps.host));
    for (const { path, message } of notes)
      deps.log.debug({ project: project.id, path, message }, 'a definition was approximated');
    return context.json({ ...withEntities(definition), ...summaryOf(project, group, undefined, deps) }, 200);
  });

  api.openapi(remove, async (context) => {
    const call = callOf(context, deps);
    const { workspace: group, database: name } = context.req.valid('param');
    const { id } = present(await findProject(call, { path: { group, name } }), 'database');
    valueOf(await deleteProject(call, { id }));
    return context.body(null, 200);
  });

  api.openapi(source, async (context) => {
    const { workspace: group, database: project, entity: name } = context.req.valid('param');
    const csv = await context.req.valid('form').file.text();
    valueOf(await replaceStaticRows(callOf(context, deps), { group, project, entity: name, csv }, deps.host));
    return context.body(null, 200);
  });
}

function withEntities(definition: object | null): { entities: unknown[] } {
  const entities: unknown = definition !== null && 'entities' in definition ? definition.entities : [];
  return { ...definition, entities: Array.isArray(entities) ? entities : [] };
}

function summaryOf(
  { id, name, createdAt, updatedAt, group }: Project,
  workspaceName: string,
  last: Task | undefined,
  deps: FabricateDeps,
): z.infer<typeof DatabaseSummary> {
  return {
    id: nodeId('Project', id),
    name,
    created_at: createdAt.toISOString(),
    updated_at: updatedAt.toISOString(),
    last_generated: last?.finishedAt?.toISOString() ?? null,
    data_url: last === undefined ? null : dataUrl(last, deps.tasks.links),
    workspace: { id: nodeId('ProjectGroup', group.id), name: workspaceName },
  };
}

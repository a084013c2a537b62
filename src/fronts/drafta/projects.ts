import { createRoute, z } from '@hono/zod-openapi';
import type { Call } from '../../call.ts';
import type { ImportReport } from '../../dialects/index.ts';
import type { Project as ProjectRow } from '../../entities/project.ts';
import { nodeId, rowId } from '../../global-id.ts';
import {
  createImportedProject,
  createProject,
  deleteProject,
  findProject,
  type ProjectBy,
  readModel,
  renameProject,
  updateImportedModel,
  updateProjectModel,
} from '../../projects/index.ts';
import { MalformedRequest, present, valueOf, withNames } from '../rest/failure.ts';
import { answers, jsonBody } from '../rest/fields.ts';
import { callOf, type RestApi } from '../rest/rest-front.ts';
import {
  BODY_ERRORS,
  ERRORS,
  CreatedProject,
  Message,
  NewProject,
  Project,
  ProjectData,
  ProjectName,
  RenamedProject,
  UpdatedProject,
} from './bodies.ts';
import type { DraftaDeps } from './deps.ts';

/** A project without a schema has a draft without any text. */
const NO_DATA = '';

/** The two paths of a project. */
const ROUTES = [
  {
    path: '/project/{id}',
    by: 'ById',
    params: z.object({ id: z.string().openapi({ description: 'The ID of the project.' }) }),
  },
  {
    path: '/project/{group_name}/{project_name}',
    by: 'ByName',
    params: z.object({
      group_name: z.string().openapi({ description: 'The name of its project group, percent-encoded.' }),
      project_name: z.string().openapi({ description: 'The name of the project, percent-encoded.' }),
    }),
  },
] as const;
type ProjectRoute = (typeof ROUTES)[number];
type ModelFormat = NonNullable<z.infer<typeof ProjectData>['format']>;

const create = createRoute({
  method: 'post',
  path: '/project',
  operationId: 'createProject',
  summary: 'Creates a project. A schema with errors is refused.',
  request: jsonBody(NewProject),
  responses: answers('The project.', CreatedProject, BODY_ERRORS),
});

const read = ({ path, by, params }: ProjectRoute) =>
  createRoute({
    method: 'get',
    path,
    operationId: `getProject${by}`,
    summary: 'Returns a project with its schema.',
    request: { params },
    responses: answers('The project.', Project, ERRORS),
  });

const update = ({ path, by, params }: ProjectRoute) =>
  createRoute({
    method: 'put',
    path,
    operationId: `updateProject${by}`,
    summary: 'Replaces the schema of a project. One with errors is refused, and nothing changes.',
    request: { params, ...jsonBody(ProjectData) },
    responses: answers('The project with the new schema.', UpdatedProject, BODY_ERRORS),
  });

const rename = ({ path, by, params }: ProjectRoute) =>
  createRoute({
    method: 'patch',
    path,
    operationId: `renameProject${by}`,
    summary: 'Renames a project.',
    request: { params, ...jsonBody(ProjectName) },
    responses: answers('The project with its new name.', RenamedProject, BODY_ERRORS),
  });

const remove = ({ path, by, params }: ProjectRoute) =>
  createRoute({
    method: 'delete',
    path,
    operationId: `deleteProject${by}`,
    summary: 'Deletes a project with its data. Refused while data is being generated.',
    request: { params },
    responses: answers('The project is deleted.', Message, BODY_ERRORS),
  });

export function addProjects(api: RestApi, deps: DraftaDeps): void {
  api.openapi(create, async (context) => {
    const { project_group_id, name, data, format } = context.req.valid('json');
    const call = callOf(context, deps);
    const input = { group: rowId('ProjectGroup', project_group_id), name, refuseDraft: data !== undefined };
    const text = textOf(data ?? NO_DATA, format);
    const { project, problems } =
      text.format === 'yaml' || data === undefined
        ? {
            project: valueOf(withNames(await createProject(call, { ...input, model: text.data }, deps.host), named)),
            problems: {},
          }
        : imported(
            valueOf(
              withNames(
                await createImportedProject(call, { ...input, schema: text.data, format: text.format }, deps.host),
                named,
              ),
            ),
          );
    return context.json({ ...projectBody(project), created_at: project.createdAt.toISOString(), ...problems }, 200);
  });
  for (const route of ROUTES) addProject(api, deps, route);
}

/** The calls of one project, at one of its two paths. */
function addProject(api: RestApi, deps: DraftaDeps, route: ProjectRoute): void {
  api.openapi(read(route), async (context) => {
    const found = await readModel(callOf(context, deps), byOf(context.req.param()));
    const { project, model, source } = present(found, 'project');
    const data = model === NO_DATA ? null : model;
    const before = source === null ? {} : { source: { data: source.text, format: source.dialect } };
    const created_at = project.createdAt.toISOString();
    return context.json({ ...projectBody(project), data, ...before, created_at }, 200);
  });

  api.openapi(update(route), async (context) => {
    const call = callOf(context, deps);
    const body = context.req.valid('json');
    const { data, format } = textOf(body.data, body.format);
    const input = { project: await idOf(call, byOf(context.req.param())), refuseDraft: true };
    if (format === 'yaml') {
      const { project } = valueOf(
        withNames(await updateProjectModel(call, { ...input, model: data }, deps.host), named),
      );
      return context.json({ ...projectBody(project), data, format }, 200);
    }
    const saved = valueOf(
      withNames(await updateImportedModel(call, { ...input, schema: data, format }, deps.host), named),
    );
    const { project, problems } = imported(saved);
    return context.json({ ...projectBody(project), data: saved.model, format, ...problems }, 200);
  });

  api.openapi(rename(route), async (context) => {
    const call = callOf(context, deps);
    const { name } = context.req.valid('json');
    const id = await idOf(call, byOf(context.req.param()));
    return context.json(projectBody(valueOf(await renameProject(call, { id, name }))), 200);
  });

  api.openapi(remove(route), async (context) => {
    const call = callOf(context, deps);
    valueOf(await deleteProject(call, { id: await idOf(call, byOf(context.req.param())) }));
    return context.json({ message: 'Project deleted' }, 200);
  });
}

/** The text of a schema. An object is written as JSON, so that problems have places in that. */
function textOf(
  data: string | object,
  format: ModelFormat = 'yaml',
): { readonly data: string; readonly format: ModelFormat } {
  if (typeof data === 'string') return { data, format };
  if (format === 'yaml' || format === 'sql') {
    const message = 'expected a text, which `yaml` and `sql` are';
    throw new MalformedRequest([{ code: 'INVALID_INPUT', message, path: 'data' }]);
  }
  return { data: JSON.stringify(data, null, 2), format };
}

const NAMES: Readonly<Record<string, string>> = { group: 'project_group_id', model: 'data', schema: 'data' };
const named = (path: readonly string[]): readonly string[] => path.map((step) => NAMES[step] ?? step);

/** What was made of a schema in another language, and what was not. */
function imported({ project, report }: { readonly project: ProjectRow; readonly report: ImportReport }) {
  const problems = report.findings.map(({ code, message, path, line, column }) => ({
    code,
    message,
    path,
    ...(line === null || column === null ? {} : { line, column }),
  }));
  return { project, problems: { problems } };
}

function byOf({ id, group_name: group = '', project_name: name = '' }: Partial<Record<string, string>>): ProjectBy {
  return id === undefined ? { path: { group, name } } : { id: rowId('Project', id) };
}

/** To look up names, a key needs the scope `read` as well. */
async function idOf(call: Call, by: ProjectBy): Promise<string> {
  return 'id' in by ? by.id : present(await findProject(call, by), 'project').id;
}

function projectBody({ id, group, name }: ProjectRow): z.infer<typeof RenamedProject> {
  return { id: nodeId('Project', id), project_group_id: nodeId('ProjectGroup', group.id), name };
}

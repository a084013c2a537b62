import { createRoute, z } from '@hono/zod-openapi';
import type { Call } from '../../call.ts';
import { rowId } from '../../global-id.ts';
import { previewRow, type TaskPreview } from '../../tasks/index.ts';
import { rateLimit } from '../http/middleware.ts';
import { present, valueOf } from '../rest/failure.ts';
import { answers } from '../rest/fields.ts';
import { callOf, type RestApi } from '../rest/rest-front.ts';
import { BODY_ERRORS, ERRORS } from './bodies.ts';
import type { DraftaDeps } from './deps.ts';

/** Points beside those of every call: rows cost as much as over GraphQL. */
const LIST_POINTS = 20;
const FIND_POINTS = 100;
/** Rows of a list by default, as in Drafta. */
const DEFAULT_ROWS = 10;
const PAGE = 1000;
/** Rows among which one is looked for. */
const MAX_SEARCHED = 10_000;

const params = {
  project_id: z.string().openapi({ description: 'The ID of the project.' }),
  entity: z.string().openapi({ description: 'The name of the entity, percent-encoded.' }),
};
const whole = (fallback: number) => z.coerce.number().int().min(0).optional().default(fallback);
const Row = z.record(z.string(), z.unknown()).openapi('Row');
const ROW_ERRORS = { ...ERRORS, 400: BODY_ERRORS[400], 422: BODY_ERRORS[422] };

const list = (deps: DraftaDeps) =>
  createRoute({
    method: 'get',
    path: '/read/{project_id}/{entity}',
    operationId: 'listRows',
    summary: 'Returns rows of an entity at once, the same as generated data has.',
    middleware: rateLimit(deps.rates, LIST_POINTS),
    request: {
      params: z.object(params),
      query: z.object({
        offset: whole(0).openapi({ description: 'The number of rows to skip.' }),
        limit: whole(DEFAULT_ROWS).openapi({ description: 'The number of rows, at most 1,000.' }),
      }),
    },
    responses: answers('The rows; none past the last one.', z.array(Row), ROW_ERRORS),
  });

const find = (deps: DraftaDeps) =>
  createRoute({
    method: 'get',
    path: '/read/{project_id}/{entity}/{id}',
    operationId: 'getRow',
    summary: 'Returns the row of an entity that has an ID: its field `id`, or else `_id`, or else its first field.',
    middleware: rateLimit(deps.rates, FIND_POINTS),
    request: { params: z.object({ ...params, id: z.string().openapi({ description: 'The ID of the row.' }) }) },
    responses: answers('The row, if it is among the first 10,000 or its ID is its number.', Row, ROW_ERRORS),
  });

export function addRows(api: RestApi, deps: DraftaDeps): void {
  const rowsOf = async (call: Call, project: string, entity: string, offset: number, limit: number) =>
    valueOf(await deps.tasks.preview(call, { project: rowId('Project', project), entity, offset, limit }));

  api.openapi(list(deps), async (context) => {
    const { project_id: project, entity } = context.req.valid('param');
    const { offset, limit } = context.req.valid('query');
    const { rows } = await rowsOf(callOf(context, deps), project, entity, offset, limit);
    return context.json(rows.map(objectOf), 200);
  });

  api.openapi(find(deps), async (context) => {
    const { project_id: project, entity, id } = context.req.valid('param');
    const call = callOf(context, deps);
    const page = async (offset: number, limit: number) => await rowsOf(call, project, entity, offset, limit);
    return context.json(present(await rowOf(page, id), 'row'), 200);
  });
}

/** IDs that count the rows are found at once; others by looking through the first rows. */
async function rowOf(
  page: (offset: number, limit: number) => Promise<TaskPreview>,
  id: string,
): Promise<Record<string, unknown> | null> {
  const number = /^[1-9]\d{0,14}$/.test(id) ? Number(id) : null;
  if (number !== null) {
    const [row] = matching(await page(number - 1, 1), id);
    if (row !== undefined) return row;
  }
  for (let offset = 0; offset < MAX_SEARCHED; offset += PAGE) {
    const found = await page(offset, PAGE);
    const [row] = matching(found, id);
    if (row !== undefined) return row;
    if (offset + PAGE >= found.rowsTotal) return null;
  }
  return null;
}

function matching({ columns, rows }: TaskPreview, id: string): Record<string, unknown>[] {
  const names = columns.map(({ name }) => name);
  const key = ['id', '_id'].find((name) => names.includes(name)) ?? names[0];
  return rows.map(objectOf).filter((row) => String(row[key]) === id);
}

const objectOf = (text: string): Record<string, unknown> => ({ ...previewRow(text) });

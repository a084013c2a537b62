import { createRoute, z } from '@hono/zod-openapi';
import { nodeId, rowId } from '../../global-id.ts';
import { scalarAsJson } from '../../model/index.ts';
import {
  createProviders,
  deleteProvider,
  findProvider,
  readProviderValues,
  updateProvider,
} from '../../projects/index.ts';
import { present, valueOf, withNames } from '../rest/failure.ts';
import { answers, jsonBody } from '../rest/fields.ts';
import { callOf, type RestApi, type RestDeps } from '../rest/rest-front.ts';
import { BODY_ERRORS, ERRORS, Message, NewProviders, Provider, ProviderChange, ProviderName } from './bodies.ts';

const path = '/provider/{id}';
const params = z.object({ id: z.string().openapi({ description: 'The ID of the provider.' }) });

const create = createRoute({
  method: 'post',
  path: '/provider',
  operationId: 'createProviders',
  summary: 'Creates providers, one or many: all of them, or none. A schema uses one as `@Name`.',
  description:
    'All project groups share them. With a key that is bound to one group, they are for the schemas of that group.',
  request: jsonBody(NewProviders),
  responses: answers('The providers, in the order of the body.', z.array(ProviderName), BODY_ERRORS),
});

const read = createRoute({
  method: 'get',
  path,
  operationId: 'getProvider',
  summary: 'Returns a provider with its values.',
  request: { params },
  responses: answers('The provider.', Provider, ERRORS),
});

const update = createRoute({
  method: 'put',
  path,
  operationId: 'updateProvider',
  summary: 'Changes the name of a provider, its values, or both. Data that was requested before keeps the old values.',
  request: { params, ...jsonBody(ProviderChange) },
  responses: answers('The provider.', ProviderName, BODY_ERRORS),
});

const remove = createRoute({
  method: 'delete',
  path,
  operationId: 'deleteProvider',
  summary: 'Deletes a provider. Data that was requested before keeps its values.',
  request: { params },
  responses: answers('The provider is deleted.', Message, ERRORS),
});

export function addProviders(api: RestApi, deps: RestDeps): void {
  api.openapi(create, async (context) => {
    const call = callOf(context, deps);
    const body = context.req.valid('json');
    const providers = (Array.isArray(body) ? body : [body]).map(({ name, data }) => ({ name, values: data }));
    const [group, ...others] = call.access.groups ?? [];
    // A key of several groups does not say which; the verb refuses it.
    const input = { group: group === undefined || others.length > 0 ? null : group, providers };
    const made = valueOf(withNames(await createProviders(call, input), named));
    return context.json(
      made.map(({ id, name }) => ({ id: nodeId('Provider', id), name })),
      200,
    );
  });

  api.openapi(read, async (context) => {
    const call = callOf(context, deps);
    const found = await findProvider(call, { id: rowId('Provider', context.req.valid('param').id) });
    const { id, name } = present(found, 'provider');
    const { columns } = present((await readProviderValues(call.em, [id])).get(id) ?? null, 'provider');
    const rows = columns[0].values.map((_, row) => {
      const cells = columns.map(({ name, values }) => [name, scalarAsJson(values[row])] as const);
      return columns[0].name === '' ? cells[0][1] : Object.fromEntries(cells);
    });
    return context.json({ id: nodeId('Provider', id), name, data: rows }, 200);
  });

  api.openapi(update, async (context) => {
    const { name, data } = context.req.valid('json');
    const id = rowId('Provider', context.req.valid('param').id);
    const input = { id, name: name ?? null, values: data ?? null };
    const provider = valueOf(withNames(await updateProvider(callOf(context, deps), input), named));
    return context.json({ id: nodeId('Provider', provider.id), name: provider.name }, 200);
  });

  api.openapi(remove, async (context) => {
    valueOf(await deleteProvider(callOf(context, deps), { id: rowId('Provider', context.req.valid('param').id) }));
    return context.json({ message: 'Provider deleted' }, 200);
  });
}

/** The body is the list itself, and values are its `data`. */
const named = (path: readonly string[]): readonly string[] =>
  (path[0] === 'providers' ? path.slice(1) : path).map((step) => (step === 'values' ? 'data' : step));

import { createHash } from 'node:crypto';
import { Validator } from '@seriousme/openapi-schema-validator';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { RowmillClient } from '../../src/client/index.ts';
import { GatewayClient } from '../gateway/client.ts';
import { type OpenGateway, openGateway, modelsRun } from '../gateway/open-gateway.ts';
import { newKey, RestClient } from './rest-client.ts';

const MODEL =
  '$providers: { City: { file: data/cities.csv, weight: people } }\nUser:\n  $count: 100\n  city: string @City.city\n';
const CITIES = 'city,people\nRome,1\nBonn,0\n';
const PATH = 'data%2Fcities.csv';
const CSV = { 'content-type': 'text/csv' };

let gateway: OpenGateway;
let client: RowmillClient;
let rest: RestClient;
beforeAll(async () => {
  gateway = await openGateway();
  await modelsRun(gateway);
  client = new RowmillClient({ url: gateway.app.url, key: gateway.key });
  rest = new RestClient(gateway.app.url, gateway.key);
});
afterAll(async () => await gateway[Symbol.asyncDispose]());

let projects = 0;
const newProject = async () => await client.putModel({ group: `files ${projects++}`, name: 'dev', model: MODEL });
const put = async (project: string, text: BodyInit, name = PATH, from = rest) =>
  await from.send('PUT', `/files/${project}/${name}`, text, CSV);
const rowsOf = async (project: string): Promise<readonly unknown[]> => {
  const { preview } = await new GatewayClient(gateway.app.url, gateway.key).ask<{
    preview: { preview: { rows: readonly unknown[] } };
  }>(
    'query ($project: ID!) { preview(input: { source: { project: $project }, entity: "User", limit: 2 }) { preview { rows } } }',
    {
      project,
    },
  );
  return preview.preview.rows;
};

describe('uploads of table files', () => {
  test('keep the file, which the model then draws from', async () => {
    const { id, isDraft } = await newProject();
    expect(isDraft).toBe(true);
    const digest = createHash('sha256').update(CITIES).digest('hex');
    const answer = await put(id, CITIES);
    expect(answer).toEqual({
      status: 200,
      type: 'application/json',
      body: { id: expect.any(String), name: 'data/cities.csv', bytes: CITIES.length, digest },
    });
    expect(await client.updateModel(id, MODEL)).toMatchObject({ isDraft: false, problems: [] });
    expect(await rowsOf(id)).toEqual([
      { _id: expect.any(String), city: 'Rome' },
      { _id: expect.any(String), city: 'Rome' },
    ]);
    await put(id, CITIES.replace('Rome', 'Oslo'));
    expect(await rowsOf(id)).toMatchObject([{ city: 'Oslo' }, { city: 'Oslo' }]);
  });

  test('are there for a text that is not saved, of their project alone', async () => {
    const { id } = await newProject();
    await put(id, CITIES);
    const look = async (project: string): Promise<unknown> =>
      await new GatewayClient(gateway.app.url, gateway.key).ask(
        `query ($model: String!, $project: ID!) {
          validateModel(input: { model: $model, project: $project }) { report { problems { code } } errors { ... on UserError { code path } } }
          preview(input: { source: { model: { text: $model, project: $project } }, entity: "User", limit: 1 }) {
            preview { rows } errors { ... on UserError { code path } }
          }
        }`,
        { model: MODEL, project },
      );
    expect(await look(id)).toEqual({
      validateModel: { report: { problems: [] }, errors: [] },
      preview: { preview: { rows: [{ _id: expect.any(String), city: 'Rome' }] }, errors: [] },
    });
    expect(await look((await newProject()).id)).toMatchObject({
      validateModel: { report: { problems: [{ code: 'FILE_MISSING' }] } },
      preview: { preview: null, errors: [{ code: 'FILE_MISSING' }] },
    });
    expect(await look('x')).toEqual({
      validateModel: { report: null, errors: [{ code: 'NOT_FOUND', path: ['project'] }] },
      preview: { preview: null, errors: [{ code: 'NOT_FOUND', path: ['source', 'model', 'project'] }] },
    });
  });

  test('leave a task with what it was started with', async () => {
    const { id } = await newProject();
    await put(id, CITIES);
    await client.updateModel(id, MODEL);
    const task = await client.start({ project: id, format: 'CSV' });
    await put(id, CITIES.replace('Rome', 'Oslo'));
    let last = task;
    for await (const state of client.watch(task.id)) last = state;
    const text = await (await fetch(last.artifacts[0].url!)).text();
    expect([last.status, text.includes('Rome'), text.includes('Oslo')]).toEqual(['COMPLETED', true, false]);
  });

  test('have at most 8 MiB, announced or not', async () => {
    const { id } = await newProject();
    const row = `${'x'.repeat(1023)}\n`;
    expect((await put(id, `a\n${row.repeat(8191)}`)).status).toBe(200);
    expect(await put(id, `a\n${row.repeat(8192)}`)).toMatchObject({
      status: 413,
      body: { error: { code: 'REQUEST_ENTITY_TOO_LARGE' } },
    });
    const stream = new ReadableStream<Uint8Array>({
      pull: (controller) => controller.enqueue(new Uint8Array(1_000_000)),
    });
    expect((await put(id, stream)).status).toBe(413);
  });

  test.each([
    ['no table', '', PATH, 400, 'FILE_INVALID'],
    ['rows of unequal length', 'a,b\n1\n', PATH, 400, 'FILE_INVALID'],
    ['a path out of the folder', CITIES, '..%2Fcities.csv', 400, 'INVALID_INPUT'],
    ['an absolute path', CITIES, '%2Fetc%2Fcities.csv', 400, 'INVALID_INPUT'],
    ['another extension', CITIES, 'cities.txt', 400, 'INVALID_INPUT'],
    ['a path that is not encoded', CITIES, 'data/cities.csv', 404, 'NOT_FOUND'],
  ])('are refused: %s', async (_, text, name, status, code) => {
    const { id } = await newProject();
    expect(await put(id, text, name)).toMatchObject({ status, type: 'application/json', body: { error: { code } } });
    expect((await client.project({ id }))?.tableFiles).toEqual([]);
  });

  test('need the write scope and the group of the project', async () => {
    const { id } = await newProject();
    const other = await newProject();
    const as = async (scope: string, groups: readonly string[] | null = null) =>
      new RestClient(gateway.app.url, await newKey(gateway, [scope], groups));
    const answers = await Promise.all(
      [
        new RestClient(gateway.app.url, null),
        await as('generate'),
        await as('write', [other.projectGroup.id]),
        await as('write', [(await client.project({ id }))!.projectGroup.id]),
      ].map(async (from) => (await put(id, CITIES, PATH, from)).status),
    );
    expect(answers).toEqual([401, 403, 404, 200]);
    expect((await rest.call('GET', `/files/${id}/${PATH}`)).status).toBe(405);
  });

  test('are told by the client with the code of the gateway', async () => {
    const { id } = await newProject();
    const content = new TextEncoder().encode('a,b\n1\n');
    await expect(client.putTableFile(id, 'a.csv', content)).rejects.toMatchObject({ code: 'FILE_INVALID' });
    await expect(client.putTableFile('x', 'a.csv', content)).rejects.toMatchObject({ code: 'NOT_FOUND' });
  });

  test('have an OpenAPI document', async () => {
    const document: Record<string, unknown> = JSON.parse(
      await (await fetch(`${gateway.app.url}/openapi/files.json`)).text(),
    );
    expect(await new Validator().validate(document)).toMatchObject({ valid: true });
  });
});

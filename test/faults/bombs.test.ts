import { rmSync } from 'node:fs';
import { expect, test } from 'vitest';
import { GatewayClient } from '../gateway/client.ts';
import { emptyFolder } from '../gateway/open-gateway.ts';
import { ServeProcess } from '../gateway/serve-process.ts';
import { createShop, digestsOf, shopDigests, startShop } from '../gateway/shop.ts';
import { endedOnce, unfinishedFiles } from '../gateway/task-end.ts';

const USERS = 2000;
const MEGABYTE = '{ $items: string 1000-1000, $length: 1000 }';
const wide = Array.from({ length: 300 }, (_, n) => `  f${n}: string 9000-9000\n`).join('');

/** Models whose rows are large, each in a way of its own. */
const BOMBS: Readonly<Record<string, string>> = {
  'a cell of a megabyte': `A: { $count: 1500, a: ${MEGABYTE} }`,
  'cells of ten megabytes': `A: { $count: 150, a: { $items: string 10000-10000, $length: 1000 } }`,
  'rows of many long texts': `A:\n  $count: 600\n${wide}`,
  'lists of lists of lists': 'A: { $count: 100, a: { $items: { $items: integer, $length: 1000 }, $length: 1000 } }',
  'children without end':
    'A: { $count: 1000, id: integer @id }\nB: { a_id: { $ref: A.id, $per: 1000000-1000000 }, a: string 900-1000 }',
  'more rows than anybody wants': 'A: { $count: 9007199254740991, a: string 1000-1000 }',
};
/** How a bomb may go off; one that fits after all does not. */
const END =
  /: (refused (MODEL_TOO_EXPENSIVE|CELL_TOO_LARGE|TASK_TOO_LARGE|QUOTA_EXCEEDED|STORE_FULL)|FAILED (PART_TOO_LARGE|PART_TIMEOUT|CRASH_LOOP|QUOTA_EXCEEDED)|COMPLETED)$/;

const CREATE_GROUP = 'mutation { createProjectGroup(input: { name: "bombs" }) { projectGroup { id } } }';
const CREATE = `mutation ($group: ID!, $name: String!, $model: String!) {
  createProject(input: { projectGroup: $group, name: $name, model: $model }) {
    project { id } errors { ... on UserError { code } }
  }
}`;
const START = `mutation ($project: ID!) {
  startGeneration(input: { project: $project, format: JSONL }) { task { id } errors { ... on UserError { code } } }
}`;

interface Id {
  readonly id: string;
}
interface Refused {
  readonly errors: readonly { readonly code: string }[];
}

test('models that take all the memory end as what they are, and the gateway answers meanwhile', async () => {
  const expected = await shopDigests(USERS);
  const folder = emptyFolder();
  try {
    await using gateway = new ServeProcess(folder, { ROWMILL_THREADS: '2', ROWMILL_TASKS: '3' });
    const client = new GatewayClient(await gateway.url(), gateway.adminKey);
    const shop = await createShop(client, 'shop');
    const { createProjectGroup } = await client.ask<{ createProjectGroup: { projectGroup: Id } }>(CREATE_GROUP);
    const group = createProjectGroup.projectGroup.id;

    /** What came of a bomb: a refusal, or the end of its task. */
    const goOff = async (name: string, model: string): Promise<string> => {
      const input = { group, name: name.replaceAll(' ', '-'), model };
      const { createProject } = await client.ask<{ createProject: { project: Id | null } & Refused }>(CREATE, input);
      if (createProject.project === null) return `refused ${createProject.errors[0].code}`;
      const project = createProject.project.id;
      const { startGeneration } = await client.ask<{ startGeneration: { task: Id | null } & Refused }>(START, {
        project,
      });
      if (startGeneration.task === null) return `refused ${startGeneration.errors[0].code}`;
      const { status, error } = await endedOnce(client, startGeneration.task.id);
      return error === null ? status : `${status} ${error.code}`;
    };
    /** How long the slowest of many answers took, in milliseconds. */
    const answersUntil = async (over: Promise<null>): Promise<number> => {
      for (let slowest = 0; ;) {
        const began = performance.now();
        await client.ask('{ viewer { keyName } }');
        slowest = Math.max(slowest, performance.now() - began);
        if ((await Promise.race([over, Promise.resolve(slowest)])) === null) return slowest;
      }
    };
    const ends: string[] = [];
    const bombing = async (): Promise<null> => {
      for (const [name, model] of Object.entries(BOMBS)) ends.push(`${name}: ${await goOff(name, model)}`);
      return null;
    };
    expect(await answersUntil(bombing())).toBeLessThan(3000);
    expect(ends).toEqual(Object.keys(BOMBS).map(() => expect.stringMatching(END)));

    const after = await endedOnce(client, await startShop(client, shop, USERS));
    expect(after.status).toBe('COMPLETED');
    expect(digestsOf(after)).toEqual(expected);
    expect(unfinishedFiles(folder)).toEqual([]);
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
});

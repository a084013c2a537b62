import { rmSync } from 'node:fs';
import { setTimeout } from 'node:timers/promises';
import { expect, test } from 'vitest';
import { GatewayClient } from '../gateway/client.ts';
import { emptyFolder } from '../gateway/open-gateway.ts';
import { ServeProcess } from '../gateway/serve-process.ts';

const MODEL = `
Country:
  $count: 40
  code: string @country_code @id
User:
  $count: 100
  id: integer @id
  name: string @full_name
  country: $Country.code
`;
/** One row of Parent takes about 10 ms: to look at it takes longer than anybody may. */
const BOMB = `
Parent:
  $count: 1_000_000
  id: integer @id
  total: { $type: integer, $sum: Child.amount }
Child:
  id: integer @id
  parent_id: { $ref: Parent.id, $per: 1_000_000 }
  amount: integer 1-5
`;

const GROUP = `mutation ($name: String!) { createProjectGroup(input: { name: $name }) { projectGroup { id } } }`;
const KEY = `mutation ($name: String!, $groups: [ID!]) {
  createApiKey(input: { name: $name, scopes: [READ, WRITE, GENERATE], projectGroups: $groups }) { secret }
}`;
const PROJECT = `mutation ($group: ID!, $model: String!) {
  createProject(input: { projectGroup: $group, name: "dev", model: $model }) { project { id } }
}`;
const PREVIEW = `query ($group: ID, $text: String!, $entity: String!) {
  preview(input: { source: { model: { text: $text, projectGroup: $group } }, entity: $entity }) {
    preview { rows } errors { ... on UserError { code } }
  }
}`;
const VALIDATE = `query ($group: ID, $text: String!) {
  validateModel(input: { model: $text, projectGroup: $group }) { report { valid } errors { ... on UserError { code } } }
}`;
const START = `mutation ($project: ID!, $seed: String!) {
  startGeneration(input: { project: $project, format: CSV, seed: $seed }) { task { id } errors { ... on UserError { code } } }
}`;

interface Tenant {
  readonly client: GatewayClient;
  readonly group: string;
}
/** A request that is different each time, and whether it came to what it should. */
type Ask = (n: string) => Promise<boolean>;

/** Milliseconds of each phase, and the samples of a kind that it takes at least. */
const PHASE = 15_000;
const MIN_SAMPLES = 200;
/** A victim's 99th percentile beside attackers, against the same without any. */
const MAX_RATIO = 3;

/** Asks for a while, and returns how long each answer took, the quickest first. */
async function times(ask: Ask, phase: string): Promise<number[]> {
  const found: number[] = [];
  for (const begin = performance.now(); performance.now() - begin < PHASE || found.length < MIN_SAMPLES;) {
    const asked = performance.now();
    expect(await ask(`${phase}-${found.length}`)).toBe(true);
    found.push(performance.now() - asked);
    // As somebody who works with it.
    await setTimeout(20);
  }
  return found.sort((a, b) => a - b);
}

const p99 = (sorted: readonly number[]): number => sorted[Math.ceil(sorted.length * 0.99) - 1];

test('models that take long leave previews, validations and starts of others as quick as they are', async () => {
  const folder = emptyFolder();
  try {
    await using gateway = new ServeProcess(folder, {
      ROWMILL_THREADS: '2',
      ROWMILL_RATE: '10_000_000',
      ROWMILL_OPEN_TASKS: '100000',
    });
    const url = await gateway.url();
    const admin = new GatewayClient(url, gateway.adminKey);
    const tenant = async (name: string): Promise<Tenant> => {
      const { createProjectGroup } = await admin.ask<{ createProjectGroup: { projectGroup: { id: string } } }>(GROUP, {
        name,
      });
      const group = createProjectGroup.projectGroup.id;
      const { createApiKey } = await admin.ask<{ createApiKey: { secret: string } }>(KEY, { name, groups: [group] });
      return { client: new GatewayClient(url, createApiKey.secret), group };
    };
    const victim = await tenant('victim');
    const { group, client } = victim;
    const { createProject } = await client.ask<{ createProject: { project: { id: string } } }>(PROJECT, {
      group,
      model: MODEL,
    });
    const project = createProject.project.id;
    const textOf = (n: string): string => `${MODEL}# ${n}\n`;
    const kinds: Readonly<Record<string, Ask>> = {
      preview: async (n) => {
        const input = { group, text: textOf(n), entity: 'User' };
        return (await client.ask<{ preview: { preview: object | null } }>(PREVIEW, input)).preview.preview !== null;
      },
      validation: async (n) => {
        const input = { group, text: textOf(n) };
        const { validateModel } = await client.ask<{ validateModel: { report: object | null } }>(VALIDATE, input);
        return validateModel.report !== null;
      },
      start: async (seed) => {
        const { startGeneration } = await client.ask<{ startGeneration: { task: object | null } }>(START, {
          project,
          seed,
        });
        return startGeneration.task !== null;
      },
    };
    /** The 99th percentile of each kind, all of them asked for at once. */
    const measured = async (phase: string): Promise<ReadonlyMap<string, number>> =>
      new Map(
        await Promise.all(
          Object.entries(kinds).map(async ([kind, ask]) => [kind, p99(await times(ask, phase))] as const),
        ),
      );

    await measured('warm');
    for (const attackers of [2, 4, 8]) {
      const alone = await measured(`alone before ${attackers}`);
      const tenants = await Promise.all(
        Array.from({ length: attackers }, async (_, i) => await tenant(`attacker-${attackers}-${i}`)),
      );
      const over = new AbortController();
      const codes = new Set<string>();
      const attacks = tenants.map(async ({ client: attacker, group: own }, i) => {
        for (let n = 0; !over.signal.aborted; n++) {
          const text = `${BOMB}# ${attackers} ${i} ${n}\n`;
          const query = n % 3 === 0 ? VALIDATE : PREVIEW;
          const response = await attacker.post(query, { group: own, text, entity: 'Parent' });
          codes.add(/"code":"(\w+)"/.exec(await response.text())?.[1] ?? 'none');
          if (response.headers.has('retry-after')) await setTimeout(1000);
        }
      });
      const beside = await measured(`beside ${attackers}`);
      over.abort();
      await Promise.all(attacks);
      const ratios = [...beside].map(([kind, time]) => [kind, time / (alone.get(kind) ?? 0)] as const);
      console.log(`${attackers} attackers`, Object.fromEntries(ratios), [...codes]);
      for (const [, ratio] of ratios) expect(ratio).toBeLessThan(MAX_RATIO);
      expect(['BUSY', 'MODEL_TOO_EXPENSIVE', 'RATE_LIMITED']).toEqual(expect.arrayContaining([...codes]));
    }
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
});

import { Client } from 'pg';
import { v7 as newId } from 'uuid';
import { expect, test } from 'vitest';
import { createServerDatabase } from '../database/databases.ts';
import { DAMAGES, statementsOf } from '../tasks/damages.ts';
import { GatewayClient } from './client.ts';
import { openGateway } from './open-gateway.ts';
import { createProject, started } from './generation.ts';
import { endedOnce } from './task-end.ts';

const FIELDS = `id status isTerminal sequence seed engineVersion revision attempt format waitingFor createdAt startedAt finishedAt
  archiveUrl entities { name rows bytesEstimated } target { host port mode } error { code message problems { code } }
  progress { fraction rowsDone rowsTotal bytesDone bytesEstimated partsDone partsTotal phase rowsPerSecond etaSeconds }
  artifacts { fileName url contentType rows bytes digest expiresAt expired }`;

interface Listed {
  readonly id: string;
  readonly status: string;
  readonly isTerminal: boolean;
  readonly progress: { readonly fraction: number };
}
interface Page {
  readonly tasks: {
    readonly nodes: readonly Listed[];
    readonly pageInfo: { readonly hasNextPage: boolean; readonly endCursor: string };
  };
}
interface Event {
  readonly taskEvents: { readonly kind: string; readonly task: Listed };
}

test('damaged tasks are listed, watched and ended beside others', async () => {
  const { url, drop } = await createServerDatabase();
  const operator = new Client({ connectionString: url });
  await operator.connect();
  try {
    await using gateway = await openGateway({
      DATABASE_URL: url,
      ROWMILL_TASKS: '50',
      ROWMILL_OPEN_TASKS: '1000',
      ROWMILL_RATE: '1_000_000_000',
    });
    const client = new GatewayClient(gateway.app.url, gateway.key);
    const project = await createProject(client, 'damaged', 'A: { $count: 10, id: integer @id }');
    const template = await endedOnce(client, await started(client, project, { format: 'CSV' }));
    const { rows } = await operator.query<{ id: string }>('select id from task');

    const finished = new Set<string>();
    const events = client.overWebSocket<Event>(`subscription { taskEvents { kind task { ${FIELDS} } } }`);
    const following = (async () => {
      for await (const { taskEvents } of events) {
        expect(taskEvents.task.progress.fraction).toBeGreaterThanOrEqual(0);
        if (taskEvents.kind === 'FINISHED') finished.add(taskEvents.task.id);
        if (finished.size === DAMAGES.length + 1) return;
      }
    })();
    for (const damage of DAMAGES) {
      const id = newId();
      const [copy, ...others] = statementsOf(damage);
      await operator.query('begin');
      await operator.query(copy, [id, rows[0].id]);
      for (const text of others) await operator.query(text, [id]);
      await operator.query('commit');
      // A page at any moment, with the task as it is.
      await pagesOf(client);
    }
    const healthy = await started(client, project, { format: 'JSONL' });
    expect((await endedOnce(client, healthy)).status).toBe('COMPLETED');
    await following;
    const listed = await pagesOf(client);
    expect(listed.map(({ isTerminal }) => isTerminal)).toEqual(Array(DAMAGES.length + 2).fill(true));
    expect(new Set(listed.map(({ id }) => id))).toEqual(new Set([...finished, template.id]));
    const ends = (of: readonly string[]): string[] => of.toSorted();
    expect(ends(listed.map(({ status }) => status))).toEqual(
      ends(['COMPLETED', 'COMPLETED', ...DAMAGES.map(({ end }) => end.split(' ')[0])]),
    );
    // What ended before may be damaged as well.
    await operator.query(
      `update task set finished_at = null, "plan" = 'null', rows_done = 'NaN', "format" = 'avro',
      expires_at = 'infinity', "error" = '7' where id = $1`,
      [rows[0].id],
    );
    await operator.query(`update artifact set "rows" = 'NaN', bytes = -1`);
    expect(await pagesOf(client)).toHaveLength(DAMAGES.length + 2);
    expect(gateway.lines.join('\n')).not.toContain('Cannot return null');
  } finally {
    await operator.end();
    await drop();
  }
});

/** All tasks, page by page. */
async function pagesOf(client: GatewayClient): Promise<readonly Listed[]> {
  const found: Listed[] = [];
  for (let after: string | null = null; ;) {
    const { tasks }: Page = await client.ask<Page>(
      `query ($after: String) { tasks(first: 20, after: $after) { nodes { ${FIELDS} } pageInfo { hasNextPage endCursor } } }`,
      { after },
    );
    found.push(...tasks.nodes);
    if (!tasks.pageInfo.hasNextPage) return found;
    after = tasks.pageInfo.endCursor;
  }
}

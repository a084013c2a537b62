import type { EntityManager } from '@mikro-orm/sql';
import { Artifact } from '../entities/artifact.ts';
import { statement } from '../entities/queries/statement.ts';
import { Task } from '../entities/task.ts';
import { nodeId } from '../global-id.ts';
import type { Vault } from '../targets/index.ts';
import type { Links } from '../tasks/index.ts';
import type { Claimed } from './outbox.ts';
import { signingSecrets } from './secrets.ts';
import type { Message } from './send.ts';

/**
 * Puts together what tells the end of a task, as its row is now: the addresses of files in it are good as long as the files are.
 * Null where the task is gone. Throws a TargetFailure where the URL or a secret cannot be read.
 */
export async function messageOf(
  em: EntityManager,
  { id, task: taskId, type }: Claimed,
  links: Links,
  vault: Vault,
): Promise<Message | null> {
  const [stored] = await statement<{ url: string | null }>(
    em,
    `select webhook->>'url' as url from task where id = $1`,
    [taskId],
  );
  const task = await em.findOne(Task, { id: taskId });
  if (task === null || stored?.url == null) return null;
  const { code, message } = task.error ?? {};
  const body = {
    type,
    timestamp: (task.finishedAt ?? task.createdAt).toISOString(),
    data: {
      id: nodeId('Task', task.id),
      status: type.replace('task.', ''),
      project: nodeId('Project', task.project.id),
      data: await urlsOf(em, task, links),
      error: task.error == null ? null : { code, message },
    },
  };
  const secrets = await signingSecrets(em, task.group.id, vault);
  return { id, url: vault.open(stored.url, task.id), body: JSON.stringify(body), secrets };
}

/** The address of each entity's rows: of its own file, or of the one that has the rows of all. */
async function urlsOf(em: EntityManager, task: Task, links: Links): Promise<Readonly<Record<string, string | null>>> {
  if (task.status !== 'COMPLETED') return {};
  const artifacts = await em.find(Artifact, { task: task.id }, { orderBy: { position: 'asc' } });
  const isDataset = ({ position }: Artifact): boolean => task.plan.files.at(position)?.content === 'dataset';
  const shared = artifacts.find(isDataset);
  return Object.fromEntries(
    task.plan.entities.flatMap(({ name }) => {
      const artifact = artifacts.find(({ entity }) => entity === name) ?? shared;
      return artifact === undefined ? [] : [[name, links.file(task, artifact.file)]];
    }),
  );
}

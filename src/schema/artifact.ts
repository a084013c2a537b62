import type { Artifact as ArtifactRow } from '../entities/artifact.ts';
import type { Task } from '../entities/task.ts';
import { isExpired } from '../tasks/index.ts';
import { builder } from './builder.ts';
import type { SchemaContext } from './context.ts';
import { momentOf } from './moment.ts';

/** A file with the task that it belongs to. */
interface TaskFile {
  readonly task: Task;
  readonly file: ArtifactRow;
}

export const Artifact = builder.objectRef<TaskFile>('Artifact').implement({
  description:
    'A finished file: all rows of one entity, or of all, or what stands beside these files, such as `load.sql`.',
  fields: (t) => ({
    entity: t.string({
      nullable: true,
      description: 'Whose rows it has; null where it has those of all entities, or none.',
      resolve: ({ file }) => file.entity,
    }),
    url: t.string({
      nullable: true,
      description:
        'Where it can be downloaded, without a key, until `expiresAt`: whoever has the URL may. Null once it has expired.',
      resolve: ({ task, file }, _args, { tasks }) => tasks.links.file(task, file.file),
    }),
    fileName: t.string({ description: 'Name of the file.', resolve: ({ file }) => file.file }),
    contentType: t.string({ description: 'Media type of the file.', resolve: ({ file }) => file.contentType }),
    rows: t.field({ type: 'Count', description: 'Rows in it.', resolve: ({ file }) => file.rows }),
    bytes: t.field({ type: 'Count', description: 'Its size.', resolve: ({ file }) => file.bytes }),
    digest: t.string({
      description: 'Checksum of the whole file: `crc32:` and 8 hexadecimal digits.',
      resolve: ({ file }) => `crc32:${file.crc32}`,
    }),
    expiresAt: t.field({
      type: 'DateTime',
      nullable: true,
      description: 'When the file is removed.',
      resolve: ({ task }) => momentOf(task.expiresAt),
    }),
    expired: t.boolean({
      description: 'Whether the file has been removed, or may be at any time.',
      resolve: ({ task }) => isExpired(task),
    }),
  }),
});

/** The files of a task; none before it is COMPLETED. */
export async function filesOf({ em, tasks, loaders }: SchemaContext, task: Task): Promise<readonly TaskFile[]> {
  if (task.status !== 'COMPLETED') return [];
  const files = await loaders.load('artifacts', task.id, (ids) => tasks.artifacts(em, ids));
  return (files ?? []).map((file) => ({ task, file }));
}

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
    'A finished file of a task: the rows of one entity or of all entities, or a companion of such files, such as `load.sql`.',
  fields: (t) => ({
    entity: t.string({
      nullable: true,
      description:
        'The name of the entity whose rows the file contains; null if it contains the rows of all entities, or none.',
      resolve: ({ file }) => file.entity,
    }),
    url: t.string({
      nullable: true,
      description:
        'The URL to download the file from, valid until `expiresAt`; null once the file has expired, and if the task writes its files to a `destination`. Anyone who has the URL can download the file without an API key.',
      resolve: ({ task, file }, _args, { tasks }) => tasks.links.file(task, file.file),
    }),
    directUrl: t.string({
      nullable: true,
      description:
        'A URL to download the file from the bucket instead of from the gateway, valid for an hour at most; null if the operator of the gateway does not offer such URLs, and once the file has expired. Anyone who has the URL can download the file.',
      resolve: ({ task, file }, _args, { tasks }) => tasks.directUrl(task, file),
    }),
    fileName: t.string({
      description: 'The name of the file, with its folder if the rows of the entity are in many files.',
      resolve: ({ file }) => file.file,
    }),
    contentType: t.string({
      description: 'The media type of the file, such as `text/csv`.',
      resolve: ({ file }) => file.contentType,
    }),
    rows: t.field({ type: 'Count', description: 'The number of rows in the file.', resolve: ({ file }) => file.rows }),
    bytes: t.field({ type: 'Count', description: 'The size of the file in bytes.', resolve: ({ file }) => file.bytes }),
    digest: t.string({
      description: 'The checksum of the whole file: `crc32:` and 8 hexadecimal digits.',
      resolve: ({ file }) => `crc32:${file.crc32}`,
    }),
    expiresAt: t.field({
      type: 'DateTime',
      nullable: true,
      description: 'The time after which the file is removed; null if it is kept, or was written to a `destination`.',
      resolve: ({ task }) => momentOf(task.expiresAt),
    }),
    expired: t.boolean({
      description:
        'Whether the file cannot be downloaded here any more: it has expired, or was written to a `destination`.',
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

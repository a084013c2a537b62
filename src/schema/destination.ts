import { S3Connection as S3ConnectionRow } from '../entities/s3-connection.ts';
import type { TaskDestination as StoredDestination } from '../entities/task.ts';
import { readSize, SIZE_FORM } from '../model/index.ts';
import { type Outcome, done, refused } from '../refusal.ts';
import type { StartDestination } from '../tasks/index.ts';
import { builder } from './builder.ts';
import { codedError } from './coded-error.ts';
import { rowId } from '../global-id.ts';
import { loadThing } from './load-thing.ts';
import { S3Target } from './refs.ts';

const S3ConnectionChoice = builder.inputType('S3ConnectionChoice', {
  description: 'An S3 connection of the project group, by its ID or name.',
  isOneOf: true,
  fields: (t) => ({
    id: t.id({ description: 'The ID of the S3 connection.' }),
    name: t.string({ description: 'The name of the S3 connection.' }),
  }),
});

const S3Destination = builder.inputType('S3Destination', {
  description: 'The place in a bucket to write the files of a task to.',
  fields: (t) => ({
    connection: t.field({
      type: S3ConnectionChoice,
      required: true,
      description: 'The S3 connection, which names the bucket.',
    }),
    prefix: t.string({
      description:
        'The prefix of the files of this task, such as `runs/2026-11-30`, below the one of the connection. Files of earlier tasks with the same names are replaced, others stay.',
    }),
    fileSize: t.string({
      description:
        'The approximate size of each file, such as `512MB`: the rows of an entity are written to many files, such as `Order/part-00017.parquet`. By default, each entity is one file.',
    }),
  }),
});

export const GenerationDestination = builder.inputType('GenerationDestination', {
  description: 'The place to write the files of a task to, instead of keeping them for downloads.',
  isOneOf: true,
  fields: (t) => ({
    s3: t.field({ type: S3Destination, description: 'A bucket of an S3-compatible service.' }),
  }),
});

/** The destination as a task takes it; a text that is no size is refused. */
export function readDestination({ s3 }: typeof GenerationDestination.$inferInput): Outcome<StartDestination> {
  if (!s3) throw codedError('INVALID_INPUT', '`destination` must contain a bucket');
  const { connection, prefix, fileSize } = s3;
  const size = fileSize == null ? null : readSize(fileSize);
  if (fileSize != null && size === null) {
    const path = ['destination', 's3', 'fileSize'];
    return refused({ kind: 'invalid-input', code: 'INVALID_INPUT', message: `expected ${SIZE_FORM}`, path });
  }
  const by = connection.id == null ? { name: connection.name ?? '' } : { id: rowId('S3Target', connection.id) };
  return done({ connection: by, prefix: prefix ?? '', fileSize: size });
}

export const TaskDestination = builder.objectRef<StoredDestination>('TaskDestination').implement({
  description: 'The place that a task writes its files to: as it was when the task was accepted.',
  fields: (t) => ({
    connection: t.field({
      type: S3Target,
      nullable: true,
      description: 'The S3 connection that the place came from; null if it was deleted.',
      resolve: ({ connection }, _args, context) => loadThing(context, S3ConnectionRow, connection),
    }),
    bucket: t.exposeString('bucket', { description: 'The name of the bucket.' }),
    prefix: t.exposeString('prefix', { description: 'The prefix of the keys of all files; empty if there is none.' }),
    manifest: t.string({
      description:
        'The key of the manifest, which lists all files with their rows, bytes and checksums. It is written last.',
      resolve: ({ prefix }) => `${prefix}manifest.json`,
    }),
  }),
});

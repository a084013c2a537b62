import { ProjectGroup as ProjectGroupRow } from '../entities/project-group.ts';
import { findS3Connection, listS3Connections } from '../projects/index.ts';
import { builder } from './builder.ts';
import { byIdOrPath } from './by-path.ts';
import { connectionOf } from './connection.ts';
import { callOf } from './context.ts';
import { ConnectionsFilter, groupFilter } from './filters.ts';
import { rowId } from '../global-id.ts';
import { loadOwner } from './load-thing.ts';
import { pageCost } from './page-window.ts';
import { ProjectGroup, S3Target, S3TargetConnection } from './refs.ts';

S3Target.implement({
  description: 'A saved S3 connection: the bucket of an S3-compatible service to write files to.',
  fields: (t) => ({
    name: t.exposeString('name', { description: 'The name of the S3 connection, unique in its project group.' }),
    projectGroup: t.field({
      type: ProjectGroup,
      description: 'The project group that the S3 connection belongs to.',
      resolve: ({ group }, _args, context) => loadOwner(context, ProjectGroupRow, group.id),
    }),
    bucket: t.exposeString('bucket', { description: 'The name of the bucket.' }),
    prefix: t.exposeString('prefix', {
      description: 'The prefix of the keys of all files, such as `exports/daily`; empty if there is none.',
    }),
    endpoint: t.string({
      nullable: true,
      description: 'The base URL of the service; null for Amazon S3.',
      resolve: ({ endpoint }) => (endpoint === '' ? null : endpoint),
    }),
    region: t.exposeString('region', { description: 'The region of the bucket.' }),
    pathStyle: t.exposeBoolean('pathStyle', {
      description: 'Whether the bucket is named in the path of URLs instead of in the host.',
    }),
    accessKeyId: t.exposeString('accessKeyId', {
      description: 'The ID of the access key. Its secret key is never returned.',
    }),
    createdAt: t.expose('createdAt', {
      type: 'DateTime',
      description: 'The time at which the S3 connection was saved.',
    }),
    updatedAt: t.expose('updatedAt', {
      type: 'DateTime',
      description: 'The time at which the S3 connection was last changed.',
    }),
  }),
});

const S3ConnectionBy = byIdOrPath('S3Connection', 'S3 connection');

builder.queryField('s3Connection', (t) =>
  t.field({
    type: S3Target,
    nullable: true,
    description: 'The S3 connection with this ID or path; null if it does not exist or the API key cannot access it.',
    args: {
      by: t.arg({
        type: S3ConnectionBy,
        required: true,
        description: 'The S3 connection to look up, by its ID or by its path.',
      }),
    },
    resolve: (_root, { by }, context) =>
      findS3Connection(callOf(context), by.id === undefined ? { path: by.path } : { id: rowId('S3Target', by.id) }),
  }),
);

builder.queryField('s3Connections', (t) =>
  t.connection(
    {
      type: S3Target,
      description: 'The list of S3 connections that the API key can access.',
      args: {
        filter: t.arg({ type: ConnectionsFilter, description: 'Filters the list. By default, all are returned.' }),
      },
      complexity: pageCost,
      resolve: (_root, { filter, ...args }, context) =>
        connectionOf(context, listS3Connections(callOf(context), groupFilter(filter)), args, filter),
    },
    S3TargetConnection,
  ),
);

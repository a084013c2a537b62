import { ProjectGroup as ProjectGroupRow } from '../entities/project-group.ts';
import { findConnection, listConnections } from '../projects/index.ts';
import {
  DATABASE_KINDS,
  type DatabaseKind as DatabaseKindName,
  SSL_MODES,
  type SslMode as SslModeName,
} from '../targets/index.ts';
import { builder } from './builder.ts';
import { byIdOrPath } from './by-path.ts';
import { connectionOf } from './connection.ts';
import { callOf } from './context.ts';
import { ConnectionsFilter, groupFilter } from './filters.ts';
import { rowId } from '../global-id.ts';
import { loadOwner } from './load-thing.ts';
import { pageCost } from './page-window.ts';
import { ProjectGroup, Target, TargetConnection } from './refs.ts';

export const SslMode = builder.enumType('SslMode', {
  description: 'The encryption of a connection, in the terms of libpq.',
  values: {
    DISABLE: { value: 'disable', description: 'Never encrypts.' },
    PREFER: {
      value: 'prefer',
      description: 'Encrypts if the server supports it, and connects without encryption otherwise.',
    },
    REQUIRE: { value: 'require', description: 'Always encrypts, without checking the certificate of the server.' },
    VERIFY_CA: { value: 'verify-ca', description: 'Always encrypts, and requires a certificate of a known authority.' },
    VERIFY_FULL: {
      value: 'verify-full',
      description: 'Always encrypts, and requires a certificate of a known authority for this host.',
    },
  } as const satisfies Readonly<Record<string, { readonly value: SslModeName; readonly description: string }>>,
});

export const DatabaseKind = builder.enumType('DatabaseKind', {
  description: 'A kind of database server that rows are loaded into.',
  values: {
    POSTGRES: { value: 'postgres', description: 'PostgreSQL 12 or newer. Its usual port is 5432.' },
    MYSQL: { value: 'mysql', description: 'MySQL 5.7 or MariaDB 10.5, or newer. The usual port is 3306.' },
  } as const satisfies Readonly<Record<string, { readonly value: DatabaseKindName; readonly description: string }>>,
});

Target.implement({
  description: 'A saved connection: the address of a database to load rows into.',
  fields: (t) => ({
    name: t.exposeString('name', { description: 'The name of the saved connection, unique in its project group.' }),
    projectGroup: t.field({
      type: ProjectGroup,
      description: 'The project group that the saved connection belongs to.',
      resolve: ({ group }, _args, context) => loadOwner(context, ProjectGroupRow, group.id),
    }),
    kind: t.field({
      type: DatabaseKind,
      description: 'The kind of the database server. It never changes.',
      resolve: ({ kind }) => DATABASE_KINDS.find((one) => one === kind) ?? 'postgres',
    }),
    host: t.exposeString('host', { description: 'The name or IP address of the server.' }),
    port: t.exposeInt('port', { description: 'The port of the server.' }),
    database: t.exposeString('database', { description: 'The name of the database.' }),
    user: t.exposeString('user', {
      description: 'The name of the role to connect as. Its password is never returned.',
    }),
    sslmode: t.field({
      type: SslMode,
      description: 'The encryption of connections to the server.',
      resolve: ({ sslmode }) => SSL_MODES.find((mode) => mode === sslmode) ?? 'prefer',
    }),
    createdAt: t.expose('createdAt', { type: 'DateTime', description: 'The time at which the connection was saved.' }),
    updatedAt: t.expose('updatedAt', {
      type: 'DateTime',
      description: 'The time at which the saved connection was last changed.',
    }),
  }),
});

const ConnectionBy = byIdOrPath('Connection', 'saved connection');

builder.queryField('connection', (t) =>
  t.field({
    type: Target,
    nullable: true,
    description:
      'The saved connection with this ID or path; null if it does not exist or the API key cannot access it.',
    args: {
      by: t.arg({
        type: ConnectionBy,
        required: true,
        description: 'The saved connection to look up, by its ID or by its path.',
      }),
    },
    resolve: (_root, { by }, context) =>
      findConnection(callOf(context), by.id === undefined ? { path: by.path } : { id: rowId('Target', by.id) }),
  }),
);

builder.queryField('connections', (t) =>
  t.connection(
    {
      type: Target,
      description: 'The list of saved connections that the API key can access.',
      args: {
        filter: t.arg({ type: ConnectionsFilter, description: 'Filters the list. By default, all are returned.' }),
      },
      complexity: pageCost,
      resolve: (_root, { filter, ...args }, context) =>
        connectionOf(context, listConnections(callOf(context), groupFilter(filter)), args, filter),
    },
    TargetConnection,
  ),
);

import { ProjectGroup as ProjectGroupRow } from '../entities/project-group.ts';
import { findConnection, listConnections } from '../projects/index.ts';
import { SSL_MODES, type SslMode as SslModeName } from '../targets/index.ts';
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
  description: 'How a connection is encrypted, in the words of libpq.',
  values: {
    DISABLE: { value: 'disable', description: 'Not at all.' },
    PREFER: { value: 'prefer', description: 'Encrypted where the server can, else not.' },
    REQUIRE: { value: 'require', description: 'Encrypted; whose certificate it is, is not looked at.' },
    VERIFY_CA: { value: 'verify-ca', description: 'Encrypted, with a certificate of an authority that is known.' },
    VERIFY_FULL: { value: 'verify-full', description: 'The same, and the certificate is for this host.' },
  } as const satisfies Readonly<Record<string, { readonly value: SslModeName; readonly description: string }>>,
});

Target.implement({
  description: 'A saved connection: the address of a PostgreSQL database that rows are loaded into.',
  fields: (t) => ({
    name: t.exposeString('name', { description: 'Unique in its project group.' }),
    projectGroup: t.field({
      type: ProjectGroup,
      description: 'The group that it belongs to.',
      resolve: ({ group }, _args, context) => loadOwner(context, ProjectGroupRow, group.id),
    }),
    host: t.exposeString('host', { description: 'Name or IP address of the server.' }),
    port: t.exposeInt('port', { description: 'Port of the server.' }),
    database: t.exposeString('database', { description: 'Name of the database.' }),
    user: t.exposeString('user', { description: 'Name of the role. Its password is never shown.' }),
    sslmode: t.field({
      type: SslMode,
      description: 'How it is encrypted.',
      resolve: ({ sslmode }) => SSL_MODES.find((mode) => mode === sslmode) ?? 'prefer',
    }),
    createdAt: t.expose('createdAt', { type: 'DateTime', description: 'When it was made.' }),
    updatedAt: t.expose('updatedAt', { type: 'DateTime', description: 'When it was changed last.' }),
  }),
});

const ConnectionBy = byIdOrPath('Connection', 'saved connection');

builder.queryField('connection', (t) =>
  t.field({
    type: Target,
    nullable: true,
    description: 'One saved connection; null where there is none that the key may see.',
    args: { by: t.arg({ type: ConnectionBy, required: true, description: 'Which one.' }) },
    resolve: (_root, { by }, context) =>
      findConnection(callOf(context), by.id === undefined ? { path: by.path } : { id: rowId('Target', by.id) }),
  }),
);

builder.queryField('connections', (t) =>
  t.connection(
    {
      type: Target,
      description: 'The saved connections that the key may see.',
      args: {
        filter: t.arg({ type: ConnectionsFilter, description: 'Which of them are wanted; all where it is left out.' }),
      },
      complexity: pageCost,
      resolve: (_root, { filter, ...args }, context) =>
        connectionOf(context, listConnections(callOf(context), groupFilter(filter)), args, filter),
    },
    TargetConnection,
  ),
);

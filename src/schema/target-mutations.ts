import { createConnection, deleteConnection, testConnection, updateConnection } from '../projects/index.ts';
import { DEFAULT_PORTS } from '../targets/index.ts';
import { callOf } from './context.ts';
import { nodeId, rowId } from '../global-id.ts';
import { mutation } from './mutation.ts';
import { Target } from './refs.ts';
import { DatabaseKind, SslMode } from './target.ts';

const NAME = 'The name of the saved connection: 1 to 128 characters, unique in the project group.';
const HOST = 'The name or IP address of the server, as seen from the gateway.';
const PORT = 'The port of the server. By default, 5432 for PostgreSQL and 3306 for MySQL.';
const DATABASE = 'The name of the database.';
const USER = 'The name of the role to connect as.';
const PASSWORD = 'The password of the role. It is stored encrypted and never returned.';
const SSLMODE = 'The encryption of connections to the server, in the terms of libpq.';

mutation('createConnection', {
  description: 'Saves a connection to a database to load rows into. `testConnection` shows whether it works.',
  subject: 'The connection to save.',
  input: (t) => ({
    projectGroup: t.id({ required: true, description: 'The ID of the project group to save the connection in.' }),
    name: t.string({ required: true, description: NAME }),
    kind: t.field({
      type: DatabaseKind,
      defaultValue: 'postgres',
      description: 'The kind of the database server. It cannot be changed later.',
    }),
    host: t.string({ required: true, description: HOST }),
    port: t.int({ description: PORT }),
    database: t.string({ required: true, description: DATABASE }),
    user: t.string({ required: true, description: USER }),
    password: t.string({ required: true, description: PASSWORD }),
    sslmode: t.field({ type: SslMode, defaultValue: 'prefer', description: SSLMODE }),
  }),
  errors: ['invalid-input', 'not-found', 'name-taken', 'not-allowed'],
  run: ({ projectGroup, kind, port, sslmode, ...rest }, context) =>
    createConnection(
      callOf(context),
      {
        ...rest,
        group: rowId('ProjectGroup', projectGroup),
        kind: kind ?? 'postgres',
        port: port ?? DEFAULT_PORTS[kind ?? 'postgres'],
        sslmode: sslmode ?? 'prefer',
      },
      context.targets,
    ),
  fields: (t) => ({
    connection: t.field({
      type: Target,
      nullable: true,
      description: 'The new saved connection; null if the request was refused.',
      resolve: ({ value }) => value,
    }),
  }),
});

mutation('updateConnection', {
  description:
    'Changes a saved connection. Omitted fields keep their values. A change of the host, port, user or encryption requires the password again.',
  subject: 'The saved connection to update, and its new settings.',
  input: (t) => ({
    id: t.id({ required: true, description: 'The ID of the saved connection to update.' }),
    name: t.string({ description: NAME }),
    host: t.string({ description: HOST }),
    port: t.int({ description: 'The port of the server.' }),
    database: t.string({ description: DATABASE }),
    user: t.string({ description: USER }),
    password: t.string({ description: PASSWORD }),
    sslmode: t.field({ type: SslMode, description: SSLMODE }),
  }),
  errors: ['invalid-input', 'not-found', 'name-taken', 'not-allowed', 'outdated'],
  run: (
    { id, name = null, host = null, port = null, database = null, user = null, password = null, sslmode = null },
    context,
  ) =>
    updateConnection(
      callOf(context),
      { id: rowId('Target', id), name, host, port, database, user, password, sslmode },
      context.targets,
    ),
  fields: (t) => ({
    connection: t.field({
      type: Target,
      nullable: true,
      description: 'The changed saved connection; null if the request was refused.',
      resolve: ({ value }) => value,
    }),
  }),
});

mutation('testConnection', {
  description: 'Tests a saved connection by connecting to its database and reading the version of the server.',
  subject: 'The saved connection to test.',
  cost: () => 50,
  input: (t) => ({ id: t.id({ required: true, description: 'The ID of the saved connection to test.' }) }),
  errors: ['not-found', 'target-failed'],
  run: ({ id }, context) => testConnection(callOf(context), { id: rowId('Target', id) }, context.targets),
  fields: (t) => ({
    connection: t.field({
      type: Target,
      nullable: true,
      description: 'The saved connection; null if it does not work.',
      resolve: ({ value }) => value?.connection,
    }),
    serverVersion: t.string({
      nullable: true,
      description: 'The version of the server; null if the connection does not work.',
      resolve: ({ value }) => value?.serverVersion,
    }),
  }),
});

mutation('deleteConnection', {
  description: 'Deletes a saved connection and its password. The database itself is not changed.',
  subject: 'The saved connection to delete.',
  input: (t) => ({ id: t.id({ required: true, description: 'The ID of the saved connection to delete.' }) }),
  errors: ['not-found'],
  run: ({ id }, context) => deleteConnection(callOf(context), { id: rowId('Target', id) }),
  fields: (t) => ({
    deletedId: t.id({
      nullable: true,
      description: 'The ID of the deleted saved connection; null if the request was refused.',
      resolve: ({ value }) => value && nodeId('Target', value.id),
    }),
  }),
});

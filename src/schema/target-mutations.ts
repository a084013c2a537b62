import { createConnection, deleteConnection, testConnection, updateConnection } from '../projects/index.ts';
import { DEFAULT_PORT } from '../targets/index.ts';
import { callOf } from './context.ts';
import { nodeId, rowId } from '../global-id.ts';
import { mutation } from './mutation.ts';
import { Target } from './refs.ts';
import { SslMode } from './target.ts';

const NAME = 'Unique in the project group, 1 to 128 characters.';
const HOST = 'Name or IP address of the server, as the gateway reaches it.';
const DATABASE = 'Name of the database.';
const USER = 'Name of the role.';
const PASSWORD = 'Of the role. It is stored encrypted and never shown.';
const SSLMODE = 'How it is encrypted.';

mutation('createConnection', {
  description: 'Saves the address of a PostgreSQL database to load rows into. Try it by `testConnection`.',
  input: (t) => ({
    projectGroup: t.id({ required: true, description: 'Id of the group that it belongs to.' }),
    name: t.string({ required: true, description: NAME }),
    host: t.string({ required: true, description: HOST }),
    port: t.int({ defaultValue: DEFAULT_PORT, description: 'Port of the server.' }),
    database: t.string({ required: true, description: DATABASE }),
    user: t.string({ required: true, description: USER }),
    password: t.string({ required: true, description: PASSWORD }),
    sslmode: t.field({ type: SslMode, defaultValue: 'prefer', description: SSLMODE }),
  }),
  errors: ['invalid-input', 'not-found', 'name-taken', 'not-allowed'],
  run: ({ projectGroup, port, sslmode, ...rest }, context) =>
    createConnection(
      callOf(context),
      {
        ...rest,
        group: rowId('ProjectGroup', projectGroup),
        port: port ?? DEFAULT_PORT,
        sslmode: sslmode ?? 'prefer',
      },
      context.targets,
    ),
  fields: (t) => ({
    connection: t.field({
      type: Target,
      nullable: true,
      description: 'The new connection; null where it was refused.',
      resolve: ({ value }) => value,
    }),
  }),
});

mutation('updateConnection', {
  description:
    'Changes a saved connection; what is left out stays. Another host, port, user or encryption needs the password again.',
  input: (t) => ({
    id: t.id({ required: true, description: 'Of the connection.' }),
    name: t.string({ description: NAME }),
    host: t.string({ description: HOST }),
    port: t.int({ description: 'Port of the server.' }),
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
      description: 'The connection as it is now; null where it was refused.',
      resolve: ({ value }) => value,
    }),
  }),
});

mutation('testConnection', {
  description: 'Connects to the database of a saved connection, and asks for its version.',
  cost: () => 50,
  input: (t) => ({ id: t.id({ required: true, description: 'Of the connection.' }) }),
  errors: ['not-found', 'target-failed'],
  run: ({ id }, context) => testConnection(callOf(context), { id: rowId('Target', id) }, context.targets),
  fields: (t) => ({
    connection: t.field({
      type: Target,
      nullable: true,
      description: 'The connection, which works; null where it does not.',
      resolve: ({ value }) => value?.connection,
    }),
    serverVersion: t.string({
      nullable: true,
      description: 'Version of the server; null where it could not be reached.',
      resolve: ({ value }) => value?.serverVersion,
    }),
  }),
});

mutation('deleteConnection', {
  description: 'Deletes a saved connection and its password. The database that it leads to is left alone.',
  input: (t) => ({ id: t.id({ required: true, description: 'Of the connection.' }) }),
  errors: ['not-found'],
  run: ({ id }, context) => deleteConnection(callOf(context), { id: rowId('Target', id) }),
  fields: (t) => ({
    deletedId: t.id({
      nullable: true,
      description: 'The id that the connection had; null where it was refused.',
      resolve: ({ value }) => value && nodeId('Target', value.id),
    }),
  }),
});

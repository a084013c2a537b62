import { brandWithType } from '@pothos/core';
import { may, sees } from '../access.ts';
import { ApiKey as ApiKeyRow } from '../entities/api-key.ts';
import { Project as ProjectRow } from '../entities/project.ts';
import { Connection as ConnectionRow } from '../entities/connection.ts';
import { TableFile as TableFileRow } from '../entities/table-file.ts';
import { ProjectGroup as ProjectGroupRow } from '../entities/project-group.ts';
import { ProjectRevision as ProjectRevisionRow } from '../entities/project-revision.ts';
import { Provider as ProviderRow } from '../entities/provider.ts';
import { S3Connection as S3ConnectionRow } from '../entities/s3-connection.ts';
import { WebhookDelivery as WebhookDeliveryRow } from '../entities/webhook-delivery.ts';
import { builder } from './builder.ts';
import { codedError } from './coded-error.ts';
import { callOf, type SchemaContext } from './context.ts';
import { findTask } from './find-task.ts';
import { type NodeName, readNodeId } from '../global-id.ts';
import { MAX_NODES } from './limits.ts';
import { loadThing } from './load-thing.ts';
import {
  ApiKey,
  Project,
  TableFile,
  ProjectGroup,
  ProjectRevision,
  Provider,
  S3Target,
  Target,
  Task,
  WebhookDelivery,
} from './refs.ts';

const TYPES = {
  ApiKey,
  Project,
  ProjectGroup,
  ProjectRevision,
  TableFile,
  Provider,
  Target,
  S3Target,
  Task,
  WebhookDelivery,
} satisfies Readonly<Record<NodeName, object>>;

/** Finds the row of each type; null if there is none that the key can access. */
const FINDERS: Readonly<Record<NodeName, (context: SchemaContext, id: string) => Promise<object | null>>> = {
  ProjectGroup: async (context, id) => {
    return sees(callOf(context).access, id) ? ((await loadThing(context, ProjectGroupRow, id)) ?? null) : null;
  },
  Project: findProject,
  ProjectRevision: async (context, id) => {
    const revision = await loadThing(context, ProjectRevisionRow, id);
    return revision !== undefined && (await findProject(context, revision.project.id)) !== null ? revision : null;
  },
  TableFile: async (context, id) => {
    const file = await loadThing(context, TableFileRow, id);
    return file !== undefined && (await findProject(context, file.project.id)) !== null ? file : null;
  },
  Provider: async (context, id) => {
    const provider = await loadThing(context, ProviderRow, id);
    return provider !== undefined && sees(callOf(context).access, provider.group?.id ?? null) ? provider : null;
  },
  Target: async (context, id) => {
    const connection = await loadThing(context, ConnectionRow, id);
    return connection !== undefined && sees(callOf(context).access, connection.group.id) ? connection : null;
  },
  S3Target: async (context, id) => {
    const connection = await loadThing(context, S3ConnectionRow, id);
    return connection !== undefined && sees(callOf(context).access, connection.group.id) ? connection : null;
  },
  Task: findTask,
  WebhookDelivery: async (context, id) => {
    const delivery = await loadThing(context, WebhookDeliveryRow, id);
    return delivery !== undefined && sees(callOf(context).access, delivery.group.id) ? delivery : null;
  },
  ApiKey: async (context, id) => {
    const { access } = callOf(context);
    if (!may(access, 'admin')) return null;
    const key = await loadThing(context, ApiKeyRow, id);
    if (key === undefined || access.groups === null) return key ?? null;
    return key.groups?.every((group) => sees(access, group)) === true ? key : null;
  },
};

async function findProject(context: SchemaContext, id: string): Promise<ProjectRow | null> {
  const project = await loadThing(context, ProjectRow, id);
  return project !== undefined && sees(callOf(context).access, project.group.id) ? project : null;
}

async function findNode(context: SchemaContext, text: string): Promise<object | null> {
  const read = readNodeId(text);
  const found = read && (await FINDERS[read.type](context, read.id));
  // So that the interface knows which type it is.
  if (read !== null && found !== null) brandWithType(found, TYPES[read.type]);
  return found;
}

builder.queryField('node', (t) =>
  t.field({
    type: builder.nodeInterfaceRef(),
    nullable: true,
    description: 'The object with this global ID; null if it does not exist or the API key cannot access it.',
    args: { id: t.arg.id({ required: true, description: 'The global ID of the object.' }) },
    resolve: (_root, { id }, context) => findNode(context, id),
  }),
);

builder.queryField('nodes', (t) =>
  t.field({
    type: [builder.nodeInterfaceRef()],
    nullable: { list: false, items: true },
    description:
      'The objects with these global IDs, in the same order; null for each that does not exist or that the API key cannot access.',
    args: {
      ids: t.arg.idList({ required: true, description: `The global IDs of the objects, at most ${MAX_NODES}.` }),
    },
    complexity: ({ ids }) => ({ field: 1, multiplier: Math.min(ids.length, MAX_NODES) }),
    resolve: (_root, { ids }, context) => {
      if (ids.length > MAX_NODES) throw codedError('INVALID_INPUT', `\`ids\` must contain at most ${MAX_NODES} IDs`);
      return Promise.all(ids.map((id) => findNode(context, id)));
    },
  }),
);

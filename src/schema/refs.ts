import type { ApiKey as ApiKeyRow } from '../entities/api-key.ts';
import type { Connection as ConnectionRow } from '../entities/connection.ts';
import type { TableFile as TableFileRow } from '../entities/table-file.ts';
import type { ProjectGroup as ProjectGroupRow } from '../entities/project-group.ts';
import type { ProjectRevision as ProjectRevisionRow } from '../entities/project-revision.ts';
import type { Project as ProjectRow } from '../entities/project.ts';
import type { Provider as ProviderRow } from '../entities/provider.ts';
import type { S3Connection as S3ConnectionRow } from '../entities/s3-connection.ts';
import type { Task as TaskRow } from '../entities/task.ts';
import type { WebhookDelivery as WebhookDeliveryRow } from '../entities/webhook-delivery.ts';
import { builder } from './builder.ts';
import type { NodeName } from '../global-id.ts';

/*
 * The types that refer to each other, declared before any of them is described: their fields are in the files named after them.
 */

export const ProjectGroup = node<ProjectGroupRow>('ProjectGroup');
export const Project = node<ProjectRow>('Project');
export const ProjectRevision = node<ProjectRevisionRow>('ProjectRevision');
export const TableFile = node<TableFileRow>('TableFile');
export const Provider = node<ProviderRow>('Provider');
/** A saved connection. Names of types that end in `Connection` are pages of lists. */
export const Target = node<ConnectionRow>('Target');
/** A saved connection to a bucket. */
export const S3Target = node<S3ConnectionRow>('S3Target');
export const Task = node<TaskRow>('Task');
export const ApiKey = node<ApiKeyRow>('ApiKey');
export const WebhookDelivery = node<WebhookDeliveryRow>('WebhookDelivery');

export const ProjectGroupConnection = builder.connectionObject(
  { type: ProjectGroup, name: 'ProjectGroupConnection', description: 'A page of project groups.' },
  { name: 'ProjectGroupEdge', description: 'A project group in a list.' },
);
export const ProjectConnection = builder.connectionObject(
  { type: Project, name: 'ProjectConnection', description: 'A page of projects.' },
  { name: 'ProjectEdge', description: 'A project in a list.' },
);
export const ProjectRevisionConnection = builder.connectionObject(
  { type: ProjectRevision, name: 'ProjectRevisionConnection', description: 'A page of revisions of a project.' },
  { name: 'ProjectRevisionEdge', description: 'A revision of a project in a list.' },
);
export const ProviderConnection = builder.connectionObject(
  { type: Provider, name: 'ProviderConnection', description: 'A page of providers.' },
  { name: 'ProviderEdge', description: 'A provider in a list.' },
);
export const TargetConnection = builder.connectionObject(
  { type: Target, name: 'TargetConnection', description: 'A page of saved connections.' },
  { name: 'TargetEdge', description: 'A saved connection in a list.' },
);
export const S3TargetConnection = builder.connectionObject(
  { type: S3Target, name: 'S3TargetConnection', description: 'A page of S3 connections.' },
  { name: 'S3TargetEdge', description: 'An S3 connection in a list.' },
);
export const TaskConnection = builder.connectionObject(
  { type: Task, name: 'TaskConnection', description: 'A page of tasks.' },
  { name: 'TaskEdge', description: 'A task in a list.' },
);
export const ApiKeyConnection = builder.connectionObject(
  { type: ApiKey, name: 'ApiKeyConnection', description: 'A page of API keys.' },
  { name: 'ApiKeyEdge', description: 'An API key in a list.' },
);

export const WebhookDeliveryConnection = builder.connectionObject(
  { type: WebhookDelivery, name: 'WebhookDeliveryConnection', description: 'A page of webhook deliveries.' },
  { name: 'WebhookDeliveryEdge', description: 'A webhook delivery in a list.' },
);

builder.globalConnectionField('totalCount', (t) =>
  t.field({
    type: 'Count',
    description: 'The number of items in the whole list. They are counted only if this field is selected.',
    complexity: 1,
    resolve: ({ totalCount }) => totalCount(),
  }),
);

function node<Row extends { readonly id: string }>(name: NodeName) {
  return builder.nodeRef<Row>(name, { id: { resolve: ({ id }) => id } });
}

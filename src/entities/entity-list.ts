import { ApiKey } from './api-key.ts';
import { Artifact } from './artifact.ts';
import { Connection } from './connection.ts';
import { DailyKeyUsage } from './daily-key-usage.ts';
import { DailyUsage } from './daily-usage.ts';
import { Installation } from './installation.ts';
import { Node } from './node.ts';
import { TableFile } from './table-file.ts';
import { ProjectGroup } from './project-group.ts';
import { ProjectRevision } from './project-revision.ts';
import { Project } from './project.ts';
import { Provider } from './provider.ts';
import { S3Connection } from './s3-connection.ts';
import { Slice } from './slice.ts';
import { TaskPart } from './task-part.ts';
import { Task } from './task.ts';
import { WebhookDelivery } from './webhook-delivery.ts';
import { WebhookSecret } from './webhook-secret.ts';

/** Every table, each after those it refers to. */
export const ENTITIES = [
  ApiKey,
  ProjectGroup,
  Project,
  ProjectRevision,
  TableFile,
  Provider,
  Connection,
  S3Connection,
  Task,
  TaskPart,
  Slice,
  Artifact,
  DailyUsage,
  Installation,
  Node,
  DailyKeyUsage,
  WebhookSecret,
  WebhookDelivery,
] as const;

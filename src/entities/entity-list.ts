import { ApiKey } from './api-key.ts';
import { Artifact } from './artifact.ts';
import { Connection } from './connection.ts';
import { DailyUsage } from './daily-usage.ts';
import { Installation } from './installation.ts';
import { ProjectGroup } from './project-group.ts';
import { ProjectRevision } from './project-revision.ts';
import { Project } from './project.ts';
import { Provider } from './provider.ts';
import { TaskPart } from './task-part.ts';
import { Task } from './task.ts';

/** Every table, each after those it refers to. */
export const ENTITIES = [
  ApiKey,
  ProjectGroup,
  Project,
  ProjectRevision,
  Provider,
  Connection,
  Task,
  TaskPart,
  Artifact,
  DailyUsage,
  Installation,
] as const;

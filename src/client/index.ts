/** The client of a rowmill gateway, published as `rowmill/client`. */
export {
  type Abortable,
  type Project,
  type ProjectWithModel,
  RowmillClient,
  type SavedProject,
  type Task,
  type Viewer,
} from './client.ts';
export type { ConnectionOptions } from './connection.ts';
export type {
  Format,
  ProjectBy,
  ProjectsFilter,
  StartGenerationInput,
  TasksFilter,
  TaskStatus,
} from './generated/types.ts';
export { type Reason, RowmillError } from './rowmill-error.ts';

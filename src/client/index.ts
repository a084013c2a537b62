/** The client of a rowmill gateway, published as `rowmill/client`. */
export {
  type Abortable,
  type ImportedModel,
  type ImportReport,
  type Project,
  type ProjectWithModel,
  type Revision,
  RowmillClient,
  type SavedProject,
  type Task,
  type Viewer,
} from './client.ts';
export type { ConnectionOptions } from './connection.ts';
export type {
  Format,
  ModelFormat,
  ProjectBy,
  ProjectsFilter,
  StartGenerationInput,
  TasksFilter,
  TaskStatus,
} from './generated/types.ts';
export { type Reason, RowmillError } from './rowmill-error.ts';

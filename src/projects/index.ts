export { cloneProject, type CloneProject } from './clone-project.ts';
export { createApiKey, type CreateApiKey, type CreatedApiKey } from './create-api-key.ts';
export { createConnection, type CreateConnection } from './create-connection.ts';
export { createS3Connection, type CreateS3Connection } from './create-s3-connection.ts';
export type { ModelSource } from './add-revision.ts';
export { createImportedProject, type CreateImportedProject, type ImportedProject } from './create-imported-project.ts';
export { createProject, type CreateProject } from './create-project.ts';
export { createProjectGroup, type CreateProjectGroup } from './create-project-group.ts';
export { createProviders, type CreateProviders, type NewProvider } from './create-providers.ts';
export { deleteConnection, type DeleteConnection } from './delete-connection.ts';
export { deleteProject, type DeleteProject } from './delete-project.ts';
export { deleteTableFile, type DeleteTableFile } from './delete-table-file.ts';
export { deleteProjectGroup, type DeleteProjectGroup } from './delete-project-group.ts';
export { deleteProvider, type DeleteProvider } from './delete-provider.ts';
export { deleteS3Connection } from './delete-s3-connection.ts';
export { type DiffedModel, diffModels, MAX_CHANGES } from './diff-models.ts';
export { FaultyAdminKey } from './ensure-admin-key.ts';
export { exportProject, type ExportProject } from './export-project.ts';
export { type ConnectionBy, findConnection } from './find-connection.ts';
export { findProject, type ProjectBy } from './find-project.ts';
export { findProjectGroup, type ProjectGroupBy } from './find-project-group.ts';
export { findProvider, type ProviderBy } from './find-provider.ts';
export { findS3Connection } from './find-s3-connection.ts';
export { importModel, type ImportModel } from './import-model.ts';
export type { ImportedModel } from './imported-model.ts';
export { importProject, type ImportProject } from './import-project.ts';
export { type KeyText, makeKey, readKey } from './key-text.ts';
export { Keys } from './keys.ts';
export type { ProviderColumnInput, ProviderInput } from './provider-input.ts';
export {
  type GroupFilter,
  listApiKeys,
  listConnections,
  listProjectGroups,
  listProjects,
  listProviders,
  listRevisions,
  listS3Connections,
  type NameFilter,
} from './lists.ts';
export { putTableFile, type PutTableFile } from './put-table-file.ts';
export { type ProjectPut, type PutProject, putProject } from './put-project.ts';
export { type ReadDefinition, readDefinition } from './read-definition.ts';
export { readModel, type ReadModel } from './read-model.ts';
export { readTableFileTexts, readTableFiles } from './read-table-files.ts';
export { readProviderValues } from './read-provider-values.ts';
export {
  readRevisions,
  readRevisionSources,
  readRevisionTexts,
  type RevisionNumber,
  type RevisionText,
} from './read-revisions.ts';
export { type ReplaceStaticRows, replaceStaticRows } from './replace-static-rows.ts';
export { renameProject, type RenameProject } from './rename-project.ts';
export { renameProjectGroup, type RenameProjectGroup } from './rename-project-group.ts';
export { revertProject, type RevertProject } from './revert-project.ts';
export { revokeApiKey, type RevokeApiKey } from './revoke-api-key.ts';
export type { SavedModel, SaveModel } from './save-model.ts';
export { STARTER_MODEL } from './starter-model.ts';
export { testConnection, type TestConnection, type TestedConnection } from './test-connection.ts';
export { testS3Connection } from './test-s3-connection.ts';
export { updateS3Connection, type UpdateS3Connection } from './update-s3-connection.ts';
export { updateConnection, type UpdateConnection } from './update-connection.ts';
export { type SavedImport, updateImportedModel, type UpdateImportedModel } from './update-imported-model.ts';
export { updateProjectModel } from './update-project-model.ts';
export { updateProvider, type UpdateProvider } from './update-provider.ts';

/** Definitions of other systems, as models: one folder a dialect. */
export type { ImportedModel, ImportNote } from './imported.ts';
export { type FabricateModel, type FabricateOptions, importFabricate } from './fabricate/import.ts';
export { type FabricateColumn, type FabricateTables } from './fabricate/tables.ts';

/** Definitions of other systems, as models: one folder a dialect. */
export type { ImportedModel, ImportNote } from './imported.ts';
export { fabricateOverrides, type ReadOverrides } from './fabricate/overrides.ts';
export { platformOf } from './fabricate/platform.ts';
export { type FabricateModel, type FabricateOptions, importFabricate } from './fabricate/import.ts';
export { type FabricateRequest, type FabricateResult, providerName, readFabricate } from './fabricate/read.ts';
export { type FabricateColumn, type FabricateTables } from './fabricate/tables.ts';
export type { Dialect, ImportContext, ImportedSchema, Source } from './dialect.ts';
export { sourceOf } from './dialect.ts';
export { dialectNamed, dialectOf, DIALECTS } from './registry.ts';
export type { ImportCode, ImportCounts, ImportFinding, ImportReport } from './report.ts';
export { IMPORT_CODES } from './report.ts';
export { type ColumnHints, MAX_VALUE_LENGTH, MAX_VALUES, type TableHints, type ValueHint, withHints } from './hints.ts';
export type { Findings } from './report.ts';
export type { Column, ColumnType, SourceSchema, SourceTable } from './schema.ts';

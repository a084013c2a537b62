/** The story of a task, from acceptance to removal. */
export { isTerminal } from './lifecycle.ts';
export { openTasks } from './open-tasks.ts';
export { findTask } from './find-task.ts';
export { type HistoryEntry, type HistoryKind } from './history.ts';
export { isExpired, type LinkDeps, Links } from './links.ts';
export { lastCompleted } from './last-completed.ts';
export { listTasks, type TaskFilter } from './list-tasks.ts';
export type { ModelInput } from './model-input.ts';
export type { PreviewInput, TaskPreview } from './preview.ts';
export { Routine } from './routine.ts';
export type { RowsToday } from './rows-today.ts';
export type { RetryInput } from './retry-task.ts';
export type { AskedEntity, StartInput, StartTarget } from './start-input.ts';
export type { EntityOverride, FieldSettings, Setting, TaskOverrides } from './task-overrides.ts';
export type { TaskSettings } from './task-settings.ts';
export type { TaskSnapshot } from './task-snapshot.ts';
export type { TaskDeps, TaskLog, Tasks, TaskStats } from './tasks.ts';
export { type DailyUsage, MAX_DAYS, usage, type UsageInput } from './usage.ts';

import type { EntityManager } from '@mikro-orm/sql';
import type { DownloadableTask } from '../artifacts/downloadable.ts';
import type { ArtifactStore } from '../artifacts/store.ts';
import type { Artifact } from '../entities/artifact.ts';
import type { Database } from '../entities/database/database.ts';
import type { Task } from '../entities/task.ts';
import type { HintBus, TaskHub } from '../events/index.ts';
import type { Outcome } from '../refusal.ts';
import type { TargetPolicy } from '../targets/index.ts';
import type { Verb } from '../verb.ts';
import type { Inspection, ModelHost } from '../workers/host/model-host.ts';
import type { HistoryEntry } from './history.ts';
import type { PreviewInput, TaskPreview } from './preview.ts';
import type { ModelInput } from './model-input.ts';
import type { LinkDeps, Links } from './links.ts';
import type { RowsToday } from './rows-today.ts';
import type { RetryInput } from './retry-task.ts';
import type { StartInput } from './start-input.ts';
import type { TaskLog } from './task-log.ts';
import type { TaskSettings } from './task-settings.ts';
import type { TaskSnapshot } from './task-snapshot.ts';
import type { Traces } from './traces.ts';

export interface TaskDeps {
  /** With all its tables. */
  readonly database: Database;
  readonly host: ModelHost;
  readonly targets: TargetPolicy;
  readonly store: ArtifactStore;
  readonly hints: HintBus;
  /** Whether other nodes share the database and the store. */
  readonly isShared: boolean;
  readonly settings: TaskSettings;
  readonly links: LinkDeps;
  /** Whether this node is the one to clear away now what is old. */
  maySweep(): Promise<boolean>;
  /** Called when a task with a webhook has ended here, after that is stored. */
  ended(): void;
  /** UUID of this node. It outlives a restart: a node takes up again what it left. */
  readonly node: string;
  readonly traces: Traces;
  readonly log: TaskLog;
}

/** For metrics. What ended is counted since the start, on this node. */
export interface TaskStats {
  /** Tasks that wait, on all nodes, as they were counted a few seconds ago. */
  readonly pending: number;
  /** Tasks that this node runs now, or makes slices of. */
  readonly running: number;
  /** Slices that no node makes yet, as they were counted a few seconds ago; at most 10,000. */
  readonly slices: number;
  readonly completed: number;
  readonly failed: number;
  readonly canceled: number;
  readonly rows: number;
  readonly bytes: number;
}

/** The room's verbs. */
export interface Tasks {
  /** Accepts a task and answers it, PENDING. The same idempotency key and input answers the task it made before. */
  readonly start: Verb<[input: StartInput], Promise<Outcome<Task>>>;
  /**
   * Ends a task that is not finished. Answers it as it is then: CANCELED, or CANCELING where parts are being made. One that was
   * canceled before is answered as it is; one that ended otherwise is refused with the code TASK_FINISHED.
   */
  readonly cancel: Verb<[input: { readonly task: string }], Promise<Outcome<Task>>>;
  /** What the key has left of its day. */
  readonly rowsToday: Verb<[], Promise<RowsToday>>;
  /** What project groups that the key sees have left of their day, by row ID. */
  readonly groupRowsToday: Verb<[groups: readonly string[]], Promise<ReadonlyMap<string, RowsToday>>>;
  /**
   * Accepts a task with the spec of one that ended, if that has no files: FAILED, CANCELED, or COMPLETED and expired. One whose
   * engine or format this version has no more is refused.
   */
  readonly retry: Verb<[input: RetryInput], Promise<Outcome<Task>>>;
  readonly preview: Verb<[input: PreviewInput], Promise<Outcome<TaskPreview>>>;
  /** What a model is, with everything that is wrong with it: a model with errors is no refusal here. */
  readonly inspect: Verb<[input: ModelInput], Promise<Outcome<Inspection>>>;
  /** Why tasks wait, in words. Those that nodes work on, or that are over, have none. */
  waitingFor(em: EntityManager, tasks: readonly string[]): Promise<ReadonlyMap<string, string>>;
  /** What happened to tasks, oldest first. */
  histories(em: EntityManager, tasks: readonly string[]): Promise<ReadonlyMap<string, readonly HistoryEntry[]>>;
  /** The artifacts of tasks in the order of their plans. A task that is not COMPLETED has none. */
  artifacts(em: EntityManager, tasks: readonly string[]): Promise<ReadonlyMap<string, readonly Artifact[]>>;
  /** For the download front; null where there is no COMPLETED task of that id. */
  download(task: string): Promise<DownloadableTask | null>;
  /**
   * A URL of a finished file that does not lead through the gateway, good for an hour at most; null if there is none, or the file has
   * expired.
   */
  directUrl(task: Task, file: Artifact): Promise<string | null>;
  /** URLs of finished files. */
  readonly links: Links;
  readonly hub: TaskHub<TaskSnapshot>;
  stats(): TaskStats;
  /**
   * Takes no more tasks; those that run go back to PENDING, their stored parts stay. Streams of the hub are ended. Answers when
   * nothing of the room runs any more; calling it twice is fine.
   */
  stop(): Promise<void>;
}

import { defineEntity, type InferEntity, p } from '@mikro-orm/core';
import { ProjectGroup } from './project-group.ts';
import { Project } from './project.ts';

/**
 * In the order of a life: PENDING (waits in the queue), PROCESSING (parts are made), CANCELING (a cancel was asked for while
 * parts were being made), then one of COMPLETED, FAILED, CANCELED, for ever. src/tasks/lifecycle.ts says who may move it.
 */
export const TASK_STATUSES = ['PENDING', 'PROCESSING', 'CANCELING', 'COMPLETED', 'FAILED', 'CANCELED'] as const;
export type TaskStatus = (typeof TASK_STATUSES)[number];

/** What a running task does: makes parts, or puts the finished ones together. */
export const TASK_PHASES = ['QUEUED', 'GENERATING', 'FINISHING', 'DONE'] as const;
export type TaskPhase = (typeof TASK_PHASES)[number];

/** What a task makes, worked out when it was accepted and never changed. */
export interface TaskPlan {
  /** In the order of the document. */
  readonly entities: readonly PlannedEntity[];
  readonly files: readonly PlannedFile[];
  /** Set if one entity was asked for as one file that is complete by itself. */
  readonly alone?: boolean;
}

export interface PlannedEntity {
  readonly name: string;
  readonly rows: number;
  /** That its rows take in files, estimated. */
  readonly bytes: number;
}

/** A file, made of parts in order. */
export type PlannedFile = {
  /** In downloads. */
  readonly name: string;
  readonly rows: number;
  /** Rows of each part but the last. */
  readonly partRows: number;
  /** At least 1: a file without rows has an empty part. One more than its rows need where the last tells of the others. */
  readonly parts: number;
} & (
  | {
      readonly content: 'rows';
      readonly entity: string;
      /** The first row, of an entity whose rows are in several files; 0 where it is absent. */
      readonly first?: number;
    }
  /** What stands beside the files of the entities, or all of these in one. */
  | { readonly content: 'companion' | 'dataset'; readonly entity: null }
);

/** Why a task failed: for its owner, without values of data. */
export interface TaskError {
  readonly code: string;
  readonly message: string;
  /** Of the tables that rows were to be loaded into. */
  readonly problems?: readonly { readonly code: string; readonly path: readonly string[]; readonly message: string }[];
}

/** Where a task loads its rows, instead of storing files. */
export interface TaskTarget {
  /** Row id of the connection that it was; null where the address came with the request. */
  readonly connection: string | null;
  /** Absent in tasks of earlier versions, which knew PostgreSQL only. */
  readonly kind?: 'postgres' | 'mysql';
  readonly host: string;
  readonly port: number;
  readonly database: string;
  readonly user: string;
  readonly sslmode: 'disable' | 'prefer' | 'require' | 'verify-ca' | 'verify-full';
  /** Sealed, for this task. */
  readonly password: string;
  /** Of the tables; null where the search path leads to them. */
  readonly schema: string | null;
  readonly mode: 'append' | 'truncate';
}

/** Where a task writes its files, instead of keeping them for downloads. */
export interface TaskDestination {
  /** Row id of the connection that it was. */
  readonly connection: string;
  readonly bucket: string;
  /** Before the names of all files: '' or ends with a slash. */
  readonly prefix: string;
  /** What of it was asked for with the task: the rest is of the connection. */
  readonly below: string;
  /** '' for AWS. */
  readonly endpoint: string;
  readonly region: string;
  readonly pathStyle: boolean;
  readonly accessKeyId: string;
  /** Sealed, for this task. */
  readonly secretAccessKey: string;
}

/** Who is told when the task has ended. */
export interface TaskWebhook {
  /** Sealed, for this task. */
  readonly url: string;
  /** Stands for the host, whose name may be a secret: equal for equal hosts. */
  readonly receiver: string;
}

/** One request to generate. */
export const Task = defineEntity({
  name: 'Task',
  tableName: 'task',
  indexes: [
    { properties: ['project', 'createdAt', 'id'] },
    { properties: ['group', 'createdAt', 'id'] },
    { properties: ['group', 'startedAt'] },
    { properties: ['status'] },
  ],
  uniques: [{ properties: ['apiKey', 'idempotencyKey'] }],
  properties: {
    id: p.uuid().primary(),
    project: () => p.manyToOne(Project).deleteRule('cascade'),
    group: () => p.manyToOne(ProjectGroup).deleteRule('cascade'),
    /** Number of the project's revision that it was made from. */
    revision: p.integer(),
    /** Row id of the key that asked for it. */
    apiKey: p.uuid(),
    /** Null where there was none, and again after 24 hours. */
    idempotencyKey: p.string().columnType('text').nullable(),
    /** SHA-256 of the input that came with the idempotency key, hexadecimal. */
    inputDigest: p.string().columnType('text').nullable(),
    status: p.enum(TASK_STATUSES).columnType('text'),
    phase: p.enum(TASK_PHASES).columnType('text'),
    /** Grows by at least 1 with every change. */
    sequence: p.integer(),
    /** A GenerationSpec: what determines every byte. */
    spec: p.json<unknown>().lazy(),
    plan: p.json<TaskPlan>(),
    format: p.string().columnType('text'),
    /** Null where files are stored. */
    target: p.json<TaskTarget>().nullable(),
    /** Null where files are kept for downloads, or rows are loaded. */
    destination: p.json<TaskDestination>().nullable().hidden(),
    /** Null where nobody is. */
    webhook: p.json<TaskWebhook>().nullable().hidden(),
    /** Of the target's server, noted before it is committed: what became of it decides whether the rows are there. */
    transaction: p.json<{ readonly xid: string; readonly pid: number }>().nullable(),
    seed: p.string().columnType('text'),
    engineVersion: p.integer(),
    rowsTotal: p.float().columnType('double precision'),
    rowsDone: p.float().columnType('double precision').default(0),
    bytesEstimated: p.float().columnType('double precision'),
    bytesDone: p.float().columnType('double precision').default(0),
    partsTotal: p.integer(),
    partsDone: p.integer().default(0),
    /** Slices that it was divided into, for any node to make; 0 while one node makes all of it. */
    slices: p.integer().default(0),
    /** Since it was started last; null before. */
    rowsPerSecond: p.float().columnType('double precision').nullable(),
    error: p.json<TaskError>().nullable(),
    /** What happened to it, oldest first; src/tasks/history.ts writes and reads it. */
    history: p.json<unknown>().lazy().defaultRaw(`'[]'`),
    /** How often it was begun: a crash of child or gateway is followed by another attempt, a shutdown is not. */
    attempt: p.integer().default(0),
    /** How often it was begun since it stored a part last. One that has been begun too often fails. */
    tries: p.integer().default(0),
    /** Not before this is it begun again; null where it need not wait. */
    dueAt: p.datetime(3).nullable(),
    /** Why it waits until then, for its owner. */
    setback: p.string().columnType('text').nullable(),
    /** Grows with every claim. A write of a run that carries an older one changes nothing. */
    fence: p.integer().default(0),
    /** Id of the node that runs it. */
    node: p.uuid().nullable(),
    heartbeatAt: p.datetime(3).nullable(),
    createdAt: p.datetime(3).defaultRaw('now()'),
    startedAt: p.datetime(3).nullable(),
    finishedAt: p.datetime(3).nullable(),
    /** When its artifacts are removed; null before it is finished. */
    expiresAt: p.datetime(3).nullable(),
    /** Whether they have been. */
    expired: p.boolean().default(false),
  },
});

export type Task = InferEntity<typeof Task>;

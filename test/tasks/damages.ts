import { randomUUID } from 'node:crypto';

/** A row of a task that waits, damaged in one place, and what becomes of it. */
export interface Damage {
  readonly name: string;
  /** What is done to the row, as the end of `update task set`. */
  readonly set?: string;
  /** Statements about other tables, with the task's id as `$1`. */
  readonly besides?: string;
  /** The status it ends with, and the code of a failure. */
  readonly end: string;
}

const MAX_INT = 2_147_483_647;
const SEEN = `status = 'PROCESSING', phase = 'GENERATING', started_at = now(), node = '${randomUUID()}'`;
const part = (values: string): string => `insert into task_part values ($1, ${values})`;

export const DAMAGES: readonly Damage[] = [
  { name: 'a plan of null', set: `"plan" = 'null'`, end: 'FAILED TASK_UNREADABLE' },
  { name: 'a plan that is a text', set: `"plan" = '"{}"'`, end: 'FAILED TASK_UNREADABLE' },
  { name: 'a plan of the form before', set: `"plan" = "plan"->'entities'`, end: 'FAILED TASK_UNREADABLE' },
  { name: 'a plan without files', set: `"plan" = "plan" - 'files'`, end: 'FAILED TASK_UNREADABLE' },
  { name: 'a plan with no file at all', set: `"plan" = "plan" || '{"files": []}'`, end: 'FAILED TASK_UNREADABLE' },
  {
    name: 'a plan of a million million parts',
    set: `"plan" = jsonb_set("plan", '{files,0,parts}', '1000000000000')`,
    end: 'FAILED TASK_UNREADABLE',
  },
  {
    name: 'a plan with parts of no rows',
    set: `"plan" = jsonb_set("plan", '{files,0,partRows}', '0')`,
    end: 'FAILED TASK_UNREADABLE',
  },
  {
    name: 'a plan with a negative number of rows',
    set: `"plan" = jsonb_set("plan", '{files,0,rows}', '-10')`,
    end: 'FAILED TASK_UNREADABLE',
  },
  {
    name: 'a plan with a content that is none',
    set: `"plan" = jsonb_set("plan", '{files,0,content}', '"pictures"')`,
    end: 'FAILED TASK_UNREADABLE',
  },
  {
    name: 'a plan with an entity that the model has not',
    set: `"plan" = jsonb_set("plan", '{files,0,entity}', '"Nobody"')`,
    end: 'FAILED INTERNAL',
  },
  { name: 'a spec of null', set: `spec = 'null'`, end: 'FAILED TASK_UNREADABLE' },
  { name: 'a spec of nothing', set: `spec = '{}'`, end: 'FAILED TASK_UNREADABLE' },
  { name: 'a spec without a model', set: `spec = spec - 'model'`, end: 'FAILED TASK_UNREADABLE' },
  { name: 'a spec of another format', set: `spec = spec || '{"format": "jsonl"}'`, end: 'FAILED TASK_UNREADABLE' },
  {
    name: 'a spec with options of another form',
    set: `spec = spec || '{"options": {"header": true}}'`,
    end: 'FAILED TASK_UNREADABLE',
  },
  { name: 'a model with errors', set: `spec = jsonb_set(spec, '{model,text}', '"[["')`, end: 'FAILED INTERNAL' },
  { name: 'a format of a later version', set: `"format" = 'avro'`, end: 'FAILED FORMAT_UNKNOWN' },
  { name: 'no format', set: `"format" = ''`, end: 'FAILED FORMAT_UNKNOWN' },
  { name: 'a target that is a text, of files', set: `target = '"x"'`, end: 'COMPLETED' },
  {
    name: 'a target without an address',
    set: `"plan" = "plan" || '{"files": []}', target = '{"mode": "upsert"}'`,
    end: 'FAILED TASK_UNREADABLE',
  },
  {
    name: 'a transaction without its number',
    set: `"transaction" = '{"xid": 7}'`,
    end: 'FAILED TRANSACTION_UNKNOWN',
  },
  { name: 'an error although it waits', set: `"error" = '["x"]'`, end: 'COMPLETED' },
  { name: 'another engine', set: 'engine_version = 999', end: 'COMPLETED' },
  { name: 'no number of rows', set: `rows_total = 'NaN', rows_done = 'NaN'`, end: 'COMPLETED' },
  { name: 'endless rows and bytes', set: `rows_total = 'Infinity', bytes_estimated = 'Infinity'`, end: 'COMPLETED' },
  { name: 'negative rows and bytes', set: `rows_done = -1e300, bytes_done = '-Infinity'`, end: 'COMPLETED' },
  { name: 'no number of bytes', set: `bytes_estimated = 'NaN', bytes_done = 'NaN'`, end: 'COMPLETED' },
  { name: 'a speed that is no number', set: `rows_per_second = 'NaN'`, end: 'COMPLETED' },
  { name: 'negative parts', set: `parts_total = -7, parts_done = ${MAX_INT}`, end: 'COMPLETED' },
  { name: 'a revision that is not there', set: `revision = -1, api_key = '${randomUUID()}'`, end: 'COMPLETED' },
  { name: 'the last attempt that can be counted', set: `attempt = ${MAX_INT}`, end: 'FAILED INTERNAL' },
  { name: 'the last fence', set: `fence = ${MAX_INT}`, end: 'FAILED INTERNAL' },
  { name: 'the last fence of this node', set: `${SEEN}, fence = ${MAX_INT}`, end: 'FAILED INTERNAL' },
  { name: 'a fence in the future', set: 'fence = 1000000', end: 'COMPLETED' },
  { name: 'a negative fence', set: 'fence = -5', end: 'COMPLETED' },
  { name: 'the last sequence', set: `sequence = ${MAX_INT}`, end: 'FAILED INTERNAL' },
  { name: 'the last sequence but one', set: `sequence = ${MAX_INT - 1}`, end: 'FAILED INTERNAL' },
  { name: 'tries without end', set: `tries = ${MAX_INT}`, end: 'FAILED CRASH_LOOP' },
  { name: 'negative tries', set: 'tries = -7', end: 'COMPLETED' },
  { name: 'a time to begin in a thousand years', set: `due_at = now() + interval '1000 years'`, end: 'COMPLETED' },
  { name: 'created in the future', set: `created_at = now() + interval '1000 years'`, end: 'COMPLETED' },
  { name: 'created after all time', set: `created_at = 'infinity'`, end: 'COMPLETED' },
  { name: 'begun in the future', set: `started_at = now() + interval '1000 years'`, end: 'COMPLETED' },
  { name: 'finished although it waits', set: 'finished_at = now(), expired = true', end: 'COMPLETED' },
  { name: 'expired before all time', set: `expires_at = '-infinity'`, end: 'COMPLETED' },
  { name: 'a node that nobody is', set: SEEN, end: 'COMPLETED' },
  {
    name: 'a sign of life from the future',
    set: `${SEEN}, heartbeat_at = now() + interval '1000 years'`,
    end: 'COMPLETED',
  },
  { name: 'canceling, by nobody', set: `status = 'CANCELING'`, end: 'CANCELED' },
  {
    name: 'rows of parts without pieces',
    set: `${SEEN}, fence = 5`,
    besides: part('0, 0, true, 10, 1'),
    end: 'COMPLETED',
  },
  { name: 'a part of no file', set: `${SEEN}, fence = 5`, besides: part('99, 0, true, 1, 1'), end: 'COMPLETED' },
  { name: 'a part before the first', set: `${SEEN}, fence = 5`, besides: part('0, -1, true, 1, 1'), end: 'COMPLETED' },
  {
    name: 'a part of a negative size',
    set: `${SEEN}, fence = 5`,
    besides: part(`0, 0, true, -5, 'NaN', ${MAX_INT}`),
    end: 'COMPLETED',
  },
  {
    name: 'a part of no size',
    set: `${SEEN}, fence = 5`,
    besides: part(`0, 0, true, 'NaN', 'Infinity', -9`),
    end: 'COMPLETED',
  },
  {
    name: 'an artifact before its time',
    besides: `insert into artifact values (gen_random_uuid(), $1, 0, null, '../x', E'a\\nb', 'NaN', -1, '')`,
    end: 'COMPLETED',
  },
];

/** Adds a task that waits, as a copy of another one, then damages it. */
export const statementsOf = ({ set, besides }: Damage): readonly string[] => [
  `insert into task (id, project_id, group_id, revision, api_key, status, phase, sequence, spec, "plan", "format", seed,
     engine_version, rows_total, bytes_estimated, parts_total)
   select $1, project_id, group_id, revision, api_key, 'PENDING', 'QUEUED', 1, spec, "plan", "format", seed,
     engine_version, rows_total, bytes_estimated, parts_total
   from task where id = $2`,
  ...(besides === undefined ? [] : [besides]),
  ...(set === undefined ? [] : [`update task set ${set} where id = $1`]),
];

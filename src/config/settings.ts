import { availableParallelism } from 'node:os';
import type { Config } from '../config.ts';
import {
  apiKey,
  databaseUrl,
  duration,
  type Form,
  host,
  networks,
  oneOf,
  origins,
  path,
  secretKey,
  size,
  webAddress,
  wholeNumber,
} from './form.ts';

/** One environment variable. */
export interface Setting<T> {
  readonly name: string;
  /** What it does, for documents; the unit of its value stands in its form. */
  readonly meaning: string;
  readonly form: Form<Exclude<T, null>>;
  /** In effect where the variable is absent or empty: a text of the form, or a value and its description. */
  readonly fallback: string | { readonly described: string; value(): T };
}

const nothing = (described: string): { described: string; value(): null } => ({ described, value: () => null });

/** Least time that artifacts are kept: whoever waits for a task has to be able to fetch them. */
const MIN_TIME_TO_LIVE = 60_000;
const MAX_THREADS = 256;

/** Every setting, in the order of the documents. */
export const SETTINGS: { readonly [Key in keyof Config]: Setting<Config[Key]> } = {
  port: {
    name: 'ROWMILL_PORT',
    meaning: 'the port to listen on; 0 takes a free one',
    form: wholeNumber(0, 65_535),
    fallback: '4000',
  },
  host: {
    name: 'ROWMILL_HOST',
    meaning: 'the address to listen on; 0.0.0.0 lets other machines in, as a container needs it',
    form: host,
    fallback: '127.0.0.1',
  },
  publicUrl: {
    name: 'ROWMILL_PUBLIC_URL',
    meaning: 'what the addresses of downloads begin with, as clients reach this server',
    form: webAddress,
    fallback: nothing('the address listened on'),
  },
  data: {
    name: 'ROWMILL_DATA',
    meaning: 'the folder of artifacts, of secrets and, without DATABASE_URL, of the embedded database',
    form: path,
    fallback: '.rowmill',
  },
  databaseUrl: {
    name: 'DATABASE_URL',
    meaning: 'a PostgreSQL server (15 or newer) in place of the embedded database',
    form: databaseUrl,
    fallback: nothing('the embedded database'),
  },
  adminKey: {
    name: 'ROWMILL_ADMIN_KEY',
    meaning: 'a key with all rights that works from now on',
    form: apiKey,
    fallback: nothing('made at the very first start, and shown once'),
  },
  secretKey: {
    name: 'ROWMILL_SECRET_KEY',
    meaning:
      'what passwords of connections, URLs of webhooks and their signing secrets are encrypted with in the database; whoever loses it has to give them again',
    form: secretKey,
    fallback: nothing(
      'made at the first start, in ROWMILL_DATA; with DATABASE_URL none, and neither passwords nor webhooks are taken',
    ),
  },
  targetNetworks: {
    name: 'ROWMILL_TARGET_NETWORKS',
    meaning: 'networks that connections may lead to beside public addresses, such as the private one of your databases',
    form: networks,
    fallback: { described: 'none', value: () => [] },
  },
  webhookNetworks: {
    name: 'ROWMILL_WEBHOOK_NETWORKS',
    meaning:
      'networks that webhooks may be sent into beside public addresses; only there may their URLs be http instead of https',
    form: networks,
    fallback: { described: 'none', value: () => [] },
  },
  threads: {
    name: 'ROWMILL_THREADS',
    meaning: 'threads that make rows',
    form: wholeNumber(1, MAX_THREADS),
    fallback: { described: 'the number of cores', value: () => availableParallelism() },
  },
  tasks: {
    name: 'ROWMILL_TASKS',
    meaning: 'tasks that run at once; the others wait',
    form: wholeNumber(1, 100),
    fallback: '2',
  },
  maxTaskSize: {
    name: 'ROWMILL_MAX_TASK_SIZE',
    meaning: 'the most that one task may make',
    form: size,
    fallback: '20GB',
  },
  maxTaskRows: {
    name: 'ROWMILL_MAX_TASK_ROWS',
    meaning: 'the most rows of one task',
    form: wholeNumber(1),
    fallback: '1_000_000_000',
  },
  groupSize: {
    name: 'ROWMILL_GROUP_SIZE',
    meaning: 'the most that the files of one project group may take together',
    form: size,
    fallback: '100GB',
  },
  dailyRows: {
    name: 'ROWMILL_DAILY_ROWS',
    meaning: 'the most rows of one project group and day (UTC)',
    form: wholeNumber(1),
    fallback: '10_000_000_000',
  },
  dailyKeyRows: {
    name: 'ROWMILL_DAILY_KEY_ROWS',
    meaning: 'the most rows that one API key may generate in a day (UTC), in all project groups together',
    form: wholeNumber(1),
    fallback: '10_000_000_000',
  },
  openTasks: {
    name: 'ROWMILL_OPEN_TASKS',
    meaning: 'the most tasks of one project group that wait or run',
    form: wholeNumber(1, 100_000),
    fallback: '1000',
  },
  timeToLive: {
    name: 'ROWMILL_TIME_TO_LIVE',
    meaning: 'how long the files of a finished task are kept, at least one minute',
    form: duration(MIN_TIME_TO_LIVE),
    fallback: '7d',
  },
  lowWater: {
    name: 'ROWMILL_LOW_WATER',
    meaning: 'the part of the disk that stays free: below it no task is accepted',
    form: size,
    fallback: nothing('2 % of the disk, at most 1GB'),
  },
  rate: {
    name: 'ROWMILL_RATE',
    meaning: 'the cost of all operations of one key in a minute; every answer tells its own as `extensions.cost`',
    form: wholeNumber(1, 1_000_000_000),
    fallback: '100_000',
  },
  origins: {
    name: 'ROWMILL_ORIGINS',
    meaning: 'web pages of other origins that may call this server from a browser',
    form: origins,
    fallback: { described: 'none', value: () => [] },
  },
  log: {
    name: 'ROWMILL_LOG',
    meaning: 'the least that is logged',
    form: oneOf(['debug', 'info', 'warn', 'error', 'silent']),
    fallback: 'info',
  },
  production: {
    name: 'NODE_ENV',
    meaning:
      '`production` answers nobody without a key, tells nothing of the schema (no GraphiQL, introspection or suggested names), and takes operations by POST only',
    form: { expected: 'production, development or test', read: readMode },
    fallback: 'development',
  },
};

function readMode(text: string): boolean | null {
  if (text === 'production') return true;
  return text === 'development' || text === 'test' ? false : null;
}

import { availableParallelism } from 'node:os';
import { NODE_ROLES } from '../entities/node-role.ts';
import type { Config } from './config.ts';
import {
  apiKey,
  databaseUrl,
  duration,
  type SettingType,
  host,
  networks,
  oneOf,
  origins,
  path,
  secretKey,
  size,
  store,
  webAddress,
  wholeNumber,
} from './form.ts';

/** One environment variable. */
export interface Setting<T> {
  readonly name: string;
  /** What it does, for documents; the unit of its value stands in its form. */
  readonly meaning: string;
  readonly form: SettingType<Exclude<T, null>>;
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
    meaning: 'the address to listen on; 0.0.0.0 accepts connections from other machines, which a container needs',
    form: host,
    fallback: '127.0.0.1',
  },
  publicUrl: {
    name: 'ROWMILL_PUBLIC_URL',
    meaning: 'the base URL of download links, as clients reach this server',
    form: webAddress,
    fallback: nothing('the address that the gateway listens on'),
  },
  data: {
    name: 'ROWMILL_DATA',
    meaning: 'the folder of artifacts, of secrets and, without DATABASE_URL, of the embedded database',
    form: path,
    fallback: '.rowmill',
  },
  databaseUrl: {
    name: 'DATABASE_URL',
    meaning: 'a PostgreSQL server (15 or newer) to use instead of the embedded database',
    form: databaseUrl,
    fallback: nothing('the embedded database'),
  },
  store: {
    name: 'ROWMILL_STORE',
    meaning:
      'where several nodes with one DATABASE_URL keep their artifacts: a folder that all of them see, or a bucket as `s3://bucket/prefix?endpoint=https://…`; requires ROWMILL_SECRET_KEY, the same for all nodes',
    form: store,
    fallback: nothing('the folder `artifacts` in ROWMILL_DATA, for one node'),
  },
  presignedUrls: {
    name: 'ROWMILL_PRESIGNED_URLS',
    meaning:
      'whether, with a bucket as ROWMILL_STORE, finished files are also offered by presigned URLs of the bucket (`directUrl`): `on` makes one object of each file, which takes another copy',
    form: { expected: 'on or off', read: readSwitch },
    fallback: 'off',
  },
  role: {
    name: 'ROWMILL_ROLE',
    meaning:
      'what this node does: `api` answers clients and leaves tasks to others, `worker` runs tasks and answers only /health, /ready and /metrics, `both` does both',
    form: oneOf(NODE_ROLES),
    fallback: 'both',
  },
  adminKey: {
    name: 'ROWMILL_ADMIN_KEY',
    meaning: 'an admin key that the gateway accepts from this start on',
    form: apiKey,
    fallback: nothing('created at the first start, and shown once'),
  },
  secretKey: {
    name: 'ROWMILL_SECRET_KEY',
    meaning:
      'the key that encrypts the passwords of connections, the URLs of webhooks and their signing secrets in the database; if it is lost, they must be entered again',
    form: secretKey,
    fallback: nothing(
      'created in ROWMILL_DATA at the first start; with DATABASE_URL there is none, and neither passwords nor webhooks can be stored',
    ),
  },
  targetNetworks: {
    name: 'ROWMILL_TARGET_NETWORKS',
    meaning:
      'networks that connections may use in addition to public addresses, such as the private one of your databases',
    form: networks,
    fallback: { described: 'none', value: () => [] },
  },
  webhookNetworks: {
    name: 'ROWMILL_WEBHOOK_NETWORKS',
    meaning:
      'networks that webhooks may be sent to in addition to public addresses; only there their URLs may use http instead of https',
    form: networks,
    fallback: { described: 'none', value: () => [] },
  },
  threads: {
    name: 'ROWMILL_THREADS',
    meaning: 'the number of threads that generate rows',
    form: wholeNumber(1, MAX_THREADS),
    fallback: { described: 'the number of cores', value: () => availableParallelism() },
  },
  tasks: {
    name: 'ROWMILL_TASKS',
    meaning: 'the number of tasks that run at once; others wait',
    form: wholeNumber(1, 100),
    fallback: '2',
  },
  maxTaskSize: {
    name: 'ROWMILL_MAX_TASK_SIZE',
    meaning: 'the maximum size of one task',
    form: size,
    fallback: '20GB',
  },
  maxTaskRows: {
    name: 'ROWMILL_MAX_TASK_ROWS',
    meaning: 'the maximum number of rows of one task',
    form: wholeNumber(1),
    fallback: '1_000_000_000',
  },
  groupSize: {
    name: 'ROWMILL_GROUP_SIZE',
    meaning: 'the maximum total size of the files of one project group',
    form: size,
    fallback: '100GB',
  },
  dailyRows: {
    name: 'ROWMILL_DAILY_ROWS',
    meaning: 'the maximum number of rows per project group and day (UTC)',
    form: wholeNumber(1),
    fallback: '10_000_000_000',
  },
  dailyKeyRows: {
    name: 'ROWMILL_DAILY_KEY_ROWS',
    meaning: 'the maximum number of rows per API key and day (UTC), in all project groups together',
    form: wholeNumber(1),
    fallback: '10_000_000_000',
  },
  openTasks: {
    name: 'ROWMILL_OPEN_TASKS',
    meaning: 'the maximum number of tasks of one project group that wait or run',
    form: wholeNumber(1, 100_000),
    fallback: '1000',
  },
  timeToLive: {
    name: 'ROWMILL_TIME_TO_LIVE',
    meaning: 'the time for which the files of a finished task are kept, at least one minute',
    form: duration(MIN_TIME_TO_LIVE),
    fallback: '7d',
  },
  lowWater: {
    name: 'ROWMILL_LOW_WATER',
    meaning: 'the disk space that stays free: tasks that would need it are refused',
    form: size,
    fallback: nothing('2 % of the disk, at most 1GB'),
  },
  rate: {
    name: 'ROWMILL_RATE',
    meaning:
      'the maximum cost of all operations of one API key per minute; every response reports its own as `extensions.cost`',
    form: wholeNumber(1, 1_000_000_000),
    fallback: '100_000',
  },
  origins: {
    name: 'ROWMILL_ORIGINS',
    meaning: 'the origins of web pages that may call this server from a browser',
    form: origins,
    fallback: { described: 'none', value: () => [] },
  },
  fabricateProgress: {
    name: 'ROWMILL_FABRICATE_PROGRESS',
    meaning:
      "the scale of `progress` in the API of Fabricate's clients: `percent` is from 0 to 100, as the published clients print it, `fraction` from 0 to 1, as the documents say",
    form: oneOf(['percent', 'fraction']),
    fallback: 'percent',
  },
  log: {
    name: 'ROWMILL_LOG',
    meaning: 'the lowest level that is logged',
    form: oneOf(['debug', 'info', 'warn', 'error', 'silent']),
    fallback: 'info',
  },
  tracesEndpoint: {
    name: 'OTEL_EXPORTER_OTLP_ENDPOINT',
    meaning:
      'the base URL of an OpenTelemetry collector that traces of tasks are sent to, by OTLP over HTTP; the other variables of its exporter, such as OTEL_EXPORTER_OTLP_HEADERS, apply too',
    form: webAddress,
    fallback: nothing('nothing is traced'),
  },
  serviceName: {
    name: 'OTEL_SERVICE_NAME',
    meaning: 'the name of this gateway in traces',
    form: { expected: '1 to 255 characters', read: (text) => (text.length <= 255 ? text : null) },
    fallback: 'rowmill',
  },
  production: {
    name: 'NODE_ENV',
    meaning:
      '`production` requires an API key for everything, hides the schema (no GraphiQL, introspection or suggested names), and accepts operations by POST only',
    form: { expected: 'production, development or test', read: readMode },
    fallback: 'development',
  },
};

function readSwitch(text: string): boolean | null {
  if (text === 'on') return true;
  return text === 'off' ? false : null;
}

function readMode(text: string): boolean | null {
  if (text === 'production') return true;
  return text === 'development' || text === 'test' ? false : null;
}

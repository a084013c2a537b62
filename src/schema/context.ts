import type { EntityManager } from '@mikro-orm/sql';
import type { Access } from '../access.ts';
import type { Call } from '../call.ts';
import type { Database } from '../entities/database/database.ts';
import type { Keys } from '../projects/index.ts';
import type { TargetPolicy } from '../targets/index.ts';
import type { Tasks } from '../tasks/index.ts';
import type { Webhooks } from '../webhooks/index.ts';
import type { ModelHost } from '../workers/host/model-host.ts';
import { codedError } from './coded-error.ts';
import { Loaders } from './loaders.ts';

/** What the schema works with, the same for all requests. */
export interface SchemaDeps {
  readonly database: Pick<Database, 'fork'>;
  readonly host: ModelHost;
  readonly tasks: Tasks;
  readonly keys: Pick<Keys, 'isValid' | 'forget'>;
  readonly targets: TargetPolicy;
  readonly webhooks: Webhooks;
}

/** One request of one caller, or one event of a subscription. */
export interface SchemaContext {
  readonly deps: SchemaDeps;
  /** Who asks; null if no key came. */
  readonly access: Access | null;
  /** Equal for two contexts that can access the same resources: the results for one subscriber serve the others. */
  readonly authority: string;
  /** The sequence after which a subscriber over SSE resumes, set by that front; it replaces an `after` that is not given. */
  readonly lastEventId?: number | undefined;
  readonly em: EntityManager;
  readonly loaders: Loaders;
  readonly tasks: Tasks;
  readonly host: ModelHost;
  readonly keys: SchemaDeps['keys'];
  readonly targets: TargetPolicy;
  readonly webhooks: Webhooks;
  /** Whether the key still holds. */
  authorized(): Promise<boolean>;
}

/** The context of a request that came with this access, or without any. */
export function makeContext(deps: SchemaDeps, access: Access | null): SchemaContext {
  const { host, tasks, keys, targets, webhooks, database } = deps;
  return {
    deps,
    access,
    authority: access === null ? '' : authorityOf(access),
    em: database.fork(),
    loaders: new Loaders(),
    tasks,
    host,
    keys,
    targets,
    webhooks,
    authorized: async () => access !== null && (await keys.isValid(access)),
  };
}

/** The context for one more event of a subscription: reads anew. Whatever a front has added to the subscription's stays. */
export function freshContext<C extends SchemaContext>(context: C): C {
  return { ...context, em: context.deps.database.fork(), loaders: new Loaders() };
}

/** What verbs are called with. Throws UNAUTHENTICATED if there is no key. */
export function callOf({ em, access }: SchemaContext): Call {
  if (access === null) throw codedError('UNAUTHENTICATED', 'a key is needed');
  return { em, access };
}

function authorityOf({ scopes, groups }: Access): string {
  return JSON.stringify([[...scopes].sort(), groups === null ? null : [...groups].sort()]);
}

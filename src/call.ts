import type { EntityManager } from '@mikro-orm/sql';
import type { Access } from './access.ts';

/** What a verb of the rooms behind the gateway is called with beside its input: one request of one caller. */
export interface Call {
  /** A unit of work of this request alone. */
  readonly em: EntityManager;
  readonly access: Access;
}

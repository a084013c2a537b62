import type { Networks } from './networks.ts';
import type { Talks } from './talks.ts';
import type { Vault } from './vault.ts';

/** What a gateway's operator has set up for targets. */
export interface TargetPolicy {
  /** Where connections may lead beside public addresses. */
  readonly networks: Networks;
  /** Seals passwords; null where there is no key to do it with: nothing that has one can be stored then. */
  readonly vault: Vault | null;
  /** The short talks of this gateway. */
  readonly talks: Talks;
}

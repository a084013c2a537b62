import type { Networks } from './networks.ts';
import type { Talks } from './talks.ts';
import type { Vault } from './vault.ts';

/** What a gateway's operator has set up for what the gateway connects to. */
export interface TargetPolicy {
  /** Where connections may lead beside public addresses. */
  readonly networks: Networks;
  /** Where webhooks may lead beside public addresses; only there may they go without TLS. */
  readonly webhookNetworks: Networks;
  /** Seals passwords, URLs of webhooks and what these are signed with; null where there is no key to do it with: nothing that has one can be stored then. */
  readonly vault: Vault | null;
  /** The short talks of this gateway. */
  readonly talks: Talks;
}

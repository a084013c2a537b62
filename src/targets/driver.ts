import type { Address } from './address.ts';
import type { MakeSocket } from './client.ts';
import type { TargetProblem } from './failure.ts';
import type { LoadRequest, LoadSource } from './load.ts';
import type { TransactionId } from './transaction.ts';

/** A database, and what makes the sockets of connections to it, where that is not left to the driver. */
export interface TargetEndpoint {
  readonly address: Address;
  readonly makeSocket?: MakeSocket;
}

/** What is done with databases of one kind. Throws TargetFailures. */
export interface TargetDriver {
  /** What keeps the tables from taking rows, as a load finds it before it sends any. */
  check(
    endpoint: TargetEndpoint,
    request: LoadRequest,
    beyond: LoadSource['beyond'],
  ): Promise<readonly TargetProblem[]>;
  /** Loads tables in one transaction, or nothing at all. `signal` ends it, until it is being committed. */
  load(endpoint: TargetEndpoint, request: LoadRequest, source: LoadSource, signal?: AbortSignal): Promise<void>;
  /** Whether a transaction was committed that may be open; the server may be away for a while. */
  settle(endpoint: TargetEndpoint, transaction: TransactionId): Promise<boolean>;
  /** Connects, and returns the version of the server, such as `18.4`. */
  version(endpoint: TargetEndpoint): Promise<string>;
}

import { Recent } from '../programs/recent.ts';

/** On whose behalf a model is looked at. */
export interface Asker {
  /** The project group of what is looked at, or whatever else stands for the tenant. */
  readonly group: string;
  /** The API key. */
  readonly key: string;
}

/** Milliseconds of a processor, as all here, of one call that are not charged: the points of its operation have paid for them. */
const FREE = 100;
/** Milliseconds in which time used loses its weight: after so long a good third of it still counts. */
const MEMORY = 5 * 60_000;
/** Milliseconds that a key may have used before it takes its turns among those that use much. */
const MAX_LIGHT = 3000;
/** Milliseconds that a key may have used at all. */
const MAX_SPENT = 60_000;
/** Keys and groups that are remembered. */
const MAX_ACCOUNTS = 10_000;

interface Account {
  /** Milliseconds used, as they counted at `at`. */
  spent: number;
  at: number;
  /** When it last had a turn, by a number that grows with every turn; of a new account, when it came. */
  served: number;
  /** Whether its last call was a quick one. */
  proven: boolean;
}

/** What keys, or groups, have used of the threads lately. Old use fades. */
export class Accounts {
  readonly #accounts = new Recent<Account>(MAX_ACCOUNTS);
  readonly #now: () => number;
  #turns = 0;

  /** @param now the time in milliseconds, from anywhere on. */
  constructor(now: () => number) {
    this.#now = now;
  }

  /** Milliseconds that count now. */
  spent(name: string): number {
    const { spent, at } = this.#of(name);
    return spent * Math.exp((at - this.#now()) / MEMORY);
  }

  isHeavy(name: string): boolean {
    return this.spent(name) > MAX_LIGHT;
  }

  isProven(name: string): boolean {
    return this.#of(name).proven;
  }

  /** Who had no turn for longest has the smallest number. */
  served(name: string): number {
    return this.#of(name).served;
  }

  serve(...names: readonly string[]): void {
    this.#turns++;
    for (const name of names) this.#of(name).served = this.#turns;
  }

  /** Milliseconds until a key may ask again; 0 where it may now. */
  pause(name: string): number {
    return Math.max(0, Math.ceil(MEMORY * Math.log(this.spent(name) / MAX_SPENT)));
  }

  /**
   * Charges a run.
   * @param extra milliseconds for what it cost beside its own time.
   * @param quick whether it took no longer than a quick call may.
   */
  charge(name: string, used: number, extra: number, quick: boolean): void {
    const account = this.#of(name);
    account.spent = this.spent(name) + Math.max(0, used - FREE) + extra;
    account.at = this.#now();
    account.proven = quick;
  }

  #of(name: string): Account {
    const known = this.#accounts.get(name);
    if (known !== undefined) return known;
    const account = { spent: 0, at: this.#now(), served: this.#turns, proven: false };
    this.#accounts.add(name, account, 1);
    return account;
  }
}

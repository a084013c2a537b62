import { Accounts, type Asker } from './accounts.ts';
import { HostFailure } from './model-host.ts';

/** Milliseconds of a processor that a quick call takes at most. */
const QUICK = 300;
/** A processor that is shared among many makes a call take longer by the clock, so many times at most. */
const MAX_STRETCH = 3;
/** Milliseconds that a slow call may run while somebody waits who has used less. */
const SLICE = 2000;
/** Milliseconds that a thread is charged as, where one has to be started again. */
const THREAD = 500;
/** Calls that wait at most: of one key, of one group, of all. */
const MAX_WAITING = { key: 100, group: 200, all: 1000 };

/** A call that waits for its turn, or has it. */
export interface Turn {
  readonly asker: Asker;
  /** Whether it is treated as slow before it has run. */
  readonly isLarge: boolean;
}

/** What becomes of turns. */
export interface TurnEvents<T extends Turn> {
  /** It is its turn: a thread is free for it, one for slow calls or one of the others. */
  start(turn: T, slow: boolean): void;
  /** The thread that runs it has to be ended; `ended` is called when it is. */
  stop(turn: T): void;
  /** The caller has its answer now; a call that is running is stopped as well. */
  fail(turn: T, failure: HostFailure): void;
}

interface Entry<T> {
  readonly turn: T;
  /** Since when it waits, or runs. */
  since: number;
  /** Milliseconds of a processor that this run has taken. */
  used: number;
  /** Whether it is known to be slow. */
  slow: boolean;
  /** Whether it runs on a thread for slow calls. */
  inSlow: boolean;
  /** Whether it was ended once to begin anew. */
  again: boolean;
  /** Processes that died while it ran: the next run is one without others. */
  deaths: number;
  /** Whether its thread is being ended: to begin anew, or since it is over. */
  stopping: 'again' | 'over' | null;
}

/**
 * Whose call runs next, and for how long. There are threads for quick calls and others for slow ones:
 *
 * - A key whose last call was quick has any thread for quick calls. Among groups, and among the keys of a group, whoever had no
 *   turn for longest is next; the calls of one key come in order. No group has all threads.
 * - All others have the threads for slow calls: a key that is new here or has used much lately, a large model, and a call that took
 *   longer than a quick one, which is ended and begins anew. Whoever has used least is next. A slow call makes room as soon as it is
 *   known to be one if somebody waits who may be quick, and after two seconds if somebody waits who has used less.
 *
 * So no call that takes long keeps a key waiting that is known for quick ones. After the process has died, what ran then runs again
 * alone, and what comes waits.
 */
export class Turns<T extends Turn> {
  readonly #events: TurnEvents<T>;
  readonly #limit: number;
  readonly #now: () => number;
  readonly #keys: Accounts;
  readonly #groups: Accounts;
  /** Calls that wait, by key, in order. */
  readonly #waiting = new Map<string, Entry<T>[]>();
  readonly #running = new Map<T, Entry<T>>();
  /** Whether the process is up. */
  #isUp = false;
  #threads = 0;
  #slowThreads = 0;

  /**
   * @param limit milliseconds that a call may wait, and that it may run then; these are of a processor, and at most as many times by
   *   the clock as `MAX_STRETCH` says.
   * @param now the time in milliseconds, from anywhere on.
   */
  constructor(events: TurnEvents<T>, limit: number, now: () => number) {
    this.#events = events;
    this.#limit = limit;
    this.#now = now;
    this.#keys = new Accounts(now);
    this.#groups = new Accounts(now);
  }

  /** Whether there is anything to look after. */
  get isIdle(): boolean {
    return this.#waiting.size + this.#running.size === 0;
  }

  /** Lets a call wait for its turn. Throws a HostFailure where its key has used up its time, or too many wait. */
  add(turn: T): void {
    const { key, group } = turn.asker;
    const pause = this.#keys.pause(key);
    if (pause > 0) throw spent(pause);
    let [ofGroup, all] = [0, 0];
    for (const [{ turn: first }, ...rest] of this.#waiting.values()) {
      all += 1 + rest.length;
      if (first.asker.group === group) ofGroup += 1 + rest.length;
    }
    const ofKey = this.#waiting.get(key)?.length ?? 0;
    if (ofKey >= MAX_WAITING.key || ofGroup >= MAX_WAITING.group || all >= MAX_WAITING.all) {
      throw new HostFailure('busy', 'too many models are waiting to be checked: try again');
    }
    // From now on it is known, and comes after those that wait already.
    this.#groups.served(group);
    const fresh = { slow: turn.isLarge, inSlow: false, again: false, deaths: 0, stopping: null };
    this.#wait({ turn, since: 0, used: 0, ...fresh });
    this.look();
  }

  /** A thread has begun with it: its time counts from now on. */
  began(turn: T): void {
    const entry = this.#running.get(turn);
    if (entry !== undefined) entry.since = this.#now();
  }

  /** So many milliseconds of a processor has its run taken so far. */
  used(turn: T, milliseconds: number): void {
    const entry = this.#running.get(turn);
    if (entry === undefined) return;
    entry.used = milliseconds;
    this.look();
  }

  /**
   * A thread is through with it. Returns whether it begins anew.
   * @param canceled whether it was ended since it was to be stopped.
   * @param lost whether the thread is gone.
   */
  ended(turn: T, canceled: boolean, lost: boolean): boolean {
    const entry = this.#running.get(turn);
    if (entry === undefined) return false;
    this.#running.delete(turn);
    this.#charge(entry, lost ? THREAD : 0, lost);
    const again = canceled && entry.stopping === 'again';
    if (again) this.#wait(entry);
    this.look();
    return again;
  }

  /**
   * The process died with all its threads. What ran begins anew, one call at a time, since any of them may have been the reason, or
   * none. One that ran for the second time was: it is charged for what it cost the others, and returned.
   */
  died(): T[] {
    this.#isUp = false;
    [this.#threads, this.#slowThreads] = [0, 0];
    const entries = [...this.#running.values()];
    this.#running.clear();
    const guilty: T[] = [];
    for (const entry of entries) {
      entry.deaths++;
      if (entry.stopping === 'over') {
        this.#charge(entry, THREAD, true);
      } else if (entry.deaths > 1) {
        this.#charge(entry, this.#limit, true);
        guilty.push(entry.turn);
      } else {
        this.#wait(entry);
      }
    }
    return guilty;
  }

  /** Forgets all calls. */
  clear(then: (turn: T) => void): void {
    const entries = [...[...this.#waiting.values()].flat(), ...this.#running.values()];
    this.#waiting.clear();
    this.#running.clear();
    for (const { turn } of entries) then(turn);
  }

  /** So many threads may quick calls have now, and so many slow ones. */
  resize(threads: number, slowThreads: number): void {
    if (!this.#isUp) {
      // Now that there are threads, they wait for their turn.
      for (const entry of [...this.#waiting.values()].flat()) entry.since = this.#now();
      this.#isUp = true;
    }
    [this.#threads, this.#slowThreads] = [threads, slowThreads];
    this.look();
  }

  /** Ends what has had its time, and starts what can be. To be called when time has passed; all other methods do it by themselves. */
  look(): void {
    const now = this.#now();
    for (const entry of this.#running.values()) {
      if (entry.stopping !== null) continue;
      const isOver = entry.used >= this.#limit || now - entry.since >= MAX_STRETCH * this.#limit;
      if (isOver) this.#end(entry, tooLong(this.#limit));
      else if (!entry.inSlow && entry.used >= QUICK) this.#again(entry);
    }
    // A process that starts may take its time.
    const patience = this.#isUp ? this.#limit : MAX_STRETCH * this.#limit;
    for (const [first] of this.#waiting.values()) {
      for (let entry: Entry<T> | undefined = first; entry !== undefined && now - entry.since >= patience;) {
        this.#leave(entry);
        this.#events.fail(entry.turn, busy());
        entry = this.#waiting.get(entry.turn.asker.key)?.[0];
      }
    }
    this.#makeRoom();
    for (let next = this.#next(); next !== null; next = this.#next()) this.#start(next);
  }

  #start(entry: Entry<T>): void {
    const { key, group } = entry.turn.asker;
    entry.inSlow = this.#isSlow(entry);
    entry.since = this.#now();
    entry.used = 0;
    this.#leave(entry);
    this.#running.set(entry.turn, entry);
    this.#keys.serve(key);
    this.#groups.serve(group);
    this.#events.start(entry.turn, entry.inSlow);
  }

  #again(entry: Entry<T>): void {
    entry.again = true;
    entry.slow = true;
    entry.stopping = 'again';
    this.#events.stop(entry.turn);
  }

  /** Lets an entry wait as the last of its key. */
  #wait(entry: Entry<T>): void {
    entry.since = this.#now();
    entry.stopping = null;
    const { key } = entry.turn.asker;
    const line = this.#waiting.get(key);
    if (line === undefined) this.#waiting.set(key, [entry]);
    else line.push(entry);
  }

  /** Lets an entry wait no longer. */
  #leave(entry: Entry<T>): void {
    const { key } = entry.turn.asker;
    const line = this.#waiting.get(key) ?? [];
    line.splice(line.indexOf(entry), 1);
    if (line.length === 0) this.#waiting.delete(key);
  }

  /** Of each key the first call that may be quick, and the first that is known to be slow. */
  #first(): Entry<T>[] {
    const found: Entry<T>[] = [];
    for (const line of this.#waiting.values()) {
      for (const isSlow of [false, true]) {
        const first = line.find(({ slow, deaths }) => (slow || deaths > 0) === isSlow);
        if (first !== undefined) found.push(first);
      }
    }
    return found;
  }

  #charge({ turn, used }: Entry<T>, extra: number, lost: boolean): void {
    this.#keys.charge(turn.asker.key, used, extra, !lost && used < QUICK);
  }

  #end(entry: Entry<T>, failure: HostFailure): void {
    entry.stopping = 'over';
    this.#events.fail(entry.turn, failure);
    this.#events.stop(entry.turn);
  }

  /** Ends slow calls that have had their time while others wait. */
  #makeRoom(): void {
    for (const entry of this.#running.values()) {
      if (!entry.inSlow || entry.stopping !== null) continue;
      const isRipe = this.#now() - entry.since >= SLICE;
      const others = this.#first().filter(({ turn }) => turn.asker.key !== entry.turn.asker.key);
      if (entry.deaths > 0) {
        // It may be innocent: on a machine that others keep busy it has its time of a processor, if not by the clock.
        const isSpent = entry.used >= SLICE || this.#now() - entry.since >= MAX_STRETCH * SLICE;
        if (isSpent && others.length > 0) this.#end(entry, busy());
        continue;
      }
      if (this.#count(true) < this.#slowThreads) continue;
      const waiters = others.filter((waiter) => this.#isSlow(waiter));
      const most = this.#spent(entry) - SLICE / 2;
      if (isRipe && waiters.some(({ turn }) => this.#keys.spent(turn.asker.key) <= most)) {
        this.#end(entry, busy());
      } else if (!entry.again && entry.used >= QUICK && waiters.some((waiter) => this.#mayBeQuick(waiter))) {
        this.#again(entry);
      }
    }
  }

  #mayBeQuick({ slow, deaths, turn }: Entry<T>): boolean {
    return !slow && deaths === 0 && !this.#keys.isHeavy(turn.asker.key);
  }

  /** Threads that slow calls have, or others; those that are being ended are not free yet. */
  #count(slow: boolean): number {
    let count = 0;
    for (const entry of this.#running.values()) if (entry.inSlow === slow) count++;
    return count;
  }

  /** What the key of a call that runs has used, this run included. */
  #spent({ turn, used }: Entry<T>): number {
    return this.#keys.spent(turn.asker.key) + used;
  }

  /** Whether a call that waits waits for a slow thread. */
  #isSlow(entry: Entry<T>): boolean {
    return !this.#mayBeQuick(entry) || !this.#keys.isProven(entry.turn.asker.key);
  }

  #next(): Entry<T> | null {
    const first = this.#first();
    const suspect = first.find(({ deaths }) => deaths > 0);
    if (suspect !== undefined) return this.#running.size === 0 && this.#slowThreads > 0 ? suspect : null;
    const running = [...this.#running.values()];
    if (running.some(({ deaths }) => deaths > 0)) return null;
    const quick = running.filter(({ inSlow }) => !inSlow);
    const hasSlow = this.#count(true) < this.#slowThreads;
    const hasQuick = quick.length < this.#threads;
    const may = (entry: Entry<T>): boolean => {
      if (this.#isSlow(entry)) return hasSlow;
      const { group } = entry.turn.asker;
      const ofGroup = quick.filter(({ turn }) => turn.asker.group === group).length;
      return hasQuick && ofGroup < Math.max(1, this.#threads - 1);
    };
    let best: Entry<T> | null = null;
    for (const entry of first) {
      if (may(entry) && (best === null || this.#isBefore(entry, best))) best = entry;
    }
    return best;
  }

  /** Those that may be quick come before all that are not. */
  #isBefore(a: Entry<T>, b: Entry<T>): boolean {
    const [one, other] = [a, b].map((entry) => {
      const { key, group } = entry.turn.asker;
      const used = this.#mayBeQuick(entry) ? -1 : this.#keys.spent(key);
      return [used, this.#groups.served(group), this.#keys.served(key)];
    });
    const at = one.findIndex((value, i) => value !== other[i]);
    return at >= 0 && one[at] < other[at];
  }
}

const busy = (): HostFailure => new HostFailure('busy', 'the threads that check models are busy: try again');

const tooLong = (limit: number): HostFailure =>
  new HostFailure('timeout', `it took longer than ${limit} ms: make the model smaller`);

function spent(pause: number): HostFailure {
  const seconds = Math.ceil(pause / 1000);
  const message = `this API key has used up its time for checking models: try again in ${seconds} s`;
  return new HostFailure('spent', message, { retryAfter: seconds });
}

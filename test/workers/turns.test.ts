import { beforeEach, describe, expect, test } from 'vitest';
import type { HostFailure } from '../../src/workers/host/model-host.ts';
import { type Turn, Turns } from '../../src/workers/host/turns.ts';

const LIMIT = 10_000;

interface Ask extends Turn {
  readonly name: string;
}

/** Turns beside a clock and threads that do what the test says. */
class Lane {
  now = 0;
  readonly running: Ask[] = [];
  /** Asks that were to be stopped. */
  readonly stopped: Ask[] = [];
  readonly failed = new Map<string, HostFailure['reason']>();
  readonly turns: Turns<Ask>;

  constructor(threads: number, slowThreads = 1) {
    const events = {
      start: (ask: Ask) => void this.running.push(ask),
      stop: (ask: Ask) => void this.stopped.push(ask),
      fail: ({ name }: Ask, { reason }: HostFailure) => void this.failed.set(name, reason),
    };
    this.turns = new Turns(events, LIMIT, () => this.now);
    this.turns.resize(threads, slowThreads);
  }

  get names(): string[] {
    return this.running.map(({ name }) => name);
  }

  /** An ask of a key, named `group/key` or `group/key#n`. */
  ask(name: string): Ask {
    const [key] = name.split('#');
    const ask = { name, asker: { key, group: key.split('/')[0] }, isLarge: false };
    this.turns.add(ask);
    return ask;
  }

  /** Time passes in which everything that runs has a processor of its own. */
  pass(milliseconds: number): void {
    const step = 100;
    for (let passed = 0; passed < milliseconds; passed += step) {
      this.now += step;
      for (const ask of this.running) this.#used.set(ask, (this.#used.get(ask) ?? 0) + step);
      for (const ask of this.running) this.turns.used(ask, this.#used.get(ask) ?? 0);
      for (const ask of this.stopped.splice(0)) this.#leave(ask, true);
      this.turns.look();
    }
  }
  readonly #used = new Map<Ask, number>();

  /** A thread is through with it. */
  done(...names: readonly string[]): void {
    for (const ask of this.running.filter(({ name }) => names.includes(name))) this.#leave(ask, false);
  }

  #leave(ask: Ask, stopped: boolean): void {
    this.running.splice(this.running.indexOf(ask), 1);
    this.#used.delete(ask);
    this.turns.ended(ask, stopped, stopped);
  }

  /** Makes a key one whose calls are quick. */
  prove(...keys: readonly string[]): void {
    for (const key of keys) {
      this.ask(`${key}#proof`);
      this.done(`${key}#proof`);
    }
  }

  /** Lets a key use a slow thread for so long. */
  use(key: string, milliseconds: number): void {
    this.ask(`${key}#use`);
    this.pass(milliseconds);
    this.done(`${key}#use`);
  }
}

describe('quick calls', () => {
  test('of one key run in order, and those of others come between', () => {
    const lane = new Lane(1);
    lane.prove('a/1', 'a/2', 'b/1');
    lane.ask('a/1#1');
    for (const name of ['a/1#2', 'a/1#3', 'a/2#1', 'b/1#1', 'b/1#2']) lane.ask(name);
    const order: string[] = [];
    for (; lane.running.length > 0; lane.done(lane.names[0])) order.push(lane.names[0]);
    expect(order).toEqual(['a/1#1', 'b/1#1', 'a/2#1', 'b/1#2', 'a/1#2', 'a/1#3']);
  });

  test('of one group leave a thread to others', () => {
    const lane = new Lane(3);
    lane.prove('a/1', 'a/2', 'b/1');
    for (const name of ['a/1#1', 'a/1#2', 'a/2#1', 'a/2#2']) lane.ask(name);
    expect(lane.running).toHaveLength(2);
    lane.ask('b/1#1');
    expect(lane.names).toContain('b/1#1');
  });

  test('of keys that nobody knows yet take no thread of those that are known', () => {
    const lane = new Lane(3);
    lane.prove('victim/1');
    for (const name of ['a/1', 'b/1', 'c/1', 'd/1']) lane.ask(name);
    expect(lane.names).toEqual(['a/1']);
    lane.ask('victim/1');
    expect(lane.names).toEqual(['a/1', 'victim/1']);
  });

  test('of keys that nobody knows yet wait no longer than it takes to know a slow one', () => {
    const lane = new Lane(3);
    lane.use('heavy/1', 9000);
    lane.ask('heavy/1');
    lane.pass(100);
    lane.ask('new/1');
    lane.pass(200);
    expect(lane.names).toEqual(['new/1']);
    expect(lane.failed.size).toBe(0);
  });

  test('that wait too long are refused', () => {
    const lane = new Lane(0, 0);
    lane.ask('b/1#2');
    lane.pass(LIMIT);
    expect(lane.failed).toEqual(new Map([['b/1#2', 'busy']]));
  });

  test('wait for a process that starts', () => {
    const lane = new Lane(3, 1);
    lane.turns.died();
    lane.ask('a/1');
    lane.pass(2 * LIMIT);
    lane.turns.resize(3, 1);
    expect(lane.names).toEqual(['a/1']);
  });
});

describe('slow calls', () => {
  let lane: Lane;
  beforeEach(() => {
    lane = new Lane(3);
    lane.prove('victim/1');
  });

  test('run until their time is up where nobody waits', () => {
    lane.ask('a/1');
    lane.pass(LIMIT - 100);
    expect(lane.failed.size).toBe(0);
    lane.pass(100);
    expect(lane.failed).toEqual(new Map([['a/1', 'timeout']]));
  });

  test('have so many threads, whoever asks; one that is slow begins anew when others had a chance', () => {
    const names = ['a/1', 'b/1', 'c/1'];
    for (const name of names) lane.ask(name);
    const order: string[] = [];
    for (let n = 0; n < 12; n++) {
      expect(lane.names).toHaveLength(1);
      if (order.at(-1) !== lane.names[0]) order.push(lane.names[0]);
      lane.pass(100);
    }
    expect(order).toEqual(names);
    expect(lane.failed.size).toBe(0);
  });

  test('end after two seconds where somebody waits who has used less', () => {
    lane.ask('a/1');
    lane.pass(300);
    lane.ask('b/1');
    lane.pass(1900);
    expect(lane.names).toEqual(['b/1']);
    lane.pass(200);
    expect(lane.failed).toEqual(new Map([['b/1', 'busy']]));
    expect(lane.names).toEqual(['a/1']);
  });

  test('go on beside others of the same key, and beside those who have used more', () => {
    lane.use('heavy/1', 9000);
    lane.ask('a/1#1');
    lane.pass(500);
    lane.ask('a/1#2');
    lane.ask('heavy/1');
    lane.pass(5000);
    expect(lane.names).toEqual(['a/1#1']);
    expect(lane.failed.size).toBe(0);
    lane.done('a/1#1');
    expect(lane.names).toEqual(['a/1#2']);
  });

  test.each([2, 4, 8, 32])('of %i others never keep a quick one waiting', (attackers) => {
    const keys = Array.from({ length: attackers }, (_, i) => `attacker-${i}/1`);
    let waits = 0;
    for (let round = 0; round < 600; round++) {
      for (const key of keys) {
        try {
          if (round % 5 === 0) lane.ask(`${key}#${round}`);
        } catch {
          // Its time is used up, or too many wait.
        }
      }
      const name = `victim/1#${round}`;
      lane.ask(name);
      if (!lane.names.includes(name)) waits++;
      lane.pass(100);
      lane.done(name);
    }
    expect(waits).toBe(0);
  });

  test('of a group that uses much let one of another group through within two seconds', () => {
    const keys = Array.from({ length: 8 }, (_, i) => `attackers/${i}`);
    for (const key of keys) lane.use(key, 9000);
    for (const key of keys) lane.ask(`${key}#next`);
    lane.ask('honest/1#large');
    lane.pass(2500);
    expect(lane.names).toContain('honest/1#large');
    lane.pass(6000);
    expect(lane.names).toContain('honest/1#large');
    expect(lane.failed.has('honest/1#large')).toBe(false);
  });
});

describe('time used', () => {
  test('is a budget, which comes back as time passes', () => {
    const lane = new Lane(2);
    let calls = 0;
    const again = (): void => {
      lane.use('a/1', 9000);
      calls++;
    };
    expect(() => {
      for (;;) again();
    }).toThrow(expect.objectContaining({ reason: 'spent', retryAfter: expect.any(Number) }));
    expect(calls).toBeGreaterThan(3);
    expect(() => lane.ask('b/1')).not.toThrow();
    lane.done('b/1');
    lane.now += 600_000;
    expect(again).not.toThrow();
  });

  test('of ordinary calls is not charged, however many they are', () => {
    const lane = new Lane(2);
    for (let n = 0; n < 10_000; n++) lane.use('a/1', 100);
    expect(lane.failed.size).toBe(0);
  });
});

describe('the queue', () => {
  test('is bounded for a key, a group, and all', () => {
    const lane = new Lane(0, 0);
    /** How many can be added. */
    const fill = (nameOf: (n: number) => string): number => {
      for (let n = 0; ; n++) {
        try {
          lane.ask(nameOf(n));
        } catch {
          return n;
        }
      }
    };
    expect(fill((n) => `a/1#${n}`)).toBe(100);
    expect(fill((n) => `a/2#${n}`)).toBe(100);
    expect(fill((n) => `a/key-${n}`)).toBe(0);
    expect(fill((n) => `group-${n}/1`)).toBe(800);
    expect(() => lane.ask('b/1')).toThrow(expect.objectContaining({ reason: 'busy' }));
  });
});

describe('when the process dies', () => {
  test('what ran begins anew, one call after the other, and who is not the reason is answered', () => {
    const lane = new Lane(3);
    lane.prove('a/1', 'b/1', 'c/1');
    for (const name of ['a/1', 'b/1', 'c/1']) lane.ask(name);
    expect(lane.turns.died()).toEqual([]);
    lane.running.length = 0;
    lane.ask('victim/1');
    lane.turns.resize(3, 1);
    expect(lane.names).toEqual(['a/1']);
    lane.done('a/1');
    expect(lane.names).toEqual(['b/1']);
    // It is the bomb.
    expect(lane.turns.died().map(({ name }) => name)).toEqual(['b/1']);
    lane.running.length = 0;
    lane.turns.resize(3, 1);
    expect(lane.names).toEqual(['c/1']);
    lane.done('c/1');
    expect(lane.names).toEqual(['victim/1']);
  });

  test('a call that ran when it died twice was the reason', () => {
    const lane = new Lane(2);
    lane.ask('a/1');
    expect(lane.turns.died()).toEqual([]);
    lane.turns.resize(2, 1);
    expect(lane.turns.died().map(({ name }) => name)).toEqual(['a/1']);
  });

  test('a call that runs alone for long makes room', () => {
    const lane = new Lane(3);
    lane.ask('a/1');
    lane.turns.died();
    lane.running.length = 0;
    lane.turns.resize(3, 1);
    lane.ask('b/1');
    lane.pass(2000);
    expect(lane.failed).toEqual(new Map([['a/1', 'busy']]));
    expect(lane.names).toEqual(['b/1']);
  });
});

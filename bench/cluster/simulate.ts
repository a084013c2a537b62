/** CPU seconds of one core, for parts of 10 MiB. */
export interface Costs {
  readonly rowsOfPart: number;
  /** Of the run that was measured. */
  readonly bytes: number;
  /** Of a process, until it is at full speed. */
  readonly start: number;
  /** To make a part. */
  readonly part: number;
  /** To send a part to a bucket. */
  readonly send: number;
  /** Of the database, for the row of a part and the progress of its task. */
  readonly row: number;
  /** Of the database, for a claim. */
  readonly claim: number;
}

/** What is assumed, and not measured. */
export const ASSUMED = {
  cores: 8,
  /** Of a node, in bytes a second: 10 Gbit/s. */
  network: 1.25e9,
  /** Cores of PostgreSQL. */
  databaseCores: 8,
  /** Parts of one claim. */
  partsOfTask: 10_000,
  /** A part takes up to so much longer or shorter than another. */
  spread: 0.2,
};
const PART = 10 * 2 ** 20;
/** Parts of a worker after which the rate is steady. */
const STEADY = 60;

export interface Result {
  readonly rowsPerSecond: number;
  /** Shares of the time in which each was busy. */
  readonly busy: Readonly<Record<'cores' | 'network' | 'store' | 'database', number>>;
}

/** Something that serves one after another, such as a line. */
class Queue {
  #free = 0;
  busy = 0;
  /** When what comes at a time and takes so many seconds is done. */
  serve(at: number, seconds: number): number {
    this.#free = Math.max(this.#free, at) + seconds;
    this.busy += seconds;
    return this.#free;
  }
}

/**
 * Workers (a core each) that make a part, send it over the network of their node into the store, have it written down, and take the
 * next one. In the order of time, by a ring of workers: all take about as long for a part.
 * @param store bytes that it takes in a second.
 */
export function simulate(costs: Costs, nodes: number, store: number): Result {
  const workers = nodes * ASSUMED.cores;
  const networks = Array.from({ length: nodes }, () => new Queue());
  const [bucket, database] = [new Queue(), new Queue()];
  const ready = new Float64Array(workers);
  let cores = 0;
  let seed = 1;
  const noise = (): number => {
    seed = (seed * 48_271) % 2_147_483_647;
    return 1 + ASSUMED.spread * ((2 * seed) / 2_147_483_647 - 1);
  };
  const written = (costs.row + costs.claim / ASSUMED.partsOfTask) / ASSUMED.databaseCores;
  for (let round = 0; round < STEADY; round++) {
    const turns = Array.from(ready, (at) => ({ at: at + (costs.part + costs.send) * noise() }));
    const order = turns.map((_, worker) => worker).toSorted((one, other) => turns[one].at - turns[other].at);
    for (const worker of order) {
      const { at } = turns[worker];
      cores += at - ready[worker];
      const sent = networks[worker % nodes].serve(at, PART / ASSUMED.network);
      ready[worker] = database.serve(bucket.serve(sent, PART / store), written);
    }
  }
  const seconds = ready.reduce((latest, at) => Math.max(latest, at), 0);
  const network = networks.reduce((sum, { busy }) => sum + busy, 0) / nodes;
  return {
    rowsPerSecond: (workers * STEADY * costs.rowsOfPart) / seconds,
    busy: {
      cores: cores / workers / seconds,
      network: network / seconds,
      store: bucket.busy / seconds,
      database: database.busy / seconds,
    },
  };
}

import type { Backlog } from './backlog.ts';
import { Channel } from './channel.ts';
import type { HintBus } from './hint-bus.ts';
import { LatestPerTask } from './latest-per-task.ts';
import { LatestState } from './latest-state.ts';
import { Poll } from './poll.ts';
import { SlowSubscriber } from './slow-subscriber.ts';
import type { Snapshot, SnapshotLoader } from './snapshot.ts';
import { Topic, type TopicHost } from './topic.ts';

/** How many ended tasks are remembered, so that a late hint does not end one twice. */
const ENDED_REMEMBERED = 10_000;

export interface HubSettings {
  /** Least milliseconds between two progress events of a task; 100. */
  readonly progressEvery?: number;
  /** Milliseconds between two looks for what hints did not tell; 1,000. */
  readonly pollEvery?: number;
  /** How many tasks may wait for one subscriber of all tasks; 10,000. */
  readonly maxWaiting?: number;
}

export interface HubCounts {
  /** Streams that are open now. */
  readonly subscribers: number;
  /** Snapshots that readers got, since the start. */
  readonly delivered: number;
  /** Snapshots that gave way to a newer one before they were read, since the start. */
  readonly dropped: number;
}

/**
 * Publishes the changes of tasks to subscribers. On a hint, the row is read once for all subscribers of the task, unless its writer
 * passed what it wrote; all of them get the same object. Each subscriber has its own bounded channel in which the newest state wins, so a slow one harms nobody. Errors of the
 * loader are reported and the read tried again; they end no stream. Where hints may get lost, and after a failed read, a poll
 * looks for what was missed; a task that is created and ends between two looks without any hint stays unseen by `watchAll`.
 */
export class TaskHub<S extends Snapshot> {
  readonly #loader: SnapshotLoader<S>;
  readonly #report: (error: unknown) => void;
  readonly #lossy: boolean;
  readonly #maxWaiting: number;
  readonly #host: TopicHost<S>;
  readonly #poll: Poll;
  readonly #unlisten: () => void;
  readonly #topics = new Map<string, Topic<S>>();
  /** Those who watch all tasks, each with what opens its backlog. */
  readonly #everyone = new Map<Channel<S>, LatestPerTask<S>>();
  /** Those of them who came after the latest read of open tasks began. */
  #newcomers = new Set<Channel<S>>();
  #scanning = false;
  /** Tasks that ended while somebody watched all; the oldest come first. */
  readonly #ended = new Set<string>();
  #closed = false;
  readonly #counts = { subscribers: 0, delivered: 0, dropped: 0 };

  /** @param report gets every error of the loader. */
  constructor(loader: SnapshotLoader<S>, bus: HintBus, report: (error: unknown) => void, settings: HubSettings = {}) {
    this.#loader = loader;
    this.#report = report;
    this.#lossy = bus.lossy;
    this.#maxWaiting = settings.maxWaiting ?? 10_000;
    this.#host = {
      progressEvery: settings.progressEvery ?? 100,
      load: (id) => loader.load(id),
      tellAll: (snapshot) => this.#tellAll(snapshot),
      forget: (topic) => this.#forget(topic),
      report,
    };
    this.#poll = new Poll(settings.pollEvery ?? 1000, () => this.#look(), report);
    this.#unlisten = bus.listen(({ id, sequence }) => this.#watched(id)?.hint(sequence));
  }

  get counts(): HubCounts {
    return { ...this.#counts };
  }

  /**
   * The states of one task: the current one first, then each change, at least the newest, until the terminal one, after which
   * the stream is done. It is done without one where the task does not exist or is deleted. Attached when this returns.
   * @param options.after a sequence that the subscriber has seen: only newer states follow, and the terminal one in any case.
   */
  watchTask(id: string, options: { readonly after?: number | undefined } = {}): Channel<S> {
    const channel: Channel<S> = this.#channel(new LatestState<S>(options.after ?? -1), () => {
      const topic = this.#topics.get(id);
      topic?.detach(channel);
      if (topic !== undefined) this.#prune(topic);
    });
    if (this.#closed) channel.end();
    else this.#topic(id).attach(channel);
    return channel;
  }

  /**
   * All tasks that are not terminal, then every change of any task that passes the filter, the newest for each task, and each
   * terminal one. Rejected with `SlowSubscriber` where too many tasks wait to be read. Attached when this returns.
   */
  watchAll(filter: (snapshot: S) => boolean): Channel<S> {
    const backlog = new LatestPerTask<S>(filter, this.#maxWaiting);
    const channel: Channel<S> = this.#channel(backlog, () => {
      this.#everyone.delete(channel);
      this.#newcomers.delete(channel);
      if (this.#everyone.size > 0) return;
      this.#ended.clear();
      for (const topic of this.#topics.values()) this.#prune(topic);
    });
    if (this.#closed) {
      channel.end();
      return channel;
    }
    this.#everyone.set(channel, backlog);
    this.#newcomers.add(channel);
    if (!this.#scanning) void this.#scan();
    return channel;
  }

  /** Takes a state that was written on this node, which saves its watchers a read. */
  tell(snapshot: S): void {
    this.#watched(snapshot.id)?.hear(snapshot);
  }

  /** Ends all streams at once; later ones are done from the start. */
  close(): void {
    this.#closed = true;
    this.#unlisten();
    for (const channel of this.#everyone.keys()) channel.end();
    for (const topic of this.#topics.values()) topic.end();
    this.#poll.run(false);
  }

  #channel(backlog: Backlog<S>, detach: () => void): Channel<S> {
    const counts = this.#counts;
    const channel = new Channel<S>(backlog, {
      delivered: () => void counts.delivered++,
      dropped: () => void counts.dropped++,
      ended: () => {
        counts.subscribers--;
        detach();
        this.#poll.run(!this.#closed && counts.subscribers > 0);
      },
    });
    counts.subscribers++;
    this.#poll.run(!this.#closed);
    return channel;
  }

  #topic(id: string): Topic<S> {
    const found = this.#topics.get(id) ?? new Topic<S>(id, this.#host);
    this.#topics.set(id, found);
    return found;
  }

  /** The topic of a task of whose changes somebody wants to know. */
  #watched(id: string): Topic<S> | undefined {
    const isNews = this.#everyone.size > 0 && !this.#ended.has(id);
    return this.#topics.get(id) ?? (isNews ? this.#topic(id) : undefined);
  }

  #tellAll(snapshot: S): void {
    if (this.#everyone.size === 0 || this.#ended.has(snapshot.id)) return;
    if (snapshot.terminal) this.#remember(snapshot.id);
    for (const channel of this.#everyone.keys()) this.#tell(channel, snapshot);
  }

  #tell(channel: Channel<S>, snapshot: S): void {
    if (!channel.offer(snapshot)) channel.end(new SlowSubscriber(this.#maxWaiting));
  }

  #remember(id: string): void {
    this.#ended.add(id);
    if (this.#ended.size <= ENDED_REMEMBERED) return;
    for (const oldest of this.#ended) {
      this.#ended.delete(oldest);
      return;
    }
  }

  #forget(topic: Topic<S>): void {
    if (this.#topics.get(topic.id) === topic) this.#topics.delete(topic.id);
  }

  /** Lets go of a topic for which nobody is interested. */
  #prune(topic: Topic<S>): void {
    if (topic.watched || this.#everyone.size > 0) return;
    topic.close();
    this.#forget(topic);
  }

  /** Reads the open tasks, for those who came to watch all and for what hints did not tell. */
  async #scan(): Promise<void> {
    this.#scanning = true;
    let read: boolean;
    do {
      const newcomers = this.#newcomers;
      this.#newcomers = new Set();
      read = await this.#scanOnce(newcomers);
    } while (read && this.#newcomers.size > 0);
    this.#scanning = false;
  }

  /** Returns whether the read succeeded. */
  async #scanOnce(newcomers: ReadonlySet<Channel<S>>): Promise<boolean> {
    let open: readonly S[];
    try {
      open = await this.#loader.loadOpen();
    } catch (error) {
      for (const channel of newcomers) if (this.#everyone.has(channel)) this.#newcomers.add(channel);
      this.#report(error);
      return false;
    }
    if (this.#everyone.size === 0) return true;
    for (const snapshot of open) {
      if (this.#ended.has(snapshot.id)) continue;
      const topic = this.#topic(snapshot.id);
      topic.learn(snapshot);
      for (const channel of newcomers) this.#tell(channel, topic.latest ?? snapshot);
    }
    for (const channel of newcomers) {
      this.#everyone.get(channel)?.open();
      channel.wake();
    }
    return true;
  }

  /** One look of the poll. Costs nothing where hints are safe and no read has failed. */
  async #look(): Promise<void> {
    const doubtful = [...this.#topics.values()].filter((topic) => this.#lossy || topic.behind);
    if (doubtful.length > 0) {
      const reached = await this.#loader.sequences(doubtful.map((topic) => topic.id));
      for (const topic of doubtful) {
        if ((reached.get(topic.id) ?? Infinity) > (topic.latest?.sequence ?? -1)) topic.refresh();
      }
    }
    if (!this.#scanning && (this.#newcomers.size > 0 || (this.#lossy && this.#everyone.size > 0))) await this.#scan();
  }
}

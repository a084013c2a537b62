import { collectDefaultMetrics, Counter, Gauge, Registry } from 'prom-client';

/** What is measured somewhere else and looked up when somebody asks, under its name. */
export interface Figures {
  /** Tasks by what has become of them. */
  readonly tasks: () => Readonly<Record<string, number>>;
  /** Rows and bytes that were generated since the start. */
  readonly made: () => Readonly<Record<string, number>>;
  /** Open streams by front. */
  readonly subscribers: () => Readonly<Record<string, number>>;
  /** Snapshots for subscribers since the start: those that were delivered, and those that gave way to newer ones. */
  readonly events: () => Readonly<Record<string, number>>;
  /** How often processes that died were started again, since the start. */
  readonly restarts: () => Readonly<Record<string, number>>;
}

/** The figures of one gateway in the text form of Prometheus. */
export class Metrics {
  readonly #registry = new Registry();
  readonly #requests: Counter<'front' | 'method' | 'status'>;

  constructor(figures: Figures) {
    const registers = [this.#registry];
    collectDefaultMetrics({ register: this.#registry });
    this.#requests = new Counter({
      name: 'rowmill_http_requests_total',
      help: 'HTTP requests that were answered, by front, method and status.',
      labelNames: ['front', 'method', 'status'],
      registers,
    });
    const gauge = (name: string, help: string, label: string, read: Figures[keyof Figures]): void => {
      const made: Gauge = new Gauge({
        name,
        help,
        labelNames: [label],
        registers,
        collect() {
          for (const [key, value] of Object.entries(read())) made.set({ [label]: key }, value);
        },
      });
    };
    gauge(
      'rowmill_tasks',
      'Tasks: those that wait or run now, and those that ended here since the start.',
      'state',
      figures.tasks,
    );
    gauge('rowmill_made', 'What tasks have made here since the start.', 'unit', figures.made);
    gauge('rowmill_subscribers', 'Subscriptions that are open, by front.', 'front', figures.subscribers);
    gauge('rowmill_events', 'Changes of tasks for subscribers, since the start.', 'fate', figures.events);
    gauge(
      'rowmill_restarts',
      'Processes that died and were started again, since the start.',
      'process',
      figures.restarts,
    );
  }

  /** Counts one answered request. */
  answered(front: string, method: string, status: number): void {
    this.#requests.inc({ front, method, status: String(status) });
  }

  /** All of them, and the content type of their form. */
  async text(): Promise<{ readonly body: string; readonly contentType: string }> {
    return { body: await this.#registry.metrics(), contentType: this.#registry.contentType };
  }
}

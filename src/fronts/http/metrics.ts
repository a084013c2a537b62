import { collectDefaultMetrics, Counter, Gauge, Registry } from 'prom-client';

type Figure = () => Readonly<Record<string, number>>;

/** What is measured somewhere else and looked up when somebody asks, under the value of its label. */
export interface Figures {
  /** Tasks that wait or run now, by state. */
  readonly tasks: Figure;
  /** Slices of divided tasks that no node makes yet. */
  readonly slices: () => number;
  /** Tasks that ended on this node since the start, by status. */
  readonly finished: Figure;
  /** Rows and bytes that tasks generated on this node since the start. */
  readonly generated: () => { readonly rows: number; readonly bytes: number };
  /** Open subscriptions, by front. */
  readonly subscribers: Figure;
  /** Snapshots for subscribers since the start: those that were delivered, and those that gave way to newer ones. */
  readonly events: Figure;
  /** Attempts of webhooks and their results on this node since the start, and webhooks that wait. */
  readonly webhooks: () => Readonly<Record<'attempts' | 'delivered' | 'failed' | 'pending', number>>;
  /** How often processes that died were started again since the start, by process. */
  readonly restarts: Figure;
}

/** The figures of one gateway in the text form of Prometheus. What only grows is a counter, named after its unit. */
export class Metrics {
  readonly #registry = new Registry();
  readonly #requests: Counter<'front' | 'method' | 'status'>;

  constructor(figures: Figures) {
    const registers = [this.#registry];
    collectDefaultMetrics({ register: this.#registry });
    this.#requests = new Counter({
      name: 'rowmill_http_requests_total',
      help: 'HTTP requests that were served, by front, method and status.',
      labelNames: ['front', 'method', 'status'],
      registers,
    });
    const gauge = (name: string, help: string, label: string, read: Figure): void => {
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
    const counter = (name: string, help: string, label: string, read: Figure): void => {
      const made: Counter = new Counter({
        name,
        help,
        labelNames: [label],
        registers,
        collect() {
          made.reset();
          for (const [key, value] of Object.entries(read())) made.inc({ [label]: key }, value);
        },
      });
    };
    const total = (name: string, help: string, read: () => number): void => {
      const made: Counter = new Counter({
        name,
        help,
        registers,
        collect() {
          made.reset();
          made.inc(read());
        },
      });
    };
    const { webhooks, slices } = figures;
    const unclaimed: Gauge = new Gauge({
      name: 'rowmill_slices_pending',
      help: 'Slices of large tasks that no node makes yet.',
      registers,
      collect() {
        unclaimed.set(slices());
      },
    });
    const waiting: Gauge = new Gauge({
      name: 'rowmill_webhooks_pending',
      help: 'Webhooks that are still being tried.',
      registers,
      collect() {
        waiting.set(webhooks().pending);
      },
    });
    total('rowmill_webhook_attempts_total', 'Attempts of this node to send a webhook.', () => webhooks().attempts);
    counter('rowmill_webhooks_finished_total', 'Webhooks that this node delivered or gave up.', 'status', () => {
      const { delivered, failed } = webhooks();
      return { delivered, failed };
    });
    gauge('rowmill_tasks', 'Tasks that are waiting or running.', 'state', figures.tasks);
    gauge('rowmill_subscribers', 'Subscriptions that are open.', 'front', figures.subscribers);
    counter('rowmill_tasks_finished_total', 'Tasks that ended on this node.', 'status', figures.finished);
    total('rowmill_rows_generated_total', 'Rows that tasks generated on this node.', () => figures.generated().rows);
    total('rowmill_bytes_generated_total', 'Bytes that tasks generated on this node.', () => figures.generated().bytes);
    counter(
      'rowmill_subscriber_events_total',
      'Changes of tasks that were published to subscribers.',
      'fate',
      figures.events,
    );
    counter(
      'rowmill_process_restarts_total',
      'Processes that crashed and were restarted.',
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

import { randomUUID } from 'node:crypto';
import type { Resolver } from '../../src/targets/index.ts';
import { Links, type Tasks } from '../../src/tasks/index.ts';
import { openWebhooks, type Webhooks } from '../../src/webhooks/index.ts';
import type { TestDatabase } from '../database/databases.ts';
import { Room, TARGETS, value } from '../tasks/room.ts';

export interface Delivery {
  readonly id: string;
  readonly type: string;
  readonly status: string;
  readonly attempts: number;
  readonly status_code: number | null;
  readonly error_code: string | null;
  readonly duration: number | null;
  /** Milliseconds from the last attempt to the next. */
  readonly pause: number | null;
}

/** Tasks and the webhooks that tell of them. */
export class WebhookRoom implements AsyncDisposable {
  readonly room: Room;
  readonly tasks: Tasks;
  webhooks: Webhooks;
  readonly #options: { readonly timeout?: number; readonly resolver?: Resolver };

  private constructor(room: Room, tasks: Tasks, webhooks: Webhooks, options: WebhookRoom['options']) {
    this.room = room;
    this.tasks = tasks;
    this.webhooks = webhooks;
    this.#options = options;
  }

  get options(): { readonly timeout?: number; readonly resolver?: Resolver } {
    return this.#options;
  }

  static async open(opening: Promise<TestDatabase>, options: WebhookRoom['options'] = {}): Promise<WebhookRoom> {
    const room = await Room.open(opening);
    const webhooks = await openIn(room, options);
    let opened: WebhookRoom | null = null;
    const tasks = await room.tasks({}, room.host, room.node, () => opened?.webhooks.look());
    opened = new WebhookRoom(room, tasks, webhooks, options);
    return opened;
  }

  /** Starts a task that tells its end to a URL; answers its row id. */
  async start(webhookUrl: string, input: Parameters<Room['input']>[0] = {}): Promise<string> {
    return value(await this.tasks.start(this.room.call(), this.room.input({ webhookUrl, ...input }))).id;
  }

  async deliveries(): Promise<Delivery[]> {
    return await this.room.sql<Delivery>(
      `select id, "type", status, attempts, status_code, error_code, duration,
         extract(epoch from next_at - attempted_at)::float8 * 1000 as pause from webhook_delivery order by created_at, id`,
    );
  }

  /** The deliveries as soon as they are as they are waited for. */
  async reached(is: (deliveries: readonly Delivery[]) => boolean): Promise<Delivery[]> {
    for (;;) {
      const deliveries = await this.deliveries();
      if (is(deliveries)) return deliveries;
      await new Promise((resolve) => void setTimeout(resolve, 10));
    }
  }

  /** Lets the time of the next attempts come. */
  async pass(): Promise<void> {
    await this.room.sql(`update webhook_delivery set next_at = now() where status = 'PENDING' and "node" is null`);
    this.webhooks.look();
  }

  /** Opens the room once more for the same node, as a node does that was killed; the first one goes on to its end. */
  async reopen(): Promise<void> {
    const before = this.webhooks;
    this.webhooks = await openIn(this.room, this.#options);
    await before.stop();
  }

  /** The room as another node opens it. */
  async other(): Promise<Webhooks> {
    return await openIn(this.room, this.#options, randomUUID());
  }

  async [Symbol.asyncDispose](): Promise<void> {
    await this.tasks.stop();
    await this.webhooks.stop();
    await this.room.close();
  }
}

async function openIn(room: Room, options: WebhookRoom['options'], node = room.node): Promise<Webhooks> {
  const line = (level: string) => (details: object, message: string) => void room.log.push({ level, details, message });
  return await openWebhooks({
    database: room.database,
    targets: TARGETS,
    links: new Links({ secret: 'secret', publicUrl: 'https://data.example.com' }),
    node,
    log: { debug: line('debug'), info: line('info'), warn: line('warn'), error: line('error') },
    ...options,
  });
}

import { MessageChannel, type MessagePort } from 'node:worker_threads';
import { Piscina } from 'piscina';
import type { Model } from '../../model/index.ts';
import type { Encoding, FilesToWrite, NamedRows, WriteFailure, WriteRequest, WriteSettings } from './protocol.ts';
import { threadOptions } from './thread-options.ts';
import type { WrittenPart } from './turn-queue.ts';
import { Turns } from './turns.ts';
import type { WrittenWhole } from './whole-files.ts';

const extension = import.meta.url.slice(import.meta.url.lastIndexOf('.'));

/** Threads that write their shares of files. They start at once, and wait for a model, and then for the files. */
export class WritingThreads {
  /** Theirs, and those of who writes with them. */
  readonly turns: Turns;
  readonly #piscina: Piscina<WriteRequest, WriteFailure | null>;
  readonly #count: number;
  readonly #ports: MessagePort[] = [];
  #heard: (written: WrittenPart | WrittenWhole) => void = () => undefined;
  #failure: unknown;
  #failed = (error: unknown): void => void (this.#failure ??= error);
  #closing: Promise<void> | undefined;

  constructor(count: number, settings: Encoding, turns = new Turns()) {
    this.turns = turns;
    this.#count = count;
    const { format, options } = settings;
    const workerData: WriteSettings = { format, options, turns: turns.buffer };
    this.#piscina = new Piscina({
      filename: new URL(`./write.worker${extension}`, import.meta.url).href,
      minThreads: count,
      maxThreads: count,
      workerData,
      ...threadOptions(),
    });
    this.#piscina.on('message', (written: WrittenPart | WrittenWhole) => this.#heard(written));
    this.#piscina.on('error', (error) => this.#failed(error));
  }

  /** Has each compile a model as soon as it can. Only the first call counts. */
  begin(model: Model): void {
    if (this.#ports.length > 0) return;
    for (let thread = 0; thread < this.#count; thread++) {
      const { port1, port2 } = new MessageChannel();
      this.#ports.push(port1);
      void this.#write({ model, port: port2 });
    }
  }

  /**
   * Has each write its share of files, once it has compiled the model: whole files at once, others in turn.
   * @param heard told of the whole files that they have written, and of the parts where the footer of a file asks for them.
   * @param failed told why one of them could not go on.
   */
  write(
    files: FilesToWrite,
    heard: (written: WrittenPart | WrittenWhole) => void,
    failed: (error: unknown) => void,
  ): void {
    [this.#heard, this.#failed] = [heard, failed];
    if (this.#failure !== undefined) failed(this.#failure);
    const named: FilesToWrite<NamedRows> = {
      whole: files.whole.map(({ rows, path }) => ({ rows: { ...rows, entity: rows.entity.name }, path })),
      shared: files.shared.map((rows) => ({ ...rows, entity: rows.entity.name })),
    };
    for (const port of this.#ports) port.postMessage(named);
  }

  /** Ends them, whatever they are doing. Calling it twice is fine. */
  async close(): Promise<void> {
    for (const port of this.#ports) port.close();
    await (this.#closing ??= this.#piscina.destroy());
  }

  async #write(request: WriteRequest): Promise<void> {
    try {
      const failure = await this.#piscina.run(request, { transferList: [request.port] });
      if (failure !== null) this.#failed(Object.assign(new Error(failure.message), failure));
    } catch (error) {
      this.#failed(error);
    }
  }
}

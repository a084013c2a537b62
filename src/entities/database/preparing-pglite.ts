import {
  type ExecProtocolOptions,
  type ExecProtocolResult,
  type messages,
  parse,
  PGlite,
  type PGliteOptions,
  protocol,
  type QueryOptions,
  type Results,
  types,
} from '@electric-sql/pglite';
import { DatabaseStuck, isPanic } from './store-full.ts';

/** Statements that are kept ready, those used last. */
const MAX_PREPARED = 100;
/** Runs after which plans are made anew: tables grow, and nothing tells the embedded database by how much. */
const PLAN_AGAIN = 1000;

type Message = messages.BackendMessage;

/** A statement that the server has parsed. */
interface Prepared {
  readonly name: string;
  /** Type ids of its parameters. */
  readonly parameters: readonly number[];
  /** What the server said of its columns; nothing where it has none. */
  readonly columns: readonly Message[];
}

/** Dates are for MikroORM to read: they stay texts. */
const PARSERS = Object.fromEntries(
  [types.DATE, types.TIMESTAMP, types.TIMESTAMPTZ, types.INTERVAL].map((id) => [id, (text: string) => text]),
);

/**
 * An embedded database that parses a statement with parameters once and plans it a few times, which would be most of what a small
 * one costs. Statements inside of a transaction are run as PGlite runs them.
 *
 * After a panic, as where its log has no room, it never returns from one of the next statements, and blocks the process: from then on it
 * throws DatabaseStuck in place of running any, until it is opened again.
 */
export class PreparingPglite extends PGlite {
  /** By text; those used last come last. */
  readonly #prepared = new Map<string, Prepared>();
  /** Statements that were ever prepared, and runs of them. */
  #names = 0;
  #runs = 0;
  #stuck: unknown;

  constructor(options: Omit<PGliteOptions, 'parsers'>) {
    super({ ...options, parsers: PARSERS });
  }

  override async query<T>(text: string, values: unknown[] = [], options: QueryOptions = {}): Promise<Results<T>> {
    if (values.length === 0 || !this.ready) return await super.query<T>(text, values, options);
    // oxlint-disable-next-line no-underscore-dangle -- PGlite has no other name for waiting until no transaction is open
    return await this._runExclusiveTransaction(
      async () => await this.runExclusive(async () => await this.#run<T>(text, values, options)),
    );
  }

  /** Why it panicked; undefined while it runs. */
  get stuck(): unknown {
    return this.#stuck;
  }

  override async execProtocol(message: Uint8Array, options?: ExecProtocolOptions): Promise<ExecProtocolResult> {
    return await this.#unlessStuck(async () => await super.execProtocol(message, options));
  }

  override async execProtocolStream(message: Uint8Array, options?: ExecProtocolOptions): Promise<Message[]> {
    return await this.#unlessStuck(async () => await super.execProtocolStream(message, options));
  }

  async #unlessStuck<T>(run: () => Promise<T>): Promise<T> {
    if (this.#stuck !== undefined) throw new DatabaseStuck(this.#stuck);
    try {
      return await run();
    } catch (error) {
      if (isPanic(error)) this.#stuck = error;
      throw error;
    }
  }

  async #run<T>(text: string, values: readonly unknown[], options: QueryOptions): Promise<Results<T>> {
    this.#runs++;
    if (this.#runs % PLAN_AGAIN === 0) await this.#send(protocol.serialize.query('discard plans'));
    const prepared = this.#prepared.get(text) ?? (await this.#prepare(text));
    this.#prepared.delete(text);
    this.#prepared.set(text, prepared);
    const { name, parameters, columns } = prepared;
    const bound = values.map((value, at) => this.#textOf(value, parameters[at]));
    const answer = await this.#send(
      protocol.serialize.bind({ statement: name, values: bound }),
      protocol.serialize.execute(),
    );
    const [results] = parse.parseResults([...columns, ...answer], this.parsers, options);
    // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- what a statement answers is for its writer to know
    return results as Results<T>;
  }

  async #prepare(text: string): Promise<Prepared> {
    const [oldest] = this.#prepared;
    if (this.#prepared.size >= MAX_PREPARED) {
      this.#prepared.delete(oldest[0]);
      await this.#send(protocol.serialize.close({ type: 'S', name: oldest[1].name }));
    }
    this.#names++;
    const name = `s${this.#names}`;
    const answer = await this.#send(
      protocol.serialize.parse({ name, text }),
      protocol.serialize.describe({ type: 'S', name }),
    );
    const columns = answer.filter((message) => message.name === 'rowDescription');
    return { name, parameters: parse.parseDescribeStatementResults(answer), columns };
  }

  /** Throws the server's error. */
  async #send(...requests: readonly Uint8Array[]): Promise<Message[]> {
    const request = Buffer.concat([...requests, protocol.serialize.sync()]);
    const { messages: answer } = await this.execProtocol(request, { syncToFs: false });
    return answer;
  }

  #textOf(value: unknown, type: number): string | null {
    if (value === null || value === undefined) return null;
    const serialize = this.serializers[type] ?? String;
    return serialize(value);
  }
}

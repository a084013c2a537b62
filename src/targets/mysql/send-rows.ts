import type { Table } from '../../engine/table.ts';
import { insertHead } from '../../formats/sql/insert-encoder.ts';
import { mysql } from '../../formats/sql/mysql.ts';
import { TargetFailure } from '../failure.ts';
import type { MysqlClient } from './client.ts';
import type { SentTo } from './server-error.ts';

/** Bytes of the statements that are sent together, unless a single one has more. */
const MAX_PACKET = 4 << 20;
/** Of the command, and what the protocol puts before it. */
const AROUND = 64;

/** The rows of one table on their way: INSERT statements, some of which run while the next ones come. */
export class SendRows {
  readonly #client: Pick<MysqlClient, 'insert'>;
  readonly #sent: SentTo;
  readonly #limit: number;
  /** What is between two statements: no value has a line break in it, and so it is nowhere else. */
  readonly #between: Buffer;
  /** Bytes of it that end a statement. */
  readonly #maxStatement: number;
  #rest: Buffer = Buffer.alloc(0);
  #running: Promise<void> = Promise.resolve();

  /** @param packet bytes that the server takes at once. */
  constructor(client: Pick<MysqlClient, 'insert'>, table: Table, packet: number) {
    this.#client = client;
    this.#sent = { table: table.name, columns: table.columns.map(({ name }) => name), rows: 0 };
    this.#maxStatement = packet - AROUND;
    this.#limit = Math.min(MAX_PACKET, this.#maxStatement);
    this.#between = Buffer.from(`;\n${insertHead(mysql.tableName(table.name), table.columns, mysql.identifier)}`);
  }

  /** Sends statements, which may end within one; the bytes may change afterwards. Throws also what became of those before. */
  async write(bytes: Uint8Array): Promise<void> {
    const buffer = Buffer.concat([this.#rest, bytes]);
    let start = 0;
    for (let end = this.#endFrom(buffer, start); end > start; end = this.#endFrom(buffer, start)) {
      await this.#send(buffer.toString('utf8', start, end));
      // After the semicolon and the line break.
      start = end + 2;
    }
    this.#rest = buffer.subarray(start);
  }

  /** Returns when the server has taken every row. */
  async end(): Promise<void> {
    if (this.#rest.length > 0) await this.#send(this.#rest.toString('utf8', 0, this.#rest.length - 2));
    await this.#running;
  }

  /** Where the statements end that are sent next: as many as fit, without the last, which may go on; `start` if there are none. */
  #endFrom(buffer: Buffer, start: number): number {
    const within = buffer.lastIndexOf(this.#between, start + this.#limit);
    if (within > start) return within;
    return Math.max(start, buffer.indexOf(this.#between, start));
  }

  async #send(text: string): Promise<void> {
    await this.#running;
    if (Buffer.byteLength(text) > this.#maxStatement) {
      const { table } = this.#sent;
      const message = `a statement for the rows is larger than max_allowed_packet of the server: raise it, or make the rows smaller (table ${table})`;
      throw new TargetFailure('VALUE_REFUSED', message, [], table);
    }
    this.#running = this.#client.insert(text, this.#sent);
    // It is awaited later.
    this.#running.catch(() => undefined);
  }
}

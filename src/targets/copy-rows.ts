import { once } from 'node:events';
import { type Client, escapeIdentifier } from 'pg';
import { type CopyStreamQuery, from } from 'pg-copy-streams';
import { TargetFailure } from './failure.ts';

/** The format whose rows, without what stands around them in its files, are data of COPY. */
export const COPY_FORMAT = 'postgres-optimized';

/** Milliseconds without a byte taken after which a server counts as stuck. */
const STALL = 5 * 60_000;

/** The rows of one table on their way: a single statement, after which the server checks what refers to the table itself. */
export class CopyRows {
  readonly #stream: CopyStreamQuery;
  #error: Error | undefined;

  /** @param table quoted, with its schema. */
  constructor(client: Client, table: string, columns: readonly string[]) {
    const list = columns.map(escapeIdentifier).join(', ');
    this.#stream = client.query(from(`copy ${table} (${list}) from stdin with (encoding 'UTF8')`));
    this.#stream.on('error', (error: Error) => {
      this.#error = error;
    });
  }

  /** Sends encoded rows, which may change afterwards. Throws the driver's error, also that of rows sent before. */
  async write(bytes: Uint8Array): Promise<void> {
    if (this.#error !== undefined) throw this.#error;
    // A socket keeps what it has not sent yet.
    if (!this.#stream.write(Buffer.from(bytes))) await this.#until('drain');
  }

  /** Answers when the server has taken every row. */
  async end(): Promise<void> {
    if (this.#error !== undefined) throw this.#error;
    this.#stream.end();
    await once(this.#stream, 'finish');
  }

  async #until(event: string): Promise<void> {
    const signal = AbortSignal.timeout(STALL);
    try {
      await once(this.#stream, event, { signal });
    } catch (error) {
      if (!signal.aborted) throw error;
      throw new TargetFailure('TARGET_STALLED', 'the server accepted no more rows for five minutes');
    }
  }
}

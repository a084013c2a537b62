import { fstatSync } from 'node:fs';
import { isatty } from 'node:tty';
import type { Output } from './output.ts';
import { writeAll } from './write-all.ts';

type StreamOfProcess = NodeJS.WriteStream & { readonly fd: number };

/** A stream of the process, such as stdout, as an output. What has gone into it cannot be taken back. */
export class OutputStream implements Output {
  readonly descriptor?: number;
  readonly #stream: StreamOfProcess;

  constructor(stream: StreamOfProcess) {
    this.#stream = stream;
    const { fd } = stream;
    // Files and devices take bytes at once; of pipes, sockets and terminals the event loop tells when they can.
    const kind = fstatSync(fd);
    if ((kind.isFile() || kind.isCharacterDevice()) && !isatty(fd)) this.descriptor = fd;
  }

  async write(bytes: Uint8Array): Promise<void> {
    if (this.descriptor !== undefined) {
      writeAll(this.descriptor, bytes);
      return;
    }
    const { promise, resolve, reject } = Promise.withResolvers<void>();
    this.#stream.write(bytes, (error) => (error === null || error === undefined ? resolve() : reject(error)));
    await promise;
  }

  finish(): void {
    // The stream belongs to the process and stays open.
  }

  abandon(): void {
    // Whoever reads sees that the rows end early by the exit code.
  }
}

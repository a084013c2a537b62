import { crc32 } from 'node:zlib';
import type { Output } from './output.ts';

/** An output that knows the CRC-32 of what went into it. */
export class SummedOutput implements Output {
  readonly #output: Output;
  /** CRC-32 (ISO 3309), unsigned. */
  crc32 = 0;

  /** @param output that only has to implement `write`. */
  constructor(output: Output) {
    this.#output = output;
  }

  write(bytes: Uint8Array): void | Promise<void> {
    this.crc32 = crc32(bytes, this.crc32);
    return this.#output.write(bytes);
  }

  finish(): void | Promise<void> {
    return this.#output.finish();
  }

  abandon(): void | Promise<void> {
    return this.#output.abandon();
  }
}

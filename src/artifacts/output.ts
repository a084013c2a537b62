/** Where encoded bytes go, in order. */
export interface Output {
  /** Where it takes bytes at once, for threads that write them one after the other; absent: `write` alone takes them. */
  readonly descriptor?: number;
  /** Takes the bytes before it returns: the caller may use the array again. */
  write(bytes: Uint8Array): void | Promise<void>;
  /** All bytes are written. */
  finish(): void | Promise<void>;
  /** Gives up: nothing half-written stays behind. Harmless after `finish`. */
  abandon(): void | Promise<void>;
}

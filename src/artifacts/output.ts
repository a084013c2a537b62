/** Where encoded bytes go, in order. */
export interface Output {
  /** Takes the bytes before it answers: the caller may use the array again. */
  write(bytes: Uint8Array): void | Promise<void>;
  /** All bytes are written. */
  finish(): void | Promise<void>;
  /** Gives up: nothing half-written stays behind. Harmless after `finish`. */
  abandon(): void;
}

import type { Sink } from '../sink.ts';

const QUOTE = 34;

/** Puts quotes around what the sink holds from `start` on. */
export function enclose(sink: Sink, start: number): void {
  sink.reserve(2);
  sink.bytes.copyWithin(start + 1, start, sink.length);
  sink.bytes[start] = QUOTE;
  sink.bytes[sink.length + 1] = QUOTE;
  sink.length += 2;
}

import type { Sink } from '../sink.ts';

const QUOTE = 34;

/** Puts quotes, or whatever byte is given, around what the sink holds from `start` on. */
export function enclose(sink: Sink, start: number, quote = QUOTE): void {
  sink.reserve(2);
  sink.bytes.copyWithin(start + 1, start, sink.length);
  sink.bytes[start] = quote;
  sink.bytes[sink.length + 1] = quote;
  sink.length += 2;
}

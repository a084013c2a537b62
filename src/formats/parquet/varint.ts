import type { Sink } from '../sink.ts';

/** Appends a whole number, 0 <= value < 2^54, in groups of seven bits, least first (unsigned LEB128). */
export function putVarint(sink: Sink, value: number): void {
  sink.reserve(8);
  let rest = value;
  for (; rest >= 128; rest = Math.floor(rest / 128)) sink.bytes[sink.length++] = (rest % 128) | 128;
  sink.bytes[sink.length++] = rest;
}

/** Reads a number that `putVarint` wrote at `start`, and returns it with the position after it. */
export function readVarint(bytes: Uint8Array, start: number): [value: number, end: number] {
  let value = 0;
  let at = start;
  for (let unit = 1; ; unit *= 128) {
    const byte = bytes[at++];
    value += (byte & 127) * unit;
    if (byte < 128) return [value, at];
  }
}

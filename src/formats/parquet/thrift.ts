import type { Sink } from '../sink.ts';
import { putVarint } from './varint.ts';

/** Types of Thrift's compact protocol, as far as Parquet's metadata needs them. */
const TRUE = 1;
const FALSE = 2;
const BYTE = 3;
const I32 = 5;
const I64 = 6;
const BINARY = 8;
const LIST = 9;
const STRUCT = 12;
const STOP = 0;

const encoder = new TextEncoder();

/**
 * Appends structs in Thrift's compact protocol
 * (https://github.com/apache/thrift/blob/master/doc/specs/thrift-compact-protocol.md). Fields are written by their ids, which
 * must ascend by at most 15; numbers are never negative and below 2^53.
 */
export class ThriftWriter {
  readonly #sink: Sink;
  #last = 0;

  constructor(sink: Sink) {
    this.#sink = sink;
  }

  bool(id: number, value: boolean): void {
    this.#field(id, value ? TRUE : FALSE);
  }

  byte(id: number, value: number): void {
    this.#field(id, BYTE);
    this.#put(value);
  }

  i32(id: number, value: number): void {
    this.#field(id, I32);
    putVarint(this.#sink, value * 2);
  }

  i64(id: number, value: number): void {
    this.#field(id, I64);
    putVarint(this.#sink, value * 2);
  }

  binary(id: number, value: Uint8Array | string): void {
    this.#field(id, BINARY);
    this.#bytes(value);
  }

  struct(id: number, write: () => void): void {
    this.#field(id, STRUCT);
    this.message(write);
  }

  i32s(id: number, values: readonly number[]): void {
    this.#list(id, I32, values.length);
    for (const value of values) putVarint(this.#sink, value * 2);
  }

  strings(id: number, values: readonly string[]): void {
    this.#list(id, BINARY, values.length);
    for (const value of values) this.#bytes(value);
  }

  structs<T>(id: number, values: readonly T[], write: (value: T) => void): void {
    this.#list(id, STRUCT, values.length);
    for (const value of values) this.message(() => write(value));
  }

  /** A struct that is no field of another. */
  message(write: () => void): void {
    const last = this.#last;
    this.#last = 0;
    write();
    this.#put(STOP);
    this.#last = last;
  }

  #field(id: number, type: number): void {
    this.#put(((id - this.#last) << 4) | type);
    this.#last = id;
  }

  #list(id: number, type: number, length: number): void {
    this.#field(id, LIST);
    this.#put((Math.min(length, 15) << 4) | type);
    if (length >= 15) putVarint(this.#sink, length);
  }

  #bytes(value: Uint8Array | string): void {
    const bytes = typeof value === 'string' ? encoder.encode(value) : value;
    putVarint(this.#sink, bytes.length);
    this.#sink.append(bytes);
  }

  #put(byte: number): void {
    this.#sink.reserve(1);
    this.#sink.bytes[this.#sink.length++] = byte;
  }
}

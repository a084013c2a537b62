import { Message } from 'apache-arrow/ipc/metadata/message';

const CONTINUATION = 0xffff_ffff;
const PREFIX = 8;

/** A message's metadata with its length before it, filled up to a multiple of 8 bytes; the body comes after it. */
export function encapsulated(message: Message): Uint8Array {
  const metadata = Message.encode(message);
  const size = Math.ceil(metadata.length / 8) * 8;
  const bytes = new Uint8Array(PREFIX + size);
  const view = new DataView(bytes.buffer);
  view.setUint32(0, CONTINUATION, true);
  view.setUint32(4, size, true);
  bytes.set(metadata, PREFIX);
  return bytes;
}

/** A message without metadata. */
export const END_OF_STREAM = Uint8Array.of(255, 255, 255, 255, 0, 0, 0, 0);

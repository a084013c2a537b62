import { writeSync } from 'node:fs';

/** Writes all of the bytes where the file is; a single call may take a part of them only. Throws the system's error. */
export function writeAll(descriptor: number, bytes: Uint8Array): void {
  for (let done = 0; done < bytes.length;) done += writeSync(descriptor, bytes, done);
}

import { closeSync, openSync, readSync } from 'node:fs';
import { MAX_DOCUMENT_BYTES } from '../model/index.ts';
import { Failure } from './failure.ts';
import { systemFailure } from './system-failure.ts';

/**
 * The text of a model. Never reads more than a model may have, whatever the path leads to. A file that is missing,
 * unreadable, too large or not UTF-8 is a failure with exit code 2.
 */
export function readModelFile(path: string): string {
  let content: Uint8Array;
  try {
    content = readStart(path, MAX_DOCUMENT_BYTES + 1);
  } catch (error) {
    throw systemFailure(error, 2, `cannot read the model ${path}`);
  }
  if (content.length > MAX_DOCUMENT_BYTES) {
    throw new Failure(2, `cannot read the model ${path}: it is larger than ${MAX_DOCUMENT_BYTES / 1024} KiB`);
  }
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(content);
  } catch (error) {
    throw new Failure(2, `cannot read the model ${path}: it is not UTF-8 text`, { cause: error });
  }
}

function readStart(path: string, most: number): Uint8Array {
  const file = openSync(path, 'r');
  try {
    const buffer = new Uint8Array(most);
    let length = 0;
    for (let read = -1; read !== 0 && length < most; length += read)
      read = readSync(file, buffer, length, most - length, null);
    return buffer.subarray(0, length);
  } finally {
    closeSync(file);
  }
}

import { createHash } from 'node:crypto';
import { closeSync, constants, fstatSync, openSync, readSync, realpathSync } from 'node:fs';
import { dirname, join, sep } from 'node:path';
import {
  type FileFault,
  fileFault,
  fileText,
  MAX_FILE_BYTES,
  MAX_FILES_BYTES,
  namedFiles,
  tooLarge,
} from '../../model/index.ts';
import type { FileText } from '../../workers/programs/model-request.ts';
import { STDIN } from './model-file.ts';
import { isSystemError, reasonOf } from '../system-failure.ts';

/** A file that a model names, as it is on the disk. */
export interface FileBytes {
  readonly name: string;
  readonly bytes: Uint8Array<ArrayBuffer>;
  /** SHA-256 in hexadecimal. */
  readonly digest: string;
}

/**
 * The files that a model draws from. Their names are relative to its folder, or to the current one if it comes from standard input.
 * One that cannot be used becomes a problem of the model.
 */
export function readTableFiles(path: string, model: string): readonly (FileText | FileFault)[] {
  return readFileBytes(path, model).map((file) => {
    if (!('bytes' in file)) return file;
    const { name, digest } = file;
    const text = fileText(name, file.bytes);
    return typeof text === 'string' ? { name, digest, text } : text;
  });
}

/** The same as bytes, which nobody has looked into. */
export function readFileBytes(path: string, model: string): readonly (FileBytes | FileFault)[] {
  const folder = path === STDIN ? '.' : dirname(path);
  let left = MAX_FILES_BYTES;
  return namedFiles(model).map((name) => {
    const bytes = bytesBelow(folder, name, left);
    if (!(bytes instanceof Uint8Array)) return bytes;
    left -= bytes.length;
    return { name, bytes, digest: createHash('sha256').update(bytes).digest('hex') };
  });
}

/** Reads a file whose name has no `..`, unless it is outside the folder all the same. @param left bytes that may still be read. */
function bytesBelow(folder: string, name: string, left: number): Uint8Array<ArrayBuffer> | FileFault {
  const fault = (code: FileFault['code'], message: string, hint: string) => fileFault(name, code, message, hint);
  try {
    const real = realpathSync(join(folder, name));
    const root = realpathSync(folder);
    if (!real.startsWith(root.endsWith(sep) ? root : root + sep)) {
      return fault('FILE_NAME', 'it is a link to a file outside the folder of the model', 'copy the file there');
    }
    // Neither follows a link that has come since, nor waits for whoever writes into a pipe.
    const file = openSync(real, constants.O_RDONLY | constants.O_NOFOLLOW | constants.O_NONBLOCK);
    try {
      const before = fstatSync(file);
      if (!before.isFile()) return fault('FILE_INVALID', 'it is not a regular file', 'name a file');
      if (before.size > MAX_FILE_BYTES) return tooLarge(name);
      if (before.size > left) {
        const most = MAX_FILES_BYTES / 1024 / 1024;
        return fault('FILE_TOO_LARGE', `with it, the files of the model have more than ${most} MiB`, 'shorten them');
      }
      // One byte more, to see that the file has grown.
      const bytes = new Uint8Array(before.size + 1);
      let length = 0;
      for (let read = -1; read !== 0 && length < bytes.length; length += read)
        read = readSync(file, bytes, length, bytes.length - length, null);
      const after = fstatSync(file);
      if (length !== before.size || after.mtimeMs !== before.mtimeMs || after.size !== before.size) {
        return fault('FILE_CHANGED', 'it changed while it was read', 'try again when it is complete');
      }
      return bytes.subarray(0, length);
    } finally {
      closeSync(file);
    }
  } catch (error) {
    if (!isSystemError(error)) throw error;
    return fault('FILE_MISSING', reasonOf(error), 'its name is relative to the folder of the model');
  }
}

import { type FileFault, fileFault, MAX_FILE_BYTES } from './model-file.ts';

// oxlint-disable-next-line no-control-regex -- they are what is looked for
const FORBIDDEN = /[\u0000-\u0008\u000b\u000c\u000e-\u001f\u007f\ufffe\uffff]/;

/** The text of a file, without its byte order mark, or why it has none that a model can read. */
export function fileText(name: string, bytes: Uint8Array): string | FileFault {
  if (bytes.length > MAX_FILE_BYTES) return tooLarge(name);
  let text: string;
  try {
    text = new TextDecoder('utf-8', { fatal: true }).decode(bytes);
  } catch {
    return fileFault(name, 'FILE_INVALID', 'it is not UTF-8 text', 'save it as "CSV UTF-8"');
  }
  const forbidden = FORBIDDEN.exec(text);
  if (forbidden === null) return text;
  const line = text.slice(0, forbidden.index).split(/\r\n?|\n/).length;
  return fileFault(name, 'FILE_INVALID', `line ${line} has a control character`, 'remove it');
}

/** A file that need not be read to know that it has too many bytes. */
export function tooLarge(name: string): FileFault {
  const most = MAX_FILE_BYTES / 1024 / 1024;
  return fileFault(name, 'FILE_TOO_LARGE', `it is larger than ${most} MiB`, 'shorten it, or leave out columns');
}

import { closeSync, openSync, readSync, readdirSync } from 'node:fs';
import { basename, dirname, join } from 'node:path';
import { closest, MAX_DOCUMENT_BYTES } from '../../model/index.ts';
import { Failure } from '../failure.ts';
import { isSystemError, systemFailure } from '../system-failure.ts';

/** What represents standard input where a file is named. */
export const STDIN = '-';

/** Bytes of a schema; dumps with their rows are larger, and need none of them. */
export const MAX_SCHEMA_BYTES = 64 * 1024 * 1024;

/** A model's file as messages name it. */
export function shownPath(path: string): string {
  return path === STDIN ? 'stdin' : path;
}

/**
 * The text of a model; `-` is standard input. Never reads more than a model may have, whatever the path refers to. A file that is
 * missing, unreadable, too large or not UTF-8 is a failure with exit code 2.
 */
export async function readModelFile(path: string): Promise<string> {
  return await readTextFile(path, 'model');
}

type FileKind = 'model' | 'overrides' | 'schema';

/** A text file. @param kind what it is, for messages. @param most bytes that it may have. */
export async function readTextFile(path: string, kind: FileKind, most: number = MAX_DOCUMENT_BYTES): Promise<string> {
  const content = await readBytes(path, kind, most);
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(content);
  } catch (error) {
    throw new Failure(2, `${cannotRead(path, kind)}: it is not UTF-8 text`, { cause: error });
  }
}

/** A file of any content. @param kind what it is, for messages. @param most bytes that it may have. */
export async function readBytes(path: string, kind: FileKind, most: number): Promise<Uint8Array> {
  const what = cannotRead(path, kind);
  let content: Uint8Array;
  try {
    content = path === STDIN ? await startOfStdin(most + 1) : startOfFile(path, most + 1);
  } catch (error) {
    if (isSystemError(error) && error.code === 'ENOENT') throw missing(path, what, error);
    throw systemFailure(error, 2, what);
  }
  if (content.length > most) throw new Failure(2, `${what}: it is larger than ${most / 1024} KiB`);
  return content;
}

const cannotRead = (path: string, kind: FileKind): string => `cannot read the ${kind} ${shownPath(path)}`;

function startOfFile(path: string, most: number): Uint8Array {
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

async function startOfStdin(most: number): Promise<Uint8Array> {
  const chunks: Uint8Array[] = [];
  let length = 0;
  for await (const chunk of process.stdin) {
    chunks.push(chunk);
    length += chunk.length;
    if (length >= most) break;
  }
  return Buffer.concat(chunks);
}

/** A missing model, with the closest name of a model that is there. */
function missing(path: string, what: string, cause: Error): Failure {
  const models = new Map(modelsIn(dirname(path)).map((name) => [stem(name), name]));
  const near = models.get(closest(stem(basename(path)), models.keys()) ?? '');
  const hint = near === undefined ? '' : `: did you mean ${join(dirname(path), near)}?`;
  return new Failure(2, `${what}: there is no such file${hint}`, { cause });
}

const MODEL = /\.ya?ml$/;

const stem = (name: string): string => name.replace(MODEL, '');

function modelsIn(folder: string): readonly string[] {
  try {
    return readdirSync(folder).filter((name) => MODEL.test(name));
  } catch (error) {
    if (isSystemError(error)) return [];
    throw error;
  }
}

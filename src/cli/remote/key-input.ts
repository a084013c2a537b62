import { readFileSync } from 'node:fs';
import { text } from 'node:stream/consumers';
import { Failure } from '../failure.ts';
import { systemFailure } from '../system-failure.ts';
import { remoteEnvironment } from './environment.ts';

/**
 * The key of a gateway, never from the command line, which other users can read: from a file, from ROWMILL_KEY, from a terminal
 * without showing it, or from standard input.
 * @param path of the file; `-` is standard input.
 */
export async function readKey(path: string | undefined): Promise<string> {
  const key = (await keyFrom(path)).trim();
  if (key === '') {
    throw new Failure(2, 'no key was given: pipe it in, name a file with --key-file, or set ROWMILL_KEY');
  }
  return key;
}

async function keyFrom(path: string | undefined): Promise<string> {
  if (path === '-') return await text(process.stdin);
  if (path !== undefined) {
    try {
      return readFileSync(path, 'utf8');
    } catch (error) {
      // The name is not repeated: it may be the key itself, by mistake.
      throw systemFailure(error, 2, 'cannot read the file of --key-file');
    }
  }
  const { key } = remoteEnvironment();
  if (key !== undefined) return key;
  return process.stdin.isTTY ? await askSecret('API key: ', process.stdin, process.stderr) : await text(process.stdin);
}

/** What is needed of a terminal. */
interface Terminal extends NodeJS.ReadableStream {
  setRawMode(isRaw: boolean): unknown;
}

/** Asks on a terminal for a line that is not shown. Ctrl-C ends the process with 130, as it does elsewhere. */
export async function askSecret(question: string, input: Terminal, output: NodeJS.WritableStream): Promise<string> {
  output.write(question);
  input.setRawMode(true);
  const { promise, resolve } = Promise.withResolvers<string>();
  let line = '';
  const read = (chunk: Buffer): void => {
    for (const character of chunk.toString('utf8')) {
      if (character === '\r' || character === '\n' || character === '\u0004') {
        resolve(line);
        return;
      }
      if (character === '\u0003') {
        input.setRawMode(false);
        output.write('\n');
        process.exit(130);
      }
      line = character === '\u007f' || character === '\b' ? line.slice(0, -1) : line + character;
    }
  };
  input.on('data', read);
  input.resume();
  try {
    return await promise;
  } finally {
    input.off('data', read);
    input.pause();
    input.setRawMode(false);
    output.write('\n');
  }
}

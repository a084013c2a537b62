import { chmodSync, mkdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { Failure } from '../failure.ts';
import { isSystemError, systemFailure } from '../system-failure.ts';
import { remoteEnvironment } from './environment.ts';

/** The gateways that this user has logged in to. */
export interface StoredKeys {
  /** The address that is used where none is named; null where there is none. */
  readonly default: string | null;
  /** Keys by the address of their gateway. */
  readonly keys: Readonly<Record<string, string>>;
}

const folder = (): string => join(remoteEnvironment().configFolder, 'rowmill');
const file = (): string => join(folder(), 'gateways.json');

/** What is stored; nothing where nobody has logged in. */
export function readStoredKeys(): StoredKeys {
  const path = file();
  let text: string;
  try {
    text = readFileSync(path, 'utf8');
  } catch (error) {
    if (isSystemError(error) && error.code === 'ENOENT') return { default: null, keys: {} };
    throw systemFailure(error, 2, `cannot read ${path}`);
  }
  const stored = parsed(text);
  // What is wrong with it is not shown: it holds keys.
  if (stored === null) throw new Failure(2, `${path} is damaged: remove it, and run \`rowmill login\` again`);
  return stored;
}

/** Stores it for this user alone. The file is replaced as a whole: a reader sees the old keys or the new ones. */
export function writeStoredKeys(stored: StoredKeys): void {
  const path = file();
  const temporary = `${path}.${process.pid}`;
  try {
    mkdirSync(folder(), { recursive: true, mode: 0o700 });
    // Somebody may have created it for all to read.
    chmodSync(folder(), 0o700);
    rmSync(temporary, { force: true });
    writeFileSync(temporary, `${JSON.stringify(stored, null, 2)}\n`, { mode: 0o600, flag: 'wx' });
    renameSync(temporary, path);
  } catch (error) {
    throw systemFailure(error, 1, `cannot write ${path}`);
  }
}

function parsed(text: string): StoredKeys | null {
  let value: { default?: unknown; keys?: unknown } | null;
  try {
    value = JSON.parse(text);
  } catch (error) {
    if (error instanceof SyntaxError) return null;
    throw error;
  }
  if (typeof value?.keys !== 'object' || value.keys === null) return null;
  const keys: Record<string, string> = {};
  for (const [url, key] of Object.entries(value.keys)) {
    if (typeof key !== 'string') return null;
    keys[url] = key;
  }
  return { default: typeof value.default === 'string' ? value.default : null, keys };
}

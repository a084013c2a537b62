import { randomBytes } from 'node:crypto';
import {
  closeSync,
  existsSync,
  fsyncSync,
  lstatSync,
  mkdirSync,
  openSync,
  readdirSync,
  readFileSync,
  renameSync,
  statSync,
  writeSync,
} from 'node:fs';
import { join } from 'node:path';
import { v7 as newId, validate as isUuid } from 'uuid';
import { lockFolder } from './entities/database/folder-lock.ts';
import { Unusable } from './entities/database/unusable.ts';
import { KEY_BYTES } from './targets/index.ts';

/** What a gateway keeps on its own disk. */
export interface DataFolder {
  /** Absolute path. */
  readonly path: string;
  /** UUID of this node, the same after every restart. */
  readonly node: string;
  /** What addresses of downloads are signed with. */
  readonly secret: string;
  /** What passwords are sealed with where the operator gives no key: 32 bytes, made when they are first asked for. */
  secretKey(): Uint8Array;
  /** Absolute path of the folder for artifacts. */
  readonly artifacts: string;
  /** UUID of the installation that the folder belongs to; null before it has joined one. */
  installation(): string | null;
  /** Makes the folder one of an installation, for good. */
  join(installation: string): void;
  /** IDs of the tasks that have artifacts or parts here. */
  tasks(): string[];
  /** Lets another process have the folder. */
  release(): void;
}

/** Bytes that are read of a file of one line. */
const MAX_SMALL_BYTES = 1024;

/** A file of one line. */
interface SmallFile {
  readonly name: string;
  /** For messages. */
  readonly expected: string;
  readonly isValid: (text: string) => boolean;
  /** What it costs to delete the file, as a warning. */
  readonly loss: string;
}

const NODE: SmallFile = {
  name: 'node',
  expected: 'a UUID',
  isValid: isUuid,
  loss: 'tasks that were running then go on half a minute late',
};
/** Characters of 32 bytes in base64url, without padding. */
const SECRET: SmallFile = {
  name: 'secret',
  expected: '43 characters of base64url',
  isValid: (text) => /^[\w-]{43}$/.test(text),
  loss: 'download addresses that were given out then stop working',
};
const SECRET_KEY: SmallFile = {
  name: 'secret-key',
  expected: `${KEY_BYTES} bytes in base64`,
  isValid: (text) => /^[A-Za-z\d+/]{43}=$/.test(text),
  loss: 'the passwords of all connections are then lost and have to be entered again',
};
const INSTALLATION: SmallFile = {
  name: 'installation',
  expected: 'a UUID',
  isValid: isUuid,
  loss: 'the folder then joins whatever database it is started with, provided that it knows the artifacts',
};

/**
 * Takes a folder for this process alone, and makes what is missing in it; nobody else on the machine may read it.
 * Throws FolderTaken where another process has it, Unusable where a file in it is damaged, or the system's error.
 */
export function openDataFolder(path: string): DataFolder {
  mkdirSync(path, { recursive: true, mode: 0o700 });
  const lock = lockFolder(path);
  const artifacts = join(path, 'artifacts');
  try {
    return {
      path,
      node: kept(path, NODE, () => newId()),
      secret: kept(path, SECRET, () => randomBytes(32).toString('base64url')),
      secretKey: () =>
        Buffer.from(
          kept(path, SECRET_KEY, () => randomBytes(KEY_BYTES).toString('base64')),
          'base64',
        ),
      artifacts,
      installation: () => readSmall(path, INSTALLATION),
      join: (installation) => writeSmall(path, INSTALLATION, installation),
      tasks: () => (existsSync(artifacts) ? readdirSync(artifacts).filter((name) => isUuid(name)) : []),
      release: () => lock.release(),
    };
  } catch (error) {
    lock.release();
    throw error;
  }
}

/** The text of a small file, which is made when it is missing. */
function kept(folder: string, file: SmallFile, make: () => string): string {
  const found = readSmall(folder, file);
  if (found !== null) return found;
  const made = make();
  writeSmall(folder, file, made);
  return made;
}

/** Null where there is none. Throws Unusable where it is not what was once written: what it held is never made up for. */
function readSmall(folder: string, { name, expected, isValid, loss }: SmallFile): string | null {
  const path = join(folder, name);
  // A link to nothing may lead to a disk that is not there yet: the file is not missing.
  if (lstatSync(path, { throwIfNoEntry: false }) === undefined) return null;
  const found = statSync(path, { throwIfNoEntry: false });
  const isFile = found?.isFile() === true;
  const text = isFile && found.size <= MAX_SMALL_BYTES ? readFileSync(path, 'utf8').trimEnd() : null;
  if (text !== null && isValid(text)) return text;
  const state = isFile ? (text === '' ? 'is empty' : 'is damaged') : 'is not a file';
  throw new Unusable(
    `the file ${path} ${state}: it should hold ${expected}; restore it from a backup, or delete it if there is none (${loss})`,
  );
}

/** Half a file must not be found after a crash, and none at all after a power cut. */
function writeSmall(folder: string, { name }: SmallFile, text: string): void {
  const path = join(folder, name);
  const file = openSync(`${path}.new`, 'w', 0o600);
  try {
    writeSync(file, text);
    fsyncSync(file);
  } finally {
    closeSync(file);
  }
  renameSync(`${path}.new`, path);
  const parent = openSync(folder, 'r');
  try {
    fsyncSync(parent);
  } finally {
    closeSync(parent);
  }
}

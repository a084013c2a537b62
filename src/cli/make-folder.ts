import { mkdirSync } from 'node:fs';
import { removeAbandoned } from '../artifacts/aside.ts';
import { systemFailure } from './system-failure.ts';

/** Makes the folder where it is missing, and clears away what killed runs left in it. */
export function makeFolder(folder: string): void {
  try {
    mkdirSync(folder, { recursive: true });
    removeAbandoned(folder);
  } catch (error) {
    throw systemFailure(error, 1, `cannot create the folder ${folder}`);
  }
}

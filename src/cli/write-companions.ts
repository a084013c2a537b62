import { join } from 'node:path';
import { OutputFile } from '../artifacts/output-file.ts';
import type { Companion } from '../formats/index.ts';
import { systemFailure } from './system-failure.ts';

/** Writes the files that stand beside those of the entities, to be called when these are complete. */
export function writeCompanions(folder: string, companions: readonly Companion[]): void {
  for (const { file, bytes } of companions) {
    const path = join(folder, file);
    let output: OutputFile | undefined;
    try {
      output = new OutputFile(path);
      output.write(bytes);
      output.finish();
    } catch (error) {
      throw systemFailure(error, 1, `cannot write ${path}`);
    } finally {
      output?.abandon();
    }
  }
}

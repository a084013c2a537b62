import type { Output } from '../../artifacts/output.ts';
import type { Companion } from '../../formats/index.ts';
import type { Folder } from '../folders/folder.ts';
import { systemFailure } from '../system-failure.ts';

/** Writes the files that stand beside those of the entities, to be called when these are complete. */
export async function writeCompanions(folder: Folder, companions: readonly Companion[]): Promise<void> {
  for (const { file, bytes } of companions) await writeFile(folder, file, bytes);
}

export async function writeFile(folder: Folder, name: string, bytes: Uint8Array): Promise<void> {
  let output: Output | undefined;
  try {
    output = folder.open(name, bytes.length);
    await output.write(bytes);
    await output.finish();
  } catch (error) {
    throw systemFailure(error, 1, `cannot write ${folder.shown(name)}`);
  } finally {
    await output?.abandon();
  }
}

import { v7 as newId } from 'uuid';
import { crc32Combine } from '../artifacts/crc32-combine.ts';
import type { PlannedFile } from '../entities/task.ts';
import type { StoredPart } from './stored-parts.ts';
import type { NewArtifact } from './write-end.ts';

/** A file whose parts are all stored. @param parts in order. @param whole whether it is a single object. */
export function newArtifact(
  { name, entity, rows }: PlannedFile,
  position: number,
  parts: readonly StoredPart[],
  contentType: string,
  whole = false,
): NewArtifact {
  const bytes = parts.reduce((sum, part) => sum + part.bytes, 0);
  const crc = parts.reduce((sum, part) => crc32Combine(sum, part.crc32, part.bytes), 0);
  const crc32 = crc.toString(16).padStart(8, '0');
  return { id: newId(), position, entity, file: name, contentType, rows, bytes, crc32, whole };
}

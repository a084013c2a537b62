import type { EntityManager } from '@mikro-orm/sql';
import { statement } from '../entities/queries/statement.ts';
import type { PlannedFile } from '../entities/task.ts';
import type { SpanFacts } from './traces.ts';

/** A part of a plan: positions of its file and of itself within the file, both from 0. */
export interface PlannedPart {
  readonly file: number;
  readonly number: number;
}

/** A part that is in the store. */
export interface StoredPart extends PlannedPart {
  readonly bytes: number;
  /** CRC-32, unsigned. */
  readonly crc32: number;
}

/** What a trace says of a part. */
export const factsOf = ({ file, number }: PlannedPart): SpanFacts => ({ 'rowmill.file': file, 'rowmill.part': number });

/** Where the store keeps a part. */
export const partKey = (task: string, { file, number }: PlannedPart): string => `${task}/${file}-${number}`;

/** Where the store keeps a file that is a single object. */
export const wholeKey = (task: string, file: number): string => `${task}/whole-${file}`;

/** Rows of a part, the last of which may have fewer. */
export function rowsOf(files: readonly PlannedFile[], { file, number }: PlannedPart): number {
  const { rows, partRows } = files[file];
  return Math.max(0, Math.min(partRows, rows - number * partRows));
}

/** Whether a part tells of the others of its file, which must be there before it is made. */
export function closesFile(files: readonly PlannedFile[], part: PlannedPart): boolean {
  return part.number > 0 && rowsOf(files, part) === 0;
}

/** Whether a plan has the part: a damaged row may speak of others. */
export function isPlanned(files: readonly PlannedFile[], { file, number }: PlannedPart): boolean {
  return file >= 0 && file < files.length && number >= 0 && number < files[file].parts;
}

/** Every part of a plan, in order. */
export function* partsOf(files: readonly PlannedFile[]): Generator<PlannedPart, void, undefined> {
  for (const [file, { parts }] of files.entries()) {
    for (let number = 0; number < parts; number++) yield { file, number };
  }
}

export interface KnownPart extends StoredPart {
  readonly stored: boolean;
  readonly crashes: number;
}

/** What the database knows of a task's parts, in order. */
export async function knownParts(
  em: EntityManager,
  task: string,
  file: number | null = null,
): Promise<readonly KnownPart[]> {
  return await statement<KnownPart>(
    em,
    `select file, number, stored, bytes, crc32, crashes from task_part
     where task_id = $1 and ($2::int is null or file = $2) order by file, number`,
    [task, file],
  );
}

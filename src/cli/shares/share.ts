import type { CompiledEntity } from '../../engine/compile/program.ts';
import { type FileRows, partRows } from '../../engine/plan.ts';
import { Failure } from '../failure.ts';
import { arrayIndex } from './array-index.ts';

/** Which of several processes this is, each of which generates a share of the rows. */
export interface Share {
  /** From 1. */
  readonly number: number;
  readonly of: number;
}

/** Processes that may share the work. */
export const MAX_SHARES = 1_000_000;

/** Reads `k/n`, or `auto/n`: a scheduler that runs arrays says which one it is. Anything else is a failure with exit code 2. */
export function readShare(text: string): Share {
  const [, which, count] = /^(\d{1,7}|auto)\/(\d{1,7})$/.exec(text) ?? [];
  const of = Number(count);
  if (which === undefined || of < 1 || of > MAX_SHARES) {
    throw new Failure(2, `--part takes k/n with n from 1 to ${MAX_SHARES}, such as 3/10, or auto/10 in an array job`);
  }
  const number = which === 'auto' ? arrayIndex() : Number(which);
  if (number < 1 || number > of) {
    const where = which === 'auto' ? 'the array job is larger than --part says' : 'parts are counted from 1';
    throw new Failure(2, `there is no part ${number} of ${of}: ${where}`);
  }
  return { number, of };
}

/**
 * The rows of each entity in a share. All shares together have every row once; each has as many parts as the others, give or take one,
 * which are of about the same size. An entity without rows is a part, so that somebody writes its file.
 * @param partBatches those of the format.
 * @param isComplete whether each share is a file of its own.
 */
export function rowsOfShare(
  entities: readonly CompiledEntity[],
  { number, of }: Share,
  partBatches: number | undefined,
  isComplete: boolean,
): readonly FileRows[] {
  const sized = entities.map((entity) => {
    const step = partRows(entity, partBatches);
    return { entity, step, parts: Math.max(1, Math.ceil(entity.rows / step)) };
  });
  const all = sized.reduce((sum, { parts }) => sum + parts, 0);
  const [from, to] = [number - 1, number].map((at) => Number((BigInt(at) * BigInt(all)) / BigInt(of)));
  let before = 0;
  return sized.flatMap(({ entity, step, parts }): FileRows[] => {
    const [first, end] = [from, to].map((at) => Math.min(parts, Math.max(0, at - before)));
    before += parts;
    if (first === end) return [];
    const start = first * step;
    return [{ entity, first: start, rows: Math.min(entity.rows, end * step) - start, isComplete }];
  });
}

import { createTwoFilesPatch, FILE_HEADERS_ONLY } from 'diff';

/** Lines that are added and removed. The work grows with the square of this number. */
export const MAX_CHANGES = 1000;

/** A model as a side of a difference. */
export interface DiffedModel {
  /** Number of the revision. */
  readonly number: number;
  readonly text: string;
}

/**
 * The difference of two models as a unified diff with three lines of context; null where more than MAX_CHANGES lines were added and
 * removed. Lets others have the thread between its steps.
 */
export async function diffModels(before: DiffedModel, after: DiffedModel): Promise<string | null> {
  const [from, to] = [before, after].map(({ number }) => `revision ${number}`);
  return await new Promise((resolve) => {
    createTwoFilesPatch(from, to, before.text, after.text, undefined, undefined, {
      context: 3,
      maxEditLength: MAX_CHANGES,
      headerOptions: FILE_HEADERS_ONLY,
      callback: (patch) => resolve(patch ?? null),
    });
  });
}

import type { GraphQLError } from 'graphql';
import { validate } from 'uuid';
import type { Position } from '../entities/queries/listing.ts';
import { codedError } from './coded-error.ts';
import { momentOf } from './moment.ts';

const MAX_LENGTH = 100;
/** The last millisecond whose year has four digits, as the database reads it. */
const MAX_TIME = Date.UTC(10_000, 0, 1) - 1;
/** Milliseconds since 1970, and an id. */
const FORM = /^(\d{1,15}),([\da-f-]{36})$/;

export function writeCursor({ createdAt, id }: Position): string {
  const time = momentOf(createdAt)?.getTime() ?? 0;
  return Buffer.from(`${Math.min(MAX_TIME, Math.max(0, time))},${id}`).toString('base64');
}

/** Throws an INVALID_INPUT error for what `writeCursor` did not make. */
export function readCursor(text: string): Position {
  const [, time, id] = (text.length <= MAX_LENGTH ? FORM.exec(Buffer.from(text, 'base64').toString()) : null) ?? [];
  if (id === undefined || !validate(id) || Number(time) > MAX_TIME) throw notACursor();
  return { createdAt: new Date(Number(time)), id };
}

/** The error for a cursor that nobody was given. */
export function notACursor(): GraphQLError {
  return codedError(
    'INVALID_INPUT',
    'the cursor does not belong to this list: take one from an edge or from `pageInfo`',
  );
}

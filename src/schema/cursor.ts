import type { GraphQLError } from 'graphql';
import { validate } from 'uuid';
import type { Position } from '../entities/listing.ts';
import { codedError } from './coded-error.ts';

const LONGEST = 100;
/** Milliseconds since 1970, up to the year 2286, and an id. */
const FORM = /^(\d{1,13}),([\da-f-]{36})$/;

export function writeCursor({ createdAt, id }: Position): string {
  return Buffer.from(`${createdAt.getTime()},${id}`).toString('base64');
}

/** Throws an INVALID_INPUT error for what `writeCursor` did not make. */
export function readCursor(text: string): Position {
  const [, time, id] = (text.length <= LONGEST ? FORM.exec(Buffer.from(text, 'base64').toString()) : null) ?? [];
  if (id === undefined || !validate(id)) throw notACursor();
  return { createdAt: new Date(Number(time)), id };
}

/** The error for a cursor that nobody was given. */
export function notACursor(): GraphQLError {
  return codedError(
    'INVALID_INPUT',
    'the cursor does not belong to this list: take one from an edge or from `pageInfo`',
  );
}

import { validate } from 'uuid';
import { codedError } from './coded-error.ts';

/** Where a row stands in every list: by creation, and by id among those of one moment. */
export interface Position {
  readonly createdAt: Date;
  readonly id: string;
}

const LONGEST = 100;
const FORM = /^(\d{1,15}),([\da-f-]{36})$/;

export function writeCursor({ createdAt, id }: Position): string {
  return Buffer.from(`${createdAt.getTime()},${id}`).toString('base64');
}

/** Throws an INVALID_INPUT error for what `writeCursor` did not make. */
export function readCursor(text: string): Position {
  const [, time, id] = (text.length <= LONGEST ? FORM.exec(Buffer.from(text, 'base64').toString()) : null) ?? [];
  const createdAt = new Date(Number(time));
  if (id === undefined || !validate(id) || Number.isNaN(createdAt.getTime())) {
    throw codedError('INVALID_INPUT', 'a cursor is not one of this API: take it from an edge or from pageInfo');
  }
  return { createdAt, id };
}

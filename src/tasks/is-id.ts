import { validate } from 'uuid';

/** Whether a text can be a row id: the database refuses to compare others. */
export const isId = (text: string): boolean => validate(text);

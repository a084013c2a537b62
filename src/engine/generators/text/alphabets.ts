/** The characters of a text, each a piece to choose from. */
export const alphabet = (characters: string): readonly string[] => Array.from(characters);

export const DIGITS = alphabet('0123456789');
export const NONZERO = alphabet('123456789');
export const LOWER = alphabet('abcdefghijklmnopqrstuvwxyz');
export const UPPER = alphabet('ABCDEFGHIJKLMNOPQRSTUVWXYZ');
export const HEX = alphabet('0123456789abcdef');
export const LOWER_ALPHANUMERIC = [...LOWER, ...DIGITS];
export const UPPER_ALPHANUMERIC = [...UPPER, ...DIGITS];
export const ALPHANUMERIC = [...UPPER, ...LOWER, ...DIGITS];

/** A list `count` times over: that many characters of an alphabet. */
export function times<T>(count: number, piece: T): T[] {
  return Array.from({ length: count }, () => piece);
}

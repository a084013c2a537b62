const UNITS: Readonly<Record<string, number>> = { B: 1, kB: 1e3, MB: 1e6, GB: 1e9, TB: 1e12, PB: 1e15 };

/** The forms of a size, for messages. */
export const SIZE_FORM = 'a size such as 500MB or 1.5TB (B kB MB GB TB PB)';

/** A size in whole bytes (`500MB`), in decimal units, or null where the text is none, or it is 0 or passes 2^53. */
export function readSize(text: string): number | null {
  const match = /^(\d{1,15}(?:\.\d{1,15})?)\s?([kMGTP]?B)$/.exec(text);
  if (match === null) return null;
  const value = Math.round(Number(match[1]) * UNITS[match[2]]);
  return Number.isSafeInteger(value) && value > 0 ? value : null;
}

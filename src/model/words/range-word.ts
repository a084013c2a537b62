const NUMBER = String.raw`-?\d[\d_]*(?:\.\d+)?`;
const DATE = String.raw`\d{4}-\d\d-\d\d`;
const TIME = String.raw`\d\d:\d\d(?::\d\d(?:\.\d{1,3})?)?`;
const BOUND = `(${DATE}T${TIME}Z?|${DATE}|${TIME}|${NUMBER})`;
const RANGE = new RegExp(`^${BOUND}(?:\\.\\.|-)${BOUND}$`);

/** The two bounds of a range as written (`18-65`, `-10..10`, `2024-01-01..2025-12-31`), or null where it is none. */
export function splitRange(word: string): { readonly min: string; readonly max: string } | null {
  const match = RANGE.exec(word);
  return match === null ? null : { min: match[1], max: match[2] };
}

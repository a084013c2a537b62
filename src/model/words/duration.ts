const MILLISECONDS: Readonly<Record<string, number>> = {
  ms: 1,
  s: 1000,
  m: 60_000,
  h: 3_600_000,
  d: 86_400_000,
  w: 604_800_000,
};

/** The forms of a duration, for messages. */
export const DURATION_FORM = 'a duration such as 90d, 12h or 1.5h (ms s m h d w)';

/** A duration in whole milliseconds (`90d`, `1.5h`), or null where the text is none or it passes 2^53. */
export function readDuration(text: string): number | null {
  const match = /^(\d+(?:\.\d+)?)\s*(ms|[smhdw])$/.exec(text.trim());
  if (match === null) return null;
  const value = Math.round(Number(match[1]) * MILLISECONDS[match[2]]);
  return Number.isSafeInteger(value) ? value : null;
}

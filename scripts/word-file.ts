import { buildWords } from './words.ts';

/** The bytes of `src/engine/data/words.en.json` as text: compact, keys sorted, a line break at the end. */
export function wordFile(): string {
  const sorted = (_key: string, value: unknown): unknown =>
    value === null || typeof value !== 'object' || Array.isArray(value)
      ? value
      : Object.fromEntries(Object.entries(value).sort(([a], [b]) => (a < b ? -1 : 1)));
  return `${JSON.stringify(buildWords(), sorted)}\n`;
}

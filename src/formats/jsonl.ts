import type { PartFormat } from './format.ts';
import { jsonRow } from './text/json-value.ts';
import { rowEncoder } from './text/layout.ts';

const NOTHING = new Uint8Array(0);

/** A JSON object a line (jsonlines.org). Integers and decimals are exact number literals, also past 2^53. */
export const jsonl = {
  name: 'jsonl',
  summary: 'JSON Lines: one JSON object per line.',
  extension: 'jsonl',
  mediaType: 'application/jsonl',
  piece: 'part',
  nested: true,
  options: {},
  frame: () => ({ header: NOTHING, separator: NOTHING, footer: NOTHING }),
  encoder: (columns, canvas) => rowEncoder([...jsonRow(columns), new TextEncoder().encode('\n')], NOTHING, canvas),
} satisfies PartFormat;

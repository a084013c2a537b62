import type { PartFormat } from './format.ts';
import { jsonRow } from './text/json-value.ts';
import { rowEncoder } from './text/layout.ts';

const encoder = new TextEncoder();
const LINE = encoder.encode('\n');
const COMMA = encoder.encode(',');

/** One array of objects with a row a line (RFC 8259). Integers and decimals are exact number literals, also past 2^53. */
export const json = {
  name: 'json',
  summary: 'One JSON array with one object per row.',
  extension: 'json',
  mediaType: 'application/json',
  piece: 'part',
  nested: true,
  options: {},
  frame: () => ({ header: encoder.encode('['), separator: COMMA, footer: encoder.encode('\n]\n') }),
  // Every row begins with its line break, so that header and footer alone are an array too.
  encoder: (columns, canvas) => rowEncoder([LINE, ...jsonRow(columns)], COMMA, canvas),
} satisfies PartFormat;

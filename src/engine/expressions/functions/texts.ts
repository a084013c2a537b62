import { concatenation } from '../concat.ts';
import { toText } from '../convert.ts';
import { INTEGER, SCALAR, TEXT } from '../function.ts';
import type { ExpressionFunction } from '../function.ts';
import { intervalOf, within } from '../interval.ts';
import type { ExpressionNode } from '../node.ts';
import { textNode } from '../text-node.ts';
import type { TextFunction } from '../text-node.ts';
import { MAX_TEXT } from '../text-writer.ts';
import { characters, initials, pad, repeat, replace, slice, slug } from './text-forms.ts';

/** A text made of the first argument and no longer than `factor` times it. */
function shaped(args: readonly ExpressionNode[], apply: TextFunction, factor = 1): ExpressionNode {
  return textNode({ kind: 'text' }, args, apply, { width: args[0].width * factor });
}

function boolean(args: readonly ExpressionNode[], apply: TextFunction): ExpressionNode {
  return textNode({ kind: 'boolean' }, args, apply);
}

function padded(side: 'left' | 'right'): ExpressionFunction['build'] {
  return (args) =>
    textNode({ kind: 'text' }, args, ([text, fill = ' '], [width]) => pad(text, width, fill, side), {
      // A character takes up to four bytes, and what is longer than the width stays.
      width: Math.max(args[0].width, Math.max(0, intervalOf(args[1])[1]) * 4),
    });
}

/** Functions of texts. Positions and lengths count characters (Unicode code points), the first is 1. */
export const textFunctions: readonly ExpressionFunction[] = [
  {
    name: 'lower',
    parameters: { text: TEXT },
    summary: 'The text in lower case.',
    example: ["lower('Ada')", 'ada'],
    build: (args) => shaped(args, ([text]) => text.toLowerCase(), 3),
  },
  {
    name: 'upper',
    parameters: { text: TEXT },
    summary: 'The text in upper case.',
    example: ["upper('Ada')", 'ADA'],
    build: (args) => shaped(args, ([text]) => text.toUpperCase(), 3),
  },
  {
    name: 'trim',
    parameters: { text: TEXT },
    summary: 'The text without white space at both ends.',
    example: ["trim('  Ada ')", 'Ada'],
    build: (args) => shaped(args, ([text]) => text.trim()),
  },
  {
    name: 'length',
    parameters: { text: TEXT },
    summary: 'The number of characters.',
    example: ["length('Zoë')", '3'],
    build: (args) =>
      within(
        textNode({ kind: 'integer' }, args, ([text]) => characters(text), { magnitude: MAX_TEXT }),
        [0, args[0].width],
      ),
  },
  {
    name: 'substring',
    parameters: { text: TEXT, start: INTEGER, 'length?': INTEGER },
    summary: 'The characters from the given position on, the first is 1.',
    example: ["substring('rowmill', 4, 2)", 'mi'],
    build: (args) =>
      shaped(args, ([text], [start, length]) => slice(text, start - 1, start - 1 + (length ?? Infinity))),
  },
  {
    name: 'left',
    parameters: { text: TEXT, length: INTEGER },
    summary: 'The first characters.',
    example: ["left('rowmill', 3)", 'row'],
    build: (args) => shaped(args, ([text], [length]) => slice(text, 0, length)),
  },
  {
    name: 'right',
    parameters: { text: TEXT, length: INTEGER },
    summary: 'The last characters.',
    example: ["right('rowmill', 4)", 'mill'],
    build: (args) =>
      shaped(args, ([text], [length]) => {
        const count = characters(text);
        return slice(text, count - Math.max(0, length), count);
      }),
  },
  {
    name: 'replace',
    parameters: { text: TEXT, search: TEXT, replacement: TEXT },
    summary: 'The text with every occurrence of another replaced; nothing is replaced if that is empty.',
    example: ["replace('a-b-c', '-', '+')", 'a+b+c'],
    build: (args) => {
      const [text, search, replacement] = args;
      const shorter = typeof search.constant === 'string' && replacement.width <= search.width;
      // A replacement longer than what it replaces may make a text too long, which is null.
      const growing = typeof search.constant === 'string' ? replacement.width * text.width : MAX_TEXT + 1;
      const width = shorter ? text.width : Math.max(text.width, growing);
      return textNode({ kind: 'text' }, args, ([a, b, c]) => replace(a, b, c), { width });
    },
  },
  {
    name: 'starts_with',
    parameters: { text: TEXT, start: TEXT },
    summary: 'Whether the text begins with another.',
    example: ["starts_with('rowmill', 'row')", 'true'],
    build: (args) => boolean(args, ([text, start]) => text.startsWith(start)),
  },
  {
    name: 'ends_with',
    parameters: { text: TEXT, end: TEXT },
    summary: 'Whether the text ends with another.',
    example: ["ends_with('rowmill', 'row')", 'false'],
    build: (args) => boolean(args, ([text, end]) => text.endsWith(end)),
  },
  {
    name: 'contains',
    parameters: { text: TEXT, part: TEXT },
    summary: 'Whether the text contains another.',
    example: ["contains('rowmill', 'mil')", 'true'],
    build: (args) => boolean(args, ([text, part]) => text.includes(part)),
  },
  {
    name: 'concat',
    parameters: { value: SCALAR, '…': SCALAR },
    summary: 'The texts of the values end to end.',
    example: ["concat('a', 1, true)", 'a1true'],
    build: (args) => concatenation(args.map(toText)),
  },
  {
    name: 'pad_left',
    parameters: { text: TEXT, width: INTEGER, 'fill?': TEXT },
    summary: 'The text with spaces, or another filling, before it up to a number of characters.',
    example: ["pad_left('7', 3, '0')", '007'],
    build: padded('left'),
  },
  {
    name: 'pad_right',
    parameters: { text: TEXT, width: INTEGER, 'fill?': TEXT },
    summary: 'The text with spaces, or another filling, after it up to a number of characters.',
    example: ["pad_right('7', 3, '.')", '7..'],
    build: padded('right'),
  },
  {
    name: 'text',
    parameters: { value: SCALAR },
    summary: 'The text of a value, as csv writes it.',
    example: ["text(date('2026-01-31'))", '2026-01-31'],
    build: ([value]) => toText(value),
  },
  {
    name: 'repeat',
    parameters: { text: TEXT, times: INTEGER },
    summary: 'The text repeated a number of times; null past 64 KiB.',
    example: ["repeat('ab', 3)", 'ababab'],
    build: (args) =>
      textNode({ kind: 'text' }, args, ([text], [times]) => repeat(text, times), {
        width: args[0].width * Math.min(MAX_TEXT + 1, Math.max(0, intervalOf(args[1])[1])),
      }),
  },
  {
    name: 'slug',
    parameters: { text: TEXT },
    summary: 'Lower-case Latin letters and digits of the text, with - between the words.',
    example: ["slug('Crème Brûlée & Co.')", 'creme-brulee-co'],
    build: (args) => shaped(args, ([text]) => slug(text), 4),
  },
  {
    name: 'initials',
    parameters: { text: TEXT },
    summary: 'The first character of every word, in upper case.',
    example: ["initials('Ada lovelace')", 'AL'],
    build: (args) => shaped(args, ([text]) => initials(text), 3),
  },
];

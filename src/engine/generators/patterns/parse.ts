import { type AST, RegExpParser, RegExpSyntaxError } from '@eslint-community/regexpp';
import { GeneratorProblem } from '../generator.ts';
import { type Characters, charactersOf, pairs, PRINTABLE, sizeOf, union, widthOf, without } from './characters.ts';

/** Texts of a pattern. A repetition is never written out. */
export type Shape =
  | { readonly kind: 'one'; readonly set: Characters; readonly size: number }
  | { readonly kind: 'sequence'; readonly parts: readonly Shape[] }
  | { readonly kind: 'choice'; readonly parts: readonly Shape[] }
  | { readonly kind: 'repeat'; readonly part: Shape; readonly min: number; readonly max: number };

/** Characters of the longest pattern. */
export const MAX_PATTERN = 1000;
/** How often more than at least `*`, `+` and `{n,}` repeat. */
const MORE = 8;
/** How deep groups may be nested. */
const MAX_DEPTH = 50;

const parser = new RegExpParser({ ecmaVersion: 2025 });

/** The shape of a regular expression of JavaScript. Throws the problem that it is none, or uses what is not supported. */
export function parsePattern(pattern: string): Shape {
  if (pattern.length > MAX_PATTERN) {
    invalid(
      `the pattern has ${pattern.length} characters, at most ${MAX_PATTERN} are allowed`,
      'Split it into fields.',
    );
  }
  if (/^\/.*\/[dgimsuvy]+$/.test(pattern)) {
    invalid('the pattern is written with slashes and flags', 'Write it without them; (?i:…) ignores case.');
  }
  const tree = treeOf(pattern);
  return alternativesOf(tree.alternatives, { ...START, source: pattern });
}

/** With Unicode classes where the pattern allows it, as they have strict rules for escapes. */
function treeOf(pattern: string): AST.Pattern {
  try {
    return parser.parsePattern(pattern, 0, pattern.length, { unicode: true });
  } catch (error) {
    if (!(error instanceof RegExpSyntaxError)) throw error;
  }
  try {
    return parser.parsePattern(pattern, 0, pattern.length);
  } catch (error) {
    if (!(error instanceof RegExpSyntaxError)) throw error;
    const [, reason = error.message] = /^Invalid regular expression: .*: (.*)$/s.exec(error.message) ?? [];
    return invalid(
      `the pattern is no regular expression: ${reason}, at character ${error.index + 1}`,
      'Write it as in JavaScript.',
    );
  }
}

interface Context {
  readonly source: string;
  /** Whether nothing is before, or after, in the text. */
  readonly isFirst: boolean;
  readonly isLast: boolean;
  readonly ignoresCase: boolean;
  readonly depth: number;
}

const START: Omit<Context, 'source'> = { isFirst: true, isLast: true, ignoresCase: false, depth: 0 };

function alternativesOf(alternatives: readonly AST.Alternative[], context: Context): Shape {
  if (context.depth > MAX_DEPTH) invalid(`the pattern nests deeper than ${MAX_DEPTH} groups`, 'Split it into fields.');
  const parts = alternatives.map((one) => sequenceOf(one.elements, context));
  return parts.length === 1 ? parts[0] : { kind: 'choice', parts };
}

function sequenceOf(elements: readonly AST.Element[], context: Context): Shape {
  const isAnchor = ({ type }: AST.Element): boolean => type === 'Assertion';
  const parts = elements.flatMap((element, i) => {
    const isFirst = context.isFirst && elements.slice(0, i).every(isAnchor);
    const isLast = context.isLast && elements.slice(i + 1).every(isAnchor);
    const shape = shapeOf(element, { ...context, isFirst, isLast });
    return shape === null ? [] : [shape];
  });
  return parts.length === 1 ? parts[0] : { kind: 'sequence', parts };
}

/** Null for what takes no character. */
function shapeOf(element: AST.Element, context: Context): Shape | null {
  switch (element.type) {
    case 'Assertion':
      return anchor(element, context);
    case 'Backreference':
      return refuse(element, context, 'a reference to a group', 'Write out what it repeats.');
    case 'CapturingGroup':
      return alternativesOf(element.alternatives, { ...context, depth: context.depth + 1 });
    case 'Group': {
      const { modifiers } = element;
      const on = modifiers?.add.ignoreCase === true;
      const off = modifiers?.remove?.ignoreCase === true;
      const ignoresCase = on || (context.ignoresCase && !off);
      return alternativesOf(element.alternatives, { ...context, ignoresCase, depth: context.depth + 1 });
    }
    case 'Quantifier': {
      const max = element.max === Infinity ? element.min + MORE : element.max;
      // Repeated, nothing in it is at an end of the text, unless it comes once.
      const inner = max > 1 ? { ...context, isFirst: false, isLast: false } : context;
      const part = shapeOf(element.element, inner);
      return part === null ? null : { kind: 'repeat', part, min: element.min, max };
    }
    case 'Character':
    case 'CharacterClass':
    case 'CharacterSet':
    case 'ExpressionCharacterClass':
      return one(element, context);
  }
}

function anchor(element: AST.Assertion, context: Context): null {
  if (element.kind === 'start' && context.isFirst) return null;
  if (element.kind === 'end' && context.isLast) return null;
  const what =
    element.kind === 'lookahead' || element.kind === 'lookbehind'
      ? 'a look-around'
      : element.kind === 'word'
        ? 'a word boundary'
        : `${element.raw} in the middle`;
  return refuse(element, context, what, 'Write what the text has in its place.');
}

function one(element: AST.Element, context: Context): Shape {
  const found = setOf(element, context);
  const set = context.ignoresCase ? bothCases(found) : found;
  if (set.length === 0) refuse(element, context, 'a class without a character', 'Name characters that can come.');
  return { kind: 'one', set, size: sizeOf(set) };
}

function setOf(element: AST.Element | AST.CharacterClassElement, context: Context): Characters {
  switch (element.type) {
    case 'Character':
      return charactersOf([[element.value, element.value]]);
    case 'CharacterClassRange':
      return charactersOf([[element.min.value, element.max.value]]);
    case 'CharacterClass': {
      const sets = element.elements.map((member) => setOf(member, context));
      const members = context.ignoresCase ? bothCases(union(...sets)) : union(...sets);
      return element.negate ? without(PRINTABLE, members) : members;
    }
    case 'CharacterSet': {
      const set = namedSet(element);
      return 'negate' in element && element.negate ? without(PRINTABLE, set) : set;
    }
    case 'Assertion':
    case 'Backreference':
    case 'CapturingGroup':
    case 'ClassStringDisjunction':
    case 'ExpressionCharacterClass':
    case 'Group':
    case 'Quantifier':
      return refuse(element, context, 'a class of this kind', 'Write a class such as [A-Z0-9].');
  }
}

const DIGITS: Characters = [0x30, 0x39];
const WORDS = charactersOf([
  [0x30, 0x39],
  [0x41, 0x5a],
  [0x5f, 0x5f],
  [0x61, 0x7a],
]);

function namedSet(element: AST.CharacterSet): Characters {
  switch (element.kind) {
    case 'any':
      return PRINTABLE;
    case 'digit':
      return DIGITS;
    case 'space':
      return [0x20, 0x20];
    case 'word':
      return WORDS;
    case 'property':
      return property(element.raw.replace('\\P', '\\p'));
  }
}

/** Where characters of a property are looked for: Latin letters and marks, other alphabets, ideographs. */
const BLOCKS: Characters = [0x20, 0x24f, 0x250, 0x33ff, 0x4e00, 0x9fa5];

/** The characters of a Unicode property in the first block that has some. */
function property(escape: string): Characters {
  const test = new RegExp(`^${escape}$`, 'u');
  for (const [first, last] of pairs(BLOCKS)) {
    const found: [number, number][] = [];
    for (let code = first; code <= last; code++) if (test.test(String.fromCodePoint(code))) found.push([code, code]);
    if (found.length > 0) return charactersOf(found);
  }
  return [];
}

function bothCases(set: Characters): Characters {
  const more = pairs(set).flatMap(([first, last]): (readonly [number, number])[] => {
    // Other alphabets are long ranges, whose cases differ by more than a letter.
    if (last - first > 0x500) return [];
    return Array.from({ length: last - first + 1 }, (_, i) => String.fromCodePoint(first + i)).flatMap((char) =>
      [char.toLowerCase(), char.toUpperCase()].flatMap((other): (readonly [number, number])[] => {
        const code = other.codePointAt(0) ?? 0;
        return other.length === String.fromCodePoint(code).length ? [[code, code]] : [];
      }),
    );
  });
  return union(set, charactersOf(more));
}

/** The most bytes of a text; may be Infinity. */
export function mostBytes(shape: Shape): number {
  switch (shape.kind) {
    case 'one':
      return widthOf(shape.set);
    case 'sequence':
      return shape.parts.reduce((sum, part) => sum + mostBytes(part), 0);
    case 'choice':
      return Math.max(...shape.parts.map(mostBytes));
    case 'repeat':
      return shape.max === 0 ? 0 : shape.max * mostBytes(shape.part);
  }
}

function refuse({ start, end }: AST.Node, { source }: Context, what: string, hint: string): never {
  const range = end === start + 1 ? `character ${end}` : `characters ${start + 1} to ${end}`;
  return invalid(`\`${source.slice(start, end)}\` (${range}) is ${what}, which patterns do not have`, hint);
}

function invalid(message: string, hint: string): never {
  throw new GeneratorProblem('PATTERN_INVALID', message, hint);
}

import { type AST, RegExpParser, RegExpSyntaxError } from '@eslint-community/regexpp';
import type { Dice } from './shape.ts';

/** A regular expression whose texts can be made. */
export interface Pattern {
  /** For `$pattern` of the model: without what it does not have, so that some of its texts may not match. */
  readonly source: string;
  /** Characters of its texts, as the model makes them. */
  readonly min: number;
  readonly max: number;
  /** @param isPlain with letters wherever they are possible. */
  text(dice: Dice, isPlain?: boolean): string;
}

/** How often more than at least the model repeats what has no limit. */
const MORE = 8;
/** Characters of a pattern of the model. */
const MAX_SOURCE = 1000;
const MAX_GROUPS = 40;
/** Characters that a repetition is tried with, about. */
const MAX_LENGTH = 1000;

const parser = new RegExpParser({ ecmaVersion: 2025 });

/** A pattern as the model would generate it; null if it is no regular expression, or repeats what a group matched. */
export function patternOf(source: string): Pattern | null {
  if (source.length > 4 * MAX_SOURCE) return null;
  const tree = treeOf(source, true) ?? treeOf(source, false);
  const made = tree === null ? null : alternatives(tree.alternatives, 0);
  if (made === null || made.source.length > MAX_SOURCE) return null;
  return made;
}

function treeOf(source: string, unicode: boolean): AST.Pattern | null {
  try {
    return parser.parsePattern(source, 0, source.length, { unicode });
  } catch (error) {
    if (error instanceof RegExpSyntaxError) return null;
    throw error;
  }
}

const EMPTY: Pattern = { source: '', min: 0, max: 0, text: () => '' };

function alternatives(all: readonly AST.Alternative[], depth: number): Pattern | null {
  if (depth > MAX_GROUPS) return null;
  const parts = all.map(({ elements }) => sequence(elements, depth)).filter((part) => part !== null);
  // An alternative that cannot be made is left to the others.
  if (parts.length === 0) return null;
  if (parts.length === 1) return parts[0];
  return {
    source: parts.map((part) => part.source).join('|'),
    min: Math.min(...parts.map(({ min }) => min)),
    max: Math.max(...parts.map(({ max }) => max)),
    text: (dice, isPlain) => parts[dice.below(parts.length)].text(dice, isPlain),
  };
}

function sequence(elements: readonly AST.Element[], depth: number): Pattern | null {
  const parts = elements.map((element) => partOf(element, depth));
  const known = parts.filter((part) => part !== null);
  if (known.length < parts.length) return null;
  return {
    source: known.map((part) => part.source).join(''),
    min: known.reduce((sum, { min }) => sum + min, 0),
    max: known.reduce((sum, { max }) => sum + max, 0),
    text: (dice, isPlain) => known.map((part) => part.text(dice, isPlain)).join(''),
  };
}

function partOf(element: AST.Element, depth: number): Pattern | null {
  switch (element.type) {
    case 'Assertion':
      // What it demands of its surroundings is found out by trying.
      return EMPTY;
    case 'Backreference':
    case 'ExpressionCharacterClass':
      return null;
    case 'CapturingGroup':
    case 'Group': {
      const inner = alternatives(element.alternatives, depth + 1);
      return inner === null ? null : { ...inner, source: `(?:${inner.source})` };
    }
    case 'Quantifier': {
      const inner = partOf(element.element, depth);
      if (inner === null) return null;
      if (inner === EMPTY) return EMPTY;
      const max = element.max === Infinity ? element.min + MORE : element.max;
      const raw = element.raw.slice(element.element.raw.length);
      return {
        source: `${inner.source}${raw.replace(/\?$/, raw.length > 1 ? '' : '?')}`,
        min: inner.min * element.min,
        max: inner.max * max,
        text: (dice, isPlain) => {
          const most = Math.min(max, Math.max(element.min, Math.ceil(MAX_LENGTH / Math.max(1, inner.max))));
          const times = element.min + dice.below(most - element.min + 1);
          return Array.from({ length: times }, () => inner.text(dice, isPlain)).join('');
        },
      };
    }
    case 'Character':
    case 'CharacterClass':
    case 'CharacterSet':
      return characters(element);
  }
}

function characters(element: AST.Character | AST.CharacterClass | AST.CharacterSet): Pattern | null {
  const set = setOf(element);
  if (set.length === 0) return null;
  const letters = set.filter((one) => /[a-z]/.test(one));
  const text = (dice: Dice, isPlain = false): string => {
    const from = isPlain && letters.length > 0 ? letters : set;
    return from[dice.below(from.length)];
  };
  return { source: element.raw, min: 1, max: 1, text };
}

const PRINTABLE = Array.from({ length: 95 }, (_, i) => String.fromCodePoint(32 + i));
const LETTERS = Array.from('abcdefghijklmnopqrstuvwxyz');
/** Characters of one range of a class. */
const MAX_RANGE = 300;

/** The characters of a class that are tried. */
function setOf(element: AST.CharacterClassElement | AST.CharacterClass | AST.CharacterSet): readonly string[] {
  switch (element.type) {
    case 'Character':
      return [String.fromCodePoint(element.value)];
    case 'CharacterClassRange': {
      const length = Math.min(element.max.value - element.min.value + 1, MAX_RANGE);
      return Array.from({ length }, (_, i) => String.fromCodePoint(element.min.value + i)).filter((one) =>
        one.isWellFormed(),
      );
    }
    case 'CharacterClass': {
      const own = new Set(element.elements.flatMap((one) => setOf(one)));
      return element.negate ? PRINTABLE.filter((one) => !own.has(one)) : [...own];
    }
    case 'CharacterSet':
      return escapeOf(element);
    case 'ClassStringDisjunction':
    case 'ExpressionCharacterClass':
      return [];
  }
}

function escapeOf(element: AST.CharacterSet): readonly string[] {
  const digits = Array.from('0123456789');
  const wordly = [...LETTERS, ...LETTERS.map((one) => one.toUpperCase()), ...digits, '_'];
  const own = (() => {
    switch (element.kind) {
      case 'any':
        return PRINTABLE;
      case 'digit':
        return digits;
      case 'word':
        return wordly;
      case 'space':
        return [' '];
      case 'property':
        return propertyOf(element.raw);
    }
  })();
  const isNegated = 'negate' in element && element.negate;
  if (!isNegated || element.kind === 'property') return own;
  const without = new Set(own);
  return PRINTABLE.filter((one) => !without.has(one));
}

/** Characters of a Unicode property: of ASCII, where it has any. */
function propertyOf(raw: string): readonly string[] {
  try {
    const is = new RegExp(`^${raw}$`, 'u');
    return PRINTABLE.filter((one) => is.test(one));
  } catch (error) {
    if (error instanceof SyntaxError) return LETTERS;
    throw error;
  }
}

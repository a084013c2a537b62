import { type AST, RegExpParser } from '@eslint-community/regexpp';
import type { Condition } from '../schema.ts';

type Match = Pick<Condition & { kind: 'match' }, 'pattern' | 'by' | 'isCaseless'>;

/** Characters of a pattern that is read. */
const MAX_PATTERN = 1000;
/** Repetitions that `$pattern` adds to the least where there is no upper bound. */
const MORE_REPETITIONS = 8;
const CLASSES: Readonly<Record<string, string>> = {
  alpha: 'A-Za-z',
  digit: '0-9',
  alnum: 'A-Za-z0-9',
  upper: 'A-Z',
  lower: 'a-z',
  space: String.raw`\s`,
  blank: ' ',
  punct: '!-.',
  xdigit: '0-9a-f',
  word: String.raw`\w`,
};
/** What stands for any character in the texts that are made. */
const ANY = '[a-z]';

/** A pattern of a database: what a whole text that fits is, and what to compare texts with. */
export interface Pattern {
  /** For `$pattern`: of the whole text, without anchors. */
  readonly whole: string;
  /** Compares any text, as the database does. */
  readonly test: RegExp;
  /** Whether comparing short texts is quick, whatever they are. */
  readonly isQuick: boolean;
}

/** What a match asks for; null where the language of patterns has nothing like it. */
export function patternOf({ pattern, by, isCaseless }: Match): Pattern | null {
  if (pattern.length > MAX_PATTERN) return null;
  const isFolded = isCaseless || /^\(\?[a-z]*i[a-z]*\)/.test(pattern);
  const source =
    by === 'regex' ? fromRegex(pattern) : by === 'similar' ? fromSimilar(pattern) : fromWildcards(pattern, by);
  if (source === null) return null;
  try {
    const test = new RegExp(by === 'regex' ? source : `^(?:${source})$`, isFolded ? 'isu' : 'su');
    const tree = new RegExpParser().parsePattern(source, 0, source.length, { unicode: true });
    const whole = wholeOf(tree, source);
    if (whole === null) return null;
    return { whole: isFolded ? `(?i:${whole})` : whole, test, isQuick: isQuick(tree, 0) };
  } catch (error) {
    if (error instanceof SyntaxError) return null;
    throw error;
  }
}

/** The pattern with fewer repetitions, so that its texts have at most so many characters; null where that is not possible. */
export function fitted(pattern: string, maxLength: number): string | null {
  for (let more = MORE_REPETITIONS; more >= 0; more--) {
    const tree = new RegExpParser().parsePattern(pattern, 0, pattern.length, { unicode: true });
    const bounded = boundedTo(tree, pattern, more);
    const [, most] = lengthOf(new RegExpParser().parsePattern(bounded, 0, bounded.length, { unicode: true }));
    if (most <= maxLength) return more === MORE_REPETITIONS ? pattern : bounded;
  }
  return null;
}

/** The pattern with fixed repetitions, so that all of its texts have so many characters; null where that is not possible. */
export function padded(pattern: string, length: number): string | null {
  for (let more = MORE_REPETITIONS; more >= 0; more--) {
    const tree = new RegExpParser().parsePattern(pattern, 0, pattern.length, { unicode: true });
    const fixed = boundedTo(tree, pattern, more, true);
    const [least, most] = patternLength(fixed);
    if (least === length && most === length) return fixed;
  }
  return null;
}

/** Texts of the generators that checks are often about, in the forms that they have. */
const EXAMPLES: Readonly<Record<string, readonly string[]>> = {
  email: ['a.lovelace7@example.com', 'x_hill@example.org', 'bo42@example.net'],
  url: ['https://example.com/a-b', 'http://example.org'],
  slug: ['word', 'two-words-3'],
  uuid: ['a27c666d-c1fc-40ff-8199'],
  country_code: ['DE', 'US'],
  currency: ['EUR', 'USD'],
  language_code: ['de', 'en'],
  phone: ['+49 150 79505616', '+1 905 555 0183', '+33 6 20 47 72 68'],
  hex_color: ['#01abef', '#99cd00'],
  ipv4: ['2.72.7.48', '192.168.253.121'],
};
const TEXTS = ['word', 'two words', 'Ada Lovelace', '12 Main St.', 'Über-Straße 5', "O'Hara (Bo)"];

/** Whether all texts of a generator fit, as far as is known. */
export function fitsGenerator({ test, isQuick }: Pattern, generator: string): boolean {
  const texts = Object.hasOwn(EXAMPLES, generator) ? EXAMPLES[generator] : [];
  return isQuick && texts.length > 0 && texts.every((text) => test.test(text));
}

/** Whether all usual texts fit, as far as is known: nothing has to be done for them. */
export function fitsAnyText({ test, isQuick }: Pattern): boolean {
  return isQuick && [...TEXTS, ...Object.values(EXAMPLES).flat()].every((text) => test.test(text));
}

/** Whether no usual text fits, as far as is known. */
export function fitsNoText({ test, isQuick }: Pattern): boolean {
  return isQuick && ![...TEXTS, ...Object.values(EXAMPLES).flat()].some((text) => test.test(text));
}

/** A text as a part of a pattern. */
export function literalPattern(text: string): string {
  return text.replaceAll(/[\\^$.*+?()[\]{}|/]/g, String.raw`\$&`);
}

/** PostgreSQL's, MySQL's and Oracle's regular expressions as JavaScript's; null where they differ too much. */
function fromRegex(pattern: string): string | null {
  const text = pattern
    .replace(/^\(\?[a-z]+\)/, '')
    .replace(/^\*\*\*[:=]/, '')
    .replaceAll(/\[:(\w+):\]/g, (all, name: string) => CLASSES[name] ?? all)
    .replaceAll(String.raw`\A`, '^')
    .replaceAll(String.raw`\Z`, '$');
  if (text.includes('[:') || /\\[mMyYaBz<>`]/.test(text)) return null;
  // In Unicode mode JavaScript escapes only what has a meaning.
  return text
    .replaceAll(/\\([-"'#%&,:;<=>@`~!_ ])/g, (all, char: string) => (char === '-' ? all : char))
    .replaceAll(/\\-(?![^[]*\])/g, '-');
}

function fromSimilar(pattern: string): string {
  let isClass = false;
  return pattern.replaceAll(/\\.|[\s\S]/gu, (char) => {
    if (char.length > 1 && char.startsWith('\\')) return literalPattern(char.slice(1));
    if (isClass) {
      if (char === ']') isClass = false;
      return char;
    }
    if (char === '[') isClass = true;
    if (char === '%') return '.*';
    if (char === '_') return '.';
    return /[.^$\\/]/.test(char) ? `\\${char}` : char;
  });
}

function fromWildcards(pattern: string, by: 'like' | 'glob'): string {
  if (by === 'glob') {
    return pattern.replaceAll(/\[[^\]]+\]|[\s\S]/gu, (part) =>
      part === '*' ? '.*' : part === '?' ? ANY : part.length > 1 && part.startsWith('[') ? part : literalPattern(part),
    );
  }
  return pattern.replaceAll(/\\.|[\s\S]/gu, (part) =>
    part === '%'
      ? '.*'
      : part === '_'
        ? '.'
        : literalPattern(part.length > 1 && part.startsWith('\\') ? part.slice(1) : part),
  );
}

/** The pattern without anchors, which may only be at the ends of alternatives, and readable characters for any of them. */
function wholeOf(tree: AST.Pattern, source: string): string | null {
  const parts: string[] = [];
  for (const { elements } of tree.alternatives) {
    const [first, last] = [elements[0], elements.at(-1)];
    const inner = elements.slice(
      first?.type === 'Assertion' && first.kind === 'start' ? 1 : 0,
      last?.type === 'Assertion' && last.kind === 'end' ? -1 : undefined,
    );
    const texts = inner.map((element) => readable(element, source));
    if (texts.includes(null)) return null;
    parts.push(texts.join(''));
  }
  return parts.join('|');
}

function readable(element: AST.Element, source: string): string | null {
  switch (element.type) {
    case 'Assertion':
    case 'Backreference':
      return null;
    case 'CapturingGroup':
    case 'Group': {
      const alternatives = element.alternatives.map(({ elements }) => {
        const texts = elements.map((one) => readable(one, source));
        return texts.includes(null) ? null : texts.join('');
      });
      return alternatives.includes(null) ? null : `(${alternatives.join('|')})`;
    }
    case 'Quantifier': {
      const inner = readable(element.element, source);
      return inner === null
        ? null
        : inner + source.slice(element.element.end, element.end).replace(/\?$/, (lazy) => (element.greedy ? lazy : ''));
    }
    case 'CharacterSet':
      return element.kind === 'any' || (element.kind === 'space' && element.negate) ? ANY : element.raw;
    case 'CharacterClass':
      return element.negate && !element.elements.some(hasLetters) ? ANY : element.raw;
    case 'Character':
    case 'ExpressionCharacterClass':
      return element.raw;
  }
}

/** Whether a part of a class has one of a to z. */
function hasLetters(element: AST.CharacterClass['elements'][number]): boolean {
  switch (element.type) {
    case 'Character':
      return element.value >= 97 && element.value <= 122;
    case 'CharacterClassRange':
      return element.min.value <= 122 && element.max.value >= 97;
    case 'CharacterSet':
      return !(element.kind === 'digit' || element.kind === 'space') || element.negate;
    case 'CharacterClass':
    case 'ClassStringDisjunction':
    case 'ExpressionCharacterClass':
      return true;
  }
}

/** Whether no text makes the comparison slow: no repetition of alternatives, or of repetitions of repetitions. */
function isQuick(node: AST.Pattern | AST.Element, repetitions: number): boolean {
  switch (node.type) {
    case 'Pattern':
    case 'Group':
    case 'CapturingGroup':
      if (repetitions > 0 && node.alternatives.length > 1) return false;
      return node.alternatives.every(({ elements }) => elements.every((one) => isQuick(one, repetitions)));
    case 'Quantifier': {
      const depth = repetitions + (node.max > 1 ? 1 : 0);
      return depth <= 2 && isQuick(node.element, depth);
    }
    case 'Assertion':
      return node.kind === 'start' || node.kind === 'end';
    case 'Backreference':
    case 'Character':
    case 'CharacterClass':
    case 'CharacterSet':
    case 'ExpressionCharacterClass':
      return true;
  }
}

/** The pattern with at most so many repetitions beyond the least, or with the most of them alone. */
function boundedTo(tree: AST.Pattern, source: string, more: number, isFixed = false): string {
  let text = source;
  const open: AST.Quantifier[] = [];
  const walk = (node: AST.Pattern | AST.Element): void => {
    if (node.type === 'Quantifier') {
      if (node.max > node.min + more || (isFixed && node.max > node.min)) open.push(node);
      walk(node.element);
    } else if (node.type === 'Pattern' || node.type === 'Group' || node.type === 'CapturingGroup') {
      for (const { elements } of node.alternatives) elements.forEach(walk);
    }
  };
  walk(tree);
  for (const { element, end, min, max } of open.toSorted((a, b) => b.element.end - a.element.end)) {
    const most = Math.min(max, min + more);
    text = `${text.slice(0, element.end)}{${isFixed ? most : `${min},${most}`}}${text.slice(end)}`;
  }
  return text;
}

/** How many characters the texts of a pattern have. */
export function patternLength(pattern: string): readonly [least: number, most: number] {
  return lengthOf(new RegExpParser().parsePattern(pattern, 0, pattern.length, { unicode: true }));
}

function lengthOf(node: AST.Pattern | AST.Element): readonly [least: number, most: number] {
  switch (node.type) {
    case 'Pattern':
    case 'Group':
    case 'CapturingGroup': {
      const all = node.alternatives.map(({ elements }) => {
        const parts = elements.map(lengthOf);
        return [
          parts.reduce((sum, [least]) => sum + least, 0),
          parts.reduce((sum, [, most]) => sum + most, 0),
        ] as const;
      });
      return [Math.min(...all.map(([least]) => least)), Math.max(...all.map(([, most]) => most))];
    }
    case 'Quantifier': {
      const [least, most] = lengthOf(node.element);
      const max = node.max === Infinity ? node.min + MORE_REPETITIONS : node.max;
      return [least * node.min, most * max];
    }
    case 'Assertion':
    case 'Backreference':
      return [0, 0];
    case 'Character':
    case 'CharacterClass':
    case 'CharacterSet':
    case 'ExpressionCharacterClass':
      return [1, 1];
  }
}

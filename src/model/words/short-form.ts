import { isExpression, readExpression } from '../expression/expression-text.ts';
import type { Expression } from '../expression/expression.ts';
import type { DeclaredType } from '../model.ts';
import type { ScalarNode } from '../yaml/node.ts';
import { readNullShare } from '../reading/null-share.ts';
import type { Location } from '../reading/location.ts';
import type { Span } from '../problems/problem.ts';
import { generatorName } from './generator-name.ts';
import { hasPlaceholder, referenceInstead, templateInstead } from './line-instead.ts';
import { splitRange } from './range-word.ts';
import { readType } from './types.ts';
import { splitWords, type Word } from './words.ts';

/** Something the user said, and where. */
export interface Spanned<T> {
  readonly value: T;
  readonly at: Span;
}

/** What the words of a short form say; undefined where they say nothing of it. */
export interface ShortForm {
  type?: Spanned<DeclaredType>;
  /** Of the values of an enum, one each. */
  weights?: Spanned<readonly number[]>;
  /** `Entity` or `Entity.field`. */
  reference?: Spanned<string>;
  expression?: Spanned<Expression>;
  generator?: Spanned<string>;
  range?: Spanned<{ readonly min: Spanned<string>; readonly max: Spanned<string> }>;
  hint?: Spanned<string>;
  nullShare?: Spanned<number>;
  key?: Spanned<true>;
  unique?: Spanned<true>;
  hidden?: Spanned<true>;
}

const FORM = 'type [@generator] [@id] [min-max] [(hint)] [unique] [null N%] [hidden]';

/** Reads `type [@generator] …`, `$Entity.field …` or `= expression`; null after a problem that leaves no type. */
export function readShortForm(node: ScalarNode, location: Location): ShortForm | null {
  if (isExpression(node)) {
    const value = readExpression(node, location);
    return value === null ? null : { expression: { value, at: node.at } };
  }
  const { words, unclosed } = splitWords(node.text);
  if (unclosed !== -1) {
    const hint = node.commentFollows
      ? 'quote the whole value: a # in it began a comment'
      : 'close it, or quote the whole value';
    location.report('WORD_UNKNOWN', node.locate(unclosed, unclosed + 1), 'this parenthesis is not closed', hint);
    return null;
  }
  const [first, ...others] = words;
  if (first === undefined) {
    location.report('TYPE_MISSING', node.at, 'the field is empty', `write ${FORM}`);
    return null;
  }
  const form: ShortForm = {};
  if (first.text.startsWith('$')) {
    form.reference = { value: first.text.slice(1), at: node.locate(first.start, first.end) };
  } else {
    const locate = (start: number, end: number): Span => node.locate(first.start + start, first.start + end);
    const read = readType(first, node.text, location, locate);
    if (read === null) return null;
    const at = node.locate(first.start, first.end);
    form.type = { value: read.type, at };
    if (read.weights !== null) form.weights = { value: read.weights, at };
  }
  for (let i = 0; i < others.length; i++) {
    const taken = readWord(others, i, node, form, location);
    i += taken ?? reportUnknown(others, i, node, location);
  }
  return form;
}

/** Reads the word at `i`; answers how many of the following words it took, null where it is no word of the short form. */
function readWord(
  words: readonly Word[],
  i: number,
  node: ScalarNode,
  form: ShortForm,
  location: Location,
): number | null {
  const { text, start, end } = words[i];
  const at = node.locate(start, end);
  const once = <K extends keyof ShortForm>(name: K, said: NonNullable<ShortForm[K]>): void => {
    if (form[name] === undefined) form[name] = said;
    else location.report('WORD_TWICE', at, `${text} repeats an earlier word`, 'keep only one of them');
  };
  if (text === 'unique') once('unique', { value: true, at });
  else if (text === 'hidden') once('hidden', { value: true, at });
  else if (text === '@id') once('key', { value: true, at });
  else if (text.length > 1 && text.startsWith('@')) once('generator', { value: text.slice(1), at });
  else if (text.startsWith('(') && text.endsWith(')')) once('hint', { value: text.slice(1, -1), at });
  else if (text === 'null') {
    const share = words[i + 1];
    if (share === undefined || !/^[\d.]+%$/.test(share.text)) {
      location.report('NULL_SHARE', at, 'null needs its share', 'write null 20%');
      return 0;
    }
    const value = readNullShare(share.text, node.locate(share.start, share.end), location);
    if (value !== null) once('nullShare', { value, at });
    return 1;
  } else {
    const range = splitRange(text);
    if (range === null) return null;
    const min = { value: range.min, at: node.locate(start, start + range.min.length) };
    const max = { value: range.max, at: node.locate(end - range.max.length, end) };
    once('range', { value: { min, max }, at });
  }
  return 0;
}

/** Reports the words from `i` that are not of the short form, as one; answers how many follow the first. */
function reportUnknown(words: readonly Word[], i: number, node: ScalarNode, location: Location): number {
  let last = i;
  const isKnown = ({ text }: Word): boolean =>
    ['unique', 'hidden'].includes(text) || /^[@(]/.test(text) || splitRange(text) !== null;
  const isNull = (at: number): boolean => words[at].text === 'null' && !/^(?:not|or|\|)$/i.test(words[at - 1].text);
  while (last + 1 < words.length && !isKnown(words[last + 1]) && !isNull(last + 1)) last++;
  const { start } = words[i];
  const text = node.text.slice(start, words[last].end);
  location.report(
    'WORD_UNKNOWN',
    node.locate(start, words[last].end),
    `\`${text}\` is not understood here`,
    wordsInstead(text, node.text, location),
  );
  return last - i;
}

/** What people write after a type, by its beginning, and what it is here. */
const WORDS: readonly (readonly [pattern: RegExp, instead: string])[] = [
  [
    /^(?:not[_ ]?null|required|mandatory|nonnull|!)/i,
    'remove it: a field has nulls only if it is marked, as in null 20%',
  ],
  [/^(?:optional|nullable|maybe|\?|(?:\||or)\s*null\b)/i, 'write null 20%'],
  [/^(?:primary|pk\b|key\b|auto_?increment|serial|identity)/i, 'write @id'],
  [/^(?:index|indexed|comment)\b/i, 'remove it'],
  [/^default\b/i, `remove it: a field always has a value; for a constant write "= 'text'"`],
  [/^(?:array|list|\[\])/i, 'write [type]'],
  [/^(?:sorted|asc|desc)\b/i, 'remove it: rows are in the order of the key'],
  [/\bvars\./, 'write { $type: integer, $min: 1, $max: "= vars.name" }'],
  [/^[\d.]+%$/, 'write null 20%'],
  [/^(?:min|max|between|from|to|range|length|len|size|[<>]=?|\.\.)/i, 'a range is min-max or min..max, without blanks'],
  [/^\/.*\/$/, 'write { $pattern: "…" }, without the slashes'],
  [/^\d[\d.]*(?:\.\.|-|\+)$/, 'for one bound write { $type: integer, $min: 5 }'],
  [/^-?\d[\d.]*$/, 'a range is min-max, such as 1-5 or 2024-01-01..2024-12-31; for a constant write "= 5"'],
  [/^[-\d.,:T[\]\s]+$/, 'a range is min-max or min..max, without blanks'],
];

function wordsInstead(text: string, line: string, location: Location): string {
  if (hasPlaceholder(text)) return templateInstead(line);
  const reference = referenceInstead(text, location.scope.entities);
  if (reference !== null) return reference;
  const [, share] = /^boolean\b.*?([\d.]+)%/.exec(line.trim()) ?? [];
  if (share !== undefined && text === `${share}%`) {
    return `write { $generator: boolean, $options: { share: ${Number(share) / 100} } }; for nulls write null ${share}%`;
  }
  const found = WORDS.find(([pattern]) => pattern.test(text));
  if (found !== undefined) return found[1];
  if (location.scope.catalogue.find(generatorName(text)) !== undefined || location.scope.providers.has(text))
    return `write @${text}`;
  if (/^enum\b/.test(text)) return 'write enum(a, b) in place of the type';
  return location.nearest(text, ['unique', 'hidden', 'null'], `write ${FORM}`);
}

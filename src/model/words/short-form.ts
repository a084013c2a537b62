import { isExpression, readExpression } from '../expression/expression-text.ts';
import type { Expression } from '../expression/expression.ts';
import type { DeclaredType } from '../model.ts';
import type { ScalarNode } from '../yaml/node.ts';
import { readNullShare } from '../reading/null-share.ts';
import type { Place } from '../reading/place.ts';
import type { Span } from '../problems/problem.ts';
import { splitRange } from './range-word.ts';
import { readType } from './types.ts';
import { splitWords, type Word } from './words.ts';

/** Something the user said, and where. */
export interface Said<T> {
  readonly value: T;
  readonly at: Span;
}

/** What the words of a short form say; undefined where they say nothing of it. */
export interface ShortForm {
  type?: Said<DeclaredType>;
  /** `Entity` or `Entity.field`. */
  reference?: Said<string>;
  expression?: Said<Expression>;
  generator?: Said<string>;
  range?: Said<{ readonly min: Said<string>; readonly max: Said<string> }>;
  hint?: Said<string>;
  nullShare?: Said<number>;
  key?: Said<true>;
  unique?: Said<true>;
  hidden?: Said<true>;
}

const FORM = 'type [@generator] [@id] [min-max] [(hint)] [unique] [null N%] [hidden]';

/** Reads `type [@generator] …`, `$Entity.field …` or `= expression`; null after a problem that leaves no type. */
export function readShortForm(node: ScalarNode, place: Place): ShortForm | null {
  if (isExpression(node)) {
    const value = readExpression(node, place);
    return value === null ? null : { expression: { value, at: node.at } };
  }
  const { words, unclosed } = splitWords(node.text);
  if (unclosed !== -1) {
    const hint = node.commentFollows
      ? 'quote the whole value: a # in it began a comment'
      : 'close it, or quote the whole value';
    place.report('WORD_UNKNOWN', node.locate(unclosed, unclosed + 1), 'this parenthesis is not closed', hint);
    return null;
  }
  const [first, ...others] = words;
  if (first === undefined) {
    place.report('TYPE_MISSING', node.at, 'the field is empty', `write ${FORM}`);
    return null;
  }
  const form: ShortForm = {};
  if (first.text.startsWith('$')) {
    form.reference = { value: first.text.slice(1), at: node.locate(first.start, first.end) };
  } else {
    const locate = (start: number, end: number): Span => node.locate(first.start + start, first.start + end);
    const type = readType(first, place, locate);
    if (type === null) return null;
    form.type = { value: type, at: node.locate(first.start, first.end) };
  }
  for (let i = 0; i < others.length; i++) i += readWord(others, i, node, form, place);
  return form;
}

/** Reads the word at `i`; answers how many of the following words it took. */
function readWord(words: readonly Word[], i: number, node: ScalarNode, form: ShortForm, place: Place): number {
  const { text, start, end } = words[i];
  const at = node.locate(start, end);
  const once = <K extends keyof ShortForm>(name: K, said: NonNullable<ShortForm[K]>): void => {
    if (form[name] === undefined) form[name] = said;
    else place.report('WORD_TWICE', at, `${text} says again what was said before`, 'leave one of them');
  };
  if (text === 'unique') once('unique', { value: true, at });
  else if (text === 'hidden') once('hidden', { value: true, at });
  else if (text === '@id') once('key', { value: true, at });
  else if (text.length > 1 && text.startsWith('@')) once('generator', { value: text.slice(1), at });
  else if (text.startsWith('(') && text.endsWith(')')) once('hint', { value: text.slice(1, -1), at });
  else if (text === 'null') {
    const share = words[i + 1];
    if (share === undefined || !/^[\d.]+%$/.test(share.text)) {
      place.report('NULL_SHARE', at, 'null needs its share', 'write null 20%');
      return 0;
    }
    const value = readNullShare(share.text, node.locate(share.start, share.end), place);
    if (value !== null) once('nullShare', { value, at });
    return 1;
  } else {
    const range = splitRange(text);
    if (range === null) {
      place.report('WORD_UNKNOWN', at, `${text} is not understood here`, hintFor(text, place));
    } else {
      const min = { value: range.min, at: node.locate(start, start + range.min.length) };
      const max = { value: range.max, at: node.locate(end - range.max.length, end) };
      once('range', { value: { min, max }, at });
    }
  }
  return 0;
}

function hintFor(text: string, place: Place): string {
  if (/^[-\d.:T]+$/.test(text)) return 'a range is min-max or min..max, without blanks';
  if (/^[\d.]+%$/.test(text)) return 'write null 20%';
  return place.nearest(text, ['unique', 'hidden', 'null'], `write ${FORM}`);
}

import type { Catalogue, Inference } from '../../model/index.ts';
import { draft, type Draft } from '../draft.ts';
import type { Findings } from '../report.ts';
import type { ColumnRole } from './column-role.ts';
import type { ColumnRules } from './column-rules.ts';
import { withDirective } from './database-types.ts';
import { inferredFor, ranged } from './field-words.ts';
import { isSpelled } from './letters.ts';
import { fitsAnyText, fitsGenerator, fitted, padded, patternLength } from './patterns.ts';
import { isCuttable, LONGEST_TEXTS, longestOf, SHORTER, SIZED } from './text-lengths.ts';

/** Characters of a text that is made without a meaning. */
const MAX_WORDS = 60;
/** Characters of a text of one case of letters. */
const [MIN_LETTERS, MAX_LETTERS, MAX_UNIQUE_LETTERS] = [3, 8, 10];
/** Characters of a number with two decimals. */
const MIN_DECIMALS = 5;
/** Characters of a code that is shorter than usual. */
const MIN_HEX = 8;
/** Generators whose texts have no upper-case letters. */
const LOWER_CASE = new Set(['email', 'slug', 'uuid', 'domain', 'user_name', 'ipv4', 'ipv6', 'hex']);
const NOTHING: Inference = { kind: 'generator', name: '', options: {}, few: false };

/** Makes the fields of columns of texts. */
export class TextFields {
  readonly #role: ColumnRole;
  readonly #catalogue: Catalogue;
  readonly #findings: Findings;

  constructor(role: ColumnRole, catalogue: Catalogue, findings: Findings) {
    this.#role = role;
    this.#catalogue = catalogue;
    this.#findings = findings;
  }

  text(limit: number | null, isFixed: boolean): Draft {
    const { rules, isKey, isUnique, column, path } = this.#role;
    const most = Math.min(limit ?? Infinity, rules?.maxLength ?? Infinity);
    const least = Math.max(1, rules?.minLength ?? 1);
    const formed = rules === undefined ? null : this.#formed(rules, least, most, isFixed ? limit : null);
    if (formed !== null) return formed;
    if (isKey) return most >= 36 && least <= 36 ? draft('string') : sized(least, most, isFixed);
    // What a name means may be longer than an item of a list.
    if (column.type.kind === 'list' && limit !== null) return sized(least, most, isFixed);
    const all = inferredFor(this.#role, this.#catalogue, 'string');
    if (all[0] !== undefined && !isSpelled(all[0], column.letters)) {
      const message = `The character set of the column lacks letters of values for \`${column.name}\`. They are words instead.`;
      this.#findings.approximated('TYPE_APPROXIMATED', column.at, path, message);
      return sized(least, most, isFixed && isUnique);
    }
    // Some countries have none.
    if (all[0]?.kind === 'generator' && all[0].name === 'postcode' && rules?.minLength === 1 && most >= 5) {
      return withDirective('$pattern', '[1-9][0-9]{4}');
    }
    const fitting = all.find((one) => longestOf(one) <= most && least === 1);
    if (all[0] !== undefined && fitting === all[0]) return draft('string');
    if (all[0]?.kind === 'generator' && SIZED.has(all[0].name)) {
      if (most === Infinity && least === 1) return draft('string');
      return ranged('string', String(least), String(Math.min(most, Math.max(least, 200))), `@${all[0].name}`);
    }
    if (all[0] === undefined && least === 1 && most >= MAX_WORDS) return draft('string');
    if (all[0] !== undefined && most === Infinity && least === 1) return draft('string');
    const shorter = all[0]?.kind === 'generator' ? (SHORTER[all[0].name] as string | undefined) : undefined;
    if (shorter !== undefined && !isUnique && least === 1 && LONGEST_TEXTS[shorter] <= most) {
      return draft('string', `@${shorter}`);
    }
    if (all[0]?.kind === 'generator' && all[0].name === 'gender' && !isUnique) return draft('enum(F, M)');
    const drawn = all.find(({ kind }) => kind !== 'expression');
    const cut = drawn === undefined || least > 1 ? null : this.#cut(drawn, most);
    if (cut !== null) return cut;
    if (all[0] !== undefined) {
      const message = `The column takes ${most} characters, and values for \`${column.name}\` can be longer. They are words instead.`;
      this.#findings.approximated('LENGTH_SHORT', column.at, path, message);
    }
    return sized(least, most, isFixed && isUnique);
  }

  /** What a name means in fewer characters; null if nothing of it would be left. */
  #cut(inference: Inference, most: number): Draft | null {
    const entry = inference.kind === 'generator' ? this.#catalogue.find(inference.name) : undefined;
    // A range of a name that means numbers is one of numbers, which may have decimals.
    if (most < MIN_DECIMALS && (inference.kind === 'numbers' || (entry !== undefined && entry.type !== 'string'))) {
      return withDirective('$pattern', most === 1 ? '[1-9]' : `[1-9][0-9]{0,${most - 1}}`);
    }
    if (inference.kind !== 'generator') return null;
    const { name } = inference;
    if (name === 'hex' && most >= MIN_HEX) {
      const made = draft('string', '@hex');
      made.options.set('length', { value: most, text: String(most) });
      return made;
    }
    return entry?.range === 'longest' && isCuttable(name, most, this.#role.isUnique)
      ? ranged('string', '1', String(most), `@${name}`)
      : null;
  }

  /** A text of the form that checks ask for; null if they ask for none. */
  #formed(rules: ColumnRules, least: number, most: number, fixed: number | null): Draft | null {
    const { column, path, isUnique } = this.#role;
    const { letters } = rules;
    const patterns = rules.patterns.filter((pattern) => !fitsAnyText(pattern));
    if (patterns.length === 0 && letters === null) return null;
    const [inference] = inferredFor(this.#role, this.#catalogue, 'string');
    const generator = inference?.kind === 'generator' ? inference.name : '';
    const hasLetters = letters === null || LOWER_CASE.has(generator);
    const isFitting = longestOf(inference ?? NOTHING) <= most && least === 1 && hasLetters;
    if (isFitting && patterns.every((pattern) => fitsGenerator(pattern, generator))) return draft('string');
    const [pattern] = patterns.toSorted((a, b) => b.whole.length - a.whole.length);
    if (pattern === undefined) {
      if (letters === 'lower' && least === 1 && most >= LONGEST_TEXTS['slug']) return draft('string', '@slug');
      const max = Math.min(most, Math.max(least, isUnique ? MAX_UNIQUE_LETTERS : MAX_LETTERS));
      const min = isUnique ? max : Math.min(max, Math.max(least, MIN_LETTERS));
      return withDirective(
        '$pattern',
        `[${letters === 'lower' ? 'a-z' : 'A-Z'}]{${min === max ? max : `${min},${max}`}}`,
      );
    }
    // Shorter texts are padded with blanks, which a pattern sees.
    const filled = fixed === null ? null : padded(pattern.whole, fixed);
    const whole = filled ?? (most === Infinity ? pattern.whole : fitted(pattern.whole, most));
    const skip = (why: string): void =>
      this.#findings.skipped('CHECK_SKIPPED', column.at, path, `Not all texts meet the checks: ${why}`);
    if (whole === null) skip(`texts of the pattern are longer than ${most} characters.`);
    else if (least > 1 && patternLength(whole)[0] < least)
      skip(`texts of the pattern are shorter than ${least} characters.`);
    if (patterns.length > 1) skip('they are of one pattern, and there are several.');
    return withDirective('$pattern', whole ?? pattern.whole);
  }
}

/** A text without a meaning, of a length. */
function sized(least: number, most: number, isFixed: boolean): Draft {
  const max = Math.min(most, Math.max(least, MAX_WORDS));
  return ranged('string', String(isFixed ? max : least), String(max));
}

import type { Column, ColumnType } from '../../engine/vector.ts';
import type { Token } from '../text/cell.ts';
import { dictionaryLeaf, type Escape, escaped } from '../text/escape.ts';
import { presentWriter } from '../text/json-value.ts';
import { plainTokens } from '../text/plain.ts';
import { rendered } from '../text/rendered.ts';
import { isShort, shortLeaf } from '../text/short-cells.ts';
import { nullable, plainWriter } from '../text/writer.ts';
import { arrayWriter } from './array-text.ts';
import { hexWriter } from './hex-writer.ts';
import { quoted } from './quoted.ts';

const APOSTROPHE = Uint8Array.of(39);

/** How values stand in a statement or in the data of one. */
export interface ValueRules {
  readonly nothing: Uint8Array;
  /** Whether values of a type stand between apostrophes. */
  isQuoted(type: ColumnType): boolean;
  /** For the text of all values but those of JSON, inside the apostrophes where there are any. */
  readonly text: Escape;
  /** The same for JSON. */
  readonly json: Escape;
  /** The same for timestamps, where they are not written as everywhere. */
  readonly timestamp?: Escape;
  /** What is before and after the hexadecimal digits of bytes. */
  readonly hex: readonly [before: Uint8Array, behind: Uint8Array];
}

/** A column's value as a part of a row. Lists and objects are written as JSON. */
export function valueTokens({ type, vector }: Column, rules: ValueRules): Token[] {
  const { validity } = vector;
  const { nothing } = rules;
  if (type.kind === 'binary' && vector.kind === 'binary') {
    return [rendered(nullable(validity, hexWriter(vector, ...rules.hex), nothing), 0)];
  }
  const timestamp = type.kind === 'timestamp' ? rules.timestamp : undefined;
  const isArray = type.kind === 'list' && type.isArray === true;
  const inside = timestamp ?? (isJson(type) && !isArray ? rules.json : rules.text);
  const isQuoted = rules.isQuoted(type);
  const whole = isQuoted ? quoted(inside) : inside;
  if (vector.kind === 'list' || vector.kind === 'struct') {
    const write = isArray ? arrayWriter(type, vector) : presentWriter(type, vector);
    return [rendered(nullable(validity, escaped(write, whole), nothing), 0)];
  }
  if (timestamp !== undefined && vector.kind !== 'dictionary') {
    return [rendered(nullable(validity, escaped(plainWriter(vector), whole), nothing), 0)];
  }
  if (validity === null) {
    const tokens = plainTokens(vector, inside);
    return isQuoted ? [APOSTROPHE, ...tokens, APOSTROPHE] : tokens;
  }
  if (vector.kind === 'dictionary') return [dictionaryLeaf(vector, whole, nothing)];
  if (isShort(vector)) return [shortLeaf(vector, { nothing, quote: isQuoted ? "'" : '' })];
  return [rendered(nullable(validity, escaped(plainWriter(vector), whole), nothing), 0)];
}

function isJson({ kind }: ColumnType): boolean {
  return kind === 'json' || kind === 'list' || kind === 'struct';
}

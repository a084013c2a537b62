import type { Column, ConcatVector, Vector } from '../../engine/vector.ts';
import type { Token } from './cell.ts';
import { csvContent, csvText, type CsvRules } from './csv-text.ts';
import { dictionaryLeaf, escaped, escapedDictionary, textLeaf, verbatim } from './escape.ts';
import { presentWriter } from './json-value.ts';
import { escapedBytes, plainTokens } from './plain.ts';
import { rendered } from './rendered.ts';
import { isShort, shortLeaf } from './short-cells.ts';
import { nullable, plainWriter } from './writer.ts';

const encoder = new TextEncoder();

/** Vectors whose cells are texts or JSON. */
const TEXTS: ReadonlySet<Vector['kind']> = new Set([
  'utf8',
  'concat',
  'dictionary',
  'json',
  'binary',
  'list',
  'struct',
]);

/** A row as a line of csv. */
export function csvRow(columns: readonly Column[], rules: CsvRules): Token[] {
  const delimiter = encoder.encode(rules.delimiter);
  const cells = columns.flatMap((column, k) =>
    k === 0 ? cellTokens(column, rules) : [delimiter, ...cellTokens(column, rules)],
  );
  return [...cells, encoder.encode('\n')];
}

/** A name or text as a cell. */
export function csvCell(text: string, rules: CsvRules): Uint8Array {
  return escapedBytes(encoder.encode(text), csvText(rules));
}

function cellTokens({ type, vector }: Column, rules: CsvRules): Token[] {
  const nothing = nullCell(rules);
  if (vector.kind === 'dictionary') {
    return [dictionaryLeaf(vector, csvText(rules), nothing)];
  }
  const { validity } = vector;
  if (isPlain(vector, rules)) {
    if (validity === null) return plainTokens(vector, verbatim);
    if (isShort(vector)) return [shortLeaf(vector, { nothing, quote: '' })];
    return [rendered(nullable(validity, plainWriter(vector), nothing), 0)];
  }
  if (validity === null && (vector.kind === 'utf8' || vector.kind === 'json')) {
    return [textLeaf(vector, csvText(rules))];
  }
  const write = vector.kind === 'list' || vector.kind === 'struct' ? presentWriter(type, vector) : plainWriter(vector);
  const isText = vector.kind === 'utf8' || vector.kind === 'concat';
  const escape = csvText({
    ...rules,
    formulaGuard: rules.formulaGuard && isText,
    quotesText: rules.quotesText && TEXTS.has(vector.kind),
  });
  return [rendered(nullable(validity, escaped(write, escape), nothing), 0)];
}

/** Null as it is written: quoted only where the text chosen for it cannot stand without. */
function nullCell({ delimiter, nullText }: CsvRules): Uint8Array {
  return escapedBytes(nullText, csvContent(delimiter));
}

/** Whether no value can need quotes, whatever it is. */
function isPlain(vector: Vector, rules: CsvRules): boolean {
  switch (vector.kind) {
    case 'concat':
      return isPlainConcat(vector, rules);
    case 'dictionary':
    case 'utf8':
    case 'json':
    case 'binary':
    case 'list':
    case 'struct':
      return false;
    case 'bool':
    case 'date':
    case 'decimal':
    case 'decimal64':
    case 'float64':
    case 'int32':
    case 'int53':
    case 'time':
    case 'timestamp':
    case 'uuid':
      return !readsLikeValue(rules.nullText);
  }
}

/** Whether the text for null could be a number, a date, a UUID or a boolean. */
function readsLikeValue(nullText: Uint8Array): boolean {
  return /^[-+\d]|^true$|^false$|^[\da-f]{8}-/.test(new TextDecoder().decode(nullText));
}

/** Whether the parts alone show that the cell has nothing to quote and is longer than nothing and than null. */
function isPlainConcat(vector: ConcatVector, rules: CsvRules): boolean {
  if (rules.formulaGuard || rules.quotesText) return false;
  const content = csvContent(rules.delimiter);
  for (const part of vector.parts) {
    if (part instanceof Uint8Array) {
      if (escapedBytes(part, content).length !== part.length) return false;
    } else if (part.kind === 'dictionary') {
      if (escapedDictionary(part.dictionary, content) !== part.dictionary) return false;
    } else if (!isPlain(part, { ...rules, nullText: new Uint8Array(0) })) {
      return false;
    }
  }
  let least = 0;
  for (const token of plainTokens(vector, verbatim)) {
    least += token instanceof Uint8Array ? token.length : token.least;
  }
  return least > rules.nullText.length;
}

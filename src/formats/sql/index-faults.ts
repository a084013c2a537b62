import type { Table } from '../../engine/table.ts';
import { loadable } from './loadable.ts';
import { postgres } from './postgres.ts';

const encoder = new TextEncoder();

/**
 * Why PostgreSQL cannot make tables one after the other with their constraints, a sentence for each fault: an entity is called
 * as the index of another one's key or unique column, which it names by itself. Whichever of them comes first.
 */
export function indexFaults(tables: readonly Table[]): readonly string[] {
  const owners = indexOwners(loadable(tables, postgres));
  return tables.flatMap(({ name }) => {
    const owner = owners.get(name);
    return owner === undefined ? [] : [`entity ${name}: the database calls an index of ${owner} like this`];
  });
}

/** The table of each index, by the index's name: the first that is free, as ChooseRelationName in indexcmds.c has it. */
function indexOwners(tables: readonly Table[]): ReadonlyMap<string, string> {
  const owners = new Map<string, string>();
  /** How many names in a row are taken for all parts of which as much is left: nobody tries them again. */
  const taken = new Map<string, number>();
  for (const { name, key, uniques } of tables) {
    const add = (label: string, ...parts: readonly string[]): void => {
      const lengths = lengthsOf(parts, label);
      const left = [...cut(parts, lengths), ...lengths, label].join('\0');
      const nameAt = (n: number): string => indexName(parts, n === 0 ? label : `${label}${n}`);
      let n = taken.get(left) ?? 0;
      while (owners.has(nameAt(n))) n++;
      taken.set(left, n);
      while (nameAt(n) === name || owners.has(nameAt(n))) n++;
      owners.set(nameAt(n), name);
    };
    if (key.length > 0) add('pkey', name);
    for (const columns of uniques) add('key', name, joined(columns));
  }
  return owners;
}

/** The columns of an index as its name has them: no more once they fill a name (ChooseIndexNameAddition). */
function joined(columns: readonly string[]): string {
  let text = '';
  for (const column of columns) {
    if (encoder.encode(text).length > postgres.longestName) break;
    text += text === '' ? column : `_${column}`;
  }
  return text;
}

/** The parts and the label with `_` between them. */
function indexName(parts: readonly string[], label: string): string {
  return [...cut(parts, lengthsOf(parts, label)), label].join('_');
}

/** Bytes of each part of an index's name: those of the longest part are omitted while it is too long (makeObjectName). */
function lengthsOf(parts: readonly string[], label: string): readonly number[] {
  const lengths = parts.map((part) => encoder.encode(part).length);
  let over = lengths.reduce((sum, length) => sum + length + 1, label.length) - postgres.longestName;
  // Of parts that are equally long the last one.
  for (; over > 0; over--) lengths[lengths.lastIndexOf(Math.max(...lengths))]--;
  return lengths;
}

function cut(parts: readonly string[], lengths: readonly number[]): string[] {
  return parts.map((part, k) => firstBytes(part, lengths[k]));
}

/** The characters that are whole within so many bytes. */
function firstBytes(text: string, most: number): string {
  return text.slice(0, encoder.encodeInto(text, new Uint8Array(most)).read);
}

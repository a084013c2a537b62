import { casesOf } from '../checks/field-index.ts';
import type { Model, ModelScalar, Provider, Source } from '../model.ts';
import { readDocument } from '../yaml/document.ts';
import type { Entry, MapNode } from '../yaml/node.ts';
import { plainScalar } from '../yaml/plain-scalar.ts';

/** Names of the providers that fields of a model draw from, its own and stored ones. */
export function usedProviders({ entities }: Model): ReadonlySet<string> {
  const names = new Set<string>();
  for (const { fields } of entities) for (const field of fields) addUsed(field, names);
  return names;
}

function addUsed({ source }: { readonly source: Source }, names: Set<string>): void {
  if (source.kind === 'provider') names.add(source.provider);
  if (source.kind === 'object') for (const field of source.fields) addUsed(field, names);
  if (source.kind === 'list') addUsed(source.item, names);
  if (source.kind === 'cases') for (const field of casesOf(source)) addUsed(field, names);
  if (source.kind === 'template') for (const part of source.parts) if (part.kind === 'generator') addUsed(part, names);
}

/**
 * Writes stored providers into the `$providers` of a document, which is left as it is otherwise. It is for the caller to read the
 * result: a document can be written in ways that this does not know.
 * @param providers those to write; the document's own of the same names win, and stay.
 * @returns the new text; null where a provider cannot be written in a document: it has a weighted value twice.
 */
export function inlineProviders(text: string, providers: readonly Provider[]): string | null {
  const root = readDocument(text, () => undefined);
  if (root?.kind !== 'map') return text;
  const own = root.entries.find(({ name }) => name === '$providers');
  const taken = new Set(own?.value.kind === 'map' ? own.value.entries.map(({ name }) => name) : []);
  const wanted = providers.filter(({ name }) => !taken.has(name));
  if (wanted.length === 0) return text;
  if (wanted.some(hasTwice)) return null;
  return own?.value.kind === 'map' ? within(text, own.value, wanted) : atTheTop(text, root, wanted);
}

/** Whether two values would be one key of a map. */
function hasTwice({ columns, weights }: Provider): boolean {
  return weights !== null && new Set(columns[0].values.map(textOf)).size < columns[0].values.length;
}

function within(text: string, map: MapNode, providers: readonly Provider[]): string {
  if (map.flow) return inFlow(text, map, providers.map(flowEntry));
  const { start, indent } = lineOf(text, map.entries[0]);
  return insert(text, start, lines(providers, indent));
}

function atTheTop(text: string, root: MapNode, providers: readonly Provider[]): string {
  if (root.flow) return inFlow(text, root, [`"$providers": { ${providers.map(flowEntry).join(', ')} }`]);
  const { start, indent } = lineOf(text, root.entries[0]);
  const block = `${indent}$providers:\n${lines(providers, `${indent}  `)}\n`;
  // A comment above the first entity stays there, unless something begins a document before it.
  const isHead = text
    .slice(0, start)
    .split('\n')
    .every((line) => line.trim() === '' || line.trimStart().startsWith('#'));
  return insert(text, isHead ? 0 : start, block);
}

const inFlow = (text: string, map: MapNode, entries: readonly string[]): string =>
  insert(text, map.at.start + 1, ` ${entries.join(', ')},`);

const insert = (text: string, at: number, what: string): string => text.slice(0, at) + what + text.slice(at);

/** Where the line of an entry begins, and what is before its key. */
function lineOf(text: string, { key }: Entry): { readonly start: number; readonly indent: string } {
  const start = text.lastIndexOf('\n', key.at.start - 1) + 1;
  return { start, indent: text.slice(start, key.at.start) };
}

/** One value a line, so that a difference of two files is one of values. */
function lines(providers: readonly Provider[], indent: string): string {
  return providers
    .map(({ name, ...provider }) => `${indent}${blockText(name)}:\n${valueLines(provider, `${indent}  `)}`)
    .join('');
}

function valueLines({ columns, weights }: Omit<Provider, 'name'>, indent: string): string {
  const [{ name, values }] = columns;
  if (weights !== null) return values.map((value, i) => `${indent}${blockText(value)}: ${weights[i]}\n`).join('');
  if (name === '') return values.map((value) => `${indent}- ${blockText(value)}\n`).join('');
  return values
    .map((_, row) => {
      const cells = columns.map((column) => `${blockText(column.name)}: ${blockText(column.values[row])}`);
      return `${indent}- { ${cells.join(', ')} }\n`;
    })
    .join('');
}

/** In the form of JSON, since such a document may be read as JSON elsewhere. */
function flowEntry({ name, columns, weights }: Provider): string {
  const [first] = columns;
  const key = JSON.stringify(name);
  if (weights !== null) {
    const pairs = first.values.map((value, i) => `${flowText(value)}: ${weights[i]}`);
    return `${key}: { ${pairs.join(', ')} }`;
  }
  if (first.name === '') return `${key}: [${first.values.map(flowText).join(', ')}]`;
  const rows = first.values.map((_, row) => {
    const cells = columns.map((column) => `${JSON.stringify(column.name)}: ${flowText(column.values[row])}`);
    return `{ ${cells.join(', ')} }`;
  });
  return `${key}: [${rows.join(', ')}]`;
}

/** Texts that mean the same without quotes, in braces too. */
const PLAIN = /^\p{L}(?:[\p{L}\p{N}_ .-]*[\p{L}\p{N}_])?$/u;

function blockText(value: ModelScalar): string {
  return typeof value === 'string' && PLAIN.test(value) && plainScalar(value) === value ? value : flowText(value);
}

/** A value as JSON has it, which every document can hold. */
export const flowText = (value: ModelScalar): string =>
  typeof value === 'string' ? JSON.stringify(value) : textOf(value);

function textOf(value: ModelScalar): string {
  return typeof value === 'object' ? (value?.text ?? 'null') : String(value);
}

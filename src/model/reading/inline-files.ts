import type { Model, ModelScalar } from '../model.ts';
import { readDocument } from '../yaml/document.ts';
import type { Entry, MapNode, YamlNode } from '../yaml/node.ts';
import { flowText } from './inline-providers.ts';

/** A piece of a document to be replaced. */
interface Change {
  readonly start: number;
  readonly end: number;
  readonly text: string;
}

/**
 * Writes the rows of table files in place of their names into a document, which is left as it is otherwise. It is for the caller to
 * read the result: a document can be written in ways that this does not know.
 * @param model that was read from the document.
 */
export function inlineFiles(text: string, { entities, providers }: Pick<Model, 'entities' | 'providers'>): string {
  const root = readDocument(text, () => undefined);
  const changes = entriesOf(root).flatMap(({ name, value }): readonly Change[] => {
    if (name === '$providers') {
      return entriesOf(value).flatMap((provider) => {
        const columns = providers.get(provider.name)?.columns ?? [];
        return changesOf(text, provider.value, columns, true);
      });
    }
    const fields = entities.find((entity) => entity.name === name)?.fields ?? [];
    const columns = fields.flatMap(({ name, source }) =>
      source.kind === 'static' ? [{ name, values: source.values }] : [],
    );
    return entriesOf(value).flatMap((rows) =>
      rows.name === '$rows' ? changesOf(text, rows.value, columns, false) : [],
    );
  });
  return changes
    .toReversed()
    .reduce((written, { start, end, text }) => written.slice(0, start) + text + written.slice(end), text);
}

const entriesOf = (node: YamlNode | null): readonly Entry[] => (node?.kind === 'map' ? node.entries : []);

type Columns = readonly { readonly name: string; readonly values: readonly ModelScalar[] }[];

function changesOf(text: string, node: YamlNode, columns: Columns, isProvider: boolean): readonly Change[] {
  if (node.kind !== 'map' || columns.length === 0) return [];
  const file = node.entries.find(({ name, value }) => name === 'file' && value.kind === 'scalar');
  if (file === undefined) return [];
  const weight = node.entries.find(({ name }) => name === 'weight')?.value;
  const rows = rowsText(columns, indentOf(text, node));
  const written =
    isProvider && weight?.kind === 'scalar' ? `{ rows: ${rows}, weight: ${flowText(weight.text)} }` : rows;
  const end = text.slice(0, node.at.end).trimEnd().length;
  return [{ start: node.at.start, end, text: written }];
}

/** Columns to indent by: deeper than the line in which the map begins, or than that of its key. */
function indentOf(text: string, { at }: MapNode): string {
  const line = text.slice(text.lastIndexOf('\n', at.start - 1) + 1, at.start);
  return `${/^ */.exec(line)?.[0] ?? ''}  `;
}

/** A list in brackets, one row a line, which may be anywhere in a document. */
function rowsText(columns: Columns, indent: string): string {
  const rows = columns[0].values.map((_, row) => {
    const cells = columns.map(({ name, values }) => `${JSON.stringify(name)}: ${flowText(values[row])}`);
    return `${indent}{ ${cells.join(', ')} }`;
  });
  return `[\n${rows.join(',\n')},\n${indent}]`;
}

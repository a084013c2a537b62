import { readDocument } from '../yaml/document.ts';
import type { YamlNode } from '../yaml/node.ts';
import { fileNameFault } from './file-name.ts';

/** Names of the files that a document draws from, for whoever reads them; a name that no file can have is left out. */
export function namedFiles(text: string): readonly string[] {
  // Most models have none, and are not read twice.
  if (!/\bfile\b/.test(text)) return [];
  const root = readDocument(text, () => undefined);
  const names = entriesOf(root).flatMap(({ name, value }) => {
    if (name === '$providers') return entriesOf(value).flatMap((provider) => fileIn(provider.value));
    return name.startsWith('$')
      ? []
      : entriesOf(value).flatMap((rows) => (rows.name === '$rows' ? fileIn(rows.value) : []));
  });
  return [...new Set(names)];
}

const entriesOf = (node: YamlNode | null): readonly { readonly name: string; readonly value: YamlNode }[] =>
  node?.kind === 'map' ? node.entries : [];

function fileIn(node: YamlNode): readonly string[] {
  const file = entriesOf(node).find(({ name }) => name === 'file')?.value;
  return file?.kind === 'scalar' && typeof file.value === 'string' && fileNameFault(file.value) === null
    ? [file.value]
    : [];
}

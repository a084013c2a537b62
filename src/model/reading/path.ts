import type { YamlNode } from '../yaml/node.ts';
import type { Location } from './location.ts';

/** Characters of a path: a few names of 200 bytes. */
const MAX_LENGTH = 2000;

/**
 * A path of names with dots between; names with other characters stand in back quotes (`` order.`unit price` ``). Null, with
 * a problem, where the node holds none.
 */
export function readPath(node: YamlNode, location: Location): readonly string[] | null {
  if (node.kind === 'scalar' && node.value !== null) {
    const names = splitPath(node.text);
    if (names !== null) return names;
  }
  location.expected(node, 'a name, or names with dots between');
  return null;
}

/** The names of a path, or null where one is empty or a quote does not end. */
export function splitPath(text: string): readonly string[] | null {
  if (text.length > MAX_LENGTH) return null;
  const names: string[] = [];
  const part = /\s*(?:`([^`]+)`|([^.`]*[^.`\s]))\s*(\.|$)/y;
  let ended = false;
  while (!ended) {
    const match = part.exec(text);
    if (match === null) return null;
    names.push(match[1] ?? match[2].trim());
    ended = match[3] === '';
  }
  return names;
}

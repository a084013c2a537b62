import { kindOf, type YamlNode } from '../yaml/node.ts';
import type { Source } from '../model.ts';
import type { Location } from './location.ts';

/** `$pattern`: the text of a regular expression; null after a problem. */
export function readPattern(node: YamlNode, location: Location): Source | null {
  if (node.kind === 'scalar' && node.value !== null) return { kind: 'pattern', pattern: node.text, at: node.at };
  const hint = node.kind === 'list' ? 'quote the pattern: "[A-Z]"' : 'write "[A-Z]{3}-\\\\d{4}"';
  location.report('VALUE_EXPECTED', node.at, `expected a regular expression in quotes, found ${kindOf(node)}`, hint);
  return null;
}

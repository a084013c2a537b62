import type { YamlNode, ScalarNode } from './node.ts';

/** The most pieces of one cut value: keeps a list of open parentheses linear. */
const MAX_LENGTH = 200;

/**
 * Joins the neighbours that YAML cut apart at a comma inside parentheses (`[enum(a, b)]` has two items for YAML).
 * `join` makes one scalar of the first and the last piece. With `firstOnly` only a cut of the first node is mended.
 */
export function joinCutParentheses(
  nodes: readonly YamlNode[],
  join: (from: ScalarNode, to: YamlNode) => ScalarNode,
  firstOnly = false,
): readonly YamlNode[] {
  const joined: YamlNode[] = [];
  for (let i = 0; i < nodes.length; i++) {
    const first = nodes[i];
    let open = openParentheses(first);
    let last = i;
    if (first.kind === 'scalar' && open > 0 && (i === 0 || !firstOnly)) {
      const end = Math.min(nodes.length, i + MAX_LENGTH);
      while (open > 0 && last + 1 < end && isPlain(nodes[last + 1])) open += openParentheses(nodes[++last]);
      if (open !== 0) last = i;
    }
    joined.push(last > i && first.kind === 'scalar' ? join(first, nodes[last]) : first);
    i = last;
  }
  return joined;
}

function isPlain(node: YamlNode): boolean {
  return node.kind === 'scalar' && node.plain;
}

/** Parentheses opened minus closed in an unquoted scalar, else 0. */
function openParentheses(node: YamlNode): number {
  if (node.kind !== 'scalar' || !node.plain) return 0;
  let open = 0;
  for (const char of node.text) {
    if (char === '(') open++;
    else if (char === ')') open--;
  }
  return open;
}

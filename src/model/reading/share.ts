import type { ReferenceSource } from '../model.ts';
import type { YamlNode } from '../yaml/node.ts';
import { readDistribution } from './distribution-of.ts';
import type { Location } from './location.ts';
import { readPath } from './path.ts';

/** `$share`: a distribution, or `{ by: field }`, a field of the rows that are referred to. */
export function readShare(node: YamlNode, location: Location): Pick<ReferenceSource, 'share' | 'by'> {
  const by = node.kind === 'map' ? node.entries.find(({ name }) => name === 'by') : undefined;
  if (node.kind !== 'map' || by === undefined) return { share: readDistribution(node, location), by: null };
  for (const { name, key } of node.entries) {
    if (name === 'by') continue;
    const message = `${name} has no meaning beside by`;
    location.report('PARAMETER_UNKNOWN', key.at, message, 'write { by: field }, or { name: zipf, s: 1.2 }');
  }
  return { share: null, by: readPath(by.value, location) };
}

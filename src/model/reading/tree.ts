import type { Length, Tree } from '../model.ts';
import type { Entry, MapNode, YamlNode } from '../yaml/node.ts';
import { readNumber } from './constant.ts';
import { MAX_CHILDREN, readLength } from './length.ts';
import type { Location } from './location.ts';
import { readPath } from './path.ts';

const MAX_DEPTH = 64;
const PARAMETERS = ['depth', 'fan', 'roots', 'within'];
const ANY_FAN: Length = {
  min: 0,
  max: MAX_CHILDREN,
  distribution: { name: 'uniform' },
  choices: null,
  isFallback: false,
  expression: null,
};

/** `$tree: { depth: 4, fan: 8 }`; null where there is none, or after a problem. */
export function readTree(directives: ReadonlyMap<string, Entry>, location: Location): Tree | null {
  const node = directives.get('$tree')?.value;
  if (node === undefined) return null;
  if (node.kind !== 'map') {
    location.expected(node, 'a map', 'write $tree: { depth: 4, fan: 8 }');
    return null;
  }
  for (const { name, key } of node.entries) {
    if (PARAMETERS.includes(name)) continue;
    const hint = location.nearest(name, PARAMETERS, `it takes ${PARAMETERS.join(', ')}`);
    location.report('PARAMETER_UNKNOWN', key.at, `$tree has no parameter ${name}`, hint);
  }
  const depthNode = parameter(node, 'depth');
  if (depthNode === undefined) {
    location.report('LENGTH_INVALID', node.at, 'depth is missing', 'write $tree: { depth: 4, fan: 8 }');
    return null;
  }
  const depth = wholeNumber(depthNode, 'depth', MAX_DEPTH, location);
  const rootsNode = parameter(node, 'roots');
  const roots = rootsNode === undefined ? null : wholeNumber(rootsNode, 'roots', Number.MAX_SAFE_INTEGER, location);
  const fan = fanOf(parameter(node, 'fan'), location);
  const withinNode = parameter(node, 'within');
  const within = withinNode === undefined ? null : readPath(withinNode, location);
  if (depth === null || fan === null || (withinNode !== undefined && within === null)) return null;
  return { at: node.at, depth, roots, fan, within: within?.join('.') ?? null };
}

function parameter(node: MapNode, name: string): YamlNode | undefined {
  return node.entries.find((entry) => entry.name === name)?.value;
}

/** A number alone is the most rows below a row; a range also says how few. */
function fanOf(node: YamlNode | undefined, location: Location): Length | null {
  if (node === undefined) return ANY_FAN;
  const fan = readLength(node, location, MAX_CHILDREN);
  if (fan === null) return null;
  if (fan.max === 0) {
    location.report('LENGTH_INVALID', node.at, 'a fan is at least 1', 'write fan: 8, or a range such as 2-8');
    return null;
  }
  const isRange = node.kind === 'map' || (node.kind === 'scalar' && /^\s*\d+\s*(?:-|\.\.)/.test(node.text));
  return isRange ? fan : { ...fan, min: 0 };
}

function wholeNumber(node: YamlNode, name: string, most: number, location: Location): number | null {
  const value = readNumber(node, location, 'a whole number')?.value;
  if (value === undefined) return null;
  if (Number.isInteger(value) && value >= 1 && value <= most) return value;
  location.report('LENGTH_INVALID', node.at, `${name} is a whole number from 1 to ${most}`);
  return null;
}

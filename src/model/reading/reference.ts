import { entityInstead } from '../words/line-instead.ts';
import { isExpression } from '../expression/expression-text.ts';
import { readNumber } from './constant.ts';
import { readShare } from './share.ts';
import type { ReferenceSource } from '../model.ts';
import type { Entry, MapNode, YamlNode } from '../yaml/node.ts';
import type { Location } from './location.ts';
import { readPerParent } from './per-parent.ts';
import type { Span } from '../problems/problem.ts';
import { readCap } from './cap.ts';
import { readTree } from './tree.ts';
import { readWhere } from './where.ts';

/** The most levels that objects are embedded. */
const MAX_DEPTH = 8;

/** Names have at most 200 bytes. */
const MAX_NAME_BYTES = 200;

/** An entity, and the path of one of its fields. */
export interface Target {
  readonly entity: string;
  readonly field: string | null;
}

/** `Entity` or `Entity.field`: the entity is checked here, the field once all are read. Null after a problem. */
export function readTarget(text: string, at: Span, location: Location): Target | null {
  const { entities } = location.scope;
  if (entities.has(text)) return { entity: text, field: null };
  const first = text.indexOf('.');
  for (let dot = first; dot !== -1 && dot <= MAX_NAME_BYTES; dot = text.indexOf('.', dot + 1)) {
    const entity = text.slice(0, dot);
    if (entities.has(entity)) return { entity, field: text.slice(dot + 1) };
  }
  const name = first === -1 ? text : text.slice(0, first);
  const hint = location.nearest(name, entities, entityInstead(name, location.scope));
  location.report('ENTITY_UNKNOWN', at, `there is no entity ${name}`, hint);
  return null;
}

/** The entity and field of `$ref`, `$sum`, `$count_of`; null after a problem. */
export function readTargetNode(node: YamlNode, location: Location): Target | null {
  if (node.kind === 'scalar' && node.value !== null) return readTarget(node.text.trim(), node.at, location);
  if (node.kind === 'list') {
    const names = node.items.flatMap((item) => (item.kind === 'scalar' ? [item.text] : []));
    const columns = names.map((name) => `${name.slice(name.lastIndexOf('.') + 1)}: ${name}`);
    location.expected(node, 'Entity or Entity.field', `for several fields of one row write { ${columns.join(', ')} }`);
  } else {
    const hint = node.kind === 'map' ? 'a reference of several fields is a field of the entity itself' : '';
    location.expected(node, 'Entity or Entity.field', hint);
  }
  return null;
}

/** Whether the map of a `$ref` names fields of one row. A number, or an expression for one, is the weight of one of several entities. */
export function namesFields({ entries: [first] }: MapNode): boolean {
  const value = first?.value;
  return value?.kind === 'scalar' && typeof value.value === 'string' && !isExpression(value);
}

/** A reference with what the directives beside it say of it. */
export function referenceSource(
  target: Target,
  directives: ReadonlyMap<string, Entry>,
  location: Location,
): ReferenceSource {
  const per = directives.get('$per');
  const share = directives.get('$share');
  if (per !== undefined && share !== undefined) {
    const message = '$per gives every parent its own children; $share picks parents at random';
    location.report('DIRECTIVE_CONTRADICTION', share.key.at, message, 'keep only one of them');
  }
  const depth = directives.get('$depth');
  if (depth !== undefined && target.field !== null) {
    const message = `$depth has no effect on a reference to a field`;
    location.report('DIRECTIVE_UNUSED', depth.key.at, message, `for the whole row write $ref: ${target.entity}`);
  }
  return {
    kind: 'reference',
    entity: target.entity,
    field: target.field,
    many: null,
    per: per === undefined ? null : readPerParent(per.value, location),
    ...(share === undefined ? { share: null, by: null } : readShare(share.value, location)),
    depth: depthOf(directives.get('$depth'), location),
    where: readWhere(directives, location),
    cap: readCap(directives, location),
    tree: readTree(directives, location),
    self: selfOf(directives.get('$self'), location),
    shows: null,
  };
}

function depthOf(entry: Entry | undefined, location: Location): number {
  if (entry === undefined) return 1;
  const depth = readNumber(entry.value, location, 'a whole number')?.value;
  if (depth === undefined) return 1;
  if (Number.isInteger(depth) && depth >= 0 && depth <= MAX_DEPTH) return depth;
  location.report('LENGTH_INVALID', entry.value.at, `$depth is a whole number from 0 to ${MAX_DEPTH}`);
  return 1;
}

/** Whether a row may refer to itself. */
function selfOf(entry: Entry | undefined, location: Location): boolean {
  if (entry === undefined) return false;
  if (entry.value.kind === 'scalar' && typeof entry.value.value === 'boolean') return entry.value.value;
  location.expected(entry.value, 'true or false');
  return false;
}

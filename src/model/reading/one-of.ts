import type { OneOfSource } from '../model.ts';
import type { Entry, YamlNode } from '../yaml/node.ts';
import { readNumber } from './constant.ts';
import type { Location } from './location.ts';
import { namesFields, readTarget, referenceSource, type Target } from './reference.ts';
import { weightsFault } from './values.ts';

/** Directives of a reference that mean nothing with several entities. */
const ONE_ENTITY = ['$per', '$cap', '$tree', '$depth'];
const FORM = 'write $ref: { Post.id: 70, Photo.id: 30 }, or [Post.id, Photo.id]';

/** Whether the value of `$ref` names several entities: a map of weights, or a list of different ones. */
export function namesSeveral(node: YamlNode): boolean {
  if (node.kind === 'map') return !namesFields(node);
  if (node.kind !== 'list') return false;
  const names = node.items.map((item) => (item.kind === 'scalar' ? item.text.trim().split('.')[0] : ''));
  return new Set(names).size === names.length;
}

/** `{ Post.id: 70, Photo.id: 30 }` or `[Post.id, Photo.id]`: a reference to a row of one of several entities; null after a problem. */
export function oneOfSource(
  node: YamlNode,
  directives: ReadonlyMap<string, Entry>,
  location: Location,
): OneOfSource | null {
  for (const name of ONE_ENTITY) {
    const entry = directives.get(name);
    if (entry === undefined) continue;
    const message = `${name} has no meaning for a reference to one of several entities`;
    location.report('DIRECTIVE_PLACE', entry.key.at, message, 'remove it, or refer to one entity');
  }
  const shared = new Map([...directives].filter(([name]) => !ONE_ENTITY.includes(name)));
  const read = node.kind === 'map' ? weighted(node.entries, location) : listed(node, location);
  if (read === null) return null;
  const { targets, weights } = read;
  const seen = new Set<string>();
  for (const { entity, at } of targets) {
    if (seen.has(entity)) {
      location.report('DIRECTIVE_CONTRADICTION', at, `${entity} is named twice`, 'keep only one of them');
    }
    seen.add(entity);
  }
  if (targets.length < 2) {
    location.report('VALUE_EXPECTED', node.at, 'this names fewer than two entities', FORM);
    return null;
  }
  const fault = weights === null ? null : weightsFault(weights);
  if (fault !== null) location.report('WEIGHTS_INVALID', node.at, fault);
  return { kind: 'one_of', options: targets.map((target) => referenceSource(target, shared, location)), weights };
}

type Named = Target & { readonly at: YamlNode['at'] };

interface Read {
  readonly targets: readonly Named[];
  readonly weights: readonly number[] | null;
}

function listed(node: YamlNode, location: Location): Read | null {
  const items = node.kind === 'list' ? node.items : [];
  const targets = items.map((item) => {
    if (item.kind === 'scalar' && item.value !== null) return targetOf(item.text.trim(), item.at, location);
    location.expected(item, 'Entity.field', FORM);
    return null;
  });
  const found = targets.filter((target) => target !== null);
  return found.length < targets.length ? null : { targets: found, weights: null };
}

function weighted(entries: readonly Entry[], location: Location): Read | null {
  const targets: Named[] = [];
  const weights: number[] = [];
  for (const { name, key, value } of entries) {
    const target = targetOf(name, key.at, location);
    const weight = readNumber(value, location, 'a weight')?.value;
    if (weight !== undefined && weight < 0)
      location.report('WEIGHTS_INVALID', value.at, 'a weight is not negative', FORM);
    if (target === null || weight === undefined || weight < 0) continue;
    targets.push(target);
    weights.push(weight);
  }
  return targets.length < entries.length ? null : { targets, weights };
}

/** A field of an entity; the objects themselves are not of one type. */
function targetOf(text: string, at: YamlNode['at'], location: Location): Named | null {
  const target = readTarget(text, at, location);
  if (target === null || target.field !== null) return target === null ? null : { ...target, at };
  location.report('VALUE_EXPECTED', at, `${text} is an entity, and not a field of one`, `write ${text}.id`);
  return null;
}

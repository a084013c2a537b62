import type { Entity, Field, Length, ReferenceSource, Tree } from '../../model/index.ts';
import type { Recipe } from '../frame.ts';
import type { Key } from '../random/key.ts';
import { lengthLaw } from '../random/length-law.ts';
import { Children } from '../relations/children.ts';
import { fewestRoots, levelSizes, treeSizes } from '../relations/level-sizes.ts';
import type { Link } from '../relations/link.ts';
import { belowRoots, levels, LevelledRows, type TreeRows } from '../relations/tree.ts';
import { TreesWithin } from '../relations/trees-within.ts';
import { perReference } from './counts.ts';
import type { Fields, FieldSite } from './fields.ts';

/** A reference of an entity to itself that makes a tree of its rows. */
interface TreeReference {
  readonly field: Field;
  readonly source: ReferenceSource & { readonly tree: Tree };
}

/** The reference that makes a tree of an entity's rows; null if none does. */
export function treeReference(entity: Entity): TreeReference | null {
  for (const field of entity.fields) {
    const { source } = field;
    if (source.kind !== 'reference' || source.entity !== entity.name || source.tree === null) continue;
    return { field, source: { ...source, tree: source.tree } };
  }
  return null;
}

/** Rows of one parent that may make a tree of their own. */
const MAX_TREE_ROWS = 65_536;
/** Numbers of rows whose levels are kept. */
const MAX_KNOWN = 1024;

/** The levels of so many rows: as many as `depth` says, or fewer where the rows do not suffice; null if there is no such tree. */
function sizesWithin(rows: number, { depth, fan, roots }: Tree): readonly number[] | null {
  for (let levels = depth; levels > 0; levels--) {
    const sizes = levelSizes(rows, roots ?? fewestRoots(rows, levels, fan), levels, fan);
    if (sizes !== null) return sizes;
  }
  return null;
}

/** Levels of these sizes, each shared out over the one above. */
function levelled(
  sizes: readonly number[],
  fan: Length,
  keyOf: (level: number) => Key,
  law = lengthLaw(fan),
): LevelledRows {
  const children = sizes.slice(1).map((total, i) => new Children({ parents: sizes[i], law, key: keyOf(i), total }));
  return new LevelledRows(sizes[0], children);
}

/** The trees of all entities, each made once. */
export class Trees {
  readonly #fields: Fields;
  readonly #made = new Map<string, TreeRows | null>();

  constructor(fields: Fields) {
    this.#fields = fields;
  }

  /** The tree of an entity; null if it has none, or after a problem. */
  of(entity: Entity): TreeRows | null {
    const known = this.#made.get(entity.name);
    if (known !== undefined) return known;
    const reference = treeReference(entity);
    const made = reference === null ? null : this.#make(entity, reference);
    this.#made.set(entity.name, made);
    return made;
  }

  #make(entity: Entity, reference: TreeReference): TreeRows | null {
    const { field, source } = reference;
    const { depth, fan, within } = source.tree;
    if (!this.#fields.counts.isKnown(entity.name)) return null;
    if (within !== null) return this.#makeWithin(entity, reference);
    const rows = this.#fields.counts.rows(entity.name);
    if (rows === 0) return new LevelledRows(0, []);
    const roots = source.tree.roots ?? fewestRoots(rows, depth, fan);
    const sizes = levelSizes(rows, roots, depth, fan);
    if (sizes === null) return this.#misfit({ entity, field, depth: null }, source.tree, roots, rows);
    return levelled(sizes, fan, (level) => this.#fields.key(entity, field, `tree:${level}`));
  }

  /** A tree of the rows of each parent, of as many levels as those suffice for. */
  #makeWithin(entity: Entity, { field, source: { tree } }: TreeReference): TreeRows | null {
    const per = perReference(entity);
    const { counts } = this.#fields;
    if (per === null || per.field.path !== tree.within) return null;
    const site = { entity, field, depth: null };
    const [least, most] = [Math.max(1, counts.least(entity.name)), counts.most(entity.name)];
    if (most > MAX_TREE_ROWS) {
      const message = `a parent has ${most} rows of ${entity.name}, and a tree of each parent has at most ${MAX_TREE_ROWS}`;
      return this.#fields.report(site, 'CHILDREN_TOO_MANY', message, 'Lower $per, or remove within.');
    }
    const known = new Map<number, readonly number[]>();
    for (let rows = least; rows <= most; rows++) {
      const sizes = sizesWithin(rows, tree);
      if (sizes !== null && known.size < MAX_KNOWN) known.set(rows, sizes);
      if (sizes === null) return this.#misfit(site, tree, tree.roots ?? 1, rows);
    }
    const law = lengthLaw(tree.fan);
    const make = (rows: number, { k0, k1 }: Key): LevelledRows =>
      levelled(
        known.get(rows) ?? sizesWithin(rows, tree) ?? [rows],
        tree.fan,
        (level) => ({ k0: (k0 + level) | 0, k1 }),
        law,
      );
    return new TreesWithin(counts.children(entity.name), make, this.#fields.key(entity, field, 'trees'));
  }

  #misfit(site: FieldSite, { depth, fan, within }: Tree, roots: number, rows: number): null {
    const { least, most } = treeSizes(roots, depth, fan);
    const bounds = most < Infinity ? `from ${least} to ${most}` : `at least ${least}`;
    const rootsOf = roots === 1 ? '1 root' : `${roots} roots`;
    const below = fan.min === 0 ? `at most ${fan.max}` : `${fan.min} to ${fan.max}`;
    const owner = within === null ? site.entity.name : `A row that ${within} refers to`;
    const message = `${owner} ${within === null ? 'has' : 'can have'} ${rows} rows${within === null ? '' : ` of ${site.entity.name}`}, and a tree of depth ${depth} with ${rootsOf} and ${below} rows below each has ${bounds}`;
    return this.#fields.report(
      site,
      'TREE_SIZE',
      message,
      `Change ${within === null ? '$count' : '$per'}, or depth, fan or roots of $tree.`,
    );
  }
}

/** The row above each row, and that roots have none; null after a problem. */
export function treeFit(fields: Fields, entity: Entity, field: Field): Pick<Link, 'choice' | 'presence'> | null {
  const tree = fields.tree(entity);
  // A second $tree, or one inside an object or list, has been reported when it was read.
  if (tree === null || treeReference(entity)?.field !== field) return null;
  const key = fields.key(entity, field, 'null');
  return { choice: tree, presence: { id: field.path, nullShare: 0, key, when: belowRoots(tree) } };
}

/** The level of each row in the tree of its entity; null after a problem. */
export function levelRecipe(reference: string, { entity }: FieldSite, fields: Fields): Recipe | null {
  const tree = fields.tree(entity);
  return tree === null || treeReference(entity)?.field.path !== reference ? null : levels(tree);
}

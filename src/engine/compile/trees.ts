import type { Entity, Field, ReferenceSource, Tree } from '../../model/index.ts';
import type { Recipe } from '../frame.ts';
import { lengthLaw } from '../random/length-law.ts';
import { Children } from '../relations/children.ts';
import { fewestRoots, levelSizes, treeSizes } from '../relations/level-sizes.ts';
import type { Link } from '../relations/link.ts';
import { belowRoots, levels, LevelledRows } from '../relations/tree.ts';
import type { Fields, Place } from './place.ts';

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

/** The trees of all entities, each made once. */
export class Trees {
  readonly #fields: Fields;
  readonly #made = new Map<string, LevelledRows | null>();

  constructor(fields: Fields) {
    this.#fields = fields;
  }

  /** The tree of an entity; null if it has none, or after a problem. */
  of(entity: Entity): LevelledRows | null {
    const known = this.#made.get(entity.name);
    if (known !== undefined) return known;
    const reference = treeReference(entity);
    const made = reference === null ? null : this.#make(entity, reference);
    this.#made.set(entity.name, made);
    return made;
  }

  #make(entity: Entity, { field, source }: TreeReference): LevelledRows | null {
    const { depth, fan } = source.tree;
    const rows = this.#fields.counts.rows(entity.name);
    if (!this.#fields.counts.isKnown(entity.name)) return null;
    if (rows === 0) return new LevelledRows(0, []);
    const roots = source.tree.roots ?? fewestRoots(rows, depth, fan);
    const sizes = levelSizes(rows, roots, depth, fan);
    if (sizes === null) return this.#misfit({ entity, field, depth: null }, source.tree, roots, rows);
    const law = lengthLaw(fan);
    const children = sizes.slice(1).map((total, i) => {
      const key = this.#fields.key(entity, field, `tree:${i}`);
      return new Children({ parents: sizes[i], law, key, total });
    });
    return new LevelledRows(roots, children);
  }

  #misfit(place: Place, { depth, fan }: Tree, roots: number, rows: number): null {
    const { least, most } = treeSizes(roots, depth, fan);
    const bounds = most < Infinity ? `from ${least} to ${most}` : `at least ${least}`;
    const rootsOf = roots === 1 ? '1 root' : `${roots} roots`;
    const below = fan.min === 0 ? `at most ${fan.max}` : `${fan.min} to ${fan.max}`;
    const message = `${place.entity.name} has ${rows} rows, and a tree of depth ${depth} with ${rootsOf} and ${below} rows below each has ${bounds}`;
    return this.#fields.report(place, 'TREE_SIZE', message, 'Change $count, or depth, fan or roots of $tree.');
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
export function levelRecipe(reference: string, { entity }: Place, fields: Fields): Recipe | null {
  const tree = fields.tree(entity);
  return tree === null || treeReference(entity)?.field.path !== reference ? null : levels(tree);
}

import type { Frame, Recipe, Shared } from '../frame.ts';
import type { Presence } from '../recipes/presence.ts';
import type { Rows } from '../rows.ts';
import type { ChildRanges } from './children.ts';
import type { Share } from './share.ts';

/** How the rows of one scope lead to rows of another entity: compiled from a reference field. */
export interface Link {
  /** Unique within the scope, for sharing within a frame. */
  readonly id: string;
  /** Stands for the parent entity; the key of its whole table among a reader's tables. */
  readonly parent: LinkTarget;
  /** Which parent each row has: a pick of its own, one that depends on the rest of the row, or children in the order of their parents. */
  readonly choice: Share | DependentShare | ChildRanges;
  /** Where the reference can be null. */
  readonly presence: Presence | null;
  /** Of a list of references, the most that a row has: so many rows fit it. Absent where all do. */
  readonly most?: Recipe;
  /** The same link to other rows than these lead to; null after a problem. Absent where nothing but the choice says which rows fit. */
  readonly apart?: (others: readonly OtherLink[]) => Pick<Link, 'choice' | 'presence'> | null;
}

/** A link that another one of the row differs from where all conditions are true. */
export interface OtherLink {
  readonly link: Link;
  readonly when: readonly Recipe[];
}

/** A pick that reads other links or columns of the row: bound to a frame, as a recipe is. */
export interface DependentShare {
  bind(frame: Frame): Share;
}

/** What a link must know of the entity it leads to. `rows` is settled by the time anything is bound. */
export interface LinkTarget {
  readonly rows: number;
}

interface LinkRows {
  /** Parent row of each row of the frame; some valid row where the reference is null. */
  readonly parents: Float64Array;
  /** Position within the parent from 0; only children know theirs. */
  readonly ordinals: Float64Array | null;
  fill(rows: Rows): void;
}

/** Parents at most this many are kept as a whole table, as long as a batch is not much smaller than it. */
const TABLE_ROWS = 8192;

/** The parent rows of a frame's rows, found once a batch. */
export function linkRows(link: Link, frame: Frame): Shared<LinkRows> {
  return frame.share(`link\0${link.id}`, () => {
    const { choice } = link;
    const parents = frame.arena.float64(frame.capacity);
    if ('locate' in choice) {
      const ordinals = frame.arena.float64(frame.capacity);
      return { parents, ordinals, fill: (rows) => choice.locate(rows, parents, ordinals) };
    }
    const share = 'bind' in choice ? choice.bind(frame) : choice;
    return { parents, ordinals: null, fill: (rows) => share.fill(parents, rows) };
  });
}

/** The frame that holds, row for row, the parents of a frame's rows. */
export function parentFrame(link: Link, frame: Frame): Shared<{ readonly frame: Frame; fill(rows: Rows): void }> {
  return frame.share(`parent\0${link.id}`, () => {
    const rows = linkRows(link, frame);
    const parent = frame.related();
    return {
      frame: parent,
      fill(own) {
        rows.ensure();
        parent.select(rows.value.parents, own.length);
      },
    };
  });
}

/** The whole parent table as one frame, where it is small beside the rows that look into it; else null. */
export function parentTable(link: Link, frame: Frame): Frame | null {
  const { rows } = link.parent;
  if (rows > TABLE_ROWS || rows > 4 * frame.capacity) return null;
  let table = frame.tables.get(link.parent);
  if (table === undefined) {
    table = frame.related(rows);
    table.range(0, rows);
    frame.tables.set(link.parent, table);
  }
  return table;
}

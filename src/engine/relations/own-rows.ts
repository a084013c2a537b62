import type { Frame, Recipe, Shared } from '../frame.ts';
import { presenceColumn } from '../recipes/presence.ts';
import { type Rows, rowAt } from '../rows.ts';
import { type Link, linkRows, parentFrame } from './link.ts';

/** Virtual rows of a list, see `listOf`. */
const STRIDE = 1024;

/** Row numbers of some entity, one for each row of a frame. */
export interface ReachedRows {
  readonly rows: Float64Array;
  /** 1 where there is such a row; null if there always is. */
  readonly present: Uint8Array | null;
  fill(rows: Rows): void;
}

/** The rows that the items of a list belong to, one for each item. */
export function ownerFrame(frame: Frame): Shared<{ readonly frame: Frame; fill(rows: Rows): void }> {
  return frame.share('owner', () => {
    const owner = frame.related();
    const index = frame.arena.float64(frame.capacity);
    return {
      frame: owner,
      fill(rows) {
        for (let i = 0; i < rows.length; i++) index[i] = Math.floor(rowAt(rows, i) / STRIDE);
        owner.select(index, rows.length);
      },
    };
  });
}

/** The rows of a frame themselves; `lists` says in how many lists they are items, whose entity's rows are meant. */
export function rowsThemselves(frame: Frame, lists = 0): ReachedRows {
  const rows = frame.arena.float64(frame.capacity);
  const stride = STRIDE ** lists;
  return {
    rows,
    present: null,
    fill(own) {
      for (let i = 0; i < own.length; i++) rows[i] = Math.floor(rowAt(own, i) / stride);
    },
  };
}

/** The rows that links lead to one after the other. */
export function rowsThrough(links: readonly Link[], frame: Frame): ReachedRows {
  if (links.length === 0) return rowsThemselves(frame);
  const [link, ...others] = links;
  const presence = link.presence === null ? null : presenceColumn(link.presence, frame);
  if (others.length === 0) {
    const found = linkRows(link, frame);
    return {
      rows: found.value.parents,
      present: presence === null ? null : presence.value.present,
      fill() {
        found.ensure();
        presence?.ensure();
      },
    };
  }
  const parents = parentFrame(link, frame);
  const rest = rowsThrough(others, parents.value.frame);
  const present = presence === null || rest.present === null ? null : frame.arena.uint8(frame.capacity);
  return {
    rows: rest.rows,
    present: present ?? presence?.value.present ?? rest.present,
    fill({ length }) {
      parents.ensure();
      presence?.ensure();
      rest.fill(parents.value.frame.rows);
      if (present === null || presence === null || rest.present === null) return;
      for (let i = 0; i < length; i++) present[i] = presence.value.present[i] & rest.present[i];
    },
  };
}

/** The numbers of the rows that links lead to; null where one of the links is. */
export function reachedRecipe(links: readonly Link[]): Recipe {
  const nullable = links.some((link) => link.presence !== null);
  return {
    type: { kind: 'integer' },
    nullable,
    width: 8,
    bind(frame) {
      const reached = rowsThrough(links, frame);
      return {
        vector: { kind: 'int53', values: reached.rows, validity: reached.present },
        fill: (rows) => reached.fill(rows),
      };
    },
  };
}

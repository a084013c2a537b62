import type { BoundColumn, Frame, Recipe } from '../frame.ts';
import { maskBy, presenceColumn } from '../recipes/presence.ts';
import { isTakeable, shareArrays, take, vectorLike } from '../recipes/take.ts';
import { type Link, linkRows, parentFrame, parentTable } from './link.ts';

/** The value that `target` has in the parent row a link leads to; null if the link or the value is. */
export function lookup(link: Link, target: Recipe): Recipe {
  return {
    ...target,
    nullable: target.nullable || link.presence !== null,
    bind(frame) {
      const bound = bindLookup(link, target, frame);
      return link.presence === null ? bound : maskBy(presenceColumn(link.presence, frame), bound, frame);
    },
  };
}

function bindLookup(link: Link, target: Recipe, frame: Frame): BoundColumn {
  const table = isSingle(target) ? parentTable(link, frame) : null;
  if (table !== null) {
    const column = table.column(target);
    const source = column.value.vector;
    if (isTakeable(source)) {
      const rows = linkRows(link, frame);
      const vector = vectorLike(source, frame.arena, frame.capacity);
      return {
        vector,
        fill({ length }) {
          column.ensure();
          rows.ensure();
          take(source, rows.value.parents, length, vector);
        },
      };
    }
  }
  const parents = parentFrame(link, frame);
  const column = parents.value.frame.column(target);
  const source = column.value.vector;
  // The parent's column already stands row for row: only its nulls may differ, so it is shared, not copied.
  const vector = { ...source };
  return {
    vector,
    fill() {
      parents.ensure();
      column.ensure();
      shareArrays(source, vector);
    },
  };
}

/** Whether cells could be taken one by one: a list, an object or bytes never can, and a table of them may be huge. */
function isSingle({ type: { kind } }: Recipe): boolean {
  return kind !== 'list' && kind !== 'struct' && kind !== 'json' && kind !== 'binary';
}

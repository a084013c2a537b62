import type { Frame, Recipe } from '../frame.ts';
import type { Rows } from '../rows.ts';
import { rowAt } from '../rows.ts';
import { childWalk } from './child-walk.ts';
import type { ChildRanges } from './children.ts';

/**
 * The value that a field has in the first or last child of each row; null where there is no child.
 * @param condition which children count; null for all.
 * @param always whether every row has a child that counts.
 */
export function endOfChildren(
  children: () => ChildRanges,
  child: Recipe,
  end: 'first' | 'last',
  condition: Recipe | null,
  always: boolean,
): Recipe {
  return {
    ...child,
    nullable: child.nullable || !always,
    bind: (frame) => bindEnd(children(), child, end, condition, always, frame),
  };
}

function bindEnd(
  children: ChildRanges,
  child: Recipe,
  end: 'first' | 'last',
  condition: Recipe | null,
  always: boolean,
  frame: Frame,
) {
  const { arena, capacity } = frame;
  const chosen = arena.float64(capacity);
  const found = arena.uint8(capacity);
  const choose =
    condition === null
      ? (rows: Rows) => chooseEnds(children, end, rows, chosen, found)
      : chooserWhere(children, end, condition, frame, chosen, found);
  const childFrame = frame.related();
  const column = childFrame.column(child);
  const source = column.value.vector;
  const own = source.validity;
  const validity = always && own === null ? null : arena.uint8(capacity);
  const vector = { ...source, validity };
  return {
    vector,
    fill(rows: Rows) {
      choose(rows);
      const filler = found.indexOf(1);
      if (filler >= 0 && filler < rows.length) {
        // Rows without a child take any: their values are null.
        for (let i = 0; i < rows.length; i++) if (found[i] === 0) chosen[i] = chosen[filler];
        childFrame.select(chosen, rows.length);
        column.ensure();
        if ('bytes' in source && 'bytes' in vector) vector.bytes = source.bytes;
      }
      if (validity === null) return;
      for (let i = 0; i < rows.length; i++) validity[i] = own === null ? found[i] : found[i] & own[i];
    },
  };
}

function chooseEnds(
  children: ChildRanges,
  end: 'first' | 'last',
  rows: Rows,
  chosen: Float64Array,
  found: Uint8Array,
): void {
  found.fill(0, 0, rows.length);
  for (let i = 0; i < rows.length; i++) {
    const parent = rowAt(rows, i);
    const count = children.count(parent);
    if (count === 0) continue;
    chosen[i] = children.start(parent) + (end === 'first' ? 0 : count - 1);
    found[i] = 1;
  }
}

function chooserWhere(
  children: ChildRanges,
  end: 'first' | 'last',
  condition: Recipe,
  frame: Frame,
  chosen: Float64Array,
  found: Uint8Array,
): (rows: Rows) => void {
  const shared = childWalk(children, frame);
  const column = shared.value.frame.column(condition);
  const { vector } = column.value;
  if (vector.kind !== 'bool') throw new TypeError('a condition must be a boolean column');
  const { values, validity } = vector;
  shared.value.add({
    begin: (length) => found.fill(0, 0, length),
    take(count, owners) {
      column.ensure();
      for (let i = 0; i < count; i++) {
        if (values[i] === 0 || validity?.[i] === 0) continue;
        const owner = owners[i];
        if (end === 'first' && found[owner] === 1) continue;
        chosen[owner] = rowAt(shared.value.frame.rows, i);
        found[owner] = 1;
      }
    },
  });
  return () => shared.ensure();
}

import type { Frame, Recipe, Shared } from '../frame.ts';
import { rowAt, type Rows } from '../rows.ts';
import type { Children } from './children.ts';
import { type Link, linkRows } from './link.ts';

interface RowsBeside {
  /** The row before or after each row; a row that has none is in its place itself. */
  readonly frame: Frame;
  /** Whether each row has one. */
  readonly present: Uint8Array;
  fill(rows: Rows): void;
}

/** The neighbors of the rows of a frame, which all columns share: values that look on and on are each made once. */
type Beside = (frame: Frame) => Shared<RowsBeside>;

function rowsBefore(link: Link): Beside {
  return (frame) =>
    frame.share(`before\0${link.id}`, () => {
      const places = linkRows(link, frame);
      const { ordinals } = places.value;
      if (ordinals === null) throw new TypeError('only children in the order of their parents have a row before');
      return neighbors(frame, -1, {
        ensure: () => places.ensure(),
        has: (i) => ordinals[i] > 0,
      });
    });
}

function rowsAfter(link: Link, children: () => Children): Beside {
  return (frame) =>
    frame.share(`after\0${link.id}`, () => {
      const places = linkRows(link, frame);
      const { parents, ordinals } = places.value;
      const all = children();
      if (ordinals === null) throw new TypeError('only children in the order of their parents have a row after');
      return neighbors(frame, 1, {
        ensure: () => places.ensure(),
        has: (i) => ordinals[i] + 1 < all.count(parents[i]),
      });
    });
}

function neighbors(
  frame: Frame,
  step: 1 | -1,
  { ensure, has }: { readonly ensure: () => void; readonly has: (i: number) => boolean },
): RowsBeside {
  const index = frame.arena.float64(frame.capacity);
  const present = frame.arena.uint8(frame.capacity);
  const beside = frame.related();
  return {
    frame: beside,
    present,
    fill(rows) {
      ensure();
      for (let i = 0; i < rows.length; i++) {
        present[i] = has(i) ? 1 : 0;
        index[i] = rowAt(rows, i) + present[i] * step;
      }
      beside.select(index, rows.length);
    },
  };
}

/** The value that a field has in the row before, of the same parent; null in the first. The link must be one with `$per`. */
export function previous(link: Link, value: Recipe): Recipe {
  return besideValue(rowsBefore(link), value);
}

/** The value that a field has in the row after, of the same parent; null in the last. The link must be one with `$per`. */
export function next(link: Link, children: () => Children, value: Recipe): Recipe {
  return besideValue(rowsAfter(link, children), value);
}

function besideValue(rowsBeside: Beside, value: Recipe): Recipe {
  return {
    ...value,
    nullable: true,
    bind(frame) {
      const beside = rowsBeside(frame);
      const { present } = beside.value;
      const column = beside.value.frame.column(value);
      const source = column.value.vector;
      const own = source.validity;
      const validity = frame.arena.uint8(frame.capacity);
      const vector = { ...source, validity };
      return {
        vector,
        fill({ length }) {
          beside.ensure();
          column.ensure();
          if ('bytes' in source && 'bytes' in vector) vector.bytes = source.bytes;
          for (let i = 0; i < length; i++) validity[i] = present[i] === 1 ? (own?.[i] ?? 1) : 0;
        },
      };
    },
  };
}

/** Whether a row is the first of its parent. The link must be one with `$per`. */
export function isFirst(link: Link): Recipe {
  return hasNone(rowsBefore(link));
}

/** Whether a row is the last of its parent. The link must be one with `$per`. */
export function isLast(link: Link, children: () => Children): Recipe {
  return hasNone(rowsAfter(link, children));
}

function hasNone(rowsBeside: Beside): Recipe {
  return {
    type: { kind: 'boolean' },
    nullable: false,
    width: 5,
    bind(frame) {
      const beside = rowsBeside(frame);
      const values = frame.arena.uint8(frame.capacity);
      return {
        vector: { kind: 'bool', values, validity: null },
        fill({ length }) {
          beside.ensure();
          for (let i = 0; i < length; i++) values[i] = 1 - beside.value.present[i];
        },
      };
    },
  };
}

import type { Frame, Recipe, Shared } from '../frame.ts';
import { rowAt, type Rows } from '../rows.ts';
import { type Link, linkRows } from './link.ts';

interface RowsBefore {
  /** The row before each row; the first of a parent stands for the one before it. */
  readonly frame: Frame;
  /** Of each row its position within the parent, from 0. */
  readonly ordinals: Float64Array;
  fill(rows: Rows): void;
}

/** The rows before those of a frame, which all columns share: values that look back further and further are each made once. */
function rowsBefore(link: Link, frame: Frame): Shared<RowsBefore> {
  return frame.share(`before\0${link.id}`, () => {
    const places = linkRows(link, frame);
    const { ordinals } = places.value;
    if (ordinals === null) throw new TypeError('only children in the order of their parents have a row before');
    const index = frame.arena.float64(frame.capacity);
    const before = frame.related();
    return {
      frame: before,
      ordinals,
      fill(rows) {
        places.ensure();
        for (let i = 0; i < rows.length; i++) index[i] = rowAt(rows, i) - (ordinals[i] > 0 ? 1 : 0);
        before.select(index, rows.length);
      },
    };
  });
}

/** The value that a field has in the row before, of the same parent; null in the first. The link must be one with `$per`. */
export function previous(link: Link, value: Recipe): Recipe {
  return {
    ...value,
    nullable: true,
    bind(frame) {
      const before = rowsBefore(link, frame);
      const { ordinals } = before.value;
      const column = before.value.frame.column(value);
      const source = column.value.vector;
      const own = source.validity;
      const validity = frame.arena.uint8(frame.capacity);
      const vector = { ...source, validity };
      return {
        vector,
        fill({ length }) {
          before.ensure();
          column.ensure();
          if ('bytes' in source && 'bytes' in vector) vector.bytes = source.bytes;
          for (let i = 0; i < length; i++) validity[i] = ordinals[i] > 0 ? (own?.[i] ?? 1) : 0;
        },
      };
    },
  };
}

/** Whether a row is the first of its parent. The link must be one with `$per`. */
export function isFirst(link: Link): Recipe {
  return {
    type: { kind: 'boolean' },
    nullable: false,
    width: 5,
    bind(frame) {
      const places = linkRows(link, frame);
      const { ordinals } = places.value;
      if (ordinals === null) throw new TypeError('only children in the order of their parents have a first row');
      const values = frame.arena.uint8(frame.capacity);
      return {
        vector: { kind: 'bool', values, validity: null },
        fill({ length }) {
          places.ensure();
          for (let i = 0; i < length; i++) values[i] = ordinals[i] === 0 ? 1 : 0;
        },
      };
    },
  };
}

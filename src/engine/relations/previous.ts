import type { Recipe } from '../frame.ts';
import { rowAt } from '../rows.ts';
import { type Link, linkRows } from './link.ts';

/** The value that a field has in the row before, of the same parent; null in the first. The link must be one with `$per`. */
export function previous(link: Link, value: Recipe): Recipe {
  return {
    ...value,
    nullable: true,
    bind(frame) {
      const { arena, capacity } = frame;
      const places = linkRows(link, frame);
      const { ordinals } = places.value;
      if (ordinals === null) throw new TypeError('only children in the order of their parents have a row before');
      const before = arena.float64(capacity);
      const frameBefore = frame.related();
      const column = frameBefore.column(value);
      const source = column.value.vector;
      const own = source.validity;
      const validity = arena.uint8(capacity);
      const vector = { ...source, validity };
      return {
        vector,
        fill(rows) {
          places.ensure();
          // The first row stands for the one before it: what it has there is null.
          for (let i = 0; i < rows.length; i++) before[i] = rowAt(rows, i) - (ordinals[i] > 0 ? 1 : 0);
          frameBefore.select(before, rows.length);
          column.ensure();
          if ('bytes' in source && 'bytes' in vector) vector.bytes = source.bytes;
          for (let i = 0; i < rows.length; i++) validity[i] = ordinals[i] > 0 ? (own?.[i] ?? 1) : 0;
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

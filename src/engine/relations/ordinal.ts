import type { Recipe } from '../frame.ts';
import { type Link, linkRows } from './link.ts';

/**
 * Position of a child within its parent, from 1. The link must be one with `$per`.
 * @param most the most children a parent can have, which bounds what is computed from the position.
 */
export function ordinal(link: Link, most: number): Recipe {
  return {
    type: { kind: 'integer' },
    nullable: false,
    width: 8,
    magnitude: most,
    interval: [1, most],
    bind(frame) {
      const rows = linkRows(link, frame);
      const { ordinals } = rows.value;
      if (ordinals === null) throw new TypeError('only children in the order of their parents have ordinals');
      const values = frame.arena.float64(frame.capacity);
      return {
        vector: { kind: 'int53', values, validity: null },
        fill({ length }) {
          rows.ensure();
          for (let i = 0; i < length; i++) values[i] = ordinals[i] + 1;
        },
      };
    },
  };
}

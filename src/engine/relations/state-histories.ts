import type { BindStates, Machine } from '../recipes/states.ts';
import { rowAt } from '../rows.ts';
import type { Children } from './children.ts';
import { type Link, linkRows } from './link.ts';
import { siblingScan } from './siblings.ts';

/**
 * The states of the rows of one parent in order: each follows from the one before by a move, and there are as many as the parent has
 * children.
 * @param id unique within the scope.
 * @param link one with `$per`.
 * @param most the most children a parent can have.
 */
export function historiesOfChildren(
  id: string,
  machine: Machine,
  link: Link,
  children: () => Children,
  most: number,
): BindStates {
  return (frame) =>
    frame.share(`states\0${id}`, () => {
      const status = frame.arena.int32(frame.capacity);
      const times = frame.arena.float64(frame.capacity);
      const all = children();
      let state = 0;
      let time = 0;
      let count = 0;
      const shared = siblingScan(link, frame, most);
      const scan = shared.value;
      const places = linkRows(link, scan.frame);
      scan.add((length, served) => {
        places.ensure();
        const { parents, ordinals } = places.value;
        if (ordinals === null) throw new TypeError('only children in the order of their parents have a history');
        let next = served;
        for (let i = 0; i < length; i++) {
          const row = rowAt(scan.frame.rows, i);
          if (scan.starts[i] === 1) {
            state = 0;
            time = 0;
            count = all.count(parents[i]);
          } else {
            // What the row before drew decides how it goes on.
            machine.draw(row - 1, 0);
            time += machine.dwell(state);
            state = machine.next(state, count - 1 - ordinals[i]);
          }
          for (; next < scan.ends[i]; next++) {
            status[scan.order[next]] = state;
            times[scan.order[next]] = time;
          }
        }
      });
      return { status, times: [times], entered: [], fill: () => shared.ensure() };
    });
}

/**
 * The states of the rows of one parent, which are its whole history: the k-th row has the k-th state.
 * @param id unique within the scope.
 * @param link one with `$per`.
 */
export function historiesOfParents(id: string, machine: Machine, link: Link): BindStates {
  return (frame) =>
    frame.share(`states\0${id}`, () => {
      const { arena, capacity } = frame;
      const status = arena.int32(capacity);
      const times = arena.float64(capacity);
      const places = linkRows(link, frame);
      // Of the parent at hand, as far as it has been gone through.
      const states: number[] = [];
      const moments: number[] = [];
      let parent = -1;
      return {
        status,
        times: [times],
        entered: [],
        fill(rows) {
          places.ensure();
          const { parents, ordinals } = places.value;
          if (ordinals === null) throw new TypeError('only children in the order of their parents have a history');
          for (let i = 0; i < rows.length; i++) {
            if (parents[i] !== parent || ordinals[i] >= states.length) {
              parent = parents[i];
              states.length = 0;
              moments.length = 0;
              machine.walk(parent, Infinity, Infinity, (state, time) => {
                states.push(state);
                moments.push(time);
              });
            }
            const at = Math.min(ordinals[i], states.length - 1);
            status[i] = states[at];
            times[i] = moments[at];
          }
        },
      };
    });
}

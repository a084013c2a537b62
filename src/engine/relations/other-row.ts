import { fillBelowWide } from '../random/fill.ts';
import type { Key } from '../random/key.ts';
import { Permutation } from '../random/permutation.ts';
import { rowAt, type Rows } from '../rows.ts';
import { type DependentShare, linkRows, type OtherLink } from './link.ts';
import type { Share } from './share.ts';

/** Rows of an entity that refer to others of it, never to themselves. */
export interface OwnRows {
  /** How many there are, at least 2. */
  readonly n: number;
  /** The row of the entity that a row of the reference's scope belongs to. */
  readonly rowOf: (row: number) => number;
}

/** A share over the other rows, n - 1 of them, all alike: those from the own one on move up by one. */
export function othersAlike({ rowOf }: OwnRows, share: Share): Share {
  return {
    fill(out, rows) {
      share.fill(out, rows);
      for (let i = 0; i < rows.length; i++) if (out[i] >= rowOf(rowAt(rows, i))) out[i]++;
    },
  };
}

/** A share over all rows, where one that meets itself takes any of the others. */
export function othersInstead({ n, rowOf }: OwnRows, share: Share, key: Key): Share {
  const one: Rows = { first: 0, length: 1, index: null };
  const other = new Float64Array(1);
  return {
    fill(out, rows) {
      share.fill(out, rows);
      for (let i = 0; i < rows.length; i++) {
        const row = rowAt(rows, i);
        const own = rowOf(row);
        if (out[i] !== own) continue;
        one.first = row;
        fillBelowWide(other, key, one, n - 1, 0);
        out[i] = other[0] >= own ? other[0] + 1 : other[0];
      }
    },
  };
}

/** A share over the rows that none of these links leads to, all alike: those from such a row on move up by one. */
export function othersThan(others: readonly OtherLink[], share: Share): DependentShare {
  return {
    bind(frame) {
      const taken = others.map(({ link }) => linkRows(link, frame));
      const sorted: number[] = [];
      return {
        fill(out, rows) {
          share.fill(out, rows);
          for (const one of taken) one.ensure();
          for (let i = 0; i < rows.length; i++) {
            sorted.length = 0;
            for (const { value } of taken) if (!sorted.includes(value.parents[i])) sorted.push(value.parents[i]);
            sorted.sort((a, b) => a - b);
            for (const one of sorted) if (out[i] >= one) out[i]++;
          }
        },
      };
    },
  };
}

/** Every row has another one, and every row is had once: all of them form one circle. */
export function circle(n: number, key: Key): Share {
  const order = new Permutation(n, key);
  return {
    fill(out, rows) {
      for (let i = 0; i < rows.length; i++) out[i] = next(order, rowAt(rows, i));
    },
  };
}

/** Every row has another one, and no row is had more often than there are circles: each row chooses in which one it looks. */
export function circles(n: number, keys: readonly Key[], choice: Key): Share {
  const orders = keys.map((key) => new Permutation(n, key));
  return {
    fill(out, rows) {
      fillBelowWide(out, choice, rows, orders.length, 0);
      for (let i = 0; i < rows.length; i++) out[i] = next(orders[out[i]], rowAt(rows, i));
    },
  };
}

/** The row after another one in a circle of all in some order. */
function next(order: Permutation, row: number): number {
  const place = order.inverse(row);
  return order.forward(place + 1 === order.n ? 0 : place + 1);
}

/** Parents of a block: the children of that many parents are counted together, and their counts drawn again when needed. */
export const BLOCK = 256;

/** The numbers of children of all parents, by blocks of BLOCK parents; the last block may be shorter. */
export interface Blocks {
  /** Children of all parents. */
  readonly total: number;
  /** Children before the first of a block. */
  before(block: number): number;
  /** The block that holds a child below `total`. */
  blockOf(child: number): number;
  /** Writes how many children each parent of a block has; returns the number of parents. */
  counts(out: Float64Array, block: number): number;
}

/** The block that holds a child, by the number of children before each block. */
export function blockBefore(before: Float64Array, child: number): number {
  let block = 0;
  let end = before.length - 1;
  while (end - block > 1) {
    const middle = (block + end) >>> 1;
    if (before[middle] <= child) block = middle;
    else end = middle;
  }
  return block;
}

import type { Key } from './key.ts';
import { DRAW, WORD } from './threefry.ts';
import { KERNEL } from './threefry-kernel.ts';

interface ThreefryKernel {
  readonly memory: WebAssembly.Memory;
  readonly words: () => number;
  readonly scaleWords: (count: number, scale: number, low: number) => void;
  readonly blocks: (k0: number, k1: number, c0: number, c1: number, count: number) => void;
}

/** The module made of kernels/threefry.ts. */
function instance(): ThreefryKernel {
  const binary = Uint8Array.from(atob(KERNEL), (letter) => letter.charCodeAt(0));
  const { exports } = new WebAssembly.Instance(new WebAssembly.Module(binary));
  // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- what the module exports is what its source says
  return exports as unknown as ThreefryKernel;
}

const kernel = instance();

/** Blocks that are made at once. */
export const MAX_BLOCKS = 1024;

/** Room for the words of MAX_BLOCKS blocks, where runs leave them; whoever makes words one by one may do so too. */
export const words = new Int32Array(kernel.memory.buffer, kernel.words(), 2 * MAX_BLOCKS);

/** The blocks of the rows first ... first + count - 1, at most MAX_BLOCKS: their words in order, in `words`. */
export function threefryRun(key: Key, first: number, draw: number, count: number): void {
  const high = Math.floor(first / WORD);
  const low = first - high * WORD;
  const run = Math.min(count, WORD - low);
  if (run < count) {
    // The counter's low word wraps: what is after is made first, for the rest is left in the same place.
    kernel.blocks(key.k0, key.k1, 0, (high + 1 + draw * DRAW) | 0, count - run);
    const behind = words.slice(0, 2 * (count - run));
    kernel.blocks(key.k0, key.k1, low | 0, (high + draw * DRAW) | 0, run);
    words.set(behind, 2 * run);
  } else {
    kernel.blocks(key.k0, key.k1, low | 0, (high + draw * DRAW) | 0, count);
  }
}

/** Turns the first `count` of `words`, w taken as unsigned, into low + floor(w * scale), whose second part lies below 2^31. */
export function scaleWords(count: number, scale: number, low: number): void {
  kernel.scaleWords(count, scale, low);
}

import { characterAt } from './characters.ts';
import type { Shape } from './parse.ts';

/** A shape whose texts are counted. */
export type Ranked = { readonly count: bigint } & (
  | { readonly kind: 'one'; readonly shape: Shape & { readonly kind: 'one' } }
  | { readonly kind: 'sequence' | 'choice'; readonly parts: readonly Ranked[] }
  | {
      readonly kind: 'repeat';
      readonly part: Ranked;
      readonly min: number;
      /** Texts of min, min + 1 … repetitions. */ readonly counts: readonly bigint[];
    }
);

/** About how many bits the number of texts has; may be Infinity. */
export function bitsOf(shape: Shape): number {
  switch (shape.kind) {
    case 'one':
      return Math.log2(shape.size);
    case 'sequence':
      return shape.parts.reduce((sum, part) => sum + bitsOf(part), 0);
    case 'choice':
      return Math.max(...shape.parts.map(bitsOf)) + Math.log2(shape.parts.length);
    case 'repeat':
      // Repetitions of one text are listed one by one.
      return Math.max(shape.max * bitsOf(shape.part), (shape.max - shape.min) / 16) + 1;
  }
}

export function counted(shape: Shape): Ranked {
  switch (shape.kind) {
    case 'one':
      return { kind: 'one', count: BigInt(shape.size), shape };
    case 'sequence': {
      const parts = shape.parts.map(counted);
      return { kind: 'sequence', count: parts.reduce((product, { count }) => product * count, 1n), parts };
    }
    case 'choice': {
      const parts = shape.parts.map(counted);
      return { kind: 'choice', count: parts.reduce((sum, { count }) => sum + count, 0n), parts };
    }
    case 'repeat': {
      const part = counted(shape.part);
      const counts: bigint[] = [];
      for (
        let times = shape.min, count = part.count ** BigInt(times);
        times <= shape.max;
        times++, count *= part.count
      ) {
        counts.push(count);
      }
      return { kind: 'repeat', count: counts.reduce((a, b) => a + b, 0n), part, min: shape.min, counts };
    }
  }
}

/** The text with a number below the count; different numbers have different texts, if the shape is unambiguous. */
export function textAt(ranked: Ranked, rank: bigint): string {
  switch (ranked.kind) {
    case 'one':
      return String.fromCodePoint(characterAt(ranked.shape.set, Number(rank)));
    case 'sequence': {
      let text = '';
      let left = rank;
      for (const part of ranked.parts) {
        text += textAt(part, left % part.count);
        left /= part.count;
      }
      return text;
    }
    case 'choice': {
      let left = rank;
      for (const part of ranked.parts) {
        if (left < part.count) return textAt(part, left);
        left -= part.count;
      }
      throw new RangeError(`no text ${rank}`);
    }
    case 'repeat': {
      let left = rank;
      let times = 0;
      while (left >= ranked.counts[times]) left -= ranked.counts[times++];
      let text = '';
      for (let i = 0; i < ranked.min + times; i++) {
        text += textAt(ranked.part, left % ranked.part.count);
        left /= ranked.part.count;
      }
      return text;
    }
  }
}

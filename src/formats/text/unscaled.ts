import type { Vector } from '../../engine/vector.ts';

const decoder = new TextDecoder();

/** Reads the digits of decimals and integers as whole numbers, without their point; null for vectors that hold neither. */
export function unscaledOf(vector: Vector): ((row: number) => bigint) | null {
  switch (vector.kind) {
    case 'decimal64':
      return (row) => vector.values[row];
    case 'decimal':
    case 'int32':
    case 'int53':
      return (row) => BigInt(vector.values[row]);
    case 'dictionary':
      return (row) => whole(vector.dictionary.text(vector.values[row]));
    case 'utf8':
      return (row) => whole(decoder.decode(vector.bytes.subarray(vector.offsets[row], vector.offsets[row + 1])));
    case 'binary':
    case 'bool':
    case 'concat':
    case 'date':
    case 'float64':
    case 'json':
    case 'list':
    case 'struct':
    case 'time':
    case 'timestamp':
    case 'uuid':
      return null;
  }
}

function whole(text: string): bigint {
  return BigInt(text.replace('.', ''));
}

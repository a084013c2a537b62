import type { FileRows } from '../../engine/plan.ts';
import type { FileFrame, SealedPart } from '../../formats/index.ts';

const NOTHING = new Uint8Array(0);

/** What comes before the rows of a file: the header, unless they are a piece that begins later. */
export function startOf({ header }: FileFrame, { isComplete, first }: FileRows): Uint8Array {
  return isComplete || first === 0 ? header : NOTHING;
}

/** What comes after them: the footer, unless they are a piece that ends earlier, or the footer describes other pieces too. */
export function endOf({ footer }: FileFrame, file: FileRows, parts: readonly SealedPart[]): Uint8Array {
  const { entity, first, rows, isComplete } = file;
  if (typeof footer === 'function') return isComplete ? footer(parts) : NOTHING;
  return isComplete || first + rows === entity.rows ? footer : NOTHING;
}

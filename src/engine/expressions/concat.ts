import type { BoundColumn, Frame } from '../frame.ts';
import type { Rows } from '../rows.ts';
import type { Vector } from '../vector.ts';
import { bindAll, constantNode, makeNode } from './node.ts';
import type { ExpressionNode } from './node.ts';
import { MAX_TEXT, TextWriter, textCopier } from './text-writer.ts';
import { presentInAll } from './validity.ts';
import type { ValueType } from './value-type.ts';

const TEXT: ValueType = { kind: 'text' };

/**
 * Texts end to end, and null if one of them is. They stay parts until they are encoded; only where the whole may pass
 * 64 KiB is it written out, and then a longer one is null.
 */
export function concatenation(parts: readonly ExpressionNode[]): ExpressionNode {
  if (parts.some((part) => part.constant === null)) return constantNode(TEXT, null);
  if (parts.every((part) => typeof part.constant === 'string')) {
    const text = parts.map((part) => part.constant).join('');
    return constantNode(TEXT, new TextEncoder().encode(text).length <= MAX_TEXT ? text : null);
  }
  const width = parts.reduce((sum, part) => sum + part.width, 0);
  const long = width > MAX_TEXT;
  const nullable = long || parts.some((part) => part.nullable);
  const bind = (frame: Frame) => (long ? bindLong(frame, parts) : bindParts(frame, parts));
  return makeNode(TEXT, nullable, Infinity, bind, Math.min(width, MAX_TEXT));
}

function bindParts(frame: Frame, parts: readonly ExpressionNode[]): BoundColumn {
  const varying = parts.filter((part) => part.constant === undefined);
  const { vectors, ensure } = bindAll(frame, varying);
  const encoder = new TextEncoder();
  const pieces = parts.map((part) => {
    if (typeof part.constant === 'string') return encoder.encode(part.constant);
    return vectors[varying.indexOf(part)];
  });
  const present = presentInAll(frame, vectors);
  return {
    vector: { kind: 'concat', parts: pieces.flatMap(flat), validity: present.validity },
    fill({ length }: Rows) {
      ensure();
      present.update(length);
    },
  };
}

/** A concatenation inside another stands as its own parts. */
function flat(part: Uint8Array | Vector): readonly (Uint8Array | Vector)[] {
  return !(part instanceof Uint8Array) && part.kind === 'concat' ? part.parts : [part];
}

function bindLong(frame: Frame, parts: readonly ExpressionNode[]): BoundColumn {
  const { vectors, ensure } = bindAll(frame, parts);
  const present = presentInAll(frame, vectors);
  const validity = frame.arena.uint8(frame.capacity);
  const writer = new TextWriter(frame, validity);
  const copies = vectors.map((vector) => textCopier(vector, writer));
  return {
    vector: writer.vector,
    fill({ length }: Rows) {
      ensure();
      present.update(length);
      writer.begin();
      for (let i = 0; i < length; i++) {
        const known = present.validity === null || present.validity[i] === 1;
        if (known) for (const copy of copies) copy(i);
        validity[i] = writer.next() && known ? 1 : 0;
      }
    },
  };
}

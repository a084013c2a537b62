import { logical } from '../expressions/logic.ts';
import { columnNode, type ExpressionNode } from '../expressions/node.ts';
import type { BoundColumn, Frame, Recipe, Shared } from '../frame.ts';
import { fillChance } from '../random/fill.ts';
import type { Key } from '../random/key.ts';
import { worldColumn } from './within.ts';
import type { Rows } from '../rows.ts';
import type { Vector } from '../vector.ts';

/** Whether a field has a value in each row, decided before the value: 1 where it has. */
export interface Presence {
  /** Unique within the scope, for sharing within a frame. */
  readonly id: string;
  /** Drawn against this share of nulls; 0 for none. */
  readonly nullShare: number;
  readonly key: Key;
  /** A condition that must hold as well; null counts as false. */
  readonly when: Recipe | null;
  /** What checks ask for: a value, or none, in rows where all conditions are true. */
  readonly byChecks?: readonly { readonly isNull: boolean; readonly conditions: readonly Recipe[] }[];
}

export interface PresenceColumn {
  readonly present: Uint8Array;
  fill(rows: Rows): void;
}

/** The presence of a field in a frame, shared by the field and by whatever leads through it. */
export function presenceColumn(presence: Presence, frame: Frame): Shared<PresenceColumn> {
  return frame.share(`presence\0${presence.id}`, () => {
    const present = frame.arena.uint8(frame.capacity);
    const when = presence.when === null ? null : frame.column(presence.when);
    const rules = (presence.byChecks ?? []).map(({ isNull, conditions }) => ({
      isNull,
      world: worldColumn(frame, conditions),
      all: (1 << conditions.length) - 1,
    }));
    return {
      present,
      fill(rows) {
        if (presence.nullShare > 0) fillChance(present, presence.key, rows, 1 - presence.nullShare);
        else present.fill(1, 0, rows.length);
        if (when !== null) {
          when.ensure();
          const { vector } = when.value;
          if (vector.kind !== 'bool') throw new TypeError('a condition must be a boolean column');
          keepWhere(present, vector.values, vector.validity, rows.length);
        }
        for (const { isNull, world, all } of rules) {
          world.fill(rows);
          for (let i = 0; i < rows.length; i++) if (world.values[i] === all) present[i] = isNull ? 0 : 1;
        }
      },
    };
  });
}

function keepWhere(present: Uint8Array, condition: Uint8Array, validity: Uint8Array | null, length: number): void {
  if (validity === null) for (let i = 0; i < length; i++) present[i] &= condition[i];
  else for (let i = 0; i < length; i++) present[i] &= condition[i] & validity[i];
}

/** The values of `recipe` where `presence` says so, else null. */
export function presentOnly(recipe: Recipe, presence: Presence): Recipe {
  return {
    ...recipe,
    nullable: true,
    // No part of an expression alone is why.
    nullBy: undefined,
    bind: (frame) => maskBy(presenceColumn(presence, frame), recipe.bind(frame), frame),
  };
}

/** Adds the nulls of `column` to those that `bound` has of its own: in a vector apart, as others may read the same one. */
export function maskBy(column: Shared<PresenceColumn>, bound: BoundColumn, frame: Frame): BoundColumn {
  const source = bound.vector;
  const { present } = column.value;
  const own = source.validity;
  const validity = own === null ? present : frame.arena.uint8(frame.capacity);
  const vector: Vector = { ...source, validity };
  return {
    vector,
    fill(rows) {
      column.ensure();
      bound.fill(rows);
      if ('bytes' in source && 'bytes' in vector) vector.bytes = source.bytes;
      if (own !== null) for (let i = 0; i < rows.length; i++) validity[i] = own[i] & present[i];
    },
  };
}

/** A presence that also needs a condition. */
export function presentWhere(presence: Presence | null, condition: Recipe, id: string, key: Key): Presence {
  if (presence === null) return { id, nullShare: 0, key, when: condition };
  const { when } = presence;
  return { ...presence, id, when: when === null ? condition : logical('&&', truth(when), truth(condition)) };
}

function truth(recipe: Recipe): ExpressionNode {
  return columnNode(recipe, { kind: 'boolean' });
}

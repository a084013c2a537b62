import { Dictionary } from '../dictionary.ts';
import { aligned } from '../expressions/align.ts';
import { finished } from '../expressions/expect.ts';
import { columnNode, type ExpressionNode, makeNode } from '../expressions/node.ts';
import { selection } from '../expressions/select.ts';
import { valueType } from '../expressions/value-type.ts';
import type { Frame, Recipe, Shared } from '../frame.ts';
import { type AliasTable } from '../random/alias.ts';
import { fillAlias, fillBelow } from '../random/fill.ts';
import type { Key } from '../random/key.ts';
import type { Rows } from '../rows.ts';
import type { Link } from './link.ts';
import type { Share } from './share.ts';
import type { Digit } from './tuple.ts';

/** A reference to a row of one of several entities: which of them each row has, and where each leads. */
export interface OneOf {
  /** Unique within the scope, for sharing within a frame. */
  readonly id: string;
  readonly key: Key;
  /** How often each option is taken; null if all are alike. */
  readonly table: AliasTable | null;
  readonly options: readonly OneOfOption[];
  /** A number for each row that says which option it has and which row of that, in place of a draw; null for a draw. */
  readonly digit: Digit | null;
}

export interface OneOfOption {
  /** The name of the entity. */
  readonly entity: string;
  readonly link: Link;
}

interface Taken {
  /** The number of an option for each row. */
  readonly values: Int32Array;
  fill(rows: Rows): void;
}

function taken({ id, key, table, options, digit }: OneOf, frame: Frame): Shared<Taken> {
  return frame.share(`one of\0${id}`, () => {
    const values = frame.arena.int32(frame.capacity);
    const numbers = frame.arena.float64(digit === null ? 0 : frame.capacity);
    return {
      values,
      fill(rows) {
        if (digit !== null) {
          digit.fill(numbers, rows);
          for (let i = 0; i < rows.length; i++) values[i] = optionAt(options, numbers[i]);
        } else if (table === null) fillBelow(values, key, rows, options.length, 0);
        else fillAlias(values, key, rows, table);
      },
    };
  });
}

/** The option of which a number below the rows of all options together is. */
function optionAt(options: readonly OneOfOption[], number: number): number {
  let [option, left] = [0, number - options[0].link.parent.rows];
  while (left >= 0 && option < options.length - 1) left -= options[++option].link.parent.rows;
  return option;
}

/** The rows that numbers below the rows of all options together lead to in one of them; some valid row in the others. */
export function rowsOfOption(digit: Digit, first: number, size: number): Share {
  return {
    fill(out, rows) {
      digit.fill(out, rows);
      for (let i = 0; i < rows.length; i++) out[i] = Math.max(0, Math.min(size - 1, out[i] - first));
    },
  };
}

/** The value of the option that each row has, of one value for each option; null if they have no type in common. */
export function valueOfOption(oneOf: OneOf, recipes: readonly Recipe[]): Recipe | null {
  const kinds = new Set(recipes.map(({ type }) => type.kind));
  if (kinds.size === 1 && kinds.has('uuid')) return uuidOfOption(oneOf, recipes);
  const nodes = aligned(recipes.map((recipe) => columnNode(recipe, valueType(recipe.type))));
  if (nodes === null) return null;
  let chosen = nodes[nodes.length - 1];
  for (let i = nodes.length - 2; i >= 0; i--) chosen = selection(isTaken(oneOf, i), nodes[i], chosen);
  return finished(chosen, chosen.type);
}

/** Whether a row has an option. */
function isTaken(oneOf: OneOf, option: number): ExpressionNode {
  return makeNode({ kind: 'boolean' }, false, 0, (frame) => {
    const choice = taken(oneOf, frame);
    const values = frame.arena.uint8(frame.capacity);
    return {
      vector: { kind: 'bool', values, validity: null },
      fill({ length }) {
        choice.ensure();
        for (let i = 0; i < length; i++) values[i] = choice.value.values[i] === option ? 1 : 0;
      },
    };
  });
}

/** UUIDs stay such, and are no texts. */
function uuidOfOption(oneOf: OneOf, recipes: readonly Recipe[]): Recipe | null {
  const nullable = recipes.some((recipe) => recipe.nullable);
  return {
    ...recipes[0],
    nullable,
    bind(frame) {
      const choice = taken(oneOf, frame);
      const columns = recipes.map((recipe) => frame.column(recipe));
      const values = frame.arena.uint32(4 * frame.capacity);
      const validity = nullable ? frame.arena.uint8(frame.capacity) : null;
      return {
        vector: { kind: 'uuid', values, validity },
        fill({ length }) {
          choice.ensure();
          for (const column of columns) column.ensure();
          for (let i = 0; i < length; i++) {
            const { vector } = columns[choice.value.values[i]].value;
            if (vector.kind !== 'uuid') throw new TypeError('a uuid is kept as four words');
            for (let word = 4 * i; word < 4 * i + 4; word++) values[word] = vector.values[word];
            if (validity !== null) validity[i] = vector.validity === null ? 1 : vector.validity[i];
          }
        },
      };
    },
  };
}

/** The name of the entity that a row refers to; null where the reference is. */
export function targetOfOption(oneOf: OneOf, reference: Recipe): Recipe {
  const names = oneOf.options.map(({ entity }) => entity);
  const dictionary = Dictionary.from(names);
  return {
    type: { kind: 'enum', values: names },
    nullable: reference.nullable,
    width: dictionary.width,
    bind(frame) {
      const choice = taken(oneOf, frame);
      const column = reference.nullable ? frame.column(reference) : null;
      const validity = column?.value.vector.validity ?? null;
      return {
        vector: { kind: 'dictionary', values: choice.value.values, dictionary, validity },
        fill() {
          choice.ensure();
          column?.ensure();
        },
      };
    },
  };
}

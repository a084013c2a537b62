import type { Check, Expression, Field, ModelScalar } from '../../../model/index.ts';
import { textOf } from '../../generators/scalars.ts';
import { type CheckContext, isFreeField, pathOf } from './context.ts';
import type { Atom } from './rules.ts';

/** A column of a list of rows, of which one is picked for all of them. */
export interface TuplePlan {
  readonly check: Check;
  readonly values: readonly ModelScalar[];
  readonly weights: readonly number[] | null;
  /** Unique within the entity. */
  readonly id: string;
  /** The field whose random stream picks the row. */
  readonly first: Field;
}

/** Plans which fields are together a row of a list or of a provider. */
export class RowPlans {
  readonly tuples = new Map<string, TuplePlan>();
  readonly #context: CheckContext;

  constructor(context: CheckContext) {
    this.#context = context;
  }

  read(check: Check, guards: readonly Expression[], { fields, rows }: Atom & { kind: 'tuple' }, at: number): void {
    const names = fields.map((field) => pathOf(field));
    const table = rows.map((row) => (row.op === 'list' ? row.items.map(scalarOf) : []));
    if (table.some((row) => row.length !== fields.length || row.includes(undefined)) || table.length === 0) {
      return this.#context.unproven(
        check,
        `its rows are not lists of ${fields.length} values each`,
        "Write [a, b] in [['DE', 'EUR'], ['US', 'USD']].",
      );
    }
    const columns = fields.map((_, i) => table.map((row) => row[i] ?? null));
    this.#add(check, guards, names, columns, null, at);
  }

  readProvider(check: Check, at: number): void {
    const provider = this.#context.model.providers.get(check.provider ?? '');
    const list = check.expression;
    if (provider === undefined || list.op !== 'list') return;
    const names = list.items.map((item) => pathOf(item));
    const columns = names.map((path) => provider.columns.find(({ name }) => name === path?.at(-1))?.values ?? null);
    const missing = names.find((_, i) => columns[i] === null);
    if (missing !== undefined) {
      const known = provider.columns.map(({ name }) => name).join(', ');
      return this.#context.unproven(
        check,
        `${provider.name} has no column ${missing?.at(-1) ?? ''}`,
        `Its columns are ${known}: fields of a check have the names of columns; others write string @${provider.name}.column.`,
      );
    }
    this.#add(
      check,
      [],
      names,
      columns.map((column) => column ?? []),
      provider.weights,
      at,
    );
  }

  #add(
    check: Check,
    guards: readonly Expression[],
    names: readonly (readonly string[] | null)[],
    columns: readonly (readonly ModelScalar[])[],
    weights: readonly number[] | null,
    at: number,
  ): void {
    const fields = names.map((path) => (path === null ? null : this.#context.ranges.own(this.#context.entity, path)));
    const known = fields.filter((field) => field !== null);
    const isPlain = (field: Field): boolean =>
      isFreeField(this.#context.entity, field) &&
      (field.source.kind === 'generator' || field.source.kind === 'values') &&
      !this.tuples.has(field.path);
    const [first] = known;
    if (known.length < names.length || !known.every(isPlain) || guards.length > 0 || first === undefined) {
      return this.#context.unproven(
        check,
        guards.length > 0 ? 'a row of values is asked for under a condition' : 'its fields are not drawn here',
        'Take the fields from one provider: string @Name.column; or write the condition as cases.',
      );
    }
    for (const [i, field] of known.entries()) {
      const own = this.#context.valuesOf(field)?.values.map(textOf);
      const strange =
        own === undefined ? undefined : columns[i].find((value) => value !== null && !own.includes(textOf(value)));
      if (strange !== undefined) {
        return this.#context.contradiction(
          check,
          `${field.path} does not have the value ${textOf(strange)}`,
          'Add it to the values of the field.',
        );
      }
    }
    for (const [i, field] of known.entries()) {
      this.tuples.set(field.path, { check, values: columns[i], weights, id: `check:${at}`, first });
    }
  }
}

/** A literal of a row of values; undefined where it is none. */
function scalarOf(expression: Expression): ModelScalar | undefined {
  if (expression.op === 'literal') return expression.value;
  if (expression.op === 'number') return { value: expression.value, text: expression.text.replaceAll('_', '') };
  if (expression.op === 'unary' && expression.operator === '-' && expression.operand.op === 'number') {
    const { value, text } = expression.operand;
    return { value: -value, text: `-${text.replaceAll('_', '')}` };
  }
  return undefined;
}

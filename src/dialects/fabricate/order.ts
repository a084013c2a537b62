import { draft } from '../draft.ts';
import type { Printed } from '../print.ts';
import { type Column, type Maker, unsupported } from './column.ts';
import { quotedName } from './expression.ts';
import { folded } from './generators.ts';

/** Names that the settings of these generators may have, which are not documented in public: the field that is read … */
const READ = ['value_field', 'field', 'source_field', 'rank_field', 'sum_field', 'order_by_field', 'order_by'];
/** … and the one whose values divide the rows. */
const DIVIDING = ['partition_by_field', 'partition_field', 'group_by_field', 'partition_by', 'group_by'];

const ORDERED = new Set(['integer', 'number', 'decimal', 'date', 'time', 'timestamp']);
const NUMERIC = new Set(['integer', 'number', 'decimal']);

/**
 * Makes a field of a directive that follows the rows of one parent. No model has another order: the entity must have its rows from
 * the parent by which the definition divides them.
 * @param kinds of the field that is read; null: all.
 */
function inOrder(directive: string, kinds: ReadonlySet<string> | null, valueOf: Valued = (path) => path): Maker {
  return (column, type) => {
    const { thing, entity, name, tables } = column;
    const read = thing.text(...READ);
    const parent = tables.perOf(entity)?.field ?? null;
    const divided = thing.text(...DIVIDING);
    const isRead = read !== null && read !== name && tables.hasField(entity, read);
    if (!isRead || parent === null || divided !== parent || (kinds !== null && !kinds.has(kindOf(column, read))))
      return unsupported(column, type);
    const field = draft();
    field.directives.set(directive, valueOf(quotedName(read), column));
    return field;
  };
}

type Valued = (path: string, column: Column) => Printed;

function kindOf({ entity, tables }: Column, field: string): string {
  const kind = tables.typeOf(entity, field)?.kind;
  if (kind !== undefined) return kind;
  const generator = folded(tables.generatorOf(entity, field) ?? '');
  return generator === 'number' ? 'number' : generator === 'datetime' ? 'timestamp' : 'string';
}

export const rank = inOrder('$rank', ORDERED, (path, { thing }) => {
  const order = thing.text('order', 'direction', 'sort_order')?.toLowerCase() ?? '';
  if (order.startsWith('desc')) return path;
  return new Map([
    ['by', path],
    ['order', 'ascending'],
  ]);
});
export const runningSum = inOrder('$running', NUMERIC);
export const previousValue = inOrder('$previous', null);

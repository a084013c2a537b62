import { draft, type Draft } from '../draft.ts';
import type { Printed } from '../print.ts';
import type { Column, Reference, SourceTable } from '../schema.ts';
import { type Context, type DraftEntity, isUnique } from './context.ts';
import type { RowCounts } from './row-counts.ts';

/** The field of a reference of one column. */
export function referenceField(
  context: Context,
  counts: RowCounts,
  entity: DraftEntity,
  reference: Reference,
  column: Column,
): Draft {
  const { table, references, rules } = entity;
  const isKey = table.primaryKey.length === 1 && table.primaryKey[0] === column.name;
  const target = context.target(reference);
  const other = target === undefined ? undefined : context.entity(target);
  const to = `${other?.name ?? reference.table.name}.${other?.fields.get(reference.refers[0]) ?? reference.refers[0]}`;
  const per = context.plan.perOf(table);
  const isPer = per !== null && per.reference === reference;
  const own = rules.columns.get(column.name);
  const isPlain = /^\w[\w.]*$/.test(to) && !isPer && !isKey && (own?.when ?? null) === null;
  const made = isPlain ? draft(`$${to}`) : draft();
  if (!isPlain) made.directives.set('$ref', to);
  if (isPer) made.directives.set('$per', printedCount(per.per));
  made.key = isKey;
  made.unique = isPer
    ? !isKey && per.per === '1' && context.isReferredTo(table, column.name)
    : !isKey && isUnique(entity, column) && canBeUnique(context, counts, table, reference, column);
  if ((own?.when ?? null) !== null) made.directives.set('$when', own?.when ?? '');
  if (own?.isNull === true) made.nulls = 100;
  else if (
    !column.notNull &&
    own?.notNull !== true &&
    !references.some((one) => one !== reference && one.columns.includes(column.name))
  ) {
    made.nulls = column.nullShare ?? (target === table ? 50 : 20);
  }
  if (isPer) made.nulls = 0;
  return made;
}

/** A number, or a range of them. */
function printedCount(text: string): Printed {
  return /^\d+$/.test(text) ? { value: Number(text), text } : text;
}

/** Whether each row can have a row of the target of its own. */
function canBeUnique(
  context: Context,
  counts: RowCounts,
  table: SourceTable,
  reference: Reference,
  column: Column,
): boolean {
  const target = context.target(reference);
  if (context.plan.perOf(table) === null || target === undefined) return true;
  if (counts.isOneToOne(table) && counts.of(table).rows <= counts.of(target).rows) return true;
  context.left.uniques++;
  const message = `The column \`${column.name}\` may repeat: the number of rows follows from another reference.`;
  context.findings.skipped('UNIQUE_SKIPPED', column.at, table.name, message);
  return false;
}

/** The field of a reference of several columns, which makes all of them, or those that no other reference makes. */
export function tupleField(context: Context, entity: DraftEntity, reference: Reference): readonly [string, Printed] {
  const { fields, table } = entity;
  const target = context.target(reference);
  const other = target === undefined ? undefined : context.entity(target);
  const part = entity.parts.find((one) => one.reference === reference);
  const own = part?.own ?? reference.columns;
  const named = (name: string): string => fields.get(name) ?? name;
  const theirs = (name: string): string => {
    const to = reference.refers[reference.columns.indexOf(name)];
    return other?.fields.get(to) ?? to;
  };
  const columns = own.map((name) => [named(name), `${other?.name ?? ''}.${theirs(name)}`] as const);
  const field = new Map<string, Printed>([['$ref', new Map(columns)]]);
  if (part !== undefined) {
    const equal = part.shared.map((name) => `${quotedName(theirs(name))} = ${quotedName(named(name))}`);
    field.set('$where', equal.join(' and '));
  }
  const per = context.plan.perOf(table);
  if (per !== null && per.reference === reference) field.set('$per', printedCount(per.per));
  else if (table.columns.every((column) => !own.includes(column.name) || !column.notNull)) {
    // If one of its columns is never null, it has a row to refer to: all of them would be null together.
    field.set('$null', target === table ? '50%' : '20%');
  }
  return [tupleName(entity, reference), field];
}

/** The name of the field that holds a reference of several columns. */
export function tupleName({ rows }: DraftEntity, reference: Reference): string {
  return rows.get(reference) ?? 'row';
}

/** A name in an expression. */
function quotedName(name: string): string {
  return /^[\p{L}_][\p{L}\p{N}_]*$/u.test(name) ? name : `\`${name}\``;
}

import type { Printed } from '../print.ts';
import type { Check, Table, Unique } from '../schema.ts';
import { type Context, type Entity, isUnique } from './context.ts';

const MAX_CHECK_SHOWN = 120;

/** `$key`, `$unique` and `$check` of an entity. */
export function constraintsOf(context: Context, entity: Entity): readonly (readonly [string, Printed])[] {
  const { table, fields, rules } = entity;
  const made: (readonly [string, Printed])[] = [];
  const named = (names: readonly string[]): readonly string[] => names.map((name) => fields.get(name) ?? name);
  const key = table.primaryKey;
  if (key.length > 1 && !context.faults.has(`${entity.name}.$key`)) made.push(['$key', named(key)]);
  else if (key.length > 1) {
    context.left.keys++;
    context.findings.skipped('KEY_SKIPPED', table.at, entity.name, `The key (${key.join(', ')}) is not kept.`);
  }
  const uniques: Printed[] = [];
  for (const unique of table.uniques) {
    const kept = keptUnique(context, entity, unique);
    if (kept !== null) uniques.push(named(kept));
  }
  const isPossible = uniques.length > 0 && !context.isDropped(`${entity.name}.$unique`, table.at, uniques.length);
  if (isPossible) made.push(['$unique', uniques.length === 1 ? uniques[0] : uniques]);
  const checks = [...new Set(rules.written.map(({ text }) => text))];
  if (checks.length > 0) made.push(['$check', checks.length === 1 ? checks[0] : checks]);
  return made;
}

/** Notes the checks that are not kept, or only in part. */
export function noteChecks(context: Context, { table, rules }: Entity): void {
  const own = new Set(table.checks);
  for (const check of rules.skipped) {
    if (own.has(check)) context.left.checks++;
    context.findings.skipped('CHECK_SKIPPED', check.at, table.name, `${titleOf(check)} is not kept: ${shown(check)}`);
  }
  for (const check of rules.narrowed) {
    const message = `${titleOf(check)} is met by one of its cases in all rows: ${shown(check)}`;
    context.findings.approximated('CHECK_APPROXIMATED', check.at, table.name, message);
  }
}

function titleOf({ name }: Check): string {
  return name === null ? 'A check' : `The check \`${name}\``;
}

function shown({ text }: Check): string {
  return (text.length > MAX_CHECK_SHOWN ? `${text.slice(0, MAX_CHECK_SHOWN)}…` : text).replaceAll(/\s+/g, ' ');
}

/** The columns of a unique constraint that the entity must name; null where nothing is to be said. */
function keptUnique(context: Context, { table, name }: Entity, unique: Unique): readonly string[] | null {
  const { columns, at, isExpression, isPartial } = unique;
  const title = unique.name === null ? `(${columns.join(', ')})` : `\`${unique.name}\``;
  if (isExpression) {
    context.left.uniques++;
    context.findings.skipped('UNIQUE_SKIPPED', at, name, `The unique index ${title} of an expression is not kept.`);
    return null;
  }
  const isImplied =
    (table.primaryKey.length > 0 && table.primaryKey.every((one) => columns.includes(one))) ||
    columns.some((one) => table.columns.some((column) => column.name === one && isUnique(table, column)));
  if (isPartial) {
    const message = `The unique index ${title} of some rows is kept for all rows.`;
    context.findings.approximated('UNIQUE_APPROXIMATED', at, name, message);
  }
  if (isImplied || columns.length === 1) return null;
  if (!columns.some((one) => isAbsent(context, table, one))) return columns;
  context.left.uniques++;
  context.findings.skipped('UNIQUE_SKIPPED', at, name, `The unique constraint ${title} is not kept.`);
  return null;
}

function isAbsent(context: Context, table: Table, column: string): boolean {
  return context.absent.get(table)?.has(column) === true;
}

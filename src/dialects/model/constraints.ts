import type { Printed } from '../print.ts';
import type { Check, SourceTable } from '../schema.ts';
import { type Context, type DraftEntity, isUnique } from './context.ts';
import type { UniquePlan } from './uniques.ts';

const MAX_CHECK_SHOWN = 120;
/** Times that uniques cannot be made before they are left out, and then the key of several columns as well. */
const MAX_FAILED = 3;

/** `$key`, `$unique` and `$check` of an entity. */
export function constraintsOf(context: Context, entity: DraftEntity): readonly (readonly [string, Printed])[] {
  const { table, fields, rules } = entity;
  const made: (readonly [string, Printed])[] = [];
  const named = (names: readonly string[]): readonly string[] => names.map((name) => fields.get(name) ?? name);
  const key = table.primaryKey;
  const failed = context.attempts.uniques.get(entity.name) ?? 0;
  if (key.length > 1 && failed < MAX_FAILED) made.push(['$key', named(key)]);
  else if (key.length > 1) {
    context.left.keys++;
    context.findings.skipped('KEY_SKIPPED', table.at, entity.name, `The key (${key.join(', ')}) is not kept.`);
  }
  const kept = entity.uniques.flatMap((plan) => {
    const columns = keptUnique(context, entity, plan);
    return columns === null ? [] : [columns];
  });
  // An index of an expression may be about the columns of another constraint.
  const uniques = [...new Map(kept.map((columns) => [columns.toSorted().join('\0'), named(columns)])).values()];
  if (uniques.length > 0 && failed >= MAX_FAILED - 1) {
    context.left.uniques += uniques.length;
    const message = 'The values cannot be made different in this model.';
    context.findings.skipped('UNIQUE_SKIPPED', table.at, entity.name, message);
  } else if (uniques.length > 0) made.push(['$unique', uniques.length === 1 ? uniques[0] : uniques]);
  const checks = [...new Set(rules.written.map(({ text }) => text))];
  if (checks.length > 0) made.push(['$check', checks.length === 1 ? checks[0] : checks]);
  return made;
}

/** Notes the checks that are not kept, or only in part. */
export function noteChecks(context: Context, { table, rules, passed }: DraftEntity): void {
  const own = new Set([...table.checks, ...table.partitionChecks]);
  const unmet = passed.filter(({ target, passed: one }) => context.entity(target).rules.skipped.includes(one));
  const skipped = new Set([...rules.skipped.filter((one) => own.has(one)), ...unmet.map(({ check }) => check)]);
  for (const check of skipped) {
    if (table.checks.includes(check)) context.left.checks++;
    context.findings.skipped('CHECK_SKIPPED', check.at, table.name, `${titleOf(check)} is not kept: ${shown(check)}`);
  }
  for (const check of rules.narrowed.filter((one) => own.has(one))) {
    const message = `${titleOf(check)} is met by one of its cases in all rows: ${shown(check)}`;
    context.findings.approximated('CHECK_APPROXIMATED', check.at, table.name, message);
  }
}

/** Notes the references that a null meets in all rows, or that are not kept. */
export function noteNulls(context: Context, { table, rules, nulls }: DraftEntity): void {
  for (const { reference, column, check } of nulls) {
    const { at, columns } = reference;
    if (rules.skipped.includes(check)) {
      context.left.references++;
      const message = `The columns \`${columns.join(', ')}\` have a reference already.`;
      context.findings.skipped('REFERENCE_SKIPPED', at, table.name, message);
    } else {
      const message = `The columns \`${columns.join(', ')}\` have a reference already: \`${column}\` is null in all rows.`;
      context.findings.approximated('REFERENCE_APPROXIMATED', at, table.name, message);
    }
  }
}

function titleOf({ name }: Check): string {
  return name === null ? 'A check' : `The check \`${name}\``;
}

function shown({ text }: Check): string {
  return (text.length > MAX_CHECK_SHOWN ? `${text.slice(0, MAX_CHECK_SHOWN)}…` : text).replaceAll(/\s+/g, ' ');
}

/** The columns of a unique constraint that the entity must name; null where nothing is to be said. */
function keptUnique(
  context: Context,
  entity: DraftEntity,
  { unique, columns, check }: UniquePlan,
): readonly string[] | null {
  const { table, name, rules } = entity;
  const { at, isPartial, isExpression, where } = unique;
  const title = unique.name === null ? `(${unique.columns.join(', ')})` : `\`${unique.name}\``;
  const skip = (message: string): null => {
    context.left.uniques++;
    context.findings.skipped('UNIQUE_SKIPPED', at, name, message);
    return null;
  };
  const approximate = (message: string): void =>
    context.findings.approximated('UNIQUE_APPROXIMATED', at, name, message);
  const isAvoided = columns.length === 0 && where !== undefined && check !== null;
  if (isAvoided && !rules.skipped.includes(check)) {
    approximate(`No row meets the condition of the unique index ${title}.`);
    return null;
  }
  if (isAvoided) return skip(`The unique index ${title} of some rows is not kept.`);
  if (columns.length === 0) return skip(`The unique index ${title} of an expression is not kept.`);
  if (check !== null && rules.skipped.includes(check)) return skip(`The unique index ${title} is not kept for nulls.`);
  if (isPartial) approximate(`The unique index ${title} of some rows is kept for all rows.`);
  if (isExpression)
    approximate(`The unique index ${title} of an expression is kept for the columns \`${columns.join(', ')}\`.`);
  const isImplied =
    (table.primaryKey.length > 0 && table.primaryKey.every((one) => columns.includes(one))) ||
    columns.some((one) => table.columns.some((column) => column.name === one && isUnique(entity, column)));
  if (isImplied || columns.length === 1) return null;
  if (!columns.some((one) => isAbsent(context, table, one))) return columns;
  return skip(`The unique constraint ${title} is not kept.`);
}

function isAbsent(context: Context, table: SourceTable, column: string): boolean {
  return context.absent.get(table)?.has(column) === true;
}

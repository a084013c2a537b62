import { type Draft, written } from '../draft.ts';
import { print, type Printed } from '../print.ts';
import type { Column } from '../schema.ts';
import { columnField, enumField } from './column-field.ts';
import { constraintsOf, noteChecks, noteNulls } from './constraints.ts';
import { type Context, type DraftEntity, isUnique } from './context.ts';
import { freeName } from './names.ts';
import { mayBeNull } from './nested.ts';
import type { WrittenCheck } from './rules.ts';
import { referenceField, tupleField, tupleName } from './references.ts';
import { RowCounts, SCALE } from './row-counts.ts';

/** Characters of a comment of a column. */
const MAX_COMMENT = 200;

/** Writes the entities and fields of a schema. */
export class ModelMaker {
  readonly #context: Context;
  readonly #counts: RowCounts;
  readonly #written = new WeakMap<DraftEntity, Map<string, readonly WrittenCheck[]>>();

  constructor(context: Context) {
    this.#context = context;
    this.#counts = new RowCounts(context);
  }

  /** The text of the model; '' if there is nothing to generate. */
  make(): string {
    const document = new Map<string, Printed>();
    const entities = this.#context.schema.tables.map((table) => this.#context.entity(table));
    const bodies = entities.map((entity) => [entity, this.#body(entity)] as const);
    const usesScale = bodies.some(([, body]) =>
      [...(body?.values() ?? [])].some((value) => typeof value === 'string' && value.includes(SCALE)),
    );
    if (usesScale) document.set('$variables', new Map([['scale', { value: 1, text: '1' }]]));
    for (const [{ name }, body] of bodies) if (body !== null) document.set(name, body);
    return document.size === 0 ? '' : print(document, this.#comments());
  }

  /** The comments of columns, by entity and field. */
  #comments(): ReadonlyMap<string, ReadonlyMap<string, string>> {
    return new Map(
      [...this.#context.entities.values()].flatMap(({ table, name, fields }) => {
        const own = table.columns.flatMap(({ name: column, comment }) => {
          const line = (comment ?? '')
            .replaceAll(/[\s\p{Cc}]+/gu, ' ')
            .trim()
            .toWellFormed();
          return line === '' ? [] : [[fields.get(column) ?? column, line.slice(0, MAX_COMMENT)] as const];
        });
        return own.length === 0 ? [] : [[name, new Map(own)] as const];
      }),
    );
  }

  #body(entity: DraftEntity): ReadonlyMap<string, Printed> | null {
    const { table, name } = entity;
    const { left, findings, plan } = this.#context;
    const fields = new Map<string, Printed>();
    for (const selector of entity.rules.selectors) fields.set(selector.name, hiddenEnum(selector.values));
    for (const column of table.columns) {
      const field = this.#field(entity, column);
      if (field !== null) for (const [key, value] of field) fields.set(key, value);
      else left.columns++;
    }
    noteChecks(this.#context, entity);
    noteNulls(this.#context, entity);
    if (fields.size === 0) {
      left.tables++;
      findings.skipped('TABLE_EMPTY', table.at, name, 'The table has no columns that can be generated.');
      return null;
    }
    const body = new Map<string, Printed>();
    if (table.comment !== null && table.comment.trim() !== '') body.set('$description', table.comment.trim());
    if (plan.perOf(table) === null) body.set('$count', this.#counts.count(entity));
    for (const [directive, value] of constraintsOf(this.#context, entity)) body.set(directive, value);
    const hasKey =
      table.primaryKey.length === 1 || body.has('$key') || (plan.perOf(table) !== null && !fields.has('id'));
    // Without a key the entity would get a visible one, or its field called id would be one.
    if (!hasKey) body.set(freeName('_id', '_id', new Set(fields.keys())), 'uuid @id hidden');
    return new Map([...body, ...fields]);
  }

  /** The field of a column, or the fields of a reference of several columns; empty where another column made it, null where there is none. */
  #field(entity: DraftEntity, column: Column): readonly (readonly [string, Printed])[] | null {
    const { table, rules, fields, references } = entity;
    const { findings, plan, catalogue, absent } = this.#context;
    const name = fields.get(column.name) ?? column.name;
    const path = `${entity.name}.${name}`;
    if (column.isGenerated) {
      const message = 'The database computes the column, so the model omits it.';
      findings.approximated('COLUMN_GENERATED', column.at, path, message);
      return null;
    }
    const per = plan.perOf(table);
    const part = entity.parts.find(({ own }) => own.includes(column.name));
    if (part !== undefined) {
      const isFirst = table.columns.find(({ name: own }) => part.own.includes(own)) === column;
      return isFirst ? [tupleField(this.#context, entity, part.reference)] : [];
    }
    const reference = references.find(({ columns }) => columns.includes(column.name));
    if (reference !== undefined && reference.columns.length > 1) {
      const isFirst = table.columns.find(({ name: own }) => reference.columns.includes(own)) === column;
      return isFirst ? [tupleField(this.#context, entity, reference)] : [];
    }
    if (reference !== undefined) {
      return [[name, printed(referenceField(this.#context, this.#counts, entity, reference, column))]];
    }
    if (per?.ordinal === column.name) {
      const [first] = per.reference.columns;
      const of = per.reference.columns.length > 1 ? tupleName(entity, per.reference) : (fields.get(first) ?? first);
      return [[name, new Map([['$ordinal', of]])]];
    }
    const isKey = table.primaryKey.length === 1 && table.primaryKey[0] === column.name;
    // What a check bounds is drawn, and made from no neighbour.
    const written = this.#writtenOf(entity).get(column.name) ?? [];
    const own = rules.columns.get(column.name);
    const isGiven = column.notNull || written.length > 0 || own?.notNull === true || (own?.when ?? null) !== null;
    const isFollower = isGiven && mayBeNull(catalogue, table.columns, column, [entity.name]);
    const unique = isUnique(entity, column) && !isKey && !this.#context.isDropped(path, column.at);
    const reach = written.flatMap(({ numbers }) => numbers.flatMap(([of, value]) => (of === column.name ? value : [])));
    const field = columnField(
      {
        column,
        path,
        owners: [entity.name],
        depth: 0,
        rules: own,
        isKey,
        isUnique: unique,
        mayBeNull: isFollower,
        reach,
      },
      catalogue,
      findings,
    );
    if (field === null) {
      absent.get(table)?.add(column.name);
      return null;
    }
    // What other tables refer to would be null there as well, whether they may be or not.
    if (own?.isNull !== true && this.#context.isReferredTo(table, column.name)) field.nulls = 0;
    return [[name, printed(field)]];
  }

  /** The checks that are written of each column. */
  #writtenOf(entity: DraftEntity): ReadonlyMap<string, readonly WrittenCheck[]> {
    let found = this.#written.get(entity);
    if (found === undefined) {
      found = new Map<string, readonly WrittenCheck[]>();
      for (const check of entity.rules.written) {
        for (const column of new Set(check.columns)) found.set(column, [...(found.get(column) ?? []), check]);
      }
      this.#written.set(entity, found);
    }
    return found;
  }
}

function hiddenEnum(values: readonly string[]): Printed {
  const field = enumField(values);
  field.hidden = true;
  return written(field);
}

/** A field, in the shortest form. */
function printed(field: Draft): Printed {
  const form = written(field);
  const items =
    form instanceof Map && form.size === 1 ? (form as ReadonlyMap<string, Printed>).get('$items') : undefined;
  return items === undefined ? form : [items];
}

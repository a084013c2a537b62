import type { CompiledEntity } from '../engine/compile/program.ts';
import { identifier } from '../formats/sql/quote.ts';
import type { Refusals } from './report.ts';
import { refusalOf, type Row, type Session } from './postgres-session.ts';

/** A foreign key of a table that rows are in. Names of schemas and tables are quoted together. */
interface Reference {
  readonly schema: string;
  readonly constraint: string;
  readonly table: string;
  readonly columns: readonly string[];
  readonly target: string;
  readonly targets: readonly string[];
  /** MATCH FULL: all of its columns are null, or none. */
  readonly isFull: boolean;
}

/** Partitions have the constraints of their table. */
const REFERENCES = `
  select n.nspname as "schema", f.conname as "constraint", format('%I.%I', n.nspname, c.relname) as "table",
    format('%I.%I', tn.nspname, t.relname) as "target", f.confmatchtype = 'f' as "isFull",
    (select json_agg(a.attname order by k.ord) from unnest(f.conkey) with ordinality k (num, ord)
      join pg_attribute a on a.attrelid = f.conrelid and a.attnum = k.num) as "columns",
    (select json_agg(a.attname order by k.ord) from unnest(f.confkey) with ordinality k (num, ord)
      join pg_attribute a on a.attrelid = f.confrelid and a.attnum = k.num) as "targets"
  from pg_constraint f join pg_class c on c.oid = f.conrelid join pg_namespace n on n.oid = c.relnamespace
    join pg_class t on t.oid = f.confrelid join pg_namespace tn on tn.oid = t.relnamespace
  where f.contype = 'f' and f.conparentid = 0`;

/**
 * Begins the transaction that rows are inserted in: references wait for its end, keys do not.
 * @param isTemporary whether the tables are temporary ones; else they are all that the database has.
 */
export async function beginChecked(session: Session, isTemporary: boolean): Promise<void> {
  const own = `(n.oid = pg_my_temp_schema()) = ${isTemporary}`;
  for (const { table, constraint } of await references(session, own)) {
    await session.run(`alter table ${table} alter constraint ${identifier(constraint)} deferrable initially deferred`);
  }
  const keys = await session.run(
    `select format('%I.%I', n.nspname, k.conname) as name from pg_constraint k join pg_namespace n on n.oid = k.connamespace
     where k.contype in ('p', 'u', 'x') and k.condeferrable and ${own}`,
  );
  await session.run('begin; set constraints all deferred');
  for (const { name } of keys) await session.run(`set constraints ${String(name)} immediate`);
}

/** Counts the rows that refer to rows that do not exist. */
export async function settleReferences(
  session: Session,
  tables: ReadonlyMap<string, string>,
  entities: readonly CompiledEntity[],
  refusals: Refusals,
): Promise<void> {
  if (await holds(session, 'all')) return;
  const names = new Map([...tables].map(([entity, table]) => [table, entity]));
  for (const reference of await references(session, 'true')) {
    const { schema, constraint, target } = reference;
    const entity = names.get(reference.table);
    if (entity === undefined) continue;
    if (await holds(session, `${identifier(schema)}.${identifier(constraint)}`)) continue;
    const [{ rows }] = await session.run(orphans(reference));
    const parent = names.get(target);
    const isLoaded = parent !== undefined && entities.some(({ name }) => name === parent);
    const message = !isLoaded
      ? `a row refers to ${target}, which the model does not have`
      : refusals.count(parent) > 0
        ? `a row refers to a row that does not exist: rows of ${parent} were refused`
        : 'a row refers to a row that does not exist';
    // A period that is covered by several rows is not found that way.
    refusals.add(entity, { constraint, column: null, state: '23503', message }, Math.max(1, Number(rows)));
  }
}

/** Whether deferred constraints hold now. */
async function holds(session: Session, name: string): Promise<boolean> {
  try {
    await session.run(`savepoint settling; set constraints ${name} immediate`);
    await session.run('rollback to settling');
    return true;
  } catch (error) {
    refusalOf(error);
    await session.run('rollback to settling');
    return false;
  }
}

function orphans({ table, columns, target, targets, isFull }: Reference): string {
  const nulls = columns.map((column) => `c.${identifier(column)} is null`);
  const matches = columns.map((column, k) => `p.${identifier(targets[k])} = c.${identifier(column)}`);
  const exempt = isFull ? nulls.join(' and ') : nulls.join(' or ');
  return `select count(*)::int as rows from ${table} c
    where not (${exempt}) and not exists (select from ${target} p where ${matches.join(' and ')})`;
}

async function references(session: Session, condition: string): Promise<readonly Reference[]> {
  return (await session.run(`${REFERENCES} and ${condition}`)).map((row) => ({
    schema: textOf(row, 'schema'),
    constraint: textOf(row, 'constraint'),
    table: textOf(row, 'table'),
    target: textOf(row, 'target'),
    columns: listOf(row, 'columns'),
    targets: listOf(row, 'targets'),
    isFull: row['isFull'] === true,
  }));
}

const textOf = (row: Row, key: string): string => String(row[key]);

/** The texts of a list in a row. */
export function listOf(row: Row, key: string): readonly string[] {
  const value = row[key];
  return Array.isArray(value) ? value.map(String) : [];
}

import type { Client } from 'pg';
import type { PlainColumn } from './check-columns.ts';

/** A table of the target as its catalogue describes it. */
export interface ExistingTable {
  /** The name of the entity: the table's own, or its schema, a dot, and its name. */
  readonly entity: string;
  readonly schema: string;
  readonly name: string;
  /** `r` an ordinary one, `p` a partitioned one; others are views and the like. */
  readonly kind: string;
  /** Whether the role may use its schema. */
  readonly reachable: boolean;
  readonly mayTruncate: boolean;
  /** Whether policies on rows hold for the role; COPY does not work then. */
  readonly policed: boolean;
  readonly columns: readonly ExistingColumn[];
  readonly references: readonly ExistingReference[];
  /** Lists of columns in which rows must differ, whatever else they have. */
  readonly keys: readonly ExistingKey[];
  /** Tables that refer to it, `schema.table`. */
  readonly referredToBy: readonly { readonly schema: string; readonly name: string }[];
}

export interface ExistingColumn extends PlainColumn {
  /** As SQL writes it, `numeric(10,2)`; of a domain, the type that it is made of. */
  readonly type: string;
  /** Of an enumeration, or of the items of an array of one; null for other types. */
  readonly labels: readonly string[] | null;
  readonly mayInsert: boolean;
  /** The sequence that gives it values. */
  readonly sequence: OwnedSequence | null;
}

/** A sequence that a column owns. */
export interface OwnedSequence {
  /** Quoted, with its schema. */
  readonly name: string;
  /** Whether the role may set it, and read the column to know behind what. */
  readonly maySet: boolean;
}

/** A unique index of columns alone, for all rows. */
export interface ExistingKey {
  readonly name: string;
  readonly columns: readonly string[];
}

export interface ExistingReference {
  readonly constraint: string;
  readonly schema: string;
  readonly target: string;
  readonly deferrable: boolean;
}

const COLUMNS = `
  select json_agg(json_build_object(
    'name', a.attname,
    'type', format_type(base.oid, base.modifier),
    'labels', (select json_agg(enumlabel) from pg_enum where enumtypid in (base.oid,
      (select e.typelem from pg_type e where e.oid = base.oid and e.typcategory = 'A'))),
    'required', a.attnotnull,
    'hasDefault', a.atthasdef or a.attidentity <> '' or t.typdefault is not null,
    'generated', a.attgenerated <> '',
    'mayInsert', has_column_privilege(c.oid, a.attnum, 'insert'),
    'sequence', (
      select json_build_object(
        'name', format('%I.%I', sn.nspname, s.relname),
        'maySet', has_schema_privilege(sn.oid, 'usage') and has_sequence_privilege(s.oid, 'update')
          and has_sequence_privilege(s.oid, 'select') and has_column_privilege(c.oid, a.attnum, 'select'))
      from pg_depend d join pg_class s on s.oid = d.objid and s.relkind = 'S' join pg_namespace sn on sn.oid = s.relnamespace
      where d.classid = 'pg_class'::regclass and d.refclassid = 'pg_class'::regclass and d.refobjid = c.oid
        and d.refobjsubid = a.attnum and d.deptype in ('a', 'i') limit 1)
  ) order by a.attnum)
  from pg_attribute a join pg_type t on t.oid = a.atttypid, lateral (
    with recursive base as (
      select t.oid, t.typtype, t.typbasetype, t.typtypmod, a.atttypmod as modifier
      union all
      select b.oid, b.typtype, b.typbasetype, b.typtypmod, base.typtypmod
      from base join pg_type b on b.oid = base.typbasetype where base.typtype = 'd'
    ) select * from base where typtype <> 'd'
  ) base
  where a.attrelid = c.oid and a.attnum > 0 and not a.attisdropped`;

const REFERENCES = `
  select json_agg(json_build_object(
    'constraint', f.conname, 'schema', tn.nspname, 'target', tc.relname, 'deferrable', f.condeferrable) order by f.conname)
  from pg_constraint f join pg_class tc on tc.oid = f.confrelid join pg_namespace tn on tn.oid = tc.relnamespace
  where f.contype = 'f' and f.conrelid = c.oid`;

const KEYS = `
  select json_agg(json_build_object('name', x.relname, 'columns', (
    select json_agg(a.attname order by k.place)
    from unnest(i.indkey) with ordinality k(attnum, place) join pg_attribute a on a.attrelid = c.oid and a.attnum = k.attnum
    where k.place <= i.indnkeyatts)) order by x.relname)
  from pg_index i join pg_class x on x.oid = i.indexrelid
  where i.indrelid = c.oid and i.indisunique and i.indpred is null and i.indexprs is null`;

// Partitions have a constraint of their own each, which follows their table's.
const REFERRED_TO_BY = `
  select json_agg(json_build_object('schema', fn.nspname, 'name', fc.relname) order by fc.relname)
  from pg_constraint f join pg_class fc on fc.oid = f.conrelid join pg_namespace fn on fn.oid = fc.relnamespace
  where f.contype = 'f' and f.confrelid = c.oid and f.conparentid = 0`;

/**
 * Reads what the target has under these names, in one statement; what it lacks is left out. A name that no table has is the schema, a dot
 * and the name of one where there is such a table.
 * @param schema where null, the first of the search path that has the table.
 */
export async function existingTables(
  client: Client,
  names: readonly string[],
  schema: string | null,
): Promise<readonly ExistingTable[]> {
  const { rows } = await client.query<ExistingTable>(
    `select wanted.name as "entity", n.nspname as "schema", c.relname as "name", c.relkind::text as "kind",
       has_schema_privilege(n.oid, 'usage') as "reachable", has_table_privilege(c.oid, 'truncate') as "mayTruncate",
       row_security_active(c.oid) as "policed", coalesce((${COLUMNS}), '[]') as "columns",
       coalesce((${REFERENCES}), '[]') as "references", coalesce((${REFERRED_TO_BY}), '[]') as "referredToBy",
       coalesce((${KEYS}), '[]') as "keys"
     from unnest($1::text[]) as wanted(name), lateral (
       select k.* from pg_class k join pg_namespace s on s.oid = k.relnamespace
       where k.relkind in ('r', 'p', 'v', 'm', 'f') and (
         k.relname = wanted.name and case when $2::text is null then pg_table_is_visible(k.oid) else s.nspname = $2 end
         or strpos(wanted.name, '.') > 0 and s.nspname = split_part(wanted.name, '.', 1)
           and k.relname = substr(wanted.name, strpos(wanted.name, '.') + 1))
       order by k.relname = wanted.name desc limit 1
     ) c join pg_namespace n on n.oid = c.relnamespace`,
    [names, schema],
  );
  return rows;
}

/** Schemas that have tables of these names, by name; those of the system are left out. */
export async function schemasWith(
  client: Client,
  names: readonly string[],
): Promise<ReadonlyMap<string, readonly string[]>> {
  const { rows } = await client.query<{ name: string; schemas: string[] }>(
    `select c.relname as name, array_agg(n.nspname::text order by n.nspname) as schemas
     from pg_class c join pg_namespace n on n.oid = c.relnamespace
     where c.relname = any($1) and c.relkind in ('r', 'p') and n.nspname !~ '^pg_' and n.nspname <> 'information_schema'
     group by c.relname`,
    [names],
  );
  return new Map(rows.map(({ name, schemas }) => [name, schemas]));
}

/** Whether the role may make temporary tables. */
export async function mayStage(client: Client): Promise<boolean> {
  const { rows } = await client.query<{ may: boolean }>(
    `select has_database_privilege(current_database(), 'temporary') as may`,
  );
  return rows[0].may;
}

import type { Client } from 'pg';
import type { CompiledEntity } from '../engine/compile/program.ts';
import { identifier, identifiers, literal } from '../formats/sql/quote.ts';
import { type ExistingTable, existingTables } from '../targets/index.ts';
import type { CreateTables } from './postgres-judge.ts';
import { beginChecked, listOf } from './postgres-references.ts';
import { type Row, refusalOf, type Session } from './postgres-session.ts';
import type { DdlFinding } from './report.ts';

/** Keys, uniques and exclusions; and unique indexes that belong to none of them. */
const KEYS = `
  select c.conname as name, 'constraint' as kind, pg_get_constraintdef(c.oid) as text
  from pg_constraint c where c.contype in ('p', 'u', 'x') and c.conrelid = THIS
  union all
  select x.relname, 'index', substring(pg_get_indexdef(x.oid) from position(' USING ' in pg_get_indexdef(x.oid)))
  from pg_index i join pg_class x on x.oid = i.indexrelid
  where i.indisunique and i.indrelid = THIS
    and not exists (select from pg_constraint c where c.conindid = x.oid and c.contype in ('p', 'u', 'x'))`;

const REFERENCES = `
  select f.conname as name, n.nspname as schema, t.relname as target, f.confmatchtype = 'f' as "isFull",
    (select json_agg(a.attname order by k.ord) from unnest(f.conkey) with ordinality k (num, ord)
      join pg_attribute a on a.attrelid = f.conrelid and a.attnum = k.num) as columns,
    (select json_agg(a.attname order by k.ord) from unnest(f.confkey) with ordinality k (num, ord)
      join pg_attribute a on a.attrelid = f.confrelid and a.attnum = k.num) as targets
  from pg_constraint f join pg_class t on t.oid = f.confrelid join pg_namespace n on n.oid = t.relnamespace
  where f.contype = 'f' and f.conparentid = 0 and f.conrelid = THIS`;

/**
 * Copies the tables of a database, without their rows and triggers, as temporary ones: the tables themselves are neither changed nor
 * locked, and whatever rows they have are in nobody's way.
 */
export function copiesOfTables(client: Client, schema: string | null): CreateTables {
  return async (session, entities, step) => {
    const names = entities.map(({ name }) => name);
    const existing = (await existingTables(client, names, schema)).filter(({ kind }) => ['r', 'p'].includes(kind));
    const copies = new Copies(session, step);
    for (const table of existing) await copies.add(table);
    for (const table of existing) await copies.addKeys(table);
    for (const table of existing) await copies.addReferences(table);
    await beginChecked(session, true);
    const { findings, run } = copies;
    return { findings, run, passed: 0, tables: await copies.tables(entities) };
  };
}

class Copies {
  readonly findings: DdlFinding[] = [];
  run = 0;
  readonly #session: Session;
  readonly #step: () => void;
  /** Names of the copies, by the quoted name of the table. */
  readonly #copies = new Map<string, string>();
  readonly #entities = new Map<string, string>();

  constructor(session: Session, step: () => void) {
    this.#session = session;
    this.#step = step;
  }

  async add(table: ExistingTable): Promise<void> {
    const copy = `rowmill_${this.#copies.size}`;
    if (!(await this.#do(`create temp table ${copy} (like ${quoted(table)} including all excluding indexes)`))) return;
    this.#copies.set(quoted(table), copy);
    this.#entities.set(table.entity, copy);
  }

  async addKeys(table: ExistingTable): Promise<void> {
    for (const { name, kind, text } of await this.#about(KEYS, table)) {
      const copy = this.#copies.get(quoted(table));
      if (copy === undefined) return;
      const own = identifier(String(name));
      await this.#do(
        kind === 'index'
          ? `create unique index ${own} on ${copy} ${String(text)}`
          : `alter table ${copy} add constraint ${own} ${String(text)}`,
      );
    }
  }

  async addReferences(table: ExistingTable): Promise<void> {
    const copy = this.#copies.get(quoted(table));
    if (copy === undefined) return;
    for (const row of await this.#about(REFERENCES, table)) {
      const name = String(row['name']);
      const target = this.#copies.get(`${identifier(String(row['schema']))}.${identifier(String(row['target']))}`);
      if (target === undefined) {
        const message = `\`${table.entity}\`: constraint \`${name}\` refers to \`${String(row['target'])}\`, which the model does not have.`;
        this.findings.push({ code: 'STATEMENT_LEFT_OUT', line: null, column: null, message });
        continue;
      }
      const match = row['isFull'] === true ? ' match full' : '';
      await this.#do(
        `alter table ${copy} add constraint ${identifier(name)} foreign key ${identifiers(listOf(row, 'columns'))}
         references ${target} ${identifiers(listOf(row, 'targets'))}${match}`,
      );
    }
  }

  /** Quoted names of the copies, by entity. */
  async tables(entities: readonly CompiledEntity[]): Promise<ReadonlyMap<string, string>> {
    const [{ schema }] = await this.#session.run(
      `select quote_ident(nspname) as schema from pg_namespace where oid = pg_my_temp_schema()
       union all select 'pg_temp' limit 1`,
    );
    return new Map(
      entities.flatMap(({ name }) => {
        const copy = this.#entities.get(name);
        return copy === undefined ? [] : [[name, `${String(schema)}.${copy}`] as const];
      }),
    );
  }

  async #about(query: string, table: ExistingTable): Promise<readonly Row[]> {
    return await this.#session.run(query.replaceAll('THIS', `${literal(quoted(table))}::regclass`));
  }

  /** False if the database refuses, which becomes a finding. */
  async #do(sql: string): Promise<boolean> {
    this.#step();
    this.run++;
    try {
      await this.#session.run(sql);
      return true;
    } catch (error) {
      const { message, state } = refusalOf(error);
      this.findings.push({ code: 'STATEMENT_REFUSED', line: null, column: null, message: `${message} (${state}).` });
      return false;
    }
  }
}

const quoted = ({ schema, name }: ExistingTable): string => `${identifier(schema)}.${identifier(name)}`;

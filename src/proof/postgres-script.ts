import type { CompiledEntity } from '../engine/compile/program.ts';
import { identifier } from '../formats/sql/quote.ts';
import type { CreatedTables } from './judge.ts';
import { postgresStatements } from './postgres-ddl.ts';
import { beginChecked } from './postgres-references.ts';
import { refusalOf, type Session } from './postgres-session.ts';
import type { CreateTables } from './postgres-judge.ts';
import type { DdlFinding } from './report.ts';

/** Functions that are called though they are not the same for the same values. */
const VOLATILE = [
  'clock_timestamp',
  'gen_random_uuid',
  'nextval',
  'random',
  'timeofday',
  'uuid_generate_v1',
  'uuid_generate_v1mc',
  'uuid_generate_v4',
  'uuidv4',
  'uuidv7',
];

/** Other functions that change nothing, as PostgreSQL and its extensions declare them. */
const FUNCTIONS = `
  select proname as name from pg_proc group by proname
  having bool_and(provolatile <> 'v') or proname in (${VOLATILE.map((name) => `'${name}'`).join(', ')})`;

/** Creates the tables of a script in an empty database. */
export function tablesOfScript(script: string, extensions: readonly string[]): CreateTables {
  return async (session, entities, step) => {
    const created = await runScript(session, script, extensions, step);
    const tables = await tablesFor(session, entities);
    await beginChecked(session, false);
    return { ...created, tables };
  };
}

async function runScript(
  session: Session,
  script: string,
  extensions: readonly string[],
  step: () => void,
): Promise<CreatedTables> {
  // Their functions may be called, so they come first; a server may lack some.
  for (const name of extensions) await refusedBy(session, `create extension if not exists ${identifier(name)}`);
  const functions = new Set((await session.run(FUNCTIONS)).map(({ name }) => String(name)));
  const findings: DdlFinding[] = [];
  let run = 0;
  let passed = 0;
  for await (const statement of postgresStatements(script, functions)) {
    findings.push(...statement.findings);
    if (statement.sql === null) {
      passed++;
      continue;
    }
    step();
    run++;
    const refused = await refusedBy(session, statement.sql);
    if (refused !== null) findings.push({ code: 'STATEMENT_REFUSED', ...statement.at, message: refused });
  }
  return { run, passed, findings };
}

/** Why the database refuses a statement; null if it does not. Its words quote the script only. */
async function refusedBy(session: Session, sql: string): Promise<string | null> {
  try {
    await session.run(sql);
    return null;
  } catch (error) {
    const { message, state } = refusalOf(error);
    return `${message} (${state}).`;
  }
}

/** Names, as the server quotes them, of the tables that entities are called after, by entity: `orders`, or `sales.orders`. */
async function tablesFor(session: Session, entities: readonly CompiledEntity[]): Promise<ReadonlyMap<string, string>> {
  const rows = await session.run(
    `select n.nspname as schema, c.relname as name, format('%I.%I', n.nspname, c.relname) as quoted from pg_class c join pg_namespace n on n.oid = c.relnamespace
     where c.relkind in ('r', 'p') and n.nspname not in ('pg_catalog', 'information_schema') and n.nspname !~ '^pg_(temp|toast)'
     order by n.nspname = 'public', n.nspname desc`,
  );
  // The last one of a name counts: public before others.
  const quoted = new Map<string, string>();
  for (const row of rows) quoted.set(`${String(row['schema'])}.${String(row['name'])}`, String(row['quoted']));
  for (const row of rows) quoted.set(String(row['name']), String(row['quoted']));
  return new Map(
    entities.flatMap(({ name }) => {
      const table = quoted.get(name);
      return table === undefined ? [] : [[name, table] as const];
    }),
  );
}

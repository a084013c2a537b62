import {
  type ColumnHints,
  type Findings,
  MAX_VALUE_LENGTH,
  MAX_VALUES,
  type SourceSchema,
  type SourceTable,
  type TableHints,
  type ValueHint,
} from '../dialects/index.ts';
import { isPassing, TargetFailure } from '../targets/index.ts';
import type { Rows } from './database.ts';

/** Rows that are counted; beyond that the database's own estimate is taken. */
const MAX_COUNTED = 100_000;
/** Rows of a sample: as many from each end of the key. */
const SAMPLED = 5000;
/** Columns of texts of a table whose values are looked at. */
const MAX_TEXTS = 50;
/** Milliseconds for all tables. */
const PATIENCE = 60_000;
/** Each value occurs so often in a sample on the average, or it is none of a list. */
const MIN_REPEATS = 3;

const RANGED = new Set(['integer', 'number', 'decimal', 'date', 'timestamp']);

/**
 * What is known of the rows of all tables: from statistics of the database where it has them, else from a limited number of rows.
 * Tables whose rows cannot be looked at are noted.
 * @param values whether the values of texts are looked at.
 */
export async function hintsOf(
  { tables }: SourceSchema,
  rows: Rows,
  values: boolean,
  findings: Findings,
): Promise<ReadonlyMap<SourceTable, TableHints>> {
  const end = performance.now() + PATIENCE;
  const hints = new Map<SourceTable, TableHints>();
  for (const table of tables) {
    if (table.partitionOf !== null) continue;
    const skip = (why: string): void => {
      findings.approximated('HINTS_SKIPPED', table.at, table.name, `The rows of the table are not looked at: ${why}.`);
    };
    if (performance.now() > end) skip('other tables took too long');
    else {
      try {
        hints.set(table, await new Sample(table, rows).hints(values));
      } catch (error) {
        if (!(error instanceof TargetFailure) || isGone(error)) throw error;
        skip(error.message);
      }
    }
  }
  return hints;
}

/** Whether there is no connection any more. */
function isGone({ code }: TargetFailure): boolean {
  return isPassing(code) && code !== 'STATEMENT_ENDED' && code !== 'TABLE_LOCKED';
}

/** Looks at some rows of a table. */
class Sample {
  readonly #table: SourceTable;
  readonly #rows: Rows;
  readonly #name: string;

  constructor(table: SourceTable, rows: Rows) {
    this.#table = table;
    this.#rows = rows;
    this.#name = [table.schema, table.name]
      .filter((name) => name !== '')
      .map((name) => rows.quoted(name))
      .join('.');
  }

  async hints(values: boolean): Promise<TableHints> {
    const { schema, name } = this.#table;
    const known = this.#rows.statistics.get(`${schema}.${name}`);
    const [[counted]] = await this.#rows.select(
      `select count(*) from (select 1 as x from ${this.#name} limit ${MAX_COUNTED}) s`,
    );
    const count = Number(counted);
    const rows = count < MAX_COUNTED ? count : Math.max(count, known?.rows ?? 0);
    if (known !== undefined && known.columns.size > 0) return { ...known, rows };
    const columns = count === 0 ? new Map<string, ColumnHints>() : await this.#columns(values);
    return { rows, columns };
  }

  async #columns(values: boolean): Promise<ReadonlyMap<string, ColumnHints>> {
    const { columns } = this.#table;
    const { quoted, textType } = this.#rows;
    const looked = columns.filter(
      ({ notNull, type, isGenerated }) => !isGenerated && (!notNull || RANGED.has(type.kind)),
    );
    const inner: string[] = [];
    const outer = ['count(*)'];
    for (const [i, { name, type }] of looked.entries()) {
      inner.push(`case when ${quoted(name)} is null then 1 else 0 end as n${i}`);
      outer.push(`sum(n${i})`);
      if (!RANGED.has(type.kind)) continue;
      inner.push(`${quoted(name)} as v${i}`);
      outer.push(`cast(min(v${i}) as ${textType})`, `cast(max(v${i}) as ${textType})`);
    }
    if (looked.length === 0 && !values) return new Map();
    const [found] =
      looked.length === 0 ? [[]] : await this.#rows.select(`select ${outer.join(', ')} from ${this.#sample(inner)}`);
    const lists = values ? await this.#values() : new Map<string, readonly ValueHint[]>();
    const all = Number(found[0] ?? 0);
    let at = 1;
    const hints = looked.map(({ name, type }): [string, ColumnHints] => {
      const nulls = Number(found[at++]);
      const extremes = RANGED.has(type.kind) ? [found[at++], found[at++]] : [];
      return [
        name,
        {
          nullShare: all === 0 ? 0 : nulls / all,
          extremes: extremes.flatMap((value) => textOf(value) ?? []),
          values: lists.get(name) ?? null,
        },
      ];
    });
    const others = [...lists].map(([name, list]): [string, ColumnHints] => [
      name,
      { nullShare: 0, extremes: [], values: list },
    ]);
    return new Map([...others, ...hints]);
  }

  /** The values of texts that have few of them. */
  async #values(): Promise<ReadonlyMap<string, readonly ValueHint[]>> {
    const { quoted, textType } = this.#rows;
    const texts = this.#table.columns.filter(({ type }) => type.kind === 'string').slice(0, MAX_TEXTS);
    if (texts.length === 0) return new Map();
    const parts = texts.map(({ name }, i) => {
      const value = `substr(cast(${quoted(name)} as ${textType}), 1, ${MAX_VALUE_LENGTH + 1}) as v`;
      const sample = this.#sample([value]);
      return `select * from (select ${i} as i, v, count(*) as n from ${sample} where v is not null group by v order by n desc limit ${MAX_VALUES + 1}) q${i}`;
    });
    const found = await this.#rows.select(parts.join(' union all '));
    const lists = Map.groupBy(found, ([i]) => texts[Number(i)].name);
    return new Map(
      [...lists].flatMap(([name, list]): readonly [string, readonly ValueHint[]][] => {
        const all = list.reduce((sum, [, , n]) => sum + Number(n), 0);
        if (list.length > MAX_VALUES || all < list.length * MIN_REPEATS) return [];
        return [[name, list.map(([, text, n]) => ({ text: textOf(text) ?? '', share: Number(n) / all }))]];
      }),
    );
  }

  /** Some rows as a table: the first and the last by the key, which has an index; any where there is no key. */
  #sample(columns: readonly string[]): string {
    const { quoted } = this.#rows;
    const select = `select ${columns.join(', ')} from ${this.#name}`;
    const key = this.#table.primaryKey.map(quoted);
    if (key.length === 0) return `(${select} limit ${2 * SAMPLED}) s`;
    const ends = ['', ' desc'].map((direction, i) => {
      return `select * from (${select} order by ${key.map((name) => name + direction).join(', ')} limit ${SAMPLED}) e${i}`;
    });
    return `(${ends.join(' union all ')}) s`;
  }
}

/** A value of a driver as text; null for those that are none. */
function textOf(value: unknown): string | null {
  return typeof value === 'string' || typeof value === 'number' || typeof value === 'bigint' ? String(value) : null;
}

import { type Client, escapeIdentifier } from 'pg';
import { CopyRows } from './copy-rows.ts';
import type { Copied } from './server-error.ts';

/** A table that rows are loaded into. */
export interface LoadedTable {
  /** Its own name. */
  readonly name: string;
  /** Quoted, with its schema. */
  readonly quoted: string;
  /** Of the columns that the model fills. */
  readonly columns: readonly string[];
}

/**
 * Tables that refer to one another, whichever of their references are deferrable: their rows are copied into temporary tables, then one
 * statement inserts all of them, at the end of which the server checks the references. That takes no right to change the tables.
 */
export class Staging {
  readonly #client: Client;
  readonly #tables: readonly LoadedTable[];

  private constructor(client: Client, tables: readonly LoadedTable[]) {
    this.#client = client;
    this.#tables = tables;
  }

  /** Makes the temporary tables, which go with the transaction. They have no constraints, and no columns but those that are filled. */
  static async begin(client: Client, tables: readonly LoadedTable[]): Promise<Staging> {
    for (const [i, { quoted, columns }] of tables.entries()) {
      await client.query(
        `create temporary table ${temporary(i)} on commit drop as select ${list(columns)} from ${quoted} with no data`,
      );
    }
    return new Staging(client, tables);
  }

  /** Begins to copy the rows of one of the tables. */
  copy(table: LoadedTable): CopyRows {
    return new CopyRows(this.#client, temporary(this.#tables.indexOf(table)), table.columns);
  }

  /** What the server says of a table whose rows are copied. */
  copied({ name, columns }: LoadedTable): Copied {
    const i = this.#tables.findIndex((table) => table.name === name);
    return { table: name, relation: nameOf(i), columns };
  }

  /** Inserts the rows of all tables. */
  async finish(): Promise<void> {
    const inserts = this.#tables.map(({ quoted, columns }, i) => {
      const names = list(columns);
      return `t${i} as (insert into ${quoted} (${names}) overriding system value select ${names} from ${temporary(i)})`;
    });
    await this.#client.query(`with ${inserts.join(', ')} select`);
    await this.#client.query(`drop table ${this.#tables.map((_, i) => temporary(i)).join(', ')}`);
  }
}

const nameOf = (i: number): string => `rowmill_staging_${i}`;
const temporary = (i: number): string => `pg_temp.${nameOf(i)}`;
const list = (names: readonly string[]): string => names.map(escapeIdentifier).join(', ');

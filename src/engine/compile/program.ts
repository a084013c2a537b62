import { Arena } from '../arena.ts';
import { type BoundColumn, Frame, type Shared } from '../frame.ts';
import { type Member, schemaOf } from '../recipes/struct.ts';
import type { Table } from '../table.ts';
import type { Column } from '../vector.ts';

/** A model that is ready to make rows. It holds no batch buffers: any number of readers may be open at once. */
export interface Program {
  /** In the order of the document. */
  readonly entities: readonly CompiledEntity[];
  /** What was looked at to make it. */
  readonly passes: readonly Pass[];
}

/** A look at all rows of an entity, before the first row of another is generated. */
export interface Pass {
  /** The field that needs it: `Entity.field`. */
  readonly field: string;
  readonly entity: string;
  readonly rows: number;
  /** Values that are computed, of all fields. */
  readonly values: number;
}

/** What a batch may take; a list or object that alone takes more cannot be made. */
export const BATCH_BYTES = 16 * 1024 * 1024;
/** Rows of a batch: so many unless they are wide. */
export const MAX_BATCH_ROWS = 4096;
const MIN_ROWS = 1;

/** One entity of a program: what its rows look like, how many there are, and a way to read any of them. */
export class CompiledEntity {
  readonly name: string;
  /** How many rows there are. */
  readonly rows: number;
  readonly table: Table;
  /** Rows to read at once, so that a batch stays below 16 MiB whatever the model's fields are. */
  readonly batchRows: number;
  /** Names of the entities that this one's rows refer to, without itself. */
  readonly refersTo: ReadonlySet<string>;
  readonly #fields: readonly Member[];

  /**
   * @param fields the visible ones, whose columns are those of the table, in that order.
   * @param width bytes that a row takes while it is made, hidden fields included.
   */
  constructor(table: Table, rows: number, fields: readonly Member[], width: number, refersTo: ReadonlySet<string>) {
    this.name = table.name;
    this.rows = rows;
    this.table = table;
    this.refersTo = refersTo;
    this.#fields = fields;
    this.batchRows = Math.min(MAX_BATCH_ROWS, Math.max(MIN_ROWS, Math.floor(BATCH_BYTES / Math.max(1, width))));
  }

  /**
   * @param capacity the most rows of one `read`.
   * @param arena where its vectors are to live.
   * @param only names of the columns to read; all of them where it is left out.
   */
  open(capacity = this.batchRows, arena = new Arena(), only?: ReadonlySet<string>): RowReader {
    const fields = only === undefined ? this.#fields : this.#fields.filter(({ name }) => only.has(name));
    return new RowReader(fields, capacity, arena);
  }
}

/** Reads rows of one entity, batch by batch, into vectors that are used again and again. */
export class RowReader {
  readonly columns: readonly Column[];
  readonly #frame: Frame;
  readonly #bound: readonly Shared<BoundColumn>[];

  constructor(fields: readonly Member[], capacity: number, arena: Arena) {
    this.#frame = new Frame(arena, capacity);
    this.#bound = fields.map(({ recipe }) => this.#frame.column(recipe));
    this.columns = fields.map((field, i) => ({ ...schemaOf(field), vector: this.#bound[i].value.vector }));
  }

  /** Makes the rows first … first + length - 1 (length at most the capacity); the columns hold them until the next call. */
  read(first: number, length: number): void {
    this.#frame.range(first, length);
    for (const column of this.#bound) column.ensure();
  }
}

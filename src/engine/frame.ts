import type { Distribution, ParquetType } from '../model/index.ts';
import type { Arena } from './arena.ts';
import type { Rows } from './rows.ts';
import type { ColumnType, Vector } from './vector.ts';

/** About what a reader's buffers take for a cell beside its text. */
export const CELL_BYTES = 64;

/** A recipe bound to a frame: `fill` makes the frame's current rows in `vector`. */
export interface BoundColumn {
  readonly vector: Vector;
  fill(rows: Rows): void;
}

/**
 * The values low, low + step, … that a number, date or time is drawn from, `size` of them: whole numbers in units of 10^-scale, days, or
 * milliseconds.
 */
export interface Grid {
  readonly low: number;
  readonly step: number;
  readonly size: number;
  /** Digits after the point; 0 for dates and times. */
  readonly scale: number;
  /** Uniform where it is null. */
  readonly distribution: Distribution | null;
}

/** What makes one field's values, compiled from the model. It holds no buffers: those belong to the frames it is bound to. */
export interface Recipe {
  /** What the values are. */
  readonly type: ColumnType;
  /** Whether a value can be null. */
  readonly nullable: boolean;
  /** The part of an expression that can be null, for messages; absent where nothing is known of that. */
  readonly nullBy?: string | undefined;
  /**
   * No text of a value has more bytes, or more than 32; batches and indexes are sized by it. That of a list or an object counts CELL_BYTES
   * more for every cell in it.
   */
  readonly width: number;
  /** The largest absolute value of a number (of the unscaled one for decimals); absent if it is not known. */
  readonly magnitude?: number;
  /** The least and the greatest value of a number, not unscaled; absent where no more is known than the magnitude and the grid. */
  readonly interval?: readonly [low: number, high: number];
  /** How Parquet files store it; absent where the type decides. */
  readonly parquet?: ParquetType;
  /** Absent where the values are not on one, or it is not known. */
  readonly grid?: Grid;
  /** Takes buffers for `frame.capacity` rows from the frame's arena. Called once for each frame that needs the field. */
  bind(frame: Frame): BoundColumn;
}

/** Work that several columns of a frame need, done at most once a batch. */
export interface Shared<T> {
  readonly value: T;
  /** Makes the value for the frame's current rows, unless that was done already. */
  ensure(): void;
}

/** What the items of lists belong to: row i of the frame has the items offsets[i] … offsets[i + 1] - 1. */
export interface Outer {
  readonly frame: Frame;
  readonly offsets: Int32Array;
}

/**
 * Rows of one scope (an entity, or the items of a list) that are looked at together, with a lazily filled column for
 * whatever is asked of them. A reader has one frame for the rows it reads; a reference, an aggregate or a list adds one
 * more for the rows it leads to.
 */
export class Frame {
  readonly arena: Arena;
  /** The most rows of a batch. */
  readonly capacity: number;
  readonly rows: Rows = { length: 0, first: 0, index: null };
  /** Whole small tables, kept by whoever reads from them often; shared by all frames of a reader. */
  readonly tables: Map<object, Frame>;
  /** Where the rows are the items of lists; null where they are rows of an entity. */
  readonly outer: Outer | null;
  readonly #shared = new Map<string | object, Shared<unknown>>();
  #batch = 0;

  constructor(arena: Arena, capacity: number, tables: Map<object, Frame> = new Map(), outer: Outer | null = null) {
    this.arena = arena;
    this.outer = outer;
    this.capacity = capacity;
    this.tables = tables;
  }

  /** A frame of the same reader, for the rows that these lead to. */
  related(capacity = this.capacity): Frame {
    return new Frame(this.arena, capacity, this.tables);
  }

  /** A frame for the items of lists of this frame's rows. */
  items(capacity: number, offsets: Int32Array): Frame {
    return new Frame(this.arena, capacity, this.tables, { frame: this, offsets });
  }

  /** Moves on to the rows first … first + length - 1; columns are filled when they are asked for. */
  range(first: number, length: number): void {
    this.rows.first = first;
    this.rows.length = length;
    this.rows.index = null;
    this.#batch++;
  }

  /** Moves on to the first `length` row numbers of `index`, which must stay as they are until the next move. */
  select(index: Float64Array, length: number): void {
    this.rows.first = 0;
    this.rows.length = length;
    this.rows.index = index;
    this.#batch++;
  }

  /** The column of a recipe in this frame: bound at the first call, filled once a batch by `ensure`. */
  column(recipe: Recipe): Shared<BoundColumn> {
    return this.share(recipe, () => recipe.bind(this));
  }

  /** A value that the columns of this frame share under a name, such as the drawn first names of the person family, or an object. */
  share<T extends { fill(rows: Rows): void }>(name: string | object, create: () => T): Shared<T> {
    const known = this.#shared.get(name);
    if (known !== undefined) return known as Shared<T>;
    const value = create();
    let filled = 0;
    const shared: Shared<T> = {
      value,
      ensure: () => {
        if (filled === this.#batch) return;
        value.fill(this.rows);
        filled = this.#batch;
      },
    };
    this.#shared.set(name, shared);
    return shared;
  }
}

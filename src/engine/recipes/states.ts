import type { State } from '../../model/index.ts';
import { Dictionary } from '../dictionary.ts';
import type { Frame, Recipe, Shared } from '../frame.ts';
import type { Law } from '../random/discrete-law.ts';
import type { Key } from '../random/key.ts';
import { continuousLaw } from '../random/law.ts';
import { threefryAt } from '../random/threefry.ts';
import { rowAt, type Rows } from '../rows.ts';

/** Moves of a row at most; a history that goes in circles for longer ends there. */
export const MAX_MOVES = 255;
/** Numbers of moves to come that chances are kept for; with more of them they hardly differ. */
const MAX_AHEAD = 1024;
const PER_WORD = 2.3283064365386963e-10;
const SECOND = 1000;

const block = new Int32Array(2);

/** Moves between states with their chances, and how long each state lasts. */
export class Machine {
  readonly states: readonly State[];
  readonly #key: Key;
  readonly #laws: readonly (Law | null)[];
  /** By the number of moves still to come: the chance that a state has so many, as a share of the greatest. */
  readonly #ahead: readonly Float64Array[];

  /** @param ahead moves that may have to come after one; 0 where a history just ends. */
  constructor(states: readonly State[], key: Key, ahead: number) {
    this.states = states;
    this.#key = key;
    this.#laws = states.map(({ dwell }) => (dwell === null ? null : continuousLaw(dwell.distribution, 0, 1)));
    this.#ahead = chancesAhead(states, Math.min(ahead, MAX_AHEAD));
  }

  /** Draws what the next two calls use. */
  draw(row: number, draw: number): void {
    threefryAt(this.#key, row, draw, block);
  }

  /** The state after one that has moves, from which `ahead` more can come. */
  next(state: number, ahead: number): number {
    const { moves } = this.states[state];
    const chances = this.#ahead[Math.min(ahead, this.#ahead.length - 1)];
    let total = 0;
    for (const { to, weight } of moves) total += weight * chances[to];
    let left = ((block[0] >>> 0) + 0.5) * PER_WORD * total;
    let chosen = -1;
    for (const { to, weight } of moves) {
      const chance = weight * chances[to];
      if (chance === 0) continue;
      chosen = to;
      left -= chance;
      if (left < 0) break;
    }
    return chosen;
  }

  /**
   * Goes through the states that one history passes through, up to a last one.
   * @param limit milliseconds from the start within which moves happen.
   * @param most states at most.
   */
  walk(row: number, limit: number, most: number, visit: (state: number, time: number) => void): void {
    let [state, time] = [0, 0];
    visit(state, time);
    for (let move = 0; move < Math.min(MAX_MOVES, most - 1) && this.states[state].moves.length > 0; move++) {
      this.draw(row, move);
      time += this.dwell(state);
      if (time > limit) return;
      state = this.next(state, 0);
      visit(state, time);
    }
  }

  /** How long a state lasts, in milliseconds. */
  dwell(state: number): number {
    const { dwell } = this.states[state];
    const law = this.#laws[state];
    if (dwell === null || law === null) return 0;
    const unit = dwell.min % SECOND === 0 && dwell.max % SECOND === 0 ? SECOND : 1;
    const [low, high] = [dwell.min / unit, dwell.max / unit];
    const share = law.quantile(((block[1] >>> 0) + 0.5) * PER_WORD);
    return Math.min(high, low + Math.floor(share * (high - low + 1))) * unit;
  }
}

function chancesAhead(states: readonly State[], ahead: number): readonly Float64Array[] {
  const rows = [new Float64Array(states.length).fill(1)];
  const totals = states.map(({ moves }) => moves.reduce((sum, { weight }) => sum + weight, 0));
  for (let k = 1; k <= ahead; k++) {
    const last = rows[k - 1];
    const row = Float64Array.from(states, ({ moves }, i) =>
      moves.reduce((sum, { to, weight }) => sum + (weight / totals[i]) * last[to], 0),
    );
    const greatest = row.reduce((most, chance) => Math.max(most, chance), 0);
    // As shares of the greatest: a long way to go must not become a chance of 0.
    rows.push(greatest === 0 ? row : row.map((chance) => chance / greatest));
  }
  return rows;
}

/** What the members of an object of states share: the state of each row, and when it entered each of them. */
export interface StateColumns {
  readonly status: Int32Array;
  /** Milliseconds from the start, by state; for children those of the row's own state alone. */
  readonly times: readonly Float64Array[];
  /** 1 where a state was entered, by state. */
  readonly entered: readonly Uint8Array[];
  fill(rows: Rows): void;
}

/** Makes the columns of the states of some rows in a frame, once. */
export type BindStates = (frame: Frame) => Shared<StateColumns>;

/**
 * The states that one row passes through.
 * @param id unique within the scope.
 * @param room milliseconds from the start within which moves happen; null, and below 0, for all of them.
 */
export function historiesOfRows(id: string, machine: Machine, room: Recipe | null): BindStates {
  const { states } = machine;
  return (frame) =>
    frame.share(`states\0${id}`, () => {
      const { arena, capacity } = frame;
      const status = arena.int32(capacity);
      const times = states.map(() => arena.float64(capacity));
      const entered = states.map(() => arena.uint8(capacity));
      const limitOf = limits(room, frame);
      return {
        status,
        times,
        entered,
        fill(rows) {
          limitOf.ensure();
          for (const one of entered) one.fill(0, 0, rows.length);
          for (let i = 0; i < rows.length; i++) {
            const row = rowAt(rows, i);
            const limit = limitOf.at(i);
            machine.walk(row, limit, Infinity, (state, time) => {
              times[state][i] = time;
              entered[state][i] = 1;
              status[i] = state;
            });
          }
        },
      };
    });
}

/** How many states the history of each row has. */
export function lengthOfHistory(machine: Machine, room: Recipe | null): Recipe {
  return {
    type: { kind: 'integer' },
    nullable: false,
    width: 8,
    bind(frame) {
      const values = frame.arena.float64(frame.capacity);
      const limitOf = limits(room, frame);
      return {
        vector: { kind: 'int53', values, validity: null },
        fill(rows) {
          limitOf.ensure();
          for (let i = 0; i < rows.length; i++) {
            values[i] = 0;
            machine.walk(rowAt(rows, i), limitOf.at(i), Infinity, () => values[i]++);
          }
        },
      };
    },
  };
}

/** Within how many milliseconds the moves of each row happen: all of them where that is null, or below 0. */
function limits(room: Recipe | null, frame: Frame): { ensure(): void; at(i: number): number } {
  if (room === null) return { ensure: () => undefined, at: () => Infinity };
  const column = frame.column(room);
  const { vector } = column.value;
  if (vector.kind !== 'int53') throw new TypeError('a limit is a number of milliseconds');
  const { values, validity } = vector;
  return {
    ensure: () => column.ensure(),
    at: (i) => (validity?.[i] !== 0 && values[i] >= 0 ? values[i] : Infinity),
  };
}

/** The state of each row. */
export function statusOf(bind: BindStates, states: readonly State[]): Recipe {
  const names = states.map(({ name }) => name);
  const dictionary = Dictionary.from(names);
  return {
    type: { kind: 'enum', values: names },
    nullable: false,
    width: dictionary.width,
    bind(frame) {
      const columns = bind(frame);
      const { status } = columns.value;
      return {
        vector: { kind: 'dictionary', values: status, dictionary, validity: null },
        fill: () => columns.ensure(),
      };
    },
  };
}

/** When each row entered a state, in milliseconds from the start; null where it did not. */
export function timeOf(bind: BindStates, state: number, isAlways: boolean, magnitude: number): Recipe {
  return {
    type: { kind: 'integer' },
    nullable: !isAlways,
    width: 16,
    magnitude,
    bind(frame) {
      const columns = bind(frame);
      const { times, entered } = columns.value;
      return {
        vector: { kind: 'int53', values: times[state], validity: isAlways ? null : entered[state] },
        fill: () => columns.ensure(),
      };
    },
  };
}

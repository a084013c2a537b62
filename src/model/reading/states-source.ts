import type { Expression } from '../expression/expression.ts';
import type { DeclaredType, Source, Spread, State, StatesSource } from '../model.ts';
import type { Entry, ListNode, MapNode, YamlNode } from '../yaml/node.ts';
import { overrideOf } from '../overrides/overrides.ts';
import type { LeafParts } from './leaf-parts.ts';
import type { Location } from './location.ts';
import { memberField } from './member-field.ts';
import { readValue, readVia } from './order-source.ts';
import { readSpread } from './spread.ts';
import { untilOf } from './until.ts';
import { readValues } from './values.ts';

/** Settings of states that can be overridden. */
export const STATES_SETTINGS = ['dwell'] as const;

const MAX_STATES = 64;
const FORM = 'write $states: { new: { paid: 90, cancelled: 10 }, paid: shipped }';
const DWELL_FORM = 'write $dwell: 1h-3d, or one for each state: { new: 5m-2d, paid: 1h-3d }';

/** `$states`: the state itself, or with `$start` an object of it and its times; null after a problem. */
export function statesSource(parts: LeafParts, location: Location): Source | null {
  const { directives, type } = parts;
  const entry = directives.get('$states');
  if (entry === undefined) return null;
  const graph = readGraph(entry, location);
  const via = readVia(directives, location);
  const written = directives.get('$start');
  const start = written === undefined ? undefined : readValue(written.value, location);
  const until = untilOf(directives.get('$until'), location);
  const dwellNode = overrideOf(parts, 'dwell', location) ?? directives.get('$dwell')?.value;
  for (const [name, node] of [
    ['$dwell', directives.get('$dwell')],
    ['$until', directives.get('$until')],
  ] as const) {
    if (start !== undefined || node === undefined) continue;
    location.report('DIRECTIVE_PLACE', node.key.at, `${name} needs a $start`, 'add $start: placed_at');
    return null;
  }
  const untilAt = directives.get('$until')?.key.at;
  if (start !== undefined && dwellNode === undefined) {
    location.report('VALUE_EXPECTED', entry.key.at, '$states with $start needs $dwell', DWELL_FORM);
    return null;
  }
  if (graph === null || start === null || (directives.has('$via') && via === null)) return null;
  const isWhole = reportGraph(graph, via !== null, location);
  const dwells = dwellNode === undefined ? null : readDwells(dwellNode, graph, location);
  if (!isWhole || (dwellNode !== undefined && dwells === null)) return null;
  const states = graph.map(({ name, moves }, i): State => ({ name, moves, dwell: dwells?.[i] ?? null }));
  // Rows that are there have happened; a row of its own goes on until now.
  const ends = start !== undefined && until !== 'never';
  const now: Expression = { op: 'call', name: 'now', args: [], at: entry.key.at };
  const common = { states, via, start: start ?? null, end: ends ? now : null, ...(untilAt && { untilAt }) };
  if (start === undefined) return { kind: 'states', part: 'status', ...common };
  return withTimes(parts, common, type, entry, location);
}

function withTimes(
  parts: LeafParts,
  common: Omit<StatesSource, 'kind' | 'part'>,
  type: DeclaredType | null,
  { key }: Entry,
  location: Location,
): Source | null {
  if (type !== null && type.kind !== 'date' && type.kind !== 'timestamp') {
    const message = `the times of states are dates or timestamps, not values of type ${type.kind}`;
    location.report('DIRECTIVE_CONTRADICTION', key.at, message);
    return null;
  }
  const { states, via } = common;
  const time: DeclaredType = type ?? { kind: 'timestamp' };
  const status: DeclaredType = { kind: 'enum', values: states.map(({ name }) => name) };
  const of = (part: StatesSource['part']): StatesSource => ({ kind: 'states', part, ...common });
  const first = memberField(parts, 'status', status, of('status'));
  if (via !== null) return { kind: 'object', fields: [first, memberField(parts, 'at', time, of('at'))] };
  const times = states.map(({ name }, i) => memberField(parts, `${columnOf(name)}_at`, time, of(i)));
  const names = times.map((field) => field.name);
  const twice = names.find((name, i) => names.indexOf(name) < i);
  if (twice === undefined) return { kind: 'object', fields: [first, ...times] };
  location.report('NAME_CLASH', key.at, `two states have their times in ${twice}`, 'rename one of them');
  return null;
}

/** A state as a part of the name of a column. */
function columnOf(state: string): string {
  return /^\w+$/.test(state) ? state : state.toLowerCase().replaceAll(/[^\p{L}\p{N}]+/gu, '_');
}

interface Written {
  readonly name: string;
  readonly at: YamlNode['at'];
  readonly moves: State['moves'];
}

/** The states in the order of the map, then those that are only moved to. */
function readGraph({ value: node, key }: Entry, location: Location): readonly Written[] | null {
  if (node.kind !== 'map' || node.entries.length === 0) {
    location.expected(node, 'a map of states and the moves from them', FORM);
    return null;
  }
  const places = new Map<string, YamlNode['at']>(node.entries.map((entry) => [entry.name, entry.key.at]));
  const read = node.entries.map((entry) => movesOf(entry, location));
  const moves = read.filter((one) => one !== null);
  if (moves.length < read.length) return null;
  for (const { to, at } of moves.flat()) if (!places.has(to)) places.set(to, at);
  if (places.size > MAX_STATES) {
    location.report('LENGTH_INVALID', key.at, `there are at most ${MAX_STATES} states, here are ${places.size}`);
    return null;
  }
  const names = [...places.keys()];
  return [...places].map(([name, at], i) => ({
    name,
    at,
    moves: (moves[i] ?? []).flatMap(({ to, weight }) => (weight > 0 ? [{ to: names.indexOf(to), weight }] : [])),
  }));
}

interface Move {
  readonly to: string;
  readonly weight: number;
  readonly at: YamlNode['at'];
}

/** `paid`, `[paid, cancelled]` or `{ paid: 90, cancelled: 10 }`; none for a last state. */
function movesOf({ name, value }: Entry, location: Location): readonly Move[] | null {
  const moves = value.kind === 'scalar' ? nextOnly(value) : nextSeveral(value, location);
  const stays = moves?.find(({ to }) => to === name);
  if (stays === undefined) return moves;
  location.report('STATE_UNREACHABLE', stays.at, `${name} does not move to itself`, 'give it a longer $dwell');
  return null;
}

function nextOnly(node: YamlNode & { kind: 'scalar' }): readonly Move[] {
  return node.value === null ? [] : [{ to: node.text.trim(), weight: 1, at: node.at }];
}

function nextSeveral(node: MapNode | ListNode, location: Location): readonly Move[] | null {
  const nodes = node.kind === 'map' ? node.entries.map((entry) => entry.key) : node.items;
  if (nodes.length === 0) return [];
  const read = readValues(node, location);
  if (read === null) return null;
  return nodes.map((one, i) => ({
    to: one.kind === 'scalar' ? one.text.trim() : '',
    weight: read.weights?.[i] ?? 1,
    at: one.at,
  }));
}

/** Whether every state can be reached, and, unless the states are cut to a number of children, comes to an end. */
function reportGraph(graph: readonly Written[], isCut: boolean, location: Location): boolean {
  const reached = closure(graph, [0], (i) => graph[i].moves.map(({ to }) => to));
  const lost = graph.filter((_, i) => !reached.has(i));
  for (const { name, at } of lost) {
    const others = graph.filter((one) => one.name !== name).map((one) => one.name);
    const message = `${name} cannot be reached from ${graph[0].name}, the first state`;
    const hint = location.nearest(name, others, 'name it in the moves of another state, or remove it');
    location.report('STATE_UNREACHABLE', at, message, hint);
  }
  if (isCut) return lost.length === 0;
  const ends = graph.flatMap(({ moves }, i) => (moves.length === 0 ? [i] : []));
  const ended = closure(graph, ends, (i) =>
    graph.flatMap(({ moves }, from) => (moves.some(({ to }) => to === i) ? [from] : [])),
  );
  const endless = graph.find((_, i) => reached.has(i) && !ended.has(i));
  if (endless !== undefined) {
    const message = `no move from ${endless.name} leads to a last state`;
    const hint =
      'add a state without moves; for states that go on as rows of their own write $via: the reference with $per';
    location.report('STATE_WITHOUT_END', endless.at, message, hint);
  }
  return lost.length === 0 && endless === undefined;
}

function closure(
  graph: readonly Written[],
  from: readonly number[],
  next: (i: number) => readonly number[],
): Set<number> {
  const found = new Set(from);
  for (const i of found) if (i < graph.length) for (const other of next(i)) found.add(other);
  return found;
}

/** How long each state lasts: one range for all, or one for each that has moves. */
function readDwells(node: YamlNode, graph: readonly Written[], location: Location): readonly (Spread | null)[] | null {
  const isEach = node.kind === 'map' && !node.entries.some(({ name }) => name === 'min' || name === 'max');
  if (isEach) return readEach(node, graph, location);
  const spread = readSpread(node, '$dwell', 'time', location);
  return spread === null ? null : graph.map(() => spread);
}

function readEach(node: MapNode, graph: readonly Written[], location: Location): readonly (Spread | null)[] | null {
  const names = graph.map(({ name }) => name);
  let isWhole = true;
  const report: Location['report'] = (...problem) => {
    isWhole = false;
    location.report(...problem);
  };
  for (const { name, key } of node.entries) {
    if (names.includes(name)) continue;
    report('PARAMETER_UNKNOWN', key.at, `there is no state ${name}`, location.nearest(name, names, DWELL_FORM));
  }
  const spreads = graph.map(({ name, moves }) => {
    const written = node.entries.find((entry) => entry.name === name);
    if (written !== undefined) return readSpread(written.value, `$dwell of ${name}`, 'time', location);
    if (moves.length > 0) report('VALUE_EXPECTED', node.at, `$dwell has no time for ${name}`, `add ${name}: 1h-3d`);
    return null;
  });
  const isRead = spreads.every((spread, i) => spread !== null || !node.entries.some(({ name }) => name === names[i]));
  return isWhole && isRead ? spreads : null;
}

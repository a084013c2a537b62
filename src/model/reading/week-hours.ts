import type { Range, WeekHours } from '../model.ts';
import type { Span } from '../problems/problem.ts';
import { DAY, readTime } from '../words/instant.ts';
import type { Entry, YamlNode } from '../yaml/node.ts';
import { readNumber } from './constant.ts';
import { overriddenDirective, weekSettings } from '../overrides/overrides.ts';
import type { LeafParts } from './leaf-parts.ts';
import type { Location } from './location.ts';
import { weightsFault } from './values.ts';

const HOUR = 3_600_000;
const DAYS = ['mon', 'tue', 'wed', 'thu', 'fri', 'sat', 'sun'];
const FULL = ['monday', 'tuesday', 'wednesday', 'thursday', 'friday', 'saturday', 'sunday'];
const HOURS_FORM = 'hours such as 09:00..17:00, a list of them, a map of hour: weight, or business';
const DAYS_FORM = 'weekdays such as mon-fri, a list of them, a map of weekday: weight, or weekend';
/** The preset of `$hours` and the weekdays that it means where none are said. */
const BUSINESS = 'business';
const WORKDAYS = [1, 1, 1, 1, 1, 0, 0];
const EVERY_DAY = [1, 1, 1, 1, 1, 1, 1];
/** Times of a day that are written one by one are more than a list of hours needs. */
const MAX_SPANS = 100;

type HourSpan = WeekHours['spans'][number];

/**
 * `$hours` and `$weekdays` of a field; undefined where neither is said, and after a problem.
 * @param what the values are of: times of day have a range instead, and a date has no hours.
 */
export function readWeekHours(
  parts: LeafParts,
  what: 'date' | 'timestamp' | null,
  location: Location,
): WeekHours | undefined {
  const { directives } = parts;
  const isOf = (name: string): boolean => weekSettings(what).includes(name);
  const said = (name: 'hours' | 'weekdays'): Entry | undefined => {
    const written = directives.get(`$${name}`);
    return isOf(name) ? overriddenDirective(`$${name}`, written, parts, location) : written;
  };
  const [hours, weekdays] = [said('hours'), said('weekdays')];
  if (hours === undefined && weekdays === undefined) return undefined;
  const wrong = what === null ? (hours ?? weekdays) : what === 'date' ? hours : undefined;
  if (wrong !== undefined) {
    const message = `${wrong.name} has no meaning here: only ${what === 'date' ? 'timestamps' : 'dates and timestamps'} have ${wrong.name === '$hours' ? 'hours' : 'weekdays'}`;
    const hint =
      what === 'date' ? 'write the type timestamp, or $weekdays' : 'for a time of day write time 09:00..17:00';
    location.report('DIRECTIVE_PLACE', wrong.key.at, message, hint);
    return undefined;
  }
  const spans = hours === undefined ? [WHOLE_DAY] : readHours(hours.value, location);
  const isBusiness = hours?.value.kind === 'scalar' && hours.value.text === BUSINESS;
  const days = weekdays === undefined ? (isBusiness ? WORKDAYS : EVERY_DAY) : readWeekdays(weekdays.value, location);
  return spans === null || days === null ? undefined : { spans, weekdays: days };
}

/** Refuses steps and distributions that hours and weekdays leave no meaning to. */
export function checkWeekSteps(
  week: WeekHours | undefined,
  what: 'date' | 'timestamp',
  { step, distribution }: Range,
  directives: ReadonlyMap<string, Entry>,
  location: Location,
): void {
  if (week === undefined) return;
  const isWide = step !== null && step > DAY;
  const entry = isWide ? directives.get('$step') : directives.get('$distribution');
  const isShaped =
    distribution !== null && distribution.name !== 'uniform' && !directives.has('$after') && !directives.has('$before');
  if (entry === undefined || !(isWide || isShaped)) return;
  const message = isWide
    ? `a $step of more than a day has no meaning beside ${what === 'date' ? '$weekdays' : '$hours and $weekdays'}`
    : '$hours and $weekdays are a distribution of their own';
  const hint = isWide ? 'remove one of them' : 'remove $distribution; weights such as { 9: 3, 10: 1 } shape the day';
  location.report('DIRECTIVE_CONTRADICTION', entry.key.at, message, hint);
}

const WHOLE_DAY: HourSpan = { start: 0, end: DAY - 1, weight: null };

function readHours(node: YamlNode, location: Location): readonly HourSpan[] | null {
  let spans: readonly HourSpan[];
  if (node.kind === 'map') {
    const weighted = readWeights(node.entries, (text, at) => oneHour(text) ?? wholeSpan(text, at, location), location);
    if (weighted === null) return null;
    spans = weighted.flatMap(({ value, weight }) => (weight > 0 ? [{ ...value, weight }] : []));
  } else {
    const nodes = node.kind === 'list' ? node.items : [node];
    const read = nodes.map((item) => hoursOf(item, location));
    if (read.some((one) => one === null) || read.length === 0) {
      if (read.length === 0) location.expected(node, HOURS_FORM);
      return null;
    }
    spans = read.flatMap((one) => one ?? []);
  }
  spans = spans.toSorted((a, b) => a.start - b.start);
  const overlap = spans.findIndex((span, i) => i > 0 && span.start <= spans[i - 1].end);
  if (overlap !== -1) {
    const message = `the hours ${clock(spans[overlap - 1])} and ${clock(spans[overlap])} overlap`;
    location.report('RANGE_INVALID', node.at, message, 'join them, or begin one a moment after the other ends');
    return null;
  }
  if (spans.length > MAX_SPANS) {
    location.report(
      'RANGE_INVALID',
      node.at,
      `there are ${spans.length} spans of hours, at most ${MAX_SPANS} are possible`,
    );
    return null;
  }
  return spans;
}

/** Both ends of the hours of a list; those over midnight are two. */
function hoursOf(node: YamlNode, location: Location): readonly HourSpan[] | null {
  const text = node.kind === 'scalar' ? node.text.trim() : '';
  if (text === BUSINESS) return [{ start: 9 * HOUR, end: 17 * HOUR, weight: null }];
  const ends = readEnds(text);
  if (ends === null) {
    location.expected(node, HOURS_FORM);
    return null;
  }
  const [start, end] = ends;
  if (start <= end) return [{ start, end, weight: null }];
  return [
    { start: 0, end, weight: null },
    { start, end: DAY - 1, weight: null },
  ];
}

/** `9` is the hour from 09:00 until before 10:00. */
function oneHour(text: string): HourSpan | null {
  if (!/^\d{1,2}$/.test(text) || Number(text) > 23) return null;
  return { start: Number(text) * HOUR, end: (Number(text) + 1) * HOUR - 1, weight: null };
}

function wholeSpan(text: string, at: Span, location: Location): HourSpan | null {
  const ends = readEnds(text);
  if (ends !== null && ends[0] <= ends[1]) return { start: ends[0], end: ends[1], weight: null };
  const message =
    ends === null ? `${text} is not an hour from 0 to 23, nor hours such as 09:00..17:00` : `${text} is over midnight`;
  location.report(
    'RANGE_INVALID',
    at,
    message,
    ends === null ? '' : 'write two entries, one up to 23:59 and one from 00:00',
  );
  return null;
}

/** Both ends of `09:00..17:00`, `09:00-17:00` or `9-17`. */
function readEnds(text: string): readonly [number, number] | null {
  const [, from, to] = /^([\d:.]+?)\s*(?:\.\.|-)\s*([\d:.]+)$/.exec(text) ?? [];
  const [start, end] = [from, to].map((time) =>
    time === undefined
      ? null
      : readTime(/^\d{1,2}$/.test(time) ? `${time.padStart(2, '0')}:00` : time.padStart(5, '0')),
  );
  return start === null || end === null ? null : [start, end];
}

/** Weights of Monday to Sunday; null after a problem. */
export function readWeekdays(node: YamlNode, location: Location): readonly number[] | null {
  const weights = DAYS.map(() => 0);
  if (node.kind === 'map') {
    const weighted = readWeights(node.entries, (text, at) => daysOf(text, at, location), location);
    if (weighted === null) return null;
    for (const { value, weight } of weighted) for (const day of value) weights[day] = weight;
    return weights;
  }
  const nodes = node.kind === 'list' ? node.items : [node];
  if (nodes.length === 0) location.expected(node, DAYS_FORM);
  let isRead = nodes.length > 0;
  for (const item of nodes) {
    if (item.kind !== 'scalar') location.expected(item, DAYS_FORM);
    const days = item.kind === 'scalar' ? daysOf(item.text, item.at, location) : null;
    for (const day of days ?? []) weights[day] = 1;
    isRead &&= days !== null;
  }
  return isRead ? weights : null;
}

/** `mon`, `monday`, `mon-fri`, `fri-mon`, `weekend`; null after a problem. */
function daysOf(text: string, at: Span, location: Location): readonly number[] | null {
  const name = text.trim().toLowerCase();
  if (name === 'weekend') return [5, 6];
  if (name === BUSINESS) return [0, 1, 2, 3, 4];
  const ends = name.split(/\s*(?:\.\.|-)\s*/);
  const [first, last = first] = ends.map((end) => Math.max(DAYS.indexOf(end), FULL.indexOf(end)));
  if (ends.length > 2 || first === -1 || last === -1) {
    const known = [...DAYS, ...FULL, 'weekend', BUSINESS];
    location.report(
      'RANGE_INVALID',
      at,
      `${text} is not a weekday`,
      location.nearest(name, known, `write ${DAYS.join(', ')} or mon-fri`),
    );
    return null;
  }
  return Array.from({ length: ((last - first + 7) % 7) + 1 }, (_, i) => (first + i) % 7);
}

/** A map of weights, as parts of the largest; null after a problem. */
function readWeights<T>(
  entries: readonly Entry[],
  read: (text: string, at: Span) => T | null,
  location: Location,
): readonly { readonly value: T; readonly weight: number }[] | null {
  const weighted = entries.flatMap(({ name, key, value }) => {
    const one = read(name, key.at);
    const weight = readNumber(value, location, 'a weight');
    if (weight !== null && weight.value < 0) location.report('WEIGHTS_INVALID', value.at, 'a weight is not negative');
    return one === null || weight === null || weight.value < 0 ? [] : [{ value: one, weight: weight.value }];
  });
  if (weighted.length < entries.length || entries.length === 0) return null;
  const fault = weightsFault(weighted.map(({ weight }) => weight));
  if (fault !== null) location.report('WEIGHTS_INVALID', entries[0].key.at, fault);
  const most = Math.max(...weighted.map(({ weight }) => weight));
  return fault === null ? weighted.map(({ value, weight }) => ({ value, weight: weight / most })) : null;
}

function clock({ start, end }: HourSpan): string {
  const text = (time: number): string =>
    `${String(Math.floor(time / HOUR)).padStart(2, '0')}:${String(Math.floor(time / 60_000) % 60).padStart(2, '0')}`;
  return `${text(start)}..${text(end)}`;
}

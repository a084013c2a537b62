import { readDuration } from '../words/duration.ts';
import type { Curve, DeclaredType, Season, SeriesSource, SlotSource, Steps } from '../model.ts';
import type { Entry, YamlNode } from '../yaml/node.ts';
import { overriddenDirective } from '../overrides/overrides.ts';
import { readNumber } from './constant.ts';
import type { LeafParts } from './leaf-parts.ts';
import type { Location } from './location.ts';
import { readValue } from './order-source.ts';
import { readPath } from './path.ts';
import { seriesUntil } from './series-until.ts';
import { keepTimeOfDay, leastStep, readMonths, readTimeZone } from './time-zone.ts';
import { readOnlyDays, stepsByDays } from './series-weekdays.ts';
import { isDuration, type Measure, readAmount, readSpread, scaleOfSpread } from './spread.ts';

/** Settings of a series that can be overridden: of one that ascends, and of values that follow it. */
export const STEP_SETTINGS = ['every', 'jitter', 'gap', 'timezone', 'weekdays'] as const;
export const CURVE_SETTINGS = ['base', 'trend', 'season', 'noise', 'walk'] as const;
type Setting = (typeof STEP_SETTINGS)[number] | (typeof CURVE_SETTINGS)[number];

const MAX_SEASONS = 8;
const MAX_SCALE = 6;

type Written = Readonly<Partial<Record<Setting, YamlNode>>>;

/** `$series`: what ascends from row to row, or a value that follows it; null after a problem. */
export function seriesSource(parts: LeafParts, location: Location): SeriesSource | SlotSource | null {
  const { directives, type } = parts;
  const entry = directives.get('$series');
  if (entry === undefined) return null;
  const over = readOver(entry.value, location);
  const isCurve = CURVE_SETTINGS.some((name) => directives.has(`$${name}`));
  const isSteps = STEP_SETTINGS.some((name) => directives.has(`$${name}`)) || directives.has('$start');
  const written: Partial<Record<Setting, YamlNode>> = {};
  // What is given from outside for the other kind of series is told with all that fits nothing.
  for (const name of isCurve ? CURVE_SETTINGS : STEP_SETTINGS) {
    const node = overriddenDirective(`$${name}`, directives.get(`$${name}`), parts, location)?.value;
    if (node !== undefined) written[name] = node;
  }
  const start = directives.get('$start');
  const first = start === undefined ? null : readValue(start.value, location);
  if (directives.has('$end')) return seriesUntil(over, parts, location);
  if (isCurve && isSteps) {
    const message = 'a series either ascends by $every or $gap from $start, or has values around $base';
    location.report('DIRECTIVE_CONTRADICTION', entry.key.at, message, SERIES_FORM);
    return null;
  }
  if (!isCurve && !isSteps) {
    location.report('VALUE_EXPECTED', entry.key.at, '$series needs its steps or its values', SERIES_FORM);
    return null;
  }
  if (over === undefined || (start !== undefined && first === null)) return null;
  if (isCurve) {
    const curve = readCurve(written, directives.get('$clock'), type, entry, location);
    return curve === null ? null : { kind: 'series', over, start: null, steps: null, curve };
  }
  // A time with Z is one of UTC, in any zone.
  const isLocal = start?.value.kind === 'scalar' && !/Z\s*$/.test(start.value.text) && first?.op === 'call';
  const steps = readSteps(written, isLocal, type, entry, location);
  if (steps === null) return null;
  if (steps.scale === null && first === null) {
    location.report('VALUE_EXPECTED', entry.key.at, 'a series of times needs $start', 'add $start: 2025-01-01');
    return null;
  }
  return { kind: 'series', over, start: first, steps, curve: null };
}

const SERIES_FORM =
  'for times write $start: 2025-01-01, $every: 15m; for values $base: 20, $season: { period: 1d, amplitude: 4 }, $noise: 0.5';

/** The reference that the rows are numbered within; null for all rows of the entity, undefined after a problem. */
function readOver(node: YamlNode, location: Location): string | null | undefined {
  if (node.kind === 'scalar' && node.value === true) return null;
  if (node.kind === 'scalar' && typeof node.value === 'string') return readPath(node, location)?.join('.');
  location.expected(node, 'the reference with $per', 'write $series: sensor_id, or $series: true for all rows');
  return undefined;
}

function readSteps(
  written: Written,
  isLocal: boolean,
  type: DeclaredType | null,
  { key }: Entry,
  location: Location,
): Steps | null {
  const { every, jitter, gap, timezone, weekdays } = written;
  const isNumber = type?.kind === 'integer' || type?.kind === 'number' || type?.kind === 'decimal';
  if (type !== null && !isNumber && type.kind !== 'date' && type.kind !== 'timestamp') {
    const message = `$series makes times and numbers, not values of type ${type.kind}`;
    location.report('DIRECTIVE_CONTRADICTION', key.at, message);
    return null;
  }
  if ((every === undefined) === (gap === undefined)) {
    const message =
      every === undefined ? '$series needs $every or $gap' : '$every and $gap both say how far rows are apart';
    const hint = every === undefined ? 'write $every: 15m, or $gap: 1m-2h' : 'keep only one of them';
    location.report('DIRECTIVE_CONTRADICTION', key.at, message, hint);
    return null;
  }
  if (jitter !== undefined && every === undefined) {
    location.report('DIRECTIVE_PLACE', jitter.at, '$jitter moves rows of even distance', 'write $every: 15m beside it');
    return null;
  }
  const months = readMonths(every);
  const isTime =
    !isNumber && (type !== null || weekdays !== undefined || months !== null || isDuration(every) || isDuration(gap));
  const scales = [type?.kind === 'decimal' ? type.scale : 0, ...[every, jitter, gap].map(scaleOfSpread)];
  const scale = isTime ? null : Math.max(...scales);
  if (scale !== null && scale > MAX_SCALE) {
    location.report('RANGE_INVALID', key.at, `a series of numbers has at most ${MAX_SCALE} decimals`);
    return null;
  }
  const measure: Measure = scale === null ? 'time' : { scale };
  const distance =
    every === undefined || (isTime && months !== null) ? 0 : readAmount(every, '$every', measure, location);
  const zone = timezone === undefined ? null : readTimeZone(timezone, location);
  const moved = jitter === undefined ? 0 : readAmount(jitter, '$jitter', measure, location);
  const apart = gap === undefined ? null : readSpread(gap, '$gap', measure, location);
  if (distance === null || moved === null || (gap !== undefined && apart === null)) return null;
  if (timezone !== undefined && zone === null) return null;
  if (every !== undefined && distance === 0 && !months) {
    location.report('RANGE_INVALID', every.at, '$every is greater than 0', 'write $every: 15m');
    return null;
  }
  const days = type?.kind === 'date';
  const only = weekdays === undefined ? null : readOnlyDays(weekdays, isTime, location);
  if (weekdays !== undefined && only === null) return null;
  const steps: Steps = {
    every: distance,
    jitter: moved,
    gap: apart,
    months: months ?? 0,
    zone,
    isLocal: isLocal && zone !== null,
    scale,
    days,
    weekdays: only,
  };
  if (jitter !== undefined && moved > leastStep(steps)) {
    const least = zone === null ? '' : ', less an hour for the days that are shorter';
    const message = '$jitter is greater than $every, so that rows would change places';
    location.report('RANGE_INVALID', jitter.at, message, `lower $jitter to at most $every${least}`);
    return null;
  }
  if (weekdays !== undefined && !stepsByDays(steps, weekdays, location)) return null;
  return timezone === undefined || keepTimeOfDay(steps, timezone, location) ? steps : null;
}

function readCurve(
  written: Written,
  clock: Entry | undefined,
  type: DeclaredType | null,
  { key }: Entry,
  location: Location,
): Curve | null {
  if (type !== null && type.kind !== 'integer' && type.kind !== 'number' && type.kind !== 'decimal') {
    const message = `a series around $base makes numbers, not values of type ${type.kind}`;
    location.report('DIRECTIVE_CONTRADICTION', key.at, message);
    return null;
  }
  const { base, trend, season, noise, walk } = written;
  const found = base === undefined ? undefined : readValue(base, location);
  const slope = trend === undefined ? null : readTrend(trend, location);
  const seasons = season === undefined ? [] : readSeasons(season, location);
  const [spread, steps] = [noise, walk].map((node, i) => (node === undefined ? 0 : deviation(node, i, location)));
  const names = clock === undefined ? null : readPath(clock.value, location);
  const failed = found === null || (trend !== undefined && slope === null) || seasons === null;
  if (failed || spread === null || steps === null || (clock !== undefined && names === null)) return null;
  const kinds = new Set([...(slope === null ? [] : [slope.isTime]), ...seasons.map((one) => one.isTime)]);
  if (kinds.size > 1) {
    const message = 'some of $trend and $season are measured in time, others in rows';
    location.report('DIRECTIVE_CONTRADICTION', key.at, message, 'write all of them with durations: 0.1/d, period: 1d');
    return null;
  }
  const isTime = kinds.has(true);
  if (clock !== undefined && !isTime) {
    const message = '$clock has no effect: neither $trend nor $season is measured in time';
    location.report('DIRECTIVE_UNUSED', clock.key.at, message, 'write $trend: 0.1/d, or period: 1d');
  }
  return {
    base: found ?? null,
    trend: slope?.value ?? 0,
    seasons: seasons.map((one) => one.season),
    noise: spread,
    walk: steps,
    isTime,
    clock: names?.join('.') ?? null,
  };
}

function deviation(node: YamlNode, i: number, location: Location): number | null {
  const value = readNumber(node, location, 'a number')?.value;
  if (value === undefined || value >= 0) return value ?? null;
  const name = i === 0 ? '$noise' : '$walk';
  location.report('RANGE_INVALID', node.at, `${name} is a standard deviation, which is not negative`);
  return null;
}

/** `0.1/d`, in a millisecond, or a number, in a row. */
function readTrend(node: YamlNode, location: Location): { value: number; isTime: boolean } | null {
  const [, amount, unit] =
    node.kind === 'scalar'
      ? (/^\s*([-+]?\d+(?:\.\d+)?)\s*\/\s*((?:\d+(?:\.\d+)?)?\s*[a-z]+)\s*$/.exec(node.text) ?? [])
      : [];
  if (amount !== undefined) {
    const duration = readDuration(/^\d/.test(unit) ? unit : `1${unit}`);
    if (duration !== null && duration > 0) return { value: Number(amount) / duration, isTime: true };
    location.report('DURATION_INVALID', node.at, `/${unit} is not a unit of time`, 'write 0.1/d (ms s m h d w)');
    return null;
  }
  const value = readNumber(node, location, 'a number, or one in a time such as 0.1/d')?.value;
  return value === undefined ? null : { value, isTime: false };
}

interface ReadSeason {
  readonly season: Season;
  readonly isTime: boolean;
}

function readSeasons(node: YamlNode, location: Location): readonly ReadSeason[] | null {
  const nodes = node.kind === 'list' ? node.items : [node];
  if (nodes.length > MAX_SEASONS) {
    location.report('LENGTH_INVALID', node.at, `a series has at most ${MAX_SEASONS} seasons`);
    return null;
  }
  const seasons = nodes.map((one) => readSeason(one, location));
  const read = seasons.filter((one) => one !== null);
  return read.length < seasons.length ? null : read;
}

const SEASON_FORM = 'write { period: 1d, amplitude: 4, peak: 14h }';

function readSeason(node: YamlNode, location: Location): ReadSeason | null {
  if (node.kind !== 'map') {
    location.expected(node, 'a period and an amplitude', SEASON_FORM);
    return null;
  }
  const find = (name: string): YamlNode | undefined => node.entries.find((entry) => entry.name === name)?.value;
  const names = ['period', 'amplitude', 'peak'];
  for (const { name, key } of node.entries) {
    if (names.includes(name)) continue;
    const hint = location.nearest(name, names, SEASON_FORM);
    location.report('PARAMETER_UNKNOWN', key.at, `a season has no parameter ${name}`, hint);
  }
  const [period, height, top] = [find('period'), find('amplitude'), find('peak')];
  if (period === undefined || height === undefined) {
    location.expected(node, 'a period and an amplitude', SEASON_FORM);
    return null;
  }
  const isTime = isDuration(period);
  const measured = (one: YamlNode, what: string): number | null =>
    isTime
      ? readAmount(one, what, 'time', location)
      : (readNumber(one, location, 'a number of rows, or a duration')?.value ?? null);
  const length = measured(period, 'the period');
  const amplitude = readNumber(height, location, 'a number')?.value;
  const peak = top === undefined ? (length ?? 0) / 2 : measured(top, 'the peak');
  if (length === null || amplitude === undefined || peak === null) return null;
  if (length > 0) return { season: { period: length, amplitude, peak }, isTime };
  location.report('RANGE_INVALID', period.at, 'the period of a season is greater than 0');
  return null;
}

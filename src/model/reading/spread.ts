import { decimalsOf } from '../words/bounds.ts';
import { type Distribution, isStepped } from '../words/distribution.ts';
import { DURATION_FORM, readDuration } from '../words/duration.ts';
import type { Spread } from '../model.ts';
import type { YamlNode } from '../yaml/node.ts';
import { readNumber } from './constant.ts';
import { lawOf } from './distribution-of.ts';
import type { Location } from './location.ts';

/** What is measured: time in milliseconds, or numbers in units of the last of so many decimals. */
export type Measure = 'time' | { readonly scale: number };

const UNIFORM: Distribution = { name: 'uniform' };
const NUMBER = /^\s*\d[\d_]*(?:\.\d+)?\s*$/;

/** Whether something is written as a duration, or as a range of durations. */
export function isDuration(node: YamlNode | undefined): boolean {
  if (node === undefined) return false;
  if (node.kind === 'map') return node.entries.some(({ name, value }) => ENDS.includes(name) && isDuration(value));
  return node.kind === 'scalar' && readDuration(endsOf(node.text)[0]) !== null;
}

const ENDS = ['min', 'max'];

/** The digits after the point of the numbers of a spread as written. */
export function scaleOfSpread(node: YamlNode | undefined): number {
  if (node === undefined || node.kind === 'list') return 0;
  if (node.kind === 'scalar') return Math.max(...endsOf(node.text).map((text) => decimalsOf(text.trim())));
  return Math.max(0, ...node.entries.map(({ name, value }) => (ENDS.includes(name) ? scaleOfSpread(value) : 0)));
}

function endsOf(text: string): readonly [string, string] {
  const [, min, max] = /^\s*([^.-]+(?:\.\d+[^.-]*)?)\s*(?:-|\.\.)\s*([^-]+)$/.exec(text) ?? [];
  return min === undefined ? [text, text] : [min, max];
}

/** One amount that is not negative, in whole units of the measure; null after a problem. */
export function readAmount(node: YamlNode, what: string, measure: Measure, location: Location): number | null {
  if (measure === 'time') {
    const duration = node.kind === 'scalar' ? readDuration(node.text) : null;
    if (duration === null)
      location.report('DURATION_INVALID', node.at, `${what} is not a duration`, `write ${DURATION_FORM}`);
    return duration;
  }
  const number = readNumber(node, location, 'a number')?.value;
  if (number === undefined) return null;
  const units = Math.round(number * 10 ** measure.scale);
  if (units >= 0 && Number.isSafeInteger(units)) return units;
  location.report('RANGE_INVALID', node.at, `${what} is a number from 0 on`);
  return null;
}

/** `2h`, `1h-2d`, or `{ min, max, distribution, … }`; null after a problem. */
export function readSpread(node: YamlNode, what: string, measure: Measure, location: Location): Spread | null {
  const form = measure === 'time' ? '1h-2d' : '1-9';
  if (node.kind === 'list') {
    location.expected(node, `a range such as ${form}, or { min, max, distribution }`);
    return null;
  }
  if (node.kind === 'map') return spreadOfMap(node, what, measure, location);
  const [first, second] = endsOf(node.text);
  if (first === node.text || (measure !== 'time' && !(NUMBER.test(first) && NUMBER.test(second)))) {
    const amount = readAmount(node, what, measure, location);
    return amount === null ? null : { min: amount, max: amount, distribution: UNIFORM };
  }
  const [min, max] = [first, second].map((text) =>
    measure === 'time' ? readDuration(text) : Math.round(Number(text.trim().replaceAll('_', '')) * 10 ** measure.scale),
  );
  if (min === null || max === null) {
    location.report('DURATION_INVALID', node.at, `${what} is not a range of durations`, `write it as ${form}`);
    return null;
  }
  return checked(min, max, UNIFORM, what, node, location);
}

function spreadOfMap(
  node: YamlNode & { kind: 'map' },
  what: string,
  measure: Measure,
  location: Location,
): Spread | null {
  const find = (name: string): YamlNode | undefined => node.entries.find((entry) => entry.name === name)?.value;
  const law = find('distribution');
  const parameters = node.entries.filter(({ name }) => !ENDS.includes(name) && name !== 'distribution');
  const hint = 'write { min, max, distribution }';
  for (const { name, key } of law === undefined ? parameters : []) {
    location.report(
      'PARAMETER_UNKNOWN',
      key.at,
      `there is no parameter ${name} here`,
      location.nearest(name, ENDS, hint),
    );
  }
  const [low, high] = [find('min'), find('max')];
  if (low === undefined || high === undefined) {
    location.report('VALUE_EXPECTED', node.at, `${what} needs min and max`, hint);
    return null;
  }
  const min = readAmount(low, 'min', measure, location);
  const max = readAmount(high, 'max', measure, location);
  const distribution = law === undefined ? UNIFORM : lawOf(law, parameters, location);
  if (min === null || max === null || distribution === null) return null;
  if (law !== undefined && isStepped(distribution)) {
    const message = `${distribution.name} counts in steps, and ${what} has none`;
    location.report('DISTRIBUTION_UNKNOWN', law.at, message, 'write exponential or lognormal');
    return null;
  }
  return checked(min, max, distribution, what, node, location);
}

function checked(
  min: number,
  max: number,
  distribution: Distribution,
  what: string,
  node: YamlNode,
  location: Location,
): Spread | null {
  if (min <= max) return { min, max, distribution };
  location.report('RANGE_ORDER', node.at, `min of ${what} is greater than its max`, 'swap them');
  return null;
}

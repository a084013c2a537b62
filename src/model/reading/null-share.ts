import { readNumber } from './constant.ts';
import type { YamlNode } from '../yaml/node.ts';
import type { Location } from './location.ts';
import type { Span } from '../problems/problem.ts';

/** A share of nulls written as `20%`, as a number from 0 to 1; null after a problem. */
export function readNullShare(text: string, at: Span, location: Location): number | null {
  return checked(Number(text.slice(0, -1)) / 100, at, location);
}

/** The value of `$null`: `20%`, `0.2` or `"= vars.share"`; null after a problem. */
export function readNull(node: YamlNode, location: Location): number | null {
  if (node.kind === 'scalar' && PERCENTAGE.test(node.text)) {
    return readNullShare(node.text.replaceAll(/\s/g, ''), node.at, location);
  }
  const number = readNumber(node, location, 'a share such as 20% or 0.2');
  return number === null ? null : checked(number.value, node.at, location);
}

/** A share of nulls from outside: `20%`, or a number of per cent; null after a problem. */
export function readNullPercentage(node: YamlNode, location: Location): number | null {
  const value = node.kind === 'scalar' ? node.value : null;
  if (value !== null && typeof value === 'object') return checked(value.value / 100, node.at, location, IN_PER_CENT);
  if (typeof value === 'string' && PERCENTAGE.test(value)) {
    return checked(Number(value.trim().slice(0, -1)) / 100, node.at, location, IN_PER_CENT);
  }
  location.expected(node, 'a share of nulls in per cent', IN_PER_CENT);
  return null;
}

const PERCENTAGE = /^\s*[\d.]+\s*%\s*$/;
const IN_PER_CENT = 'give 20% or 20';

function checked(share: number, at: Span, location: Location, hint = 'write 20% or 0.2'): number | null {
  if (share >= 0 && share <= 1) return share;
  location.report('NULL_SHARE', at, 'a share of nulls is between 0 and 1, or 0% and 100%', hint);
  return null;
}

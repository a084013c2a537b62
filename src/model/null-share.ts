import { readNumber } from './constant.ts';
import type { Node } from './node.ts';
import type { Place } from './place.ts';
import type { Span } from './problem.ts';

/** A share of nulls written as `20%`, as a number from 0 to 1; null after a problem. */
export function readNullShare(text: string, at: Span, place: Place): number | null {
  return checked(Number(text.slice(0, -1)) / 100, at, place);
}

/** The value of `$null`: `20%`, `0.2` or `"= vars.share"`; null after a problem. */
export function readNull(node: Node, place: Place): number | null {
  if (node.kind === 'scalar' && /^\s*[\d.]+\s*%\s*$/.test(node.text)) {
    return readNullShare(node.text.replaceAll(/\s/g, ''), node.at, place);
  }
  const number = readNumber(node, place, 'a share such as 20% or 0.2');
  return number === null ? null : checked(number.value, node.at, place);
}

function checked(share: number, at: Span, place: Place): number | null {
  if (share >= 0 && share <= 1) return share;
  place.report('NULL_SHARE', at, 'a share of nulls lies between 0 and 1, or 0% and 100%', 'write 20% or 0.2');
  return null;
}

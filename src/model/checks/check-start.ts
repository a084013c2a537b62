import type { Expression } from '../expression/expression.ts';
import { expressionParts, expressionPaths } from '../expression/paths.ts';
import type { Location } from '../reading/location.ts';

/** What all rows of a parent begin with, or share, is a value of the parent, or a constant. */
export function checkStart(start: Expression, over: string | null, location: Location, name = '$start'): void {
  const own = expressionPaths(start).find((names) => names[0] !== 'vars' && names[0] !== over);
  if (own === undefined && !isRandom(start)) return;
  const message = `${name} differs from row to row, and must be the same for all rows of ${over === null ? 'the series' : 'a parent'}`;
  const hint =
    over === null ? 'write a constant: 2025-01-01' : `write a constant, or a field of the parent: ${over}.created_at`;
  location.report('DIRECTIVE_CONTRADICTION', start.at, message, hint);
}

function isRandom(expression: Expression): boolean {
  if (expression.op === 'call' && expression.name.startsWith('random')) return true;
  return expressionParts(expression).some(isRandom);
}

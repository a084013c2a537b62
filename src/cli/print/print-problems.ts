import { styleText } from 'node:util';
import type { Problem } from '../../model/index.ts';
import { plural } from './figures.ts';
import { shownPath } from '../model/model-file.ts';
import { printable } from './printable.ts';

const stream = process.stderr;

/** Prints problems on stderr, one a line, and how many there are; nothing where there are none. */
export function printProblems(path: string, problems: readonly Problem[]): void {
  if (problems.length === 0) return;
  for (const { code, severity, line, column, message, hint } of problems) {
    const place = `${shownPath(path)}:${line}:${column}`;
    const level = styleText([severity === 'error' ? 'red' : 'yellow', 'bold'], severity, { stream });
    const rest = printable(hint === '' ? message : `${message} (${hint})`);
    stream.write(`${printable(place)} ${level} ${styleText('dim', code, { stream })} ${rest}\n`);
  }
  stream.write(`${summaryOf(problems)}\n`);
}

/** `2 errors, 1 warning`. */
function summaryOf(problems: readonly Problem[]): string {
  const errors = problems.filter(({ severity }) => severity === 'error').length;
  const warnings = problems.length - errors;
  const parts = [];
  if (errors > 0) parts.push(plural(errors, 'error'));
  if (warnings > 0) parts.push(plural(warnings, 'warning'));
  return parts.join(', ');
}

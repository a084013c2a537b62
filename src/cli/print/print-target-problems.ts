import { styleText } from 'node:util';
import type { TargetProblem } from '../../targets/index.ts';
import { printable } from './printable.ts';

/** Prints what is wrong with the tables of a database on stderr, one problem a line. */
export function printTargetProblems(problems: readonly TargetProblem[]): void {
  const { stderr: stream } = process;
  for (const { code, path, message } of problems) {
    const level = styleText(['red', 'bold'], 'error', { stream });
    stream.write(`${printable(path.join('.'))} ${level} ${styleText('dim', code, { stream })} ${printable(message)}\n`);
  }
}

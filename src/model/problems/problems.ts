import { didYouMean } from './closest.ts';
import type { Problem, Span } from './problem.ts';
import { type ProblemCode, severityOf } from './problem-codes.ts';

/** Beyond this number further problems are dropped: nobody reads them, and hostile documents have thousands. */
const MAX_PROBLEMS = 500;

/** Collects what is wrong with one document. */
export class Problems {
  readonly #found: { problem: Problem; start: number }[] = [];
  #errors = 0;

  /** Notes a problem; the severity follows from the code. `path` is that of the thing in question, '' for the document. */
  report(code: ProblemCode, at: Span, path: string, message: string, hint = ''): void {
    const severity = severityOf(code);
    if (severity === 'error') this.#errors++;
    if (this.#found.length >= MAX_PROBLEMS) return;
    const problem = { code, severity, line: at.line, column: at.column, path, message, hint };
    this.#found.push({ problem, start: at.start });
  }

  /** The nearest candidate as a hint, else `fallback`; no search once there are more problems than are kept. */
  nearest(name: string, candidates: Iterable<string>, fallback = ''): string {
    if (this.#found.length >= MAX_PROBLEMS) return fallback;
    return didYouMean(name, candidates) || fallback;
  }

  /** Whether any error was reported. */
  get failed(): boolean {
    return this.#errors > 0;
  }

  /** By position; those of one position in the order they were found. */
  sorted(): readonly Problem[] {
    return this.#found.sort((a, b) => a.start - b.start).map((entry) => entry.problem);
  }
}

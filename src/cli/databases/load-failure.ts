import { TargetFailure } from '../../targets/failure.ts';
import { Failure } from '../failure.ts';
import { printTargetProblems } from '../print/print-target-problems.ts';

/** Why rows were not loaded as a failure, with all problems of the tables printed; any other error comes back as it is. */
export function loadFailure(error: unknown, target: string): unknown {
  if (!(error instanceof TargetFailure)) return error;
  printTargetProblems(error.problems);
  return new Failure(1, `cannot load into ${target}: ${error.message} (${error.code})`);
}

import { type Address, parseAddress, TargetFailure } from '../targets/index.ts';
import { Failure } from './failure.ts';

/** The address in `--target`. A wrong one is a failure with exit code 2. */
export function targetAddress(target: string): Address {
  try {
    return parseAddress(target);
  } catch (error) {
    if (!(error instanceof TargetFailure)) throw error;
    const other = /^postgres(ql)?:/.test(target) ? '' : ', or sqlite:PATH';
    throw new Failure(2, `--target: ${error.message}${other}`);
  }
}

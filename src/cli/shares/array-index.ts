import { Failure } from '../failure.ts';

/** What the schedulers call the number of a process in an array, and the number of its first one. */
const VARIABLES = [
  ['JOB_COMPLETION_INDEX', 0],
  ['AWS_BATCH_JOB_ARRAY_INDEX', 0],
  ['SLURM_ARRAY_TASK_ID', 1],
] as const;

/**
 * The number of this process in the array that a scheduler runs, from 1: an Indexed Job of Kubernetes, an array of AWS Batch, or an
 * array of Slurm that begins with 1. A failure with exit code 2 where there is none.
 */
export function arrayIndex(): number {
  for (const [name, first] of VARIABLES) {
    const text = process.env[name];
    if (text === undefined || text === '') continue;
    const number = /^\d{1,9}$/.test(text) ? Number(text) - first + 1 : 0;
    if (number >= 1) return number;
    throw new Failure(2, `${name} is ${first === 1 ? 'not a number from 1: let the array begin with 1' : 'no number'}`);
  }
  const names = VARIABLES.map(([name]) => name).join(', ');
  throw new Failure(2, `--part auto/n applies in an array job, which sets one of ${names}: write --part k/n elsewhere`);
}

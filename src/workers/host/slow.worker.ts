import { getPriority, setPriority } from 'node:os';

/** Steps of niceness: quick calls get three times as much of a processor that they share. */
const NICER = 5;

// On Linux this is of the calling thread alone. Elsewhere it would be of the whole process.
if (process.platform === 'linux') setPriority(Math.min(19, getPriority() + NICER));

// All that a thread loads is loaded with that priority: one is started again whenever a call had to be ended.
const { default: run } = await import('./job.worker.ts');
export default run;

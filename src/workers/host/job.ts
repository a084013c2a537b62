import type { Work } from './messages.ts';
import type { JobFailure } from './job-failure.ts';
import type { SharedSpec } from '../programs/loaded-specs.ts';
import { PartState } from '../making/part-state.ts';

/** A job in the hands of the host's process. */
export class Job {
  readonly id: number;
  readonly spec: SharedSpec;
  readonly work: Work;
  /** Whether it is a call that is known to be slow. */
  readonly isSlow: boolean;
  readonly state = new PartState();
  /** Ends the thread that runs it. */
  readonly thread = new AbortController();
  /** Id of the thread that has it, once one has. */
  place: number | undefined;
  /** Asks how long the thread has worked on it, in milliseconds of a processor; of a call that a thread has. */
  used: (() => Promise<number>) | undefined;
  /** Whether only the disk is waited for. */
  made = false;
  /** Whether it lost its thread through another job and began again. */
  again = false;
  /** Whether it is a load that is being committed: nobody ends it any more. */
  committing = false;
  /** Rows that were last told. */
  told = 0;
  /** Why it is being stopped. */
  stop: JobFailure | undefined;
  /** Until its time is up. */
  timer: NodeJS.Timeout | undefined;

  constructor(id: number, spec: SharedSpec, work: Work, isSlow: boolean) {
    this.id = id;
    this.spec = spec;
    this.work = work;
    this.isSlow = isSlow;
  }

  /** A part, or a load, which takes a thread as parts do. */
  get isPart(): boolean {
    return this.work.kind === 'part' || this.work.kind === 'load';
  }
}

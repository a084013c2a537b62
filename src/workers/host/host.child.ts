import { Job } from './job.ts';
import type { FromChild, ToChild, Work } from './messages.ts';
import { JobThreads } from './job-threads.ts';
import type { SharedSpec } from '../programs/loaded-specs.ts';
import { Recent } from '../programs/recent.ts';

/** Bytes of the specs that are kept for jobs to come; a spec is at most some 16 MB. */
const MAX_SPEC_BYTES = 64 * 1024 * 1024;

const specs = new Recent<SharedSpec>(MAX_SPEC_BYTES);
/** Jobs whose spec is on its way. */
const waiting = new Map<number, { readonly spec: string; readonly work: Work; readonly slow: boolean }>();
let threads: JobThreads | undefined;

// A gateway that ends, however it ends, takes its threads along; what they write is put aside until it is complete.
process.on('disconnect', () => process.kill(process.pid, 'SIGKILL'));
// A terminal sends these to both; when this process ends is for the gateway to say.
for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.on(signal, () => undefined);

process.on('message', (message: ToChild) => {
  switch (message.kind) {
    case 'open':
      threads = new JobThreads(message.settings, send);
      break;
    case 'run':
      run(message.id, message.spec, message.work, message.slow);
      break;
    case 'spec':
      take(message.job, message.json);
      break;
    case 'cancel':
      cancel(message.id);
      break;
    case 'commit':
      threads?.commit(message.id);
  }
});

function run(id: number, specId: string, work: Work, slow: boolean): void {
  const spec = specs.get(specId);
  if (spec !== undefined) {
    threads?.add(new Job(id, spec, work, slow));
    return;
  }
  waiting.set(id, { spec: specId, work, slow });
  send({ kind: 'want', job: id });
}

/** Several jobs may have asked for the same spec: the first to get it shares it. */
function take(job: number, json: Uint8Array): void {
  const waiter = waiting.get(job);
  if (waiter === undefined) return;
  waiting.delete(job);
  const spec = specs.get(waiter.spec) ?? { id: waiter.spec, json: shared(json) };
  specs.add(waiter.spec, spec, json.length);
  threads?.add(new Job(job, spec, waiter.work, waiter.slow));
}

function shared(bytes: Uint8Array): SharedArrayBuffer {
  const memory = new SharedArrayBuffer(bytes.length);
  new Uint8Array(memory).set(bytes);
  return memory;
}

function cancel(id: number): void {
  if (waiting.delete(id))
    send({ kind: 'failed', id, failure: { reason: 'canceled', message: 'the job was cancelled' }, lost: false });
  else threads?.cancel(id);
}

function send(message: FromChild): void {
  // Where the gateway is gone, `disconnect` says so.
  process.send?.(message, undefined, undefined, () => undefined);
}

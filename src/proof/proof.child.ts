import { Worker } from 'node:worker_threads';
import { TargetFailure } from '../targets/index.ts';
import { type Judge, ProofFailure } from './judge.ts';
import { type FromProver, type ProofRequest, STOP } from './messages.ts';
import { runProof } from './run-proof.ts';

/** Milliseconds that dropping a database may take once whoever asked is gone. */
const PATIENCE = 10_000;

const end = (): void => void process.kill(process.pid, 'SIGKILL');
let judge: Judge | undefined;
const stop = (): void => {
  if (judge?.isRemote === true) judge.close().then(end, end);
  else end();
};
process.on('disconnect', stop);
// A statement of an embedded database keeps this thread from hearing that.
const WATCH = `setInterval(() => {
  if (process.ppid !== ${process.ppid}) setTimeout(() => process.kill(process.pid, 'SIGKILL'), ${PATIENCE});
}, 1000)`;
new Worker(WATCH, { eval: true }).unref();
// A terminal sends these to both; when this process ends is for the other one to say.
for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.on(signal, () => undefined);

process.on('message', (message: ProofRequest | typeof STOP) => {
  if (message === STOP) stop();
  else void prove(message);
});

async function prove(request: ProofRequest): Promise<void> {
  await send(await outcomeOf(request));
  process.exit();
}

async function outcomeOf(request: ProofRequest): Promise<FromProver> {
  try {
    return await runProof(
      request,
      (message) => void send(message),
      (opened) => (judge = opened),
    );
  } catch (error) {
    const isForeseen = error instanceof ProofFailure || error instanceof TargetFailure;
    const message = error instanceof Error ? error.message : String(error);
    return { kind: 'failed', message, isUsage: error instanceof ProofFailure && error.isUsage, isForeseen };
  }
}

/** Resolves when the message is on its way. If the other process is gone, `disconnect` says so. */
async function send(message: FromProver): Promise<void> {
  await new Promise<void>((resolve) => {
    process.send?.(message, undefined, undefined, () => resolve());
  });
}

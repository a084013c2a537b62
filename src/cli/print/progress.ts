import { count, duration, rate } from './figures.ts';

/** How far a job has come, shown on stderr. */
export interface Progress {
  /** That many more rows are written. */
  add(rows: number): void;
  /** Everything is done: shows 100 %. */
  finish(): void;
  /** Ends without having come to 100 %; harmless after `finish`. */
  stop(): void;
  /** Since it began. */
  seconds(): number;
}

/**
 * A bar on a terminal, else plain lines.
 * @param total rows of the whole job.
 * @param before rows that were done before it was looked at: they say nothing about its speed.
 */
export async function showProgress(total: number, before = 0): Promise<Progress> {
  return process.stderr.isTTY ? await barProgress(total, before) : lineProgress(total, before);
}

/** Milliseconds between two lines. */
const LINE_EVERY = 1000;

/** Milliseconds before the first line: a job that is done by then has one line only. */
const FIRST_LINE = 250;

/** At most one line a second, and a last one. */
function lineProgress(total: number, before: number): Progress {
  const start = performance.now();
  const seconds = (): number => (performance.now() - start) / 1000;
  let done = before;
  let next = start + FIRST_LINE;
  const line = (percent: string, rest: string): void => {
    const text = `${percent} %  ${count(done)} of ${count(total)} rows  ${rate(done - before, seconds())}${rest}\n`;
    process.stderr.write(text);
  };
  return {
    add(rows) {
      done += rows;
      const now = performance.now();
      if (done >= total || now < next) return;
      next = now + LINE_EVERY;
      line(percentOf(done, total), eta(total - done, done - before, seconds()));
    },
    finish: () => line('100', ''),
    stop: () => undefined,
    seconds,
  };
}

async function barProgress(total: number, before: number): Promise<Progress> {
  const { default: progress } = await import('cli-progress');
  const bar = new progress.SingleBar({
    format: '{bar} {percent} %  {done} of {all} rows  {rate}{rest}',
    barCompleteChar: '█',
    barIncompleteChar: '░',
    barsize: 24,
    emptyOnZero: true,
    stream: process.stderr,
  });
  const start = performance.now();
  const seconds = (): number => (performance.now() - start) / 1000;
  let done = before;
  const shown = (percent: string, rest: string): Record<string, string> => ({
    percent,
    rest,
    done: count(done),
    all: count(total),
    rate: rate(done - before, seconds()),
  });
  bar.start(Math.max(1, total), done, shown(percentOf(done, total), ''));
  return {
    add(rows) {
      done += rows;
      bar.update(done, shown(percentOf(done, total), eta(total - done, done - before, seconds())));
    },
    finish() {
      bar.update(Math.max(1, total), shown('100', ''));
      bar.stop();
    },
    stop: () => bar.stop(),
    seconds,
  };
}

/** Below 100 until all is done. */
function percentOf(done: number, total: number): string {
  return String(Math.min(99, Math.floor((done / Math.max(1, total)) * 100)));
}

/** Nothing while it is too early to tell. */
function eta(left: number, done: number, seconds: number): string {
  if (seconds < 0.25 || done <= 0) return '';
  return `  ETA ${duration((left / done) * seconds)}`;
}

import { SingleBar } from 'cli-progress';
import type { Task } from '../src/client/index.ts';

/** A progress bar on stderr where that is a terminal; otherwise a line whenever another tenth is done. */
export function drawProgress(): { show(this: void, task: Task): void; end(this: void): void } {
  if (!process.stderr.isTTY) return lines();
  const bar = new SingleBar({ format: '{bar} {percentage} %  {rows}', hideCursor: true, stream: process.stderr });
  bar.start(1, 0, { rows: '' });
  return {
    show: (task) => bar.update(task.progress.fraction, { rows: rowsOf(task) }),
    end: () => bar.stop(),
  };
}

function lines(): ReturnType<typeof drawProgress> {
  let shown = -1;
  return {
    show(task) {
      const tenth = Math.floor(task.progress.fraction * 10);
      if (tenth === shown) return;
      shown = tenth;
      console.error(`${tenth * 10} %  ${rowsOf(task)}`);
    },
    end: () => undefined,
  };
}

function rowsOf({ waitingFor, progress }: Task): string {
  if (waitingFor != null) return `waits for ${waitingFor}`;
  const { rowsDone, rowsTotal, rowsPerSecond } = progress;
  const speed = rowsPerSecond == null ? '' : `, ${rowsPerSecond.toLocaleString('en')} rows/s`;
  return `${rowsDone.toLocaleString('en')} of ${rowsTotal.toLocaleString('en')} rows${speed}`;
}

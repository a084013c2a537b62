import { type ChildProcess, spawn } from 'node:child_process';
import { onTestFinished, TestRunner } from 'vitest';

/**
 * Kills what is left when the tests are gone, however they went: its standard input ends with their process, also with one that was
 * killed. `+ pid` and `- pid` tell it of a child that began or ended.
 */
const WATCHER = `
pids=' '
while read -r sign pid; do
  case $sign in
    +) pids="$pids$pid " ;;
    -) case $pids in *" $pid "*) pids="\${pids%%" $pid "*} \${pids#*" $pid "}" ;; esac ;;
  esac
done
for pid in $pids; do kill -9 "$pid" 2>&-; done
`;

let watcher: ChildProcess | undefined;

function tell(sign: '+' | '-', pid: number): void {
  if (watcher === undefined) {
    // A group of its own: what interrupts the tests at a terminal does not interrupt it.
    watcher = spawn('sh', ['-c', WATCHER], { detached: true, stdio: ['pipe', 'ignore', 'ignore'] });
    watcher.unref();
    watcher.stdin?.on('error', () => undefined);
    if (watcher.stdin !== null && 'unref' in watcher.stdin && typeof watcher.stdin.unref === 'function') {
      watcher.stdin.unref();
    }
  }
  watcher.stdin?.write(`${sign} ${pid}\n`);
}

/**
 * Ends a process that a test started with the test, also where that takes too long, and with the tests, also where they are killed.
 * @returns the child.
 */
export function leaveNoChild<Child extends ChildProcess>(child: Child): Child {
  const { pid } = child;
  if (pid === undefined) return child;
  tell('+', pid);
  child.once('exit', () => tell('-', pid));
  // Hooks have no end of their own: what they start is ended by other hooks.
  if (TestRunner.getCurrentTest() !== undefined) onTestFinished(() => void child.kill('SIGKILL'));
  return child;
}

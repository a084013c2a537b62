import { format } from 'node:util';
import type { Log } from '../../log.ts';

/**
 * Sends to the log what libraries write to the console, what Node warns of, and an error that nobody caught, after which the
 * process ends with 1: a stack or a path belongs nowhere else, and the log keeps secrets out.
 */
export function consoleToLog(log: Log): void {
  for (const name of ['debug', 'info', 'log', 'trace', 'warn', 'error'] as const) {
    console[name] = (...values: unknown[]) => {
      const err = values.find((value) => value instanceof Error);
      log.warn(err === undefined ? { detail: format(...values) } : { err }, 'a library wrote to the console');
    };
  }
  process.removeAllListeners('warning');
  process.on('warning', (err) => log.warn({ err }, 'a warning of Node'));
  process.on('uncaughtException', (err) => {
    log.fatal({ err }, 'an uncaught error ends the process');
    process.exit(1);
  });
}

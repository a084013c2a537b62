import { styleText } from 'node:util';
import { pino } from 'pino';
import type { Config } from './config.ts';

/** What the rooms log with: pino's own, which is quick where a level is off. */
export type Log = pino.Logger;

/** Values under these names are never written, wherever they stand. */
const SECRET_NAMES = ['authorization', 'cookie', 'password', 'secret', 'apiKey', 'token', 'connectionString'];

/** Secrets that stand within texts, such as messages of drivers: what is kept of them, and the secret itself. */
const SECRET_TEXTS: readonly (readonly [RegExp, string])[] = [
  [/\brm_([0-9A-Za-z]{8})_[0-9A-Za-z]{32}_[0-9A-Za-z]{6}/g, 'rm_$1_***'],
  [/([?&]signature=)[\w-]+/g, '$1***'],
  [/(\w:\/\/[^\s:/@"]*):[^\s/"]+@/g, '$1:***@'],
  [/\b(Bearer +)[^\s"\\]+/gi, '$1***'],
];

/**
 * A log of JSON lines, or of short lines for people, without secrets: by name of the value and by the secrets' own form.
 * @param friendly for a terminal.
 * @param write takes one line with its line break.
 */
export function openLog(level: Config['log'], friendly: boolean, write: (line: string) => void): Log {
  const paths = SECRET_NAMES.flatMap((name) => [name, `*.${name}`, `*.*.${name}`]);
  const options: pino.LoggerOptions = {
    level,
    base: null,
    timestamp: pino.stdTimeFunctions.isoTime,
    formatters: { level: (label) => ({ level: label }) },
    serializers: { err: withoutData },
    redact: { paths, censor: '***' },
  };
  return pino(options, {
    write: (line) => {
      const clean = withoutSecrets(line);
      write(friendly ? friendlyLine(clean) : clean);
    },
  });
}

/**
 * What an error says, without data in it. Drivers attach statements with all their values, and PostgreSQL the row that it refused,
 * which the ORM repeats in its own message.
 */
function withoutData(error: unknown): unknown {
  if (!(error instanceof Error)) return error;
  const { type, code, ...rest } = pino.stdSerializers.err(error);
  let { message, stack } = rest;
  for (let at: unknown = error; at instanceof Error; at = at.cause) {
    if (!('detail' in at) || typeof at.detail !== 'string' || at.detail === '') continue;
    message = message.replaceAll(at.detail, '***');
    stack = stack.replaceAll(at.detail, '***');
  }
  return { type, code, message, stack };
}

/** A text in which the secrets that have a form of their own are cut short. */
export function withoutSecrets(text: string): string {
  let clean = text;
  for (const [pattern, kept] of SECRET_TEXTS) clean = clean.replaceAll(pattern, kept);
  return clean;
}

const COLOURS = { debug: 'gray', info: 'cyan', warn: 'yellow', error: 'red' } as const;

function friendlyLine(line: string): string {
  const { level, time, msg, err, ...rest } = JSON.parse(line);
  const name: keyof typeof COLOURS = level in COLOURS ? level : 'error';
  const details = Object.entries(rest).map(
    ([key, value]) => `${key}=${typeof value === 'string' ? value : JSON.stringify(value)}`,
  );
  const head = `${String(time).slice(11, 19)} ${styleText(COLOURS[name], name)} ${msg ?? ''}`;
  const stack = typeof err?.stack === 'string' ? `\n${err.stack}` : '';
  return `${[head, ...details].join(' ')}${stack}\n`;
}

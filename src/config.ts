import { SETTINGS, type Setting } from './config/settings.ts';
import type { Networks } from './targets/index.ts';
import { didYouMean } from './model/problems/closest.ts';

/** How the gateway runs. The table of src/config/settings.ts says what each value means. */
export interface Config {
  readonly port: number;
  readonly host: string;
  readonly publicUrl: string | null;
  /** Absolute path. */
  readonly data: string;
  /** May hold a password. */
  readonly databaseUrl: string | null;
  readonly adminKey: string | null;
  /** 32 bytes. */
  readonly secretKey: Uint8Array | null;
  readonly targetNetworks: Networks;
  readonly threads: number;
  readonly tasks: number;
  /** Bytes. */
  readonly maxTaskSize: number;
  readonly maxTaskRows: number;
  /** Bytes. */
  readonly groupSize: number;
  readonly dailyRows: number;
  readonly openTasks: number;
  /** Milliseconds. */
  readonly timeToLive: number;
  /** In bytes; null: as the disk's size asks for. */
  readonly lowWater: number | null;
  readonly rate: number;
  /** As browsers send them. */
  readonly origins: readonly string[];
  readonly log: 'debug' | 'info' | 'warn' | 'error' | 'silent';
  readonly production: boolean;
}

type Environment = Readonly<Record<string, string | undefined>>;

/**
 * The configuration that the environment asks for, or every mistake in it at once, each in one sentence that names the variable
 * and never repeats its value. A variable that is empty counts as absent.
 */
export function readConfig(
  environment: Environment,
): { readonly config: Config } | { readonly mistakes: readonly string[] } {
  const mistakes = unknownNames(environment);
  const values = Object.entries(SETTINGS).map(([key, setting]) => {
    const { name, form, fallback }: Setting<unknown> = setting;
    const given = environment[name]?.trim() ?? '';
    const text = given === '' ? fallback : given;
    if (typeof text !== 'string') return [key, text.value()];
    const value = form.read(text);
    if (value === null) mistakes.push(`${name} should be ${form.expected}, but is something else.`);
    return [key, value];
  });
  if (mistakes.length > 0) return { mistakes };
  // The table's type has a setting for each key, whose form reads values of the key's type.
  const config: Config = Object.fromEntries(values);
  return { config: Object.freeze(config) };
}

/** Variables of `rowmill remote`: a machine that runs a gateway may be set up for another one too. */
const OF_REMOTE_COMMANDS = ['ROWMILL_URL', 'ROWMILL_KEY'];

function unknownNames(environment: Environment): string[] {
  const known = Object.values(SETTINGS).map(({ name }) => name);
  return Object.keys(environment)
    .filter((name) => name.startsWith('ROWMILL_') && ![...known, ...OF_REMOTE_COMMANDS].includes(name))
    .map((name) => `${name} is not a setting; ${didYouMean(name, known) || 'docs/gateway.md lists them all.'}`);
}

import type { Config } from './config/config.ts';
import { SETTINGS, type Setting } from './config/settings.ts';
import { didYouMean } from './model/problems/closest.ts';

export type { Config };

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
  const contradictions = contradictionsIn(config);
  if (contradictions.length > 0) return { mistakes: contradictions };
  return { config: Object.freeze(config) };
}

/** Settings that do not fit together. */
function contradictionsIn({ store, role, databaseUrl, secretKey }: Config): readonly string[] {
  const isShared = store !== null;
  return [
    ...(isShared && databaseUrl === null
      ? ['ROWMILL_STORE is for nodes that share a database: set DATABASE_URL, or leave ROWMILL_STORE out.']
      : []),
    ...(isShared && secretKey === null
      ? [
          'ROWMILL_STORE requires ROWMILL_SECRET_KEY, the same for all nodes: download addresses of one must work on all.',
        ]
      : []),
    ...(!isShared && role !== 'both' ? [`ROWMILL_ROLE=${role} requires other nodes: set ROWMILL_STORE.`] : []),
  ];
}

/** Variables of `rowmill remote`: a machine that runs a gateway may be set up for another one too. */
const OF_REMOTE_COMMANDS = ['ROWMILL_URL', 'ROWMILL_KEY'];

function unknownNames(environment: Environment): string[] {
  const known = Object.values(SETTINGS).map(({ name }) => name);
  return Object.keys(environment)
    .filter((name) => name.startsWith('ROWMILL_') && ![...known, ...OF_REMOTE_COMMANDS].includes(name))
    .map((name) => `${name} is not a setting; ${didYouMean(name, known) || 'docs/gateway.md lists them all.'}`);
}

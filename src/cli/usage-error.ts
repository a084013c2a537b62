import type { Command } from 'commander';

/**
 * A message of Commander in the style of all other failures: one line, which ends with what may be meant or where to read on.
 * @param command that was called; it has its arguments.
 */
export function usageError(text: string, command: Command): string {
  const [fault, guess] = text
    .replace(/^error: /, '')
    .trimEnd()
    .replace(/\.$/, '')
    .split('\n');
  const near = meant(fault, command) ?? /^\(Did you mean (.*)\?\)$/.exec(guess ?? '')?.[1];
  if (near !== undefined) return `${fault}: did you mean ${near}?`;
  if (fault === "missing required argument 'model'" && command.registeredArguments.length === 1) {
    return `${fault}: write \`${pathOf(command)} shop.yaml\`, or - to read the model from stdin`;
  }
  return `${fault}: see \`${pathOf(command)} --help\``;
}

/** What a user may have meant that Commander, which compares spellings, does not guess. */
function meant(fault: string, command: Command): string | undefined {
  const model = /^unknown command '(.*\.ya?ml)'$/.exec(fault)?.[1];
  if (model !== undefined && command.parent === null) return `\`rowmill generate ${model}\``;
  const option = /^unknown option '(--[\w-]+)/.exec(fault)?.[1];
  const other = command.parent?.commands.find(({ options }) => options.some(({ long }) => long === option));
  if (option !== undefined && other !== undefined) return `\`${pathOf(other)} ${option}\``;
  const takesEntities = command.options.some(({ long }) => long === '--entity');
  if (fault.startsWith('too many arguments') && takesEntities) return `--entity ${command.args[1]}`;
  return undefined;
}

function pathOf(command: Command): string {
  return command.parent === null ? command.name() : `${pathOf(command.parent)} ${command.name()}`;
}

import { readFileSync } from 'node:fs';
import type { Command } from 'commander';
import { afterEach, describe, expect, test, vi } from 'vitest';
import { allCommands, commandLine } from '../../src/cli/index.ts';
import { useFolder } from './folder.ts';
import { run } from './run.ts';

const folder = useFolder({});
const manifest: { version: string } = JSON.parse(readFileSync(new URL('../../package.json', import.meta.url), 'utf8'));

afterEach(() => void vi.restoreAllMocks());

test('the version is that of the package', async () => {
  expect(await run(['--version'], folder)).toEqual({ code: 0, stdout: `${manifest.version}\n`, stderr: '' });
});

/** What `--help` prints. */
function helpOf(command: Command): string {
  let help = '';
  command.configureOutput({ writeOut: (text) => void (help += text) });
  command.outputHelp();
  return help;
}

const program = commandLine();
/** By their names: `remote push`; that of the program is empty. */
const commands = new Map(allCommands(program).map((command) => [nameOf(command), command]));

function nameOf(command: Command): string {
  return command.parent === null ? '' : `${nameOf(command.parent)} ${command.name()}`.trim();
}

/** The longest name of a command that a line begins with. */
const calledBy = (words: string): string =>
  [...commands.keys()]
    .filter((name) => `${words} `.startsWith(`${name} `))
    .reduce((a, b) => (a.length > b.length ? a : b), '');

describe.each([...commands].map(([name, command]) => ({ name, help: helpOf(command) })))(
  'rowmill $name --help',
  ({ name, help }) => {
    const examples = [...help.matchAll(/^ {2}(?:[A-Z_]+=\S+ )*(?:[a-z][\w ]+ \| )?rowmill (?<words>.*)$/gm)].map(
      ({ groups }) => groups?.['words'] ?? '',
    );

    test('shows an example of it', () => {
      expect(help).toMatch(/\nExamples?:\n {2}\S/);
      // A command that only holds others shows these.
      const shown = examples.map(calledBy).map((called) => (called.startsWith(`${name} `) ? name : called));
      expect(shown).toContain(name === '' ? 'generate' : name);
    });

    test('has examples with options that there are', () => {
      for (const words of examples) {
        const known = commands.get(calledBy(words))?.options.map(({ long }) => long);
        for (const [option] of words.matchAll(/(?<= )--[\w-]+/g)) expect(known).toContain(option);
      }
    });
  },
);

test('no command is wrong usage', async () => {
  const { code, stdout, stderr } = await run([], folder);
  expect([code, stdout]).toEqual([2, '']);
  expect(stderr).toContain('Usage: rowmill');
});

test('a wrong option is wrong usage', async () => {
  const { code, stdout, stderr } = await run(['check', 'x.yaml', '--jso'], folder);
  expect([code, stdout, stderr]).toEqual([2, '', "error: unknown option '--jso': did you mean --json?\n"]);
});

test.each([
  [['generat', 'x.yaml'], "unknown command 'generat': did you mean generate?"],
  [['shop.yaml'], "unknown command 'shop.yaml': did you mean `rowmill generate shop.yaml`?"],
  [['check'], "missing required argument 'model': write `rowmill check shop.yaml`, or - to read the model from stdin"],
  [['preview', 'x.yaml', '--out', 'y'], "unknown option '--out': did you mean `rowmill generate --out`?"],
  [
    ['preview', 'x.yaml', 'User'],
    "too many arguments for 'preview'. Expected 1 argument but got 2: did you mean --entity User?",
  ],
  [['key', 'x'], "too many arguments for 'key'. Expected 0 arguments but got 1: see `rowmill key --help`"],
  [
    ['generate', 'x.yaml', '--rows', 'x'],
    "argument 'x' is invalid. Expected a whole number from 0: see `rowmill generate --help`",
  ],
  [['generate', 'x.yaml', '--mode', 'x'], 'Allowed choices are append, truncate: see `rowmill generate --help`'],
  [['generate', 'x.yaml', '--out'], 'argument missing: see `rowmill generate --help`'],
  [['generate', 'x.yaml', '--target', 'x', '--out', 'y'], "cannot be used with option '--out <folder>': see"],
  [['remote', 'pul'], "unknown command 'pul': did you mean pull?"],
  [['remote', 'push', 'shop/dev'], "missing required argument 'model': see `rowmill remote push --help`"],
  [['remote', 'pull', 'x', '--rows', '1'], "unknown option '--rows': did you mean `rowmill remote generate --rows`?"],
  [['--none'], "unknown option '--none': see `rowmill --help`"],
  [['check', 'a\u001b[2J.yaml', '--x\u001b[2J'], "unknown option '--x\\u001b[2J': see `rowmill check --help`"],
])('%j says in one line what is wrong, and what may be meant', async (args, message) => {
  const write = vi.spyOn(process.stderr, 'write').mockReturnValue(true);
  await expect(commandLine().parseAsync(args, { from: 'user' })).rejects.toMatchObject({ exitCode: 1 });
  const written = write.mock.calls.map(([text]) => String(text)).join('');
  const [, said] = /^error: (.*)\n$/.exec(written) ?? [];
  expect(said).toContain(message);
});

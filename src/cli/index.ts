import { Command } from 'commander';
import { checkCommand } from './commands/check.ts';
import { generateCommand } from './commands/generate.ts';
import { generatorsCommand } from './commands/generators.ts';
import { importCommand } from './commands/import.ts';
import { joinCommand } from './commands/join.ts';
import { initCommand } from './commands/init.ts';
import { keyCommand } from './commands/key.ts';
import { loginCommands } from './commands/login.ts';
import { migrateCommand } from './commands/migrate.ts';
import { previewCommand } from './commands/preview.ts';
import { proveCommand } from './commands/prove.ts';
import { remoteCommand } from './commands/remote.ts';
import { schemaCommand } from './commands/schema.ts';
import { serveCommand } from './commands/serve.ts';
import { printFailure } from './print/print-failure.ts';
import { usageError } from './usage-error.ts';
import { version } from '../version.ts';

/**
 * The command line. A command's own file holds its options; what it does is loaded when it runs, so that a short command
 * starts fast. Parsing throws a CommanderError where others would end the process.
 */
export function commandLine(): Command {
  const program = new Command('rowmill')
    .description('Generates millions of related, coherent, believable rows from a small YAML model.')
    .version(version())
    .exitOverride()
    .addHelpText('after', HELP);
  const models = [
    generateCommand,
    joinCommand,
    previewCommand,
    checkCommand,
    generatorsCommand,
    schemaCommand,
    importCommand,
    initCommand,
    proveCommand,
  ];
  for (const add of [...models, serveCommand, migrateCommand, keyCommand, loginCommands, remoteCommand]) add(program);
  for (const command of allCommands(program)) {
    command.configureOutput({ outputError: (text) => printFailure({ message: usageError(text, command) }) });
  }
  return program;
}

/** A command, and those below it. */
export function allCommands(command: Command): readonly Command[] {
  return [command, ...command.commands.flatMap(allCommands)];
}

const HELP = `
Examples:
  rowmill generate shop.yaml                              every entity as csv into ./out
  rowmill generate shop.yaml --part 1/10 --out parts      a tenth of the rows; rowmill join makes the files
  rowmill preview shop.yaml --entity User                 the first ten users as a table
  rowmill check shop.yaml                                 problems, inferred generators, sizes
  rowmill generators email                                generators whose name or summary has "email"
  rowmill import schema.sql --out shop.yaml               a model of the tables of a SQL script, or of postgres://…
  rowmill init                                            asks where your schema is, and writes a model
  rowmill prove shop.yaml --ddl schema.sql                whether the rows load into the tables of a script
  rowmill schema > rowmill.schema.json                    lets an editor complete and check models
  rowmill serve                                           the gateway: projects, tasks and downloads over GraphQL
  rowmill remote generate shop/dev --out data             the same in a gateway, after \`rowmill login URL\`

The same model and seed give the same bytes on every machine, with any number of threads.
\`rowmill COMMAND --help\` explains a command with examples.
Exit codes: 0 success; 1 failure; 2 wrong usage or a model with errors; 130 after Ctrl-C.`;

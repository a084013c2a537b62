import type { Command } from 'commander';

/** `rowmill init`: asks where the schema is, and writes a model. */
export function initCommand(program: Command): void {
  program
    .command('init')
    .summary('write a first model: asks where your schema is, or starts from an example')
    .description(
      'Asks where your schema is (a file, the address of a database, or none), makes a model of it or copies an example, writes the model into a file that does not exist yet, and prints the next steps. It needs a terminal; `rowmill import` does the same without questions.',
    )
    .addHelpText('after', HELP)
    .action(async () => {
      const { initInTerminal } = await import('../import/init.ts');
      await initInTerminal();
    });
}

const HELP = `
Examples:
  rowmill init
  rowmill import schema.sql --out shop.yaml               the same without questions`;

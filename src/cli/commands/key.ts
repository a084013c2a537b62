import type { Command } from 'commander';

/** `rowmill key`: a new key for ROWMILL_ADMIN_KEY. */
export function keyCommand(program: Command): void {
  program
    .command('key')
    .summary('create a key for ROWMILL_ADMIN_KEY')
    .description(
      'Prints a new API key on stdout. It is not stored: a gateway that is started with it as ROWMILL_ADMIN_KEY accepts it.',
    )
    .addHelpText('after', HELP)
    .action(async () => {
      const { printKey } = await import('../gateway/key.ts');
      printKey();
    });
}

const HELP = `
Example:
  rowmill key > admin.key
  ROWMILL_ADMIN_KEY="$(cat admin.key)" rowmill serve`;

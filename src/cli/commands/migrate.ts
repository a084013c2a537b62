import type { Command } from 'commander';

/** `rowmill migrate`: the tables of the gateway's database. */
export function migrateCommand(program: Command): void {
  program
    .command('migrate')
    .summary("update the gateway's database to this version")
    .description(
      'Creates or updates the tables of DATABASE_URL, or of the embedded database in ROWMILL_DATA. `rowmill serve` does this too when it starts.',
    )
    .addHelpText('after', HELP)
    .action(async () => {
      const { migrate } = await import('../gateway/migrate.ts');
      await migrate();
    });
}

const HELP = `
Examples:
  rowmill migrate                                                   the embedded database in ./.rowmill
  DATABASE_URL=postgres://user:password@host/database rowmill migrate`;

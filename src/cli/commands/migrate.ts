import type { Command } from 'commander';

/** `rowmill migrate`: the tables of the gateway's database. */
export function migrateCommand(program: Command): void {
  program
    .command('migrate')
    .summary("bring the gateway's database up to date")
    .description(
      'Makes or changes the tables of DATABASE_URL, or of the embedded database in ROWMILL_DATA. `rowmill serve` does it too.',
    )
    .action(async () => {
      const { migrate } = await import('../migrate.ts');
      await migrate();
    });
}

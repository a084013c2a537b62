import type { Command } from 'commander';

/** `rowmill serve`: the gateway. */
export function serveCommand(program: Command): void {
  program
    .command('serve')
    .summary('run the GraphQL gateway')
    .description(
      'Serves projects, tasks and downloads over GraphQL until it is stopped. Environment variables configure it.',
    )
    .addHelpText('after', HELP)
    .action(async () => {
      const { serve } = await import('../gateway/serve.ts');
      await serve();
    });
}

const HELP = `
Examples:
  rowmill serve                                     an embedded database in ./.rowmill, on http://127.0.0.1:4000/graphql
  ROWMILL_PORT=8080 ROWMILL_HOST=0.0.0.0 rowmill serve
  DATABASE_URL=postgres://user:password@host/database rowmill serve

docs/gateway.md lists all settings. The first start prints an admin key.`;

import type { Command } from 'commander';

/** `rowmill login` and `rowmill logout`: the keys of gateways. */
export function loginCommands(program: Command): void {
  program
    .command('login')
    .summary('store the key of a gateway for `rowmill remote`')
    .description(
      'Checks an API key and stores it in the configuration folder of this user, readable by this user alone. The gateway becomes the default of `rowmill remote`. Without an address, lists the gateways.',
    )
    .argument('[url]', 'address of the gateway')
    .option('--key-file <file>', 'read the key from this file; - reads stdin')
    .addHelpText('after', LOGIN_HELP)
    .action(async (url: string | undefined, options: { readonly keyFile?: string }) => {
      const { login } = await import('../remote/login.ts');
      await login(url, options);
    });
  program
    .command('logout')
    .summary('remove the stored key of a gateway')
    .description('Removes the key from this machine. It stays valid for others who have it.')
    .argument('[url]', 'address of the gateway; the default one if omitted')
    .addHelpText('after', LOGOUT_HELP)
    .action(async (url: string | undefined) => {
      const { logout } = await import('../remote/login.ts');
      logout(url);
    });
}

const LOGIN_HELP = `
The key comes from --key-file, from the variable ROWMILL_KEY, from a prompt that does not show it, or from stdin; never from an
argument, which other users of the machine can read.

Examples:
  rowmill login https://data.example.com                       asks for the key
  rowmill login https://data.example.com --key-file admin.key
  pass show rowmill | rowmill login https://data.example.com
  rowmill login                                                lists the gateways`;

const LOGOUT_HELP = `
Examples:
  rowmill logout                             the default gateway
  rowmill logout https://data.example.com`;

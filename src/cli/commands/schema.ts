import type { Command } from 'commander';

/** `rowmill schema`: the JSON Schema of the model language. */
export function schemaCommand(program: Command): void {
  program
    .command('schema')
    .summary('print the JSON Schema of the model language')
    .description('Prints the JSON Schema of the model language, which lets editors complete and check models.')
    .addHelpText('after', HELP)
    .action(async () => {
      const { printSchema } = await import('../schema.ts');
      printSchema();
    });
}

const HELP = `
Example:
  rowmill schema > rowmill.schema.json
and as the first line of a model, for editors with the YAML language server:
  # yaml-language-server: $schema=rowmill.schema.json`;

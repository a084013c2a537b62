import type { Command } from 'commander';
import type { ImportOptions } from '../import-schema.ts';

/** `rowmill import`: a model from a schema that exists. */
export function importCommand(program: Command): void {
  program
    .command('import')
    .summary('make a model from the tables of a SQL script')
    .description(
      'Reads the tables, types, keys, references and checks of a SQL script, and prints a model that generates rows for them. Prints on stderr what was understood, approximated or skipped, with lines and columns. Rows and other statements of the script are passed over; nothing in it is executed.',
    )
    .argument('<schema>', 'file with CREATE TABLE statements; - for stdin')
    .option('--from <dialect>', 'postgresql, mysql, mariadb, sqlite, sqlserver, oracle or db2; detected by default')
    .option('-o, --out <file>', 'write the model into this file, which must not exist yet')
    .option('--report <file>', 'write the report into this file as JSON')
    .option('--json', 'print one JSON object with the model and the report instead')
    .addHelpText('after', HELP)
    .action(async (schema: string, options: ImportOptions) => {
      const { importSchema } = await import('../import-schema.ts');
      await importSchema(schema, options);
    });
}

const HELP = `
Exits with 2 if there is no table in the script. What is skipped or approximated does not change the exit code.

Examples:
  rowmill import schema.sql --out shop.yaml               a model of the tables, and what it does not keep
  pg_dump --schema-only shop | rowmill import -           of a database; mysqldump --no-data works as well
  rowmill import schema.sql --from oracle --report notes.json`;

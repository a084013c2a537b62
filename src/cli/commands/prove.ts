import type { Command } from 'commander';
import { wholeNumber } from '../arguments.ts';
import type { ProveOptions } from '../prove.ts';
import { withModel } from './model-options.ts';

const DEFAULT_ROWS = 100;
const MAX_ROWS = 100_000;

/** `rowmill prove`: whether the rows of a model load into the tables of a schema. */
export function proveCommand(program: Command): void {
  withModel(program.command('prove'))
    .summary('try whether the rows of a model load into the tables of a schema')
    .description(
      'Creates the tables of a SQL script, or copies of existing tables, in an empty database, inserts rows of the model with all constraints on, and prints how many rows each constraint refused. A script for PostgreSQL runs in a new database on the server of DATABASE_URL or, without that variable, in the embedded PostgreSQL; a script for SQLite runs in memory, and one for MySQL or MariaDB in a new database on the server of --target. Only statements that define tables, types, indexes and constraints are run.',
    )
    .option('--ddl <file>', 'script with CREATE TABLE statements of PostgreSQL, MySQL or SQLite; - for stdin')
    .option('--from <dialect>', 'with --ddl: postgresql, mysql or sqlite; detected by default')
    .option(
      '--target <address>',
      'postgres://user@host/database, mysql://user@host/database or sqlite:PATH with the tables, which are neither changed nor locked; with --ddl, the server that judges',
    )
    .option('--schema <name>', 'with --target postgres: the schema of the tables (default: the search path)')
    .option(
      '--rows <n>',
      'number of rows of every entity with its own $count, if that is higher',
      wholeNumber(1, MAX_ROWS),
      DEFAULT_ROWS,
    )
    .option('--json', 'print one JSON object instead')
    .addHelpText('after', HELP)
    .action(async (model: string, options: ProveOptions) => {
      const { proveModel } = await import('../prove.ts');
      await proveModel(model, options);
    });
}

const HELP = `
Exits with 1 if a row is refused, and with 2 if the model has errors.

Examples:
  rowmill prove shop.yaml --ddl schema.sql                     in the embedded PostgreSQL
  DATABASE_URL=postgres://me@localhost/postgres rowmill prove shop.yaml --ddl schema.sql
  rowmill prove shop.yaml --target postgres://me@localhost/shop
  rowmill prove shop.yaml --target sqlite:shop.db --rows 1000 --json`;

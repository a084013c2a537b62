import { type Command, Option } from 'commander';
import { repeated } from '../arguments.ts';
import type { ImportOptions } from '../import/import-schema.ts';

/** `rowmill import`: a model from a schema that exists. */
export function importCommand(program: Command): void {
  program
    .command('import')
    .summary('make a model from a database, a SQL script or a JSON Schema')
    .description(
      'Reads the tables, types, keys, references and checks of a SQL script or of a database, and prints a model that generates rows for them. Prints on stderr what was understood, approximated or skipped, by line and column of a script, or by table and column of a database. Also reads JSON Schema and the schemas of OpenAPI, whose rows are valid as jsonl. Rows and other statements of a script are passed over, and nothing in it is executed; a database is only read.',
    )
    .argument(
      '<schema>',
      'file with CREATE TABLE statements, JSON Schema, OpenAPI, a Prisma, Parquet or Avro schema, a Parquet file, rows as CSV or JSON, - for stdin, a SQLite file, or postgres://user@host/database, mysql:// or mariadb://',
    )
    .option(
      '--from <dialect>',
      'dialect of a file: postgresql, mysql, mariadb, sqlite, sqlserver, oracle, db2, json_schema, openapi, prisma, parquet, json_parquet, avro, fabricate, csv or jsonl; detected by default',
    )
    .addOption(
      new Option('--schema <name>', 'schema of a PostgreSQL database; may be repeated')
        .argParser(repeated)
        .default([], 'all'),
    )
    .option(
      '--hints',
      'for a database: take numbers of rows, shares of nulls and ranges of numbers and dates from its rows',
    )
    .option(
      '--values',
      'with --hints, which it implies: take the values of texts that have few of them, and their shares',
    )
    .option('-o, --out <file>', 'write the model into this file, which must not exist yet')
    .option('--report <file>', 'write the report into this file as JSON')
    .option('--json', 'print one JSON object with the model and the report instead')
    .addHelpText('after', HELP)
    .action(async (schema: string, options: ImportOptions) => {
      const { importSchema } = await import('../import/import-schema.ts');
      await importSchema(schema, options);
    });
}

const HELP = `
Exits with 2 if there is no table, and with 1 if a database cannot be read. What is skipped or approximated does not change the exit code.

Examples:
  rowmill import schema.sql --out shop.yaml               a model of the tables, and what it does not keep
  rowmill import postgres://me@db.example.com/shop --schema sales --out shop.yaml
  rowmill import postgres://me@db.example.com/shop --hints   with numbers of rows, nulls and ranges taken from the tables
  rowmill import shop.db                                  a model of a SQLite database
  pg_dump --schema-only shop | rowmill import -           a model of a dump; mysqldump --no-data works as well
  rowmill import openapi.yaml                             a model of the schemas of an API, or of a JSON Schema
  rowmill import events.parquet                           a model of a Parquet file: only its schema is read
  rowmill import rows.csv                                 a model of a sample, whose values are not kept
  rowmill import schema.sql --from oracle --report notes.json`;

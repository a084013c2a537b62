import { availableParallelism } from 'node:os';
import { type Command, Option } from 'commander';
import { formatNames } from '../../formats/index.ts';
import { LOAD_MODES } from '../../targets/check-tables.ts';
import { byteSize, keyValue, repeated, wholeNumber } from '../arguments.ts';
import { SQLITE_TARGET } from '../databases/sqlite-target.ts';
import { withModel } from './model-options.ts';
import type { GenerateOptions } from '../generate.ts';

/** The options that apply to files, or to tables. */
const OF_FILES = ['format', 'option', 'out', 'part', 'split', 'fileSize'];

const MAX_THREADS = 256;
const MAX_SAMPLED = 1000;

/** `rowmill generate`: writes the rows of a model to files or stdout, or loads them into a database. */
export function generateCommand(program: Command): void {
  withModel(program.command('generate'))
    .summary('write the rows of a model to files, to stdout, or into a database')
    .description(
      'Writes OUT/<Entity>.<extension> for each entity. A file appears under its name only when it is complete, and replaces an older one.',
    )
    .addOption(
      new Option('--entity <name>', 'write this entity only; may be repeated').argParser(repeated).default([], 'all'),
    )
    .option(
      '--rows <n>',
      'number of rows of each entity named by --entity, or of every entity with its own $count',
      wholeNumber(0),
    )
    .option('--format <name>', formatNames.join(', '), 'csv')
    .addOption(
      new Option('--option <key=value>', 'option of the format, such as delimiter=tab; may be repeated')
        .argParser(keyValue)
        .default(new Map(), 'none'),
    )
    .option(
      '--threads <n>',
      'number of threads that generate rows; the bytes are the same for any number',
      wholeNumber(1, MAX_THREADS),
      availableParallelism(),
    )
    .option('--out <folder>', 'folder for the files, or s3://bucket/prefix; - streams one entity to stdout', 'out')
    .option(
      '--part <k/n>',
      'generate part k of n, for n processes that share the work; auto/n reads k from an array job of Kubernetes, Slurm or AWS Batch; rowmill join makes the files',
    )
    .option(
      '--split',
      'with --part: write complete files, such as Order/part-00001-of-00010.csv, instead of pieces of one',
    )
    .option(
      '--file-size <size>',
      'write the rows of each entity to many files of about this size, such as 512MB: Order/part-00017.csv; manifest.json lists them',
      byteSize,
    )
    .addOption(
      new Option(
        '--target <address>',
        'load into the tables of postgres://user@host/database, mysql://user@host/database or sqlite:PATH instead of writing files',
      ).conflicts(OF_FILES),
    )
    .addOption(
      new Option(
        '--mode <mode>',
        'with --target: append to the existing rows (the default), or truncate the tables first',
      ).choices(LOAD_MODES),
    )
    .option(
      '--schema <name>',
      'with --target postgres: the schema of the tables (default: the search path); with mysql: another database of the server',
    )
    .option('--sample <n>', 'print the first rows of each entity at the end', wholeNumber(0, MAX_SAMPLED))
    .addHelpText('after', HELP)
    .action(async (model: string, options: GenerateOptions) => {
      if (options.target === undefined) {
        const { generate } = await import('../generate.ts');
        await generate(model, options);
      } else if (options.target.startsWith(SQLITE_TARGET)) {
        const { loadSqlite } = await import('../databases/load-sqlite.ts');
        await loadSqlite(model, options.target.slice(SQLITE_TARGET.length), options);
      } else {
        const { loadTables } = await import('../databases/load-tables.ts');
        await loadTables(model, options.target, options);
      }
    });
}

const HELP = `
docs/formats.md lists the options of the formats.

Examples:
  rowmill generate shop.yaml                                   every entity as csv into ./out
  rowmill generate shop.yaml --set users=1000000 --sample 3
  rowmill generate shop.yaml --entity User --rows 5_000_000 --format jsonl --out data
  rowmill generate shop.yaml --entity Order --out - | gzip > orders.csv.gz
  rowmill generate shop.yaml --part auto/100 --out /shared/parts   one of 100 processes of an array job
  PGPASSWORD=… rowmill generate shop.yaml --target postgres://me@localhost/shop --mode truncate
  MYSQL_PWD=… rowmill generate shop.yaml --target mysql://me@localhost/shop
  rowmill generate shop.yaml --target sqlite:shop.db`;

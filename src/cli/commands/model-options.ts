import { type Command, Option } from 'commander';
import type { ModelScalar } from '../../model/index.ts';
import { repeated, setting } from '../arguments.ts';

/** What every command that reads a model takes to change it from outside. */
export interface ModelOptions {
  readonly seed?: string;
  /** Variables by name. */
  readonly set: ReadonlyMap<string, ModelScalar>;
  /** Files of overrides, each over those before it. */
  readonly override: readonly string[];
}

/** Adds the argument and the options that every command takes that reads a model. */
export function withModel(command: Command): Command {
  return command
    .argument('<model>', 'YAML file that describes the data; - reads stdin')
    .option('--seed <text>', 'use this seed instead of $seed: other values of the same kind')
    .addOption(
      new Option('--set <variable=value>', 'set a variable of $variables; may be repeated')
        .argParser(setting)
        .default(new Map(), 'none'),
    )
    .addOption(
      new Option(
        '--override <file>',
        'YAML or JSON file of variables, counts and settings of fields that replace those of the model; may be repeated',
      )
        .argParser(repeated)
        .default([], 'none'),
    );
}

import { generatorsTable } from './generators-table.ts';
import { SETTINGS } from '../../src/config/settings.ts';
import { IMPORT_CODES } from '../../src/dialects/index.ts';
import { signature } from '../../src/engine/expressions/function.ts';
import { functions } from '../../src/engine/expressions/functions/functions.ts';
import { csv } from '../../src/formats/csv.ts';
import type { Format } from '../../src/formats/index.ts';
import { parquet } from '../../src/formats/parquet.ts';
import { sql } from '../../src/formats/sql.ts';
import { DISTRIBUTIONS, type DistributionSpec } from '../../src/model/words/distribution.ts';
import { DIRECTIVES } from '../../src/model/words/directives.ts';
import { PROBLEM_CODES, PROGRAM_CODES } from '../../src/model/problems/problem-codes.ts';

const code = (text: string): string => `\`${text.replaceAll('|', '\\|')}\``;

function table(head: readonly string[], rows: readonly (readonly string[])[]): string {
  const lines = [head, ...rows].map((cells) => `| ${cells.join(' | ')} |\n`);
  return lines.toSpliced(1, 0, `${'|---'.repeat(head.length)}|\n`).join('');
}

function optionsOf({ options }: Format): string {
  return table(
    ['option', 'default', 'means'],
    Object.entries(options).map(([name, { default: value, summary }]) => [
      code(name),
      value === '' ? 'nothing' : code(String(value)),
      summary,
    ]),
  );
}

/** The tables of the pages that are made from the registries, by the name in their comments. */
export const TABLES: Readonly<Record<string, () => string>> = {
  generators: generatorsTable,
  directives: () =>
    table(
      ['directive', 'of', 'means'],
      DIRECTIVES.filter(({ shape }) => shape !== undefined).map(({ name, owners, summary }) => [
        code(name),
        owners.join(', '),
        summary,
      ]),
    ),
  later: () =>
    table(
      ['directive', 'of', 'means', 'until then'],
      DIRECTIVES.flatMap(({ name, owners, summary, instead }) =>
        instead === undefined ? [] : [[code(name), owners.join(', '), summary, instead]],
      ),
    ),
  distributions: () =>
    table(
      ['distribution', 'means', 'parameters and their defaults'],
      Object.entries<DistributionSpec>(DISTRIBUTIONS).map(([name, { summary, parameters }]) => [
        code(name),
        summary,
        Object.entries(parameters)
          .map(([parameter, { default: value, above }]) => {
            const bound = above === -Infinity ? '' : `, above ${above}`;
            return `${code(parameter)}${bound}: ${value}`;
          })
          .join('; ') || 'none',
      ]),
    ),
  functions: () =>
    table(
      ['function', 'gives', 'example'],
      [...functions.values()].map((entry) => [
        code(signature(entry)),
        entry.summary,
        `${code(entry.example[0])} → ${code(entry.example[1])}`,
      ]),
    ),
  problems: () =>
    table(
      ['code', 'means'],
      Object.entries({ ...PROBLEM_CODES, ...PROGRAM_CODES }).map(([name, { severity, meaning }]) => [
        code(name),
        severity === 'warning' ? `Warning: ${meaning}` : meaning,
      ]),
    ),
  imports: () =>
    table(
      ['code', 'means'],
      Object.entries(IMPORT_CODES).map(([name, meaning]) => [code(name), meaning]),
    ),
  csv: () => optionsOf(csv),
  parquet: () => optionsOf(parquet),
  sql: () => optionsOf(sql),
  settings: () =>
    table(
      ['variable', 'default', 'means', 'form'],
      Object.values(SETTINGS).map(({ name, fallback, meaning, form }) => [
        code(name),
        typeof fallback === 'string' ? code(fallback) : fallback.described,
        meaning,
        form.expected,
      ]),
    ),
};

import { csv } from '../formats/csv.ts';
import {
  casesOf,
  expressionPaths,
  type Field,
  type InferredFrom,
  type Model,
  type Source,
  type TemplatePart,
} from '../model/index.ts';
import { chooseOptions } from './files/choose.ts';
import type { ModelOptions } from './commands/model-options.ts';
import type { Pass, Program } from '../engine/compile/program.ts';
import { Buffers } from '../workers/making/buffers.ts';
import type { ModelRequest } from '../workers/programs/model-request.ts';
import { estimateBytes } from '../workers/making/estimate.ts';
import type { TargetProblem } from '../targets/index.ts';
import { Failure } from './failure.ts';
import { bytes, plural } from './print/figures.ts';
import { inspectModel, requestFor } from './model/load-model.ts';
import { shownPath } from './model/model-file.ts';
import { printProblems } from './print/print-problems.ts';
import { printable } from './print/printable.ts';
import { printTargetProblems } from './print/print-target-problems.ts';
import { SQLITE_TARGET } from './databases/sqlite-target.ts';

export interface CheckOptions extends ModelOptions {
  readonly json?: boolean;
  /** A database with the tables to compare with. */
  readonly target?: string;
  /** Of the target's tables. */
  readonly schema?: string;
}

/** A field of which the model says no more than a name and perhaps a type. */
interface Inferred {
  /** `Entity.field`. */
  readonly field: string;
  /** What its values come from, as in `one of open, closed`. */
  readonly gives: string;
  /** Null where that is no generator. */
  readonly generator: string | null;
  /** `type` where nothing is known of the name, so that the values are random ones of the type. */
  readonly from: InferredFrom;
}

/** Values of a list that are shown. */
const MAX_SHOWN = 4;

interface EntitySize {
  readonly name: string;
  readonly rows: number;
  /** As csv. */
  readonly estimatedBytes: number;
}

/** A file that the model draws from. */
interface FileSummary {
  readonly name: string;
  /** Of its text, as UTF-8. */
  readonly bytes: number;
  /** SHA-256 in hexadecimal: another digest means other values. */
  readonly digest: string;
}

/** Prints what is wrong with a model, what keeps the tables of a target from taking its rows, what could not be inferred, what was inferred, and how large it is. Errors set the exit code to 2. */
export async function check(path: string, options: CheckOptions): Promise<void> {
  const request = await requestFor(path, options);
  const { model, program, problems } = inspectModel(request, csv.nested);
  const [unknown, inferred] = model === null ? [[], []] : inferredIn(model);
  const csvOptions = chooseOptions(csv, new Map());
  const buffers = new Buffers();
  const passes = program?.passes ?? [];
  const entities = (program?.entities ?? []).map((entity) => {
    return { name: entity.name, rows: entity.rows, estimatedBytes: estimateBytes(entity, csv, csvOptions, buffers) };
  });
  const files = filesOf(request);
  const errors = problems.filter(({ severity }) => severity === 'error').length;
  const target = await targetProblems(program, options);
  if (errors > 0 || (target?.length ?? 0) > 0) process.exitCode = 2;
  if (options.json === true) {
    const warnings = problems.length - errors;
    const comparison = target === null ? {} : { target };
    const report = { errors, warnings, problems, ...comparison, unknown, inferred, files, entities, passes };
    process.stdout.write(`${JSON.stringify(report, null, 2)}\n`);
    return;
  }
  printProblems(path, problems);
  if (problems.length === 0) process.stdout.write(`${printable(shownPath(path))}: no problems\n`);
  printTargetProblems(target ?? []);
  if (target?.length === 0) process.stdout.write('the tables of the target fit the model\n');
  printUnknown(unknown);
  printInferred(inferred);
  printFiles(files);
  printSizes(entities);
  printPasses(passes);
}

/** What keeps the tables of the target from taking the rows; null without a target, or for a model with errors. */
async function targetProblems(
  program: Program | null,
  { target, schema }: CheckOptions,
): Promise<readonly TargetProblem[] | null> {
  if (schema !== undefined && (target === undefined || target.startsWith(SQLITE_TARGET))) {
    throw new Failure(2, '--schema applies to the tables of a PostgreSQL database: name it with --target');
  }
  if (program === null || target === undefined) return null;
  const { compareTables } = await import('./databases/compare-tables.ts');
  return await compareTables(program.entities, target, schema ?? null);
}

function filesOf({ files = [] }: ModelRequest): readonly FileSummary[] {
  return files.flatMap((file) =>
    'text' in file ? [{ name: file.name, bytes: Buffer.byteLength(file.text), digest: file.digest }] : [],
  );
}

/** Every field and item that nobody wrote a source for: those whose names say nothing, then the others. */
function inferredIn(model: Model): [unknown: readonly Inferred[], known: readonly Inferred[]] {
  const [unknown, known]: [Inferred[], Inferred[]] = [[], []];
  const look = (entity: string, field: Field): void => {
    const { path, source, inferred: from } = field;
    if (source.kind === 'object') for (const inner of source.fields) look(entity, inner);
    if (source.kind === 'list') look(entity, source.item);
    if (source.kind === 'cases') for (const inner of casesOf(source)) look(entity, inner);
    if (from === null) return;
    const generator = source.kind === 'generator' ? source.name : null;
    const entry = { field: `${entity}.${path}`, gives: givenBy(source), generator, from };
    (isUnknown(field) ? unknown : known).push(entry);
  };
  for (const { name, fields } of model.entities) for (const field of fields) look(name, field);
  return [unknown, known];
}

/** Whether the values mean nothing: a key needs no meaning, and bounds are one. */
function isUnknown({ source, inferred, key }: Field): boolean {
  if (inferred !== 'type' || key || source.kind !== 'generator' || source.name === 'uuid') return false;
  return source.name === 'words' || (source.range.min === null && source.range.max === null);
}

function givenBy(source: Source): string {
  switch (source.kind) {
    case 'generator': {
      const { min, max } = source.range;
      const share = source.name === 'boolean' ? ` (share ${String(source.options.share)})` : '';
      const lead = source.lead?.kind === 'field' ? `, following ${source.lead.path.join('.')}` : '';
      return min === null || max === null ? source.name + share + lead : `${source.name} ${min.text}..${max.text}`;
    }
    case 'values': {
      const texts = source.values.map((value) => (value !== null && typeof value === 'object' ? value.text : value));
      return `one of ${texts.slice(0, MAX_SHOWN).join(', ')}${texts.length > MAX_SHOWN ? ', …' : ''}`;
    }
    case 'template':
      return source.parts.map(partText).join('');
    case 'expression': {
      const fields = expressionPaths(source.expression).map((names) => names.join('.'));
      return fields.length === 0 ? 'an expression' : `computed from ${fields.join(' and ')}`;
    }
    case 'aggregate':
    case 'broken':
    case 'level':
    case 'cases':
    case 'pattern':
    case 'list':
    case 'lookup':
    case 'object':
    case 'order':
    case 'one_of':
    case 'ordinal':
    case 'provider':
    case 'reference':
    case 'relative':
    case 'series':
    case 'slot':
    case 'states':
    case 'static':
    case 'target':
      return source.kind;
  }
}

function partText(part: TemplatePart): string {
  if (part.kind === 'literal') return part.text;
  if (part.kind === 'path') return `{${part.names.join('.')}}`;
  return `{@${part.source.kind === 'generator' ? part.source.name : part.source.provider}}`;
}

function printUnknown(unknown: readonly Inferred[]): void {
  if (unknown.length === 0) return;
  process.stdout.write('\nNot inferred (random values of the type):\n');
  for (const { field, gives } of unknown) process.stdout.write(`  ${printable(field)}: ${gives}\n`);
  process.stdout.write(
    '  Describe the contents of a field with a generator (`string @city`; `rowmill generators` lists them), a range\n' +
      '  (`integer 1-10`) or values (`enum(open, closed)`).\n',
  );
}

function printInferred(inferred: readonly Inferred[]): void {
  if (inferred.length === 0) return;
  process.stdout.write('\nInferred:\n');
  for (const { field, gives, from } of inferred) {
    const why = from === 'siblings' ? '' : ` (from its ${from})`;
    process.stdout.write(`  ${printable(field)}: ${printable(gives)}${why}\n`);
  }
}

function printPasses(passes: readonly Pass[]): void {
  if (passes.length === 0) return;
  process.stdout.write('\nComputed before the first row, at every start:\n');
  for (const { field, entity, rows, values } of passes) {
    const counted = `${plural(values, 'value')} of the ${plural(rows, 'row')} of ${printable(entity)}`;
    process.stdout.write(`  ${printable(field)}: ${counted}\n`);
  }
}

function printFiles(files: readonly FileSummary[]): void {
  if (files.length === 0) return;
  process.stdout.write('\nFiles:\n');
  for (const { name, bytes: size } of files) process.stdout.write(`  ${printable(name)}: ${bytes(size)}\n`);
}

function printSizes(entities: readonly EntitySize[]): void {
  if (entities.length === 0) return;
  const rows = entities.map((entity) => plural(entity.rows, 'row'));
  const sizes = entities.map((entity) => `about ${bytes(entity.estimatedBytes)} as csv`);
  const width = Math.max(...entities.map(({ name }) => name.length));
  const rowsWidth = Math.max(...rows.map((text) => text.length));
  process.stdout.write('\nEntities:\n');
  for (const [i, { name }] of entities.entries()) {
    process.stdout.write(`  ${printable(name).padEnd(width)}  ${rows[i].padStart(rowsWidth)}  ${sizes[i]}\n`);
  }
  const total = entities.reduce((sum, { estimatedBytes }) => sum + estimatedBytes, 0);
  process.stdout.write(`  ${bytes(total)} in all\n`);
}

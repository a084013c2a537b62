import { styleText } from 'node:util';
import { writeFileSync } from 'node:fs';
import {
  dialectNamed,
  dialectOf,
  DIALECTS,
  type ImportCounts,
  type ImportFinding,
  type ImportReport,
  sourceOf,
} from '../dialects/index.ts';
import { catalogue } from '../engine/generators/catalogue.ts';
import { MAX_DOCUMENT_BYTES, type Problem } from '../model/index.ts';
import { loadProgram } from '../workers/programs/load-program.ts';
import { unknown } from './choose.ts';
import { Failure } from './failure.ts';
import { plural } from './figures.ts';
import { readBytes, shownPath } from './model-file.ts';
import { printable } from './printable.ts';
import { systemFailure } from './system-failure.ts';

export interface ImportOptions {
  readonly from?: string;
  readonly out?: string;
  readonly report?: string;
  readonly json?: boolean;
}

/** Bytes of a schema; dumps with their rows are larger, and need none of them. */
const MAX_SCHEMA_BYTES = 64 * 1024 * 1024;
/** Findings that are printed; the report file has all. */
const MAX_PRINTED = 200;
const stream = process.stderr;

/** Prints the model of a schema, or writes it; and what of the schema is not in it. */
export async function importSchema(
  path: string,
  { from, out, report: reportPath, json }: ImportOptions,
): Promise<void> {
  const chosen = from === undefined ? null : dialectNamed(from);
  if (chosen === undefined) throw unknown('dialect', from ?? '', NAMES);
  const source = sourceOf(await readBytes(path, 'schema', MAX_SCHEMA_BYTES));
  const dialect = chosen ?? dialectOf(source);
  if (dialect === undefined) throw new Failure(2, `cannot read the schema ${shownPath(path)}: it is not UTF-8 text`);
  const { model, report } = await dialect.read(source, { catalogue, problemsOf: errorsOf });
  if (model === '') {
    if (reportPath !== undefined) write(reportPath, `${JSON.stringify(report, null, 2)}\n`, 'report', 'w');
    printFindings(path, report);
    const hint = from === undefined ? `, which was read as ${report.dialect}: choose another dialect with --from` : '';
    throw new Failure(2, `there is no table in ${shownPath(path)}${hint}`);
  }
  if (out !== undefined) write(out, model, 'model', 'wx');
  if (reportPath !== undefined) write(reportPath, `${JSON.stringify(report, null, 2)}\n`, 'report', 'w');
  if (json === true) {
    process.stdout.write(`${JSON.stringify({ model, report }, null, 2)}\n`);
    return;
  }
  if (out === undefined) process.stdout.write(model);
  printFindings(path, report);
  printCounts(report);
  const bytes = Buffer.byteLength(model);
  if (bytes > MAX_DOCUMENT_BYTES) {
    stream.write(
      `The model is larger than the ${MAX_DOCUMENT_BYTES / 1024} KiB that a model may have: remove tables from it.\n`,
    );
  }
  if (out !== undefined) stream.write(`Wrote ${printable(out)}. Next: rowmill check ${printable(out)}\n`);
}

/** The errors of a model, as long as it is not too large to be read. */
function errorsOf(text: string): readonly Problem[] {
  if (Buffer.byteLength(text) > MAX_DOCUMENT_BYTES) return [];
  return loadProgram({ text }, true).problems.filter(({ severity }) => severity === 'error');
}

const NAMES = DIALECTS.flatMap(({ name, aliases }) => [name, ...aliases]);

function write(path: string, text: string, kind: 'model' | 'report', flag: 'w' | 'wx'): void {
  try {
    writeFileSync(path, text, { flag });
  } catch (error) {
    throw systemFailure(error, 1, `cannot write the ${kind} ${path}`);
  }
}

function printFindings(path: string, { findings, unlisted }: ImportReport): void {
  for (const finding of findings.slice(0, MAX_PRINTED)) stream.write(`${lineOf(path, finding)}\n`);
  const more = findings.length + unlisted - Math.min(findings.length, MAX_PRINTED);
  if (more > 0) stream.write(`… and ${more} more; --report FILE lists them.\n`);
}

function lineOf(path: string, { level, code, line, column, path: of, message }: ImportFinding): string {
  const colour = level === 'skipped' ? 'yellow' : 'cyan';
  const place = printable(`${shownPath(path)}:${line}:${column}`);
  const subject = of === '' ? '' : `${printable(of)}: `;
  return `${place} ${styleText([colour, 'bold'], level, { stream })} ${styleText('dim', code, { stream })} ${subject}${printable(message)}`;
}

function printCounts({ dialect, source, understood, harmless }: ImportReport): void {
  const part = (name: keyof ImportCounts, one: string): string => {
    const [kept, all] = [understood[name], source[name]];
    return kept === all ? plural(all, one) : `${kept} of ${plural(all, one)}`;
  };
  const parts = [
    part('tables', 'table'),
    part('columns', 'column'),
    part('keys', 'key'),
    part('references', 'reference'),
    part('uniques', 'unique constraint'),
    part('checks', 'check'),
  ];
  stream.write(`Read as ${dialect}: ${parts.join(', ')}; ${plural(harmless, 'other statement')} passed over.\n`);
}

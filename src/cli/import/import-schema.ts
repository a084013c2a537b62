import { styleText } from 'node:util';
import { writeFileSync } from 'node:fs';
import type { ImportCounts, ImportFinding, ImportReport } from '../../dialects/index.ts';
import { MAX_DOCUMENT_BYTES } from '../../model/index.ts';
import { Failure } from '../failure.ts';
import { plural } from '../print/figures.ts';
import { shownPath } from '../model/model-file.ts';
import { printable } from '../print/printable.ts';
import { readSchema, type SchemaOptions } from './read-schema.ts';
import { systemFailure } from '../system-failure.ts';

export interface ImportOptions extends SchemaOptions {
  readonly out?: string;
  readonly report?: string;
  readonly json?: boolean;
}

/** Findings that are printed; the report file has all. */
const MAX_PRINTED = 200;
const stream = process.stderr;

/** Prints the model of a schema, or writes it; and what of the schema is not in it. */
export async function importSchema(path: string, options: ImportOptions): Promise<void> {
  const { from, out, report: reportPath, json } = options;
  const { model, report, title } = await readSchema(path, options);
  if (model === '') {
    if (reportPath !== undefined) write(reportPath, `${JSON.stringify(report, null, 2)}\n`, 'report', 'w');
    printFindings(title, report);
    const isDetected = from === undefined && title === shownPath(path);
    throw noTable(title, isDetected ? report.dialect : null);
  }
  if (out !== undefined) write(out, model, 'model', 'wx');
  if (reportPath !== undefined) write(reportPath, `${JSON.stringify(report, null, 2)}\n`, 'report', 'w');
  if (json === true) {
    process.stdout.write(`${JSON.stringify({ model, report }, null, 2)}\n`);
    return;
  }
  if (out === undefined) process.stdout.write(model);
  printFindings(title, report);
  stream.write(`${countsLine(report)}\n`);
  const bytes = Buffer.byteLength(model);
  if (bytes > MAX_DOCUMENT_BYTES) {
    stream.write(
      `The model is larger than the ${MAX_DOCUMENT_BYTES / 1024} KiB that a model may have: remove tables from it.\n`,
    );
  }
  if (out !== undefined) stream.write(`Wrote ${printable(out)}. Next: rowmill check ${printable(out)}\n`);
}

/** Makes a model of a schema for another command, and prints what is not in it. */
export async function importForPush(path: string, from: string): Promise<string> {
  const { model, report, title } = await readSchema(path, { from });
  printFindings(title, report);
  if (model === '') throw noTable(title, null);
  stream.write(`${countsLine(report)}\n`);
  return model;
}

function noTable(title: string, detected: string | null): Failure {
  const hint = detected === null ? '' : `, which was read as ${detected}: choose another dialect with --from`;
  return new Failure(2, `there is no table in ${title}${hint}`);
}

function write(path: string, text: string, kind: 'model' | 'report', flag: 'w' | 'wx'): void {
  try {
    writeFileSync(path, text, { flag });
  } catch (error) {
    throw systemFailure(error, 1, `cannot write the ${kind} ${path}`);
  }
}

function printFindings(title: string, report: ImportReport): void {
  for (const line of findingLines(title, report, MAX_PRINTED)) stream.write(`${line}\n`);
}

/** What a model does not keep, at most so many lines of it. */
export function findingLines(title: string, { findings, unlisted }: ImportReport, most: number): readonly string[] {
  const lines = findings.slice(0, most).map((finding) => lineOf(title, finding));
  const more = findings.length + unlisted - lines.length;
  return more > 0 ? [...lines, `… and ${more} more; rowmill import --report FILE lists them.`] : lines;
}

function lineOf(title: string, { level, code, line, column, path: of, message }: ImportFinding): string {
  const colour = level === 'skipped' ? 'yellow' : 'cyan';
  const place = line === null ? '' : `${printable(`${title}:${line}:${column}`)} `;
  const subject = of === '' ? '' : `${printable(of)}: `;
  return `${place}${styleText([colour, 'bold'], level, { stream })} ${styleText('dim', code, { stream })} ${subject}${printable(message)}`;
}

/** How much of a schema a model keeps. */
export function countsLine({ dialect, source, understood, harmless }: ImportReport): string {
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
  return `Read as ${dialect}: ${parts.join(', ')}; ${plural(harmless, 'other statement')} passed over.`;
}

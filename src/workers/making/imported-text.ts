import { dialectNamed, dialectOf, type ImportFinding, type ImportReport, sourceOf } from '../../dialects/index.ts';
import { catalogue } from '../../engine/generators/catalogue.ts';
import { MAX_DOCUMENT_BYTES } from '../../model/index.ts';
import type { ImportedText, ImportRequest } from '../host/model-host.ts';
import { modelErrors } from '../programs/model-errors.ts';

/** Findings that leave the thread, and characters of each of their texts: names in them can be as long as the source. */
const MAX_FINDINGS = 1000;
const MAX_TEXT = 1000;

/** Makes a model of a schema. */
export async function importedText({ text, dialect: name }: ImportRequest): Promise<ImportedText> {
  const source = sourceOf(Buffer.from(text));
  const dialect = name === null ? dialectOf(source) : dialectNamed(name);
  if (dialect === undefined) return { ok: false, code: 'FORMAT_NOT_RECOGNIZED', message: UNKNOWN };
  const { model, report } = await dialect.read(source, { catalogue, problemsOf: modelErrors });
  if (Buffer.byteLength(model) > MAX_DOCUMENT_BYTES) return { ok: false, code: 'MODEL_TOO_LARGE', message: TOO_LARGE };
  return { ok: true, model, report: bounded(report), dialect: dialect.name };
}

function bounded({ findings, unlisted, ...report }: ImportReport): ImportReport {
  const listed = findings.slice(0, MAX_FINDINGS).map(cut);
  return { ...report, findings: listed, unlisted: unlisted + findings.length - listed.length };
}

function cut(finding: ImportFinding): ImportFinding {
  return { ...finding, path: cutText(finding.path), message: cutText(finding.message) };
}

/** The result can be kept as JSON in a database, wherever the text was cut and whatever its names are. */
function cutText(text: string): string {
  const short = text.length > MAX_TEXT ? `${text.slice(0, MAX_TEXT)}…` : text;
  return short.toWellFormed().replaceAll('\0', '\ufffd');
}

const UNKNOWN = 'the language of the schema was not recognized: name it as the format';
const TOO_LARGE = `the model of this schema would be larger than ${MAX_DOCUMENT_BYTES / 1024} KiB: remove tables from the schema`;

import { askerOf } from '../access.ts';
import type { Call } from '../call.ts';
import { dialectNamed, type ImportFinding, type ImportReport } from '../dialects/index.ts';
import { done, type Outcome, problemRefusal, type Refusal, refused } from '../refusal.ts';
import type { ModelHost } from '../workers/host/model-host.ts';
import type { ModelSource } from './add-revision.ts';
import { invalid } from './refusals.ts';
import { unlessExpensive } from './unless-expensive.ts';

/** Bytes of a schema that a model is made from. */
export const MAX_SOURCE_BYTES = 2 * 1024 * 1024;

/** Reasons that are given why nothing was made of a schema. */
const MAX_REASONS = 100;

export interface ImportedModel {
  /** YAML. */
  readonly model: string;
  /** What of the schema is in it. */
  readonly report: ImportReport;
  /** What it was made from; null if that was rows, whose values are not to be kept. */
  readonly source: ModelSource | null;
}

/**
 * Makes a model of a schema of another system, away from this thread. Not to be awaited in a transaction.
 * @param group that the caller may see; null if the model is for none.
 * @param format a dialect of the registry; null if it is to be detected.
 * @param path of the schema in the caller's input.
 */
export async function importedModel(
  { access }: Call,
  host: Pick<ModelHost, 'importText'>,
  group: string | null,
  text: string,
  format: string | null,
  path: string,
): Promise<Outcome<ImportedModel>> {
  const refusals = sourceRefusals(text, path);
  if (refusals.length > 0) return refused(...refusals);
  const read = await unlessExpensive(
    path,
    async () => await host.importText({ text, dialect: format }, askerOf(access, group)),
  );
  if (!read.ok) return read;
  if (!read.value.ok) {
    const { code, message } = read.value;
    return refused({ kind: 'model-problem', code, message, path: [path] });
  }
  const { model, report, dialect } = read.value;
  if (model === '') return refused(...emptyRefusals(report, path));
  return done({ model, report, source: dialectNamed(dialect)?.isSample === true ? null : { text, dialect } });
}

/** Why a schema cannot even be kept beside its model. */
function sourceRefusals(text: string, path: string): readonly Refusal[] {
  if (text.length > MAX_SOURCE_BYTES || Buffer.byteLength(text) > MAX_SOURCE_BYTES) {
    return [
      invalid(
        `a schema has at most ${MAX_SOURCE_BYTES / 1024} KiB: remove rows from it, or import it with the command line`,
        path,
      ),
    ];
  }
  if (text.includes('\0') || !text.isWellFormed()) {
    return [invalid('a schema must not contain NUL characters or half surrogate pairs: save it as UTF-8', path)];
  }
  return [];
}

/** Why there is nothing in a model: no table in the schema, and what of the schema was not understood. */
function emptyRefusals({ dialect, findings }: ImportReport, path: string): readonly Refusal[] {
  const message = `there is no table in this schema, which was read as ${dialect}: check it, or name another format`;
  const reasons = findings.filter(({ level }) => level === 'skipped').slice(0, MAX_REASONS);
  return [
    { kind: 'model-problem', code: 'SCHEMA_EMPTY', message, path: [path] },
    ...reasons.map((finding) => findingRefusal(finding, path)),
  ];
}

function findingRefusal({ code, line, column, path: of, message }: ImportFinding, path: string): Refusal {
  const problem = {
    severity: 'error',
    code,
    line: line ?? 1,
    column: column ?? 1,
    path: of,
    message,
    hint: '',
  } as const;
  return problemRefusal(problem, [path]);
}

import type { Catalogue } from '../model/index.ts';
import type { ProblemsOf } from './model/model-of.ts';
import type { Findings, ImportReport } from './report.ts';
import type { SourceSchema } from './schema.ts';

/** A form in which other systems describe tables. A start that imports nothing loads no parser: `read` loads its own. */
export interface Dialect {
  /** What `--from` takes, and reports name. */
  readonly name: string;
  /** Other names that `--from` takes, in lower case. */
  readonly aliases: readonly string[];
  /** What a source of it is, for lists: `PostgreSQL DDL`. */
  readonly title: string;
  /** Whether a source of it is not a text. */
  readonly isBinary?: boolean;
  /** Whether a source of it is rows, of which nothing but their shape is to be kept. */
  readonly isSample?: boolean;
  /** Whether a source looks like one. The first dialect of the registry that says so reads it. Quick, whatever the source. */
  detects(source: Source): boolean;
  /** Never throws, whatever the source: what is not understood is in the report, with its position. */
  read(source: Source, context: ImportContext): Promise<ImportedSchema>;
}

/** What is imported. */
export interface Source {
  readonly bytes: Uint8Array;
  /** The bytes as UTF-8, without a byte order mark; null if they are not that. */
  readonly text: string | null;
  /** The name of its file without what follows the first dot; absent where it has none. */
  readonly name?: string;
}

export interface ImportContext {
  readonly catalogue: Catalogue;
  /** Finds the errors of a model: what cannot be made is left out of it. */
  readonly problemsOf: ProblemsOf;
  /** Adds what is known of the rows to a schema; may note in the findings what it adds. */
  readonly enrich?: (schema: SourceSchema, findings: Findings) => Promise<SourceSchema>;
}

export interface ImportedSchema {
  /** YAML of the model language; '' if the source defines no table. */
  readonly model: string;
  readonly report: ImportReport;
}

/** @param file the name of its file, with or without a path; '' where it has none. */
export function sourceOf(bytes: Uint8Array, file = ''): Source {
  const name = file.replace(/^.*[/\\]/s, '').replace(/\..*$/s, '');
  return { bytes, text: decoded(bytes), ...(name === '' ? {} : { name }) };
}

function decoded(bytes: Uint8Array): string | null {
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes);
  } catch (error) {
    if (error instanceof TypeError) return null;
    throw error;
  }
}

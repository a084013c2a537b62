import type { Findings } from '../report.ts';
import type { SourceSchema } from '../schema.ts';
import { Catalogue } from './catalogue.ts';
import { shown } from './ddl-parts.ts';
import { DdlReader, type Outcome } from './ddl.ts';
import { SQL_DIALECTS, type SqlDialect, type SqlDialectName } from './dialect.ts';
import { Lines } from './lines.ts';
import { loadPostgresParser, type ParsePostgres, PostgresReader } from './postgres.ts';
import { type Statement, statementsOf } from './statements.ts';

/** What a script defines. */
export interface ReadSql {
  readonly dialect: SqlDialect;
  readonly schema: SourceSchema;
  /** Statements that do not matter for rows. */
  readonly harmless: number;
}

/** Statements longer than this are not given to the parser of PostgreSQL, which takes many times their size in memory. */
const MAX_PARSED = 1_000_000;
/** What the parser of PostgreSQL can say of a table; all other statements are read by their first words. */
const PARSED = new Set(['CREATE', 'ALTER', 'COMMENT', 'DROP']);
/** Of those, what is about anything but tables, types and indexes, by the words after the first. */
const UNPARSED = new Set([
  'FUNCTION',
  'PROCEDURE',
  'TRIGGER',
  'VIEW',
  'AGGREGATE',
  'SEQUENCE',
  'EXTENSION',
  'OPERATOR',
]);
const MAX_WORDS_LOOKED = 4;
/** Characters of a function that is one expression. */
const MAX_FUNCTION = 4000;
/** Parentheses within one another that the parser of PostgreSQL is trusted with. */
const MAX_PARENTHESES = 200;

/** Reads a script of SQL. Never throws, whatever the text: what is not understood is noted with its position. */
export async function readSql(source: string, name: SqlDialectName, findings: Findings): Promise<ReadSql> {
  const dialect = SQL_DIALECTS[name];
  const lines = new Lines(source);
  const catalogue = new Catalogue(dialect, findings);
  const reader = new DdlReader(source, lines, catalogue, dialect.name);
  let parser: { readonly parse: ParsePostgres; readonly postgres: PostgresReader } | null = null;
  let harmless = 0;
  for (const statement of statementsOf(source, dialect)) {
    const at = lines.at(statement.start);
    let outcome: Outcome;
    if (dialect.name === 'postgresql' && isParsed(statement)) {
      if (parser === null) {
        const parse = await loadPostgresParser();
        parser = { parse, postgres: new PostgresReader(source, lines, catalogue, parse) };
      }
      outcome = readParsed(source, statement, { ...parser, reader });
    } else outcome = reader.read(statement);
    if (outcome === 'harmless') harmless++;
    const text = shown(source.slice(statement.start, Math.min(statement.end, statement.start + 200)));
    if (outcome === 'unknown') findings.skipped('STATEMENT_SKIPPED', at, '', `\`${text}\` is not understood.`);
    if (statement.isUnfinished) findings.skipped('STATEMENT_UNFINISHED', at, '', `\`${text}\` has no end.`);
  }
  return { dialect, schema: catalogue.finish(), harmless };
}

/** Whether a statement is about tables, types or indexes, and within what the parser of PostgreSQL is trusted with. */
export function isParsed(statement: Statement): boolean {
  const { tokens, start, end } = statement;
  const words = tokens.slice(0, MAX_WORDS_LOOKED).map(({ text }) => text.toUpperCase());
  if (!PARSED.has(words[0]) || end - start > MAX_PARSED) return false;
  if (words.slice(1).some((word) => UNPARSED.has(word)) && !isExpression(statement)) return false;
  let depth = 0;
  for (const { kind, text } of tokens) {
    if (kind !== 'symbol') continue;
    if (text === '(') depth++;
    else if (text === ')') depth--;
    if (depth > MAX_PARENTHESES) return false;
  }
  return true;
}

/** Whether a function may be an expression in other words, which checks are about. */
function isExpression({ tokens, start, end }: Statement): boolean {
  const words = tokens.filter(({ kind }) => kind === 'word').map(({ text }) => text.toUpperCase());
  const language = words[words.indexOf('LANGUAGE') + 1] ?? '';
  return (
    words[0] === 'CREATE' &&
    words.slice(0, MAX_WORDS_LOOKED).includes('FUNCTION') &&
    end - start < MAX_FUNCTION &&
    !words.includes('TRIGGER') &&
    (language === 'SQL' || language === 'PLPGSQL' || words.includes('RETURN'))
  );
}

function readParsed(
  source: string,
  statement: Statement,
  {
    parse,
    postgres,
    reader,
  }: { readonly parse: ParsePostgres; readonly postgres: PostgresReader; readonly reader: DdlReader },
): Outcome {
  let tree: unknown;
  try {
    tree = parse(source.slice(statement.start, statement.end));
  } catch (error) {
    // Most of what it refuses is another dialect's word, which the tolerant reader notes by itself.
    if (error instanceof Error) return reader.read(statement);
    throw error;
  }
  return postgres.read(statement, tree);
}

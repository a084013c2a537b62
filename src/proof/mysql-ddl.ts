import { shown } from '../dialects/sql/ddl-parts.ts';
import { SQL_DIALECTS } from '../dialects/sql/dialect.ts';
import { Lines } from '../dialects/sql/lines.ts';
import { type Statement, statementsOf, type Token } from '../dialects/sql/statements.ts';
import { Tokens } from '../dialects/sql/tokens.ts';
import type { SourcePosition } from '../dialects/schema.ts';
import type { DdlFinding } from './report.ts';

/** A statement of a script as it is run. */
export interface MysqlStatement {
  /** Null if nothing is run. */
  readonly sql: string | null;
  readonly at: SourcePosition;
  /** Why a statement that would make a table is not run. */
  readonly finding: DdlFinding | null;
}

const MAX_SHOWN = 200;
/** Words of ALTER TABLE that reach beyond the table, each before its value. */
const REACHING = new Set(['CONNECTION', 'DIRECTORY', 'ENGINE', 'TABLESPACE', 'UNION']);

/**
 * The statements that define tables and indexes, all of them in the database of the session: a name has no database before it, and a
 * table no engine, directory or partitions of its own.
 * @param isMariadb whether MariaDB runs them, which lacks some collations of MySQL.
 */
export function* mysqlStatements(script: string, isMariadb: boolean): Generator<MysqlStatement> {
  const lines = new Lines(script);
  for (const statement of statementsOf(script, SQL_DIALECTS.mysql)) {
    const at = lines.at(statement.start);
    const kind = kindOf(statement);
    const end = kind === 'defines' ? definitionEnd(statement) : null;
    if (end !== null) {
      yield { sql: `${textOf(script, statement, end, isMariadb)}${optionsOf(statement, end)}`, at, finding: null };
      continue;
    }
    const text = shown(script.slice(statement.start, Math.min(statement.end, statement.start + MAX_SHOWN)));
    const message = `\`${text}\` is never run.`;
    yield { sql: null, at, finding: kind === 'other' ? null : { code: 'STATEMENT_LEFT_OUT', ...at, message } };
  }
}

/** `makes`: it would make a table, in a way that is never run. */
function kindOf({ tokens }: Statement): 'defines' | 'makes' | 'other' {
  const words = tokens.slice(0, 4).map(({ kind, text }) => (kind === 'word' ? text.toUpperCase() : ''));
  const [first, ...others] = words;
  if (first === 'ALTER') {
    if (!others.includes('TABLE')) return 'other';
    return isReaching(tokens) ? 'makes' : 'defines';
  }
  if (first === 'DROP' || first === 'RENAME') return ['TABLE', 'INDEX'].includes(others[0]) ? 'defines' : 'other';
  if (first !== 'CREATE') return 'other';
  const what = others.find((word) => !['OR', 'REPLACE', 'UNIQUE', 'FULLTEXT', 'SPATIAL', 'ONLINE'].includes(word));
  if (what === 'INDEX' || what === 'TABLE' || what === 'SEQUENCE') return 'defines';
  return what === 'TEMPORARY' ? 'makes' : 'other';
}

function isReaching(tokens: readonly Token[]): boolean {
  return tokens.some(({ kind, text }, k) => {
    if (kind !== 'word' || !REACHING.has(text.toUpperCase())) return false;
    const next = tokens.at(k + 1);
    return next?.kind === 'text' || (next?.kind === 'symbol' && next.text === '=');
  });
}

/** The number of tokens up to the options of a table; null for a table of a query. */
function definitionEnd({ tokens }: Statement): number | null {
  const isTable =
    tokens[0].text.toUpperCase() === 'CREATE' && tokens.slice(1, 4).some((token) => isWord(token, 'TABLE'));
  if (!isTable) return tokens.length;
  const reader = new Tokens(tokens, '');
  while (!reader.isEmpty && !reader.isSymbol('(')) {
    if (['AS', 'SELECT', 'WITH'].includes(reader.word())) return null;
    reader.at++;
  }
  // LIKE another table.
  if (reader.isEmpty) return tokens.some((token) => isWord(token, 'LIKE')) ? tokens.length : null;
  return ['SELECT', 'WITH'].includes(reader.word(1)) || reader.parenthesized() === null ? null : reader.at;
}

/** What the tokens write, without what is before the last name of a path. */
function textOf(script: string, { tokens, start }: Statement, end: number, isMariadb: boolean): string {
  let text = '';
  let from = start;
  const isName = (k: number): boolean => tokens[k]?.kind === 'name' || tokens[k]?.kind === 'word';
  for (let k = 0; k < end; k++) {
    const token = tokens[k];
    if (isName(k) && k + 2 < end && isDot(tokens[k + 1]) && isName(k + 2)) {
      text += script.slice(from, token.start);
      from = tokens[k + 2].start;
      k++;
    } else if (isMariadb && /^utf8mb4_0900_/i.test(token.text) && token.kind !== 'symbol') {
      text += script.slice(from, token.start) + collation(token.text);
      from = token.end;
    }
  }
  return text + script.slice(from, tokens[end - 1].end);
}

/** Of the options of a table those that say which texts are equal. */
function optionsOf({ tokens }: Statement, end: number): string {
  const reader = new Tokens(tokens, '', end);
  let text = '';
  while (!reader.isEmpty) {
    const option =
      reader.take('CHARSET') || reader.take('CHARACTER', 'SET') ? 'CHARSET' : reader.take('COLLATE') ? 'COLLATE' : null;
    if (option === null) reader.at++;
    else {
      reader.symbol('=');
      const value = reader.next()?.text ?? '';
      if (/^\w+$/.test(value)) text += ` ${option}=${/^utf8mb4_0900_/i.test(value) ? collation(value) : value}`;
    }
  }
  return text;
}

/** The collation of both servers that is most like one of MySQL alone. */
function collation(name: string): string {
  return /_ci$/i.test(name) ? 'utf8mb4_unicode_520_ci' : 'utf8mb4_bin';
}

function isWord({ kind, text }: Token, word: string): boolean {
  return kind === 'word' && text.toUpperCase() === word;
}

function isDot({ kind, text }: Token): boolean {
  return kind === 'symbol' && text === '.';
}

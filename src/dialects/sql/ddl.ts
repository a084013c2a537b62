import type { Check, Condition } from '../schema.ts';
import type { Catalogue, DraftTable, Name } from './catalogue.ts';
import { readCondition } from './condition.ts';
import { TableChanges } from './ddl-alter.ts';
import { ColumnReader } from './ddl-columns.ts';
import { nameOf, readName, readPath, readType } from './ddl-parts.ts';
import type { SqlDialectName } from './dialect.ts';
import type { Lines } from './lines.ts';
import type { Statement } from './statements.ts';
import { tableNext } from './table-next.ts';
import { Tokens } from './tokens.ts';

/** What a statement is to an import: `unknown` is listed. */
export type Outcome = 'read' | 'harmless' | 'unknown';

/** Statements that do not matter for rows, by their first word. */
const HARMLESS = new Set(
  'SET USE GO GRANT REVOKE INSERT COPY UPDATE DELETE SELECT BEGIN COMMIT START ROLLBACK PRAGMA LOCK UNLOCK EXEC EXECUTE PRINT ANALYZE VACUUM EXIT QUIT PROMPT WHENEVER CONNECT REPLACE MERGE END DECLARE CALL REINDEX REFRESH SHOW WAITFOR RETURN TERMINATE CHECKPOINT SPOOL REM ECHO VALUES TRUNCATE DENY SECURITY'.split(
    ' ',
  ),
);
/** What CREATE, ALTER and COMMENT ON may be about without any meaning for rows. */
const HARMLESS_OBJECTS = new Set(
  'FUNCTION PROCEDURE PROC TRIGGER EXTENSION SEQUENCE SCHEMA DATABASE ROLE USER LANGUAGE AGGREGATE OPERATOR CAST COLLATION INDEX SERVER PUBLICATION SUBSCRIPTION EVENT RULE VIEW MATERIALIZED TABLESPACE STATISTICS POLICY SYNONYM PACKAGE LOGIN STORAGEGROUP BUFFERPOOL DEFAULT CONSTRAINT GROUP CONVERSION TRANSFORM ACCESS LARGE TEXT XML FULLTEXT SPATIAL BITMAP CLUSTERED NONCLUSTERED COLUMNSTORE CERTIFICATE ASSEMBLY QUEUE SERVICE SESSION SYSTEM PROFILE DIRECTORY LIBRARY CONTEXT'.split(
    ' ',
  ),
);
const BEFORE_TABLE = new Set(
  'OR REPLACE GLOBAL LOCAL TEMP TEMPORARY UNLOGGED EXTERNAL FOREIGN COLUMN MULTISET SET VOLATILE ORGANIZED PRIVATE SHARDED IMMUTABLE BLOCKCHAIN'.split(
    ' ',
  ),
);
/** Reads the statements that define tables, whatever else they say. Never throws. */
export class DdlReader {
  readonly #source: string;
  readonly #lines: Lines;
  readonly #catalogue: Catalogue;
  readonly #columns: ColumnReader;
  readonly #changes: TableChanges;

  constructor(source: string, lines: Lines, catalogue: Catalogue, dialect: SqlDialectName) {
    this.#source = source;
    this.#lines = lines;
    this.#catalogue = catalogue;
    this.#columns = new ColumnReader(lines, catalogue, dialect);
    this.#changes = new TableChanges(lines, catalogue, this.#columns);
  }

  read(statement: Statement): Outcome {
    const tokens = new Tokens(statement.tokens, this.#source);
    if (tokens.word() === 'IF') {
      // IF NOT EXISTS (…) BEGIN CREATE TABLE …
      while (!tokens.isEmpty && !(tokens.word() === 'CREATE' && tokens.word(1) === 'TABLE')) tokens.at++;
      if (tokens.isEmpty) return 'harmless';
    }
    if (HARMLESS.has(tokens.word())) return 'harmless';
    // MariaDB's dumps set sequences so; other statements of that name are programs.
    if (tokens.take('DO', 'SETVAL')) return 'harmless';
    if (tokens.take('DROP')) return this.#drop(tokens);
    if (tokens.take('CREATE')) return this.#create(tokens);
    if (tokens.take('ALTER')) return this.#alter(tokens);
    if (tokens.take('COMMENT', 'ON')) return this.#comment(tokens);
    if (tokens.take('RENAME', 'TABLE')) {
      for (const part of tokens.split()) {
        const table = this.#table(part);
        if (table !== undefined && part.take('TO')) this.#changes.rename(table, part);
      }
      return 'read';
    }
    return 'unknown';
  }

  #drop(tokens: Tokens): Outcome {
    if (!tokens.take('TABLE')) return 'harmless';
    tokens.take('IF', 'EXISTS');
    for (const part of tokens.split()) {
      const name = readName(part);
      if (name !== null) this.#catalogue.drop(name);
    }
    return 'harmless';
  }

  #create(tokens: Tokens): Outcome {
    const start = tokens.at;
    while (BEFORE_TABLE.has(tokens.word())) tokens.at++;
    if (tokens.take('TABLE')) return this.#createTable(tokens);
    tokens.at = start;
    let isUnique = false;
    while (
      [
        'UNIQUE',
        'CLUSTERED',
        'NONCLUSTERED',
        'FULLTEXT',
        'SPATIAL',
        'BITMAP',
        'OR',
        'REPLACE',
        'ONLINE',
        'OFFLINE',
      ].includes(tokens.word())
    ) {
      if (tokens.word() === 'UNIQUE') isUnique = true;
      tokens.at++;
    }
    if (tokens.take('INDEX')) return isUnique ? this.#uniqueIndex(tokens) : 'harmless';
    tokens.at = start;
    if (tokens.take('DISTINCT', 'TYPE') || tokens.take('TYPE')) return this.#createType(tokens);
    if (tokens.take('DOMAIN')) return this.#createDomain(tokens);
    // CREATE OR REPLACE DEFINER = `a`@`b` SQL SECURITY INVOKER VIEW …
    for (let i = 0; i < 12; i++) {
      if (!HARMLESS_OBJECTS.has(tokens.word(i))) continue;
      if (tokens.word(i) !== 'MATERIALIZED' && tokens.word(i) !== 'VIEW') return 'harmless';
      tokens.at += i;
      tokens.take('MATERIALIZED');
      tokens.take('VIEW');
      tokens.take('IF', 'NOT', 'EXISTS');
      const view = readName(tokens);
      if (view !== null) this.#catalogue.addView(view);
      return 'harmless';
    }
    return 'unknown';
  }

  #createType(tokens: Tokens): Outcome {
    const name = readName(tokens);
    if (name === null) return 'unknown';
    if (tokens.take('AS', 'ENUM')) {
      const values = tokens
        .parenthesized()
        ?.split()
        .flatMap((part) => part.peek()?.text ?? []);
      this.#catalogue.addEnum(name, values ?? []);
      return 'read';
    }
    if (!tokens.take('FROM') && !tokens.take('AS')) return 'unknown';
    return this.#addDomain(name, tokens);
  }

  #createDomain(tokens: Tokens): Outcome {
    const name = readName(tokens);
    tokens.take('AS');
    return name === null ? 'unknown' : this.#addDomain(name, tokens);
  }

  #addDomain(name: Name, tokens: Tokens): Outcome {
    const { written, typeText } = readType(tokens);
    let notNull = false;
    const checks: Check[] = [];
    while (!tokens.isEmpty) {
      if (tokens.take('NOT', 'NULL')) notNull = true;
      else if (tokens.take('CHECK')) checks.push(...this.#columns.check(tokens, null));
      else tokens.at++;
    }
    this.#catalogue.addDomain(name, { written, typeText, notNull, checks });
    return 'read';
  }

  #createTable(tokens: Tokens): Outcome {
    tokens.take('IF', 'NOT', 'EXISTS');
    const at = this.#lines.at(tokens.offset);
    const name = readName(tokens);
    if (name === null) return 'unknown';
    // SQL Server's tables of a session.
    if (name.name.startsWith('#')) return 'harmless';
    if (tokens.take('LIKE')) {
      const other = this.#table(tokens);
      const table = this.#catalogue.create(name, at);
      if (table !== null && other !== undefined) copyTable(other, table);
      return 'read';
    }
    const elements = tokens.parenthesized();
    if (elements === null) {
      this.#catalogue.findings.skipped(
        'STATEMENT_SKIPPED',
        at,
        name.name,
        'A table without a list of columns is not read.',
      );
      return 'read';
    }
    const table = this.#catalogue.create(name, at);
    if (table === null) return 'read';
    if (elements.take('LIKE')) {
      const other = this.#table(elements);
      if (other !== undefined) copyTable(other, table);
      return 'read';
    }
    for (const element of elements.split()) this.#columns.element(table, element);
    // Options: mysql's COMMENT = '…'.
    while (!tokens.isEmpty) {
      if (tokens.take('COMMENT')) {
        tokens.symbol('=');
        const comment = tokens.peek();
        if (comment?.kind === 'text' && comment.text !== '') table.comment = comment.text;
      } else if (tokens.take('CHARSET') || tokens.take('CHARACTER', 'SET') || tokens.take('COLLATE')) {
        tokens.symbol('=');
        table.charset = tokens.next()?.text ?? null;
      } else tokens.at++;
    }
    return 'read';
  }

  #uniqueIndex(tokens: Tokens): Outcome {
    tokens.take('CONCURRENTLY');
    tokens.take('IF', 'NOT', 'EXISTS');
    const at = this.#lines.at(tokens.offset);
    const name = tokens.word() === 'ON' ? null : (readName(tokens)?.name ?? null);
    if (tokens.take('USING')) tokens.at++;
    if (!tokens.take('ON')) return 'unknown';
    tokens.take('ONLY');
    const table = this.#table(tokens);
    if (table === undefined) return 'read';
    if (tokens.take('USING')) tokens.at++;
    const list = tokens.parenthesized();
    let hasEqualNulls = false;
    let where: Condition | null = null;
    while (!tokens.isEmpty) {
      if (tokens.take('NULLS', 'NOT', 'DISTINCT')) hasEqualNulls = true;
      else if (tokens.take('WHERE')) {
        where = readCondition(tokens);
        break;
      } else tokens.at++;
    }
    this.#columns.addUnique(table, list, { name, at, isIndex: true, where, hasEqualNulls });
    return 'read';
  }

  #comment(tokens: Tokens): Outcome {
    const isColumn = tokens.take('COLUMN');
    if (!isColumn && !tokens.take('TABLE')) return 'harmless';
    const path = readPath(tokens);
    const text = tokens.take('IS') ? tokens.next() : undefined;
    const comment = text?.kind === 'text' && text.text !== '' ? text.text : null;
    const names = isColumn ? path.slice(0, -1) : path;
    const table = this.#catalogue.find(nameOf(names));
    if (table === undefined) return 'harmless';
    if (!isColumn) table.comment = comment;
    else {
      const column = this.#catalogue.column(table, path.at(-1) ?? '');
      if (column !== undefined) column.comment = comment;
    }
    return 'read';
  }

  #alter(tokens: Tokens): Outcome {
    if (!tokens.take('TABLE')) {
      if (tokens.take('TYPE')) return this.#alterType(tokens);
      for (let i = 0; i < 12; i++) if (HARMLESS_OBJECTS.has(tokens.word(i))) return 'harmless';
      return tokens.word() === 'DOMAIN' ? 'harmless' : 'unknown';
    }
    tokens.take('IF', 'EXISTS');
    tokens.take('ONLY');
    const table = this.#table(tokens);
    if (table === undefined) return 'read';
    tokens.symbol('*');
    if (tokens.take('WITH')) tokens.at++;
    let previous = '';
    for (const action of tokens.split()) {
      // ADD a int, b int: the verb holds for the parts after it.
      previous = this.#changes.action(table, action, previous);
    }
    return 'read';
  }

  #alterType(tokens: Tokens): Outcome {
    const name = readName(tokens);
    if (name === null || !tokens.take('ADD', 'VALUE')) return 'harmless';
    tokens.take('IF', 'NOT', 'EXISTS');
    const value = tokens.next()?.text ?? '';
    const place = tokens.takeOne(new Set(['BEFORE', 'AFTER']));
    this.#catalogue.addEnumValue(name, value, place === '' ? null : (tokens.next()?.text ?? null), place === 'AFTER');
    return 'read';
  }

  #table(tokens: Tokens): DraftTable | undefined {
    return tableNext(tokens, this.#catalogue, this.#lines);
  }
}

/** LIKE: the columns, keys and checks of another table. */
export function copyTable(from: DraftTable, to: DraftTable): void {
  to.columns.push(...from.columns.map((column) => ({ ...column })));
  to.primaryKey = from.primaryKey;
  to.uniques.push(...from.uniques);
  to.checks.push(...from.checks);
}

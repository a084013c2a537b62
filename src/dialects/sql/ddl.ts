import type { Check, Condition } from '../schema.ts';
import type { Catalogue, DraftColumn, DraftTable, Name } from './catalogue.ts';
import { readCondition } from './condition.ts';
import type { Lines } from './lines.ts';
import type { Statement } from './statements.ts';
import { indexed, isOfTable, isType, nameOf, readDefault, readName, readPath, readType, skipTo } from './ddl-parts.ts';
import { Tokens } from './tokens.ts';
import { uniqueOf } from './unique-of.ts';

/** What a statement is to an import: `unknown` is listed. */
export type Outcome = 'read' | 'harmless' | 'unknown';

/** Statements that do not matter for rows, by their first word. */
const HARMLESS = new Set(
  'SET USE GO GRANT REVOKE INSERT COPY UPDATE DELETE SELECT BEGIN COMMIT START ROLLBACK PRAGMA LOCK UNLOCK EXEC EXECUTE PRINT ANALYZE VACUUM EXIT QUIT PROMPT WHENEVER CONNECT REPLACE MERGE END DECLARE CALL REINDEX REFRESH SHOW WAITFOR RETURN CHECKPOINT SPOOL REM ECHO VALUES TRUNCATE DENY SECURITY'.split(
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
/** Words after a type that say nothing of values; `on update now()` takes the words behind it. */
const QUIET = new Set(
  'ENABLE DISABLE VISIBLE INVISIBLE SPARSE ROWGUIDCOL STORED VIRTUAL PERSISTED DEFERRABLE INITIALLY DEFERRED IMMEDIATE VALIDATE NOVALIDATE RELY NORELY FIRST MATCH FULL SIMPLE PARTIAL NO ACTION CASCADE RESTRICT ASC DESC CLUSTERED NONCLUSTERED ENFORCED LOGGED COMPACT HIDDEN IMPLICITLY KEY NULLS DISTINCT INHERIT'.split(
    ' ',
  ),
);
const EVENTS = new Set(['DELETE', 'UPDATE']);

/** Reads the statements that define tables, whatever else they say. Never throws. */
export class DdlReader {
  readonly #source: string;
  readonly #lines: Lines;
  readonly #catalogue: Catalogue;
  readonly #isSqlite: boolean;

  constructor(source: string, lines: Lines, catalogue: Catalogue, isSqlite: boolean) {
    this.#source = source;
    this.#lines = lines;
    this.#catalogue = catalogue;
    this.#isSqlite = isSqlite;
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
        if (table !== undefined && part.take('TO')) this.#rename(table, part);
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
    if (tokens.take('TYPE')) return this.#createType(tokens);
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
      else if (tokens.take('CHECK')) checks.push(...this.#check(tokens, null));
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
    for (const element of elements.split()) this.#element(table, element);
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

  #element(table: DraftTable, element: Tokens): void {
    if (element.take('PERIOD', 'FOR') || this.#isPlainIndex(element)) return;
    if (element.take('LIKE')) {
      const other = this.#table(element);
      if (other !== undefined) for (const column of other.columns) this.#catalogue.addColumn(table, { ...column });
      return;
    }
    if (this.#constraint(table, element)) {
      // SQLite reads further ones without a comma between them.
      while (!element.isEmpty) {
        if (element.isSymbol('(')) element.parenthesized();
        else if (!this.#constraint(table, element)) element.at++;
      }
      return;
    }
    this.#column(table, element);
  }

  /** KEY name (a), INDEX name (a): nothing but speed. */
  #isPlainIndex(tokens: Tokens): boolean {
    let at = 0;
    if (['FULLTEXT', 'SPATIAL'].includes(tokens.word())) at++;
    if (!['KEY', 'INDEX'].includes(tokens.word(at))) return false;
    at++;
    if (tokens.isSymbol('(', at)) return true;
    const token = tokens.peek(at);
    if (token === undefined) return false;
    // A column called key has a type, perhaps with a number.
    const inner = tokens.peek(at + 2);
    return (tokens.isSymbol('(', at + 1) && inner?.kind !== 'number') || tokens.word(at + 1) === 'USING';
  }

  /** Reads PRIMARY KEY, UNIQUE, FOREIGN KEY or CHECK, perhaps with a name; false if none of them is next. */
  #constraint(table: DraftTable, tokens: Tokens): boolean {
    const start = tokens.at;
    let name: string | null = null;
    if (tokens.take('CONSTRAINT')) {
      if (!['PRIMARY', 'UNIQUE', 'FOREIGN', 'CHECK'].includes(tokens.word()) || tokens.isSymbol('(', 1)) {
        name = readName(tokens)?.name ?? null;
      }
    }
    const at = this.#lines.at(tokens.offset);
    if (tokens.take('PRIMARY', 'KEY')) {
      skipTo(tokens, '(');
      const columns = indexed(tokens.parenthesized());
      table.primaryKey = { name, columns: columns.map(({ column }) => column ?? '') };
      return true;
    }
    if (tokens.word() === 'UNIQUE' && !isType(tokens.word(1))) {
      tokens.at++;
      tokens.takeOne(new Set(['KEY', 'INDEX']));
      if (tokens.takeOne(new Set(['CLUSTERED', 'NONCLUSTERED'])) === '' && !tokens.isSymbol('(')) {
        name ??= tokens.peek()?.text ?? null;
      }
      skipTo(tokens, '(');
      const list = tokens.parenthesized();
      const hasEqualNulls = tokens.take('NULLS', 'NOT', 'DISTINCT');
      this.#addUnique(table, list, { name, at, isIndex: false, where: null, hasEqualNulls });
      return true;
    }
    if (tokens.take('FOREIGN', 'KEY')) {
      if (!tokens.isSymbol('(')) name ??= tokens.next()?.text ?? null;
      const columns = indexed(tokens.parenthesized()).map(({ column }) => column ?? '');
      if (tokens.take('REFERENCES')) this.#reference(table, tokens, name, columns);
      return true;
    }
    if (tokens.word() === 'CHECK' && tokens.isSymbol('(', 1)) {
      tokens.at++;
      table.checks.push(...this.#check(tokens, name));
      return true;
    }
    if (tokens.take('EXCLUDE')) {
      this.#catalogue.findings.skipped('CHECK_SKIPPED', at, table.name, 'An exclusion constraint is not kept.');
      return true;
    }
    if (name !== null && tokens.take('DEFAULT')) return true;
    if (name !== null && tokens.take('NOT', 'NULL')) {
      const column = this.#catalogue.column(table, readName(tokens)?.name ?? '');
      if (column !== undefined) column.notNull = true;
      return true;
    }
    tokens.at = start;
    return false;
  }

  #check(tokens: Tokens, name: string | null): readonly Check[] {
    const at = this.#lines.at(tokens.offset);
    tokens.take('NOT', 'FOR', 'REPLICATION');
    const inner = tokens.parenthesized();
    if (inner === null || inner.isEmpty) return [];
    const { text } = inner;
    return [{ name, condition: readCondition(inner), text, at }];
  }

  #addUnique(table: DraftTable, list: Tokens | null, unique: Parameters<typeof uniqueOf>[1]): void {
    const parts = indexed(list);
    if (parts.length > 0) table.uniques.push(uniqueOf(parts, unique));
  }

  #reference(table: DraftTable, tokens: Tokens, name: string | null, columns: readonly string[]): void {
    const at = this.#lines.at(tokens.offset);
    const target = readName(tokens);
    if (target === null) return;
    const refers = indexed(tokens.parenthesized()).map(({ column }) => column ?? '');
    table.references.push({ name, columns, table: target, refers, at });
  }

  /** Reads a column with its constraints, and adds it; null where no name is. */
  #column(table: DraftTable, tokens: Tokens): DraftColumn | null {
    const at = this.#lines.at(tokens.offset);
    const name = readName(tokens);
    if (name === null) {
      this.#catalogue.findings.skipped('PART_SKIPPED', at, table.name, `\`${shown(tokens.text)}\` is not understood.`);
      return null;
    }
    const { written, typeText } = readType(tokens);
    const column: DraftColumn = {
      name: name.name,
      at,
      written,
      typeText,
      notNull: false,
      default: null,
      isIdentity: /^(?:small|big)?serial\d?$/.test(written.name),
      isGenerated: false,
      comment: null,
    };
    if (column.isIdentity) column.notNull = true;
    this.#catalogue.addColumn(table, column);
    this.#rest(table, column, tokens);
    return column;
  }

  #rest(table: DraftTable, column: DraftColumn, tokens: Tokens): void {
    let name: string | null = null;
    const path = `${table.name}.${column.name}`;
    while (!tokens.isEmpty) {
      const at = this.#lines.at(tokens.offset);
      // SQL Server and SQLite read a constraint of the table without a comma before it.
      if (isOfTable(tokens) && this.#constraint(table, tokens)) continue;
      if (tokens.take('CONSTRAINT')) name = readName(tokens)?.name ?? null;
      else if (tokens.take('NOT', 'NULL')) column.notNull = true;
      else if (tokens.take('NULL')) column.notNull = false;
      else if (tokens.take('NOT', 'FOR', 'REPLICATION') || tokens.take('NOT')) continue;
      else if (tokens.take('PRIMARY', 'KEY') || tokens.take('PRIMARY')) {
        table.primaryKey = { name, columns: [column.name] };
        // SQLite numbers the rows of an integer key.
        if (this.#isSqlite && column.written.name === 'integer') column.isIdentity = true;
      } else if (tokens.take('UNIQUE')) {
        table.uniques.push({ name, columns: [column.name], at, isIndex: false, isExpression: false, isPartial: false });
      } else if (tokens.take('CHECK')) table.checks.push(...this.#check(tokens, name));
      else if (tokens.take('REFERENCES')) this.#reference(table, tokens, name, [column.name]);
      else if (tokens.take('DEFAULT')) {
        column.default = readDefault(tokens);
        if (
          tokens.peek() !== undefined &&
          /nextval|next value/i.test(column.default?.kind === 'call' ? column.default.name : '')
        )
          column.isIdentity = true;
      } else if (tokens.take('GENERATED')) this.#generated(column, tokens);
      else if (tokens.take('AS')) {
        if (tokens.take('IDENTITY')) {
          column.isIdentity = true;
          column.notNull = true;
        } else column.isGenerated = true;
        tokens.parenthesized();
      } else if (tokens.take('IDENTITY') || tokens.take('AUTO_INCREMENT') || tokens.take('AUTOINCREMENT')) {
        column.isIdentity = true;
        if (!this.#isSqlite) column.notNull = true;
        tokens.parenthesized();
      } else if (tokens.take('COLLATE') || tokens.take('CHARSET') || tokens.take('CHARACTER', 'SET')) {
        // MySQL takes the name as a text, too.
        column.charset = readName(tokens)?.name ?? tokens.next()?.text ?? '';
      } else if (tokens.take('COMMENT')) {
        const comment = tokens.next();
        if (comment?.kind === 'text' && comment.text !== '') column.comment = comment.text;
      } else if (tokens.take('ON')) {
        if (tokens.takeOne(EVENTS) === 'UPDATE' || !['SET', 'NO', 'CASCADE', 'RESTRICT'].includes(tokens.word())) {
          if (!['SET', 'NO', 'CASCADE', 'RESTRICT'].includes(tokens.word())) {
            readName(tokens);
            tokens.parenthesized();
          }
        }
        if (tokens.take('SET')) tokens.at++;
      } else if (tokens.take('AFTER') || tokens.take('STORAGE') || tokens.take('COMPRESSION') || tokens.take('ENCODE'))
        tokens.at++;
      else if (tokens.take('WITH') || tokens.take('MASKED') || tokens.take('USING') || tokens.take('OPTIONS'))
        tokens.parenthesized();
      else if (tokens.takeOne(QUIET) === '') {
        const text = tokens.next()?.text ?? '';
        tokens.parenthesized();
        this.#catalogue.findings.skipped('PART_SKIPPED', at, path, `\`${shown(text)}\` is not understood here.`);
      }
    }
  }

  #generated(column: DraftColumn, tokens: Tokens): void {
    if (!tokens.take('ALWAYS')) tokens.take('BY', 'DEFAULT');
    tokens.take('ON', 'NULL');
    if (!tokens.take('AS')) return;
    if (tokens.take('IDENTITY')) {
      column.isIdentity = true;
      column.notNull = true;
    } else {
      column.isGenerated = true;
      while (tokens.take('ROW') || tokens.take('START') || tokens.take('END')) column.isGenerated = true;
    }
    tokens.parenthesized();
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
    this.#addUnique(table, list, { name, at, isIndex: true, where, hasEqualNulls });
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
      previous = this.#action(table, action, previous);
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

  #action(table: DraftTable, tokens: Tokens, previous: string): string {
    const at = this.#lines.at(tokens.offset);
    const verb = tokens.word();
    if (
      verb === 'ADD' ||
      (previous === 'ADD' &&
        !['DROP', 'ALTER', 'MODIFY', 'CHANGE', 'RENAME', 'ENGINE', 'AUTO_INCREMENT'].includes(verb))
    ) {
      if (verb === 'ADD') tokens.at++;
      this.#add(table, tokens);
      return 'ADD';
    }
    tokens.at++;
    switch (verb) {
      case 'DROP':
        this.#dropPart(table, tokens);
        break;
      case 'ALTER':
        this.#alterColumn(table, tokens);
        break;
      case 'MODIFY':
      case 'CHANGE': {
        tokens.take('COLUMN');
        const inner = tokens.isSymbol('(') ? tokens.parenthesized() : tokens;
        for (const part of inner?.split() ?? []) this.#modify(table, part, verb === 'CHANGE');
        break;
      }
      case 'RENAME':
        if (tokens.take('TO') || tokens.take('AS')) this.#rename(table, tokens);
        else if (!['CONSTRAINT', 'INDEX', 'KEY'].includes(tokens.word())) {
          tokens.take('COLUMN');
          const from = readName(tokens)?.name;
          if (from !== undefined && tokens.take('TO'))
            this.#catalogue.renameColumn(table, from, readName(tokens)?.name ?? from);
        }
        break;
      case 'COMMENT': {
        tokens.symbol('=');
        const comment = tokens.next();
        if (comment?.kind === 'text') table.comment = comment.text;
        break;
      }
      case 'OWNER':
      case 'CHECK':
      case 'NOCHECK':
      case 'ENABLE':
      case 'DISABLE':
      case 'ENGINE':
      case 'AUTO_INCREMENT':
      case 'CLUSTER':
      case 'SET':
      case 'CONVERT':
      case 'DEFAULT':
      case 'CHARACTER':
      case 'COLLATE':
      case 'REPLICA':
      case 'VALIDATE':
      case 'ROW_FORMAT':
      case 'FORCE':
      case 'INHERIT':
      case 'ORDER':
      case 'DATA':
      case 'ACTIVATE':
      case 'PCTFREE':
      case 'COMPRESS':
      case 'LOGGING':
      case 'PARALLEL':
      case 'CACHE':
      case 'MOVE':
      case 'NO':
        break;
      default:
        this.#catalogue.findings.skipped(
          'PART_SKIPPED',
          at,
          table.name,
          `\`${shown(tokens.text === '' ? verb : `${verb} ${tokens.text}`)}\` is not understood.`,
        );
    }
    return verb;
  }

  #add(table: DraftTable, tokens: Tokens): void {
    const isColumn = tokens.take('COLUMN');
    tokens.take('IF', 'NOT', 'EXISTS');
    if (tokens.isSymbol('(')) {
      for (const part of tokens.parenthesized()?.split() ?? []) this.#element(table, part);
      return;
    }
    if (!isColumn && (this.#isPlainIndex(tokens) || tokens.take('PARTITION'))) return;
    if (!isColumn && this.#constraint(table, tokens)) return;
    this.#column(table, tokens);
  }

  #dropPart(table: DraftTable, tokens: Tokens): void {
    if (tokens.take('PRIMARY', 'KEY')) {
      table.primaryKey = null;
      return;
    }
    const what = tokens.takeOne(
      new Set(['CONSTRAINT', 'FOREIGN', 'INDEX', 'KEY', 'CHECK', 'COLUMN', 'DEFAULT', 'PARTITION']),
    );
    if (what === 'FOREIGN') tokens.take('KEY');
    tokens.take('IF', 'EXISTS');
    const inner = tokens.isSymbol('(') ? (tokens.parenthesized()?.split() ?? []) : [tokens];
    for (const part of inner) {
      const name = readName(part)?.name;
      if (name === undefined) continue;
      if (what === '' || what === 'COLUMN') this.#catalogue.dropColumn(table, name);
      else if (what !== 'DEFAULT' && what !== 'PARTITION') this.#catalogue.dropConstraint(table, name);
    }
  }

  #alterColumn(table: DraftTable, tokens: Tokens): void {
    tokens.take('COLUMN');
    const start = tokens.at;
    const column = this.#catalogue.column(table, readName(tokens)?.name ?? '');
    if (column === undefined) return;
    if (tokens.take('SET', 'NOT', 'NULL')) column.notNull = true;
    else if (tokens.take('DROP', 'NOT', 'NULL')) column.notNull = false;
    else if (tokens.take('SET', 'DEFAULT')) column.default = readDefault(tokens);
    else if (tokens.take('DROP')) column.default = null;
    else if (tokens.take('ADD', 'GENERATED')) this.#generated(column, tokens);
    else if (tokens.take('SET', 'DATA', 'TYPE') || tokens.take('TYPE')) Object.assign(column, readType(tokens));
    else if (tokens.word() !== 'SET') {
      tokens.at = start;
      this.#modify(table, tokens, false);
    }
  }

  /** MODIFY and ALTER COLUMN say the whole column again. */
  #modify(table: DraftTable, tokens: Tokens, hasOldName: boolean): void {
    const old = readName(tokens)?.name;
    const column = old === undefined ? undefined : this.#catalogue.column(table, old);
    if (column === undefined) return;
    if (hasOldName) this.#catalogue.renameColumn(table, column.name, readName(tokens)?.name ?? column.name);
    const said = readType(tokens);
    if (said.written.name !== '') Object.assign(column, said);
    column.notNull = table.primaryKey?.columns.includes(column.name) ?? false;
    this.#rest(table, column, tokens);
  }

  #rename(table: DraftTable, tokens: Tokens): void {
    const name = readName(tokens);
    if (name !== null) this.#catalogue.rename(table, name);
  }

  /** The table that is named next; a note where there is none. */
  #table(tokens: Tokens): DraftTable | undefined {
    const at = this.#lines.at(tokens.offset);
    const name = readName(tokens);
    const table = name === null ? undefined : this.#catalogue.find(name);
    if (table === undefined && (name === null || !this.#catalogue.hasView(name))) {
      const title = name === null ? tokens.text : `${name.schema === null ? '' : `${name.schema}.`}${name.name}`;
      this.#catalogue.findings.skipped('TABLE_UNKNOWN', at, '', `The table \`${shown(title)}\` is not defined before.`);
    }
    return table;
  }
}

const MAX_SHOWN = 60;

/** A piece of the source, as messages show it. */
export function shown(text: string): string {
  const line = text.replaceAll(/\s+/g, ' ');
  return line.length <= MAX_SHOWN ? line : `${line.slice(0, MAX_SHOWN)}…`;
}

/** LIKE: the columns, keys and checks of another table. */
export function copyTable(from: DraftTable, to: DraftTable): void {
  to.columns.push(...from.columns.map((column) => ({ ...column })));
  to.primaryKey = from.primaryKey;
  to.uniques.push(...from.uniques);
  to.checks.push(...from.checks);
}

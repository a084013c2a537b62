import { mapped } from '../condition-columns.ts';
import type { Check, Condition } from '../schema.ts';
import type { Catalogue, DraftColumn, DraftTable } from './catalogue.ts';
import { readCondition } from './condition.ts';
import {
  indexed,
  isAfterType,
  isOfTable,
  isType,
  readDefault,
  readName,
  readType,
  shown,
  skipTo,
} from './ddl-parts.ts';
import type { SqlDialectName } from './dialect.ts';
import type { Lines } from './lines.ts';
import { tableNext } from './table-next.ts';
import { Tokens } from './tokens.ts';
import { uniqueOf } from './unique-of.ts';

/** Words after a type that say nothing of values; `on update now()` takes the words behind it. */
const QUIET = new Set(
  'ENABLE DISABLE VISIBLE INVISIBLE SPARSE ROWGUIDCOL STORED VIRTUAL PERSISTED DEFERRABLE INITIALLY DEFERRED IMMEDIATE VALIDATE NOVALIDATE RELY NORELY FIRST MATCH FULL SIMPLE PARTIAL NO ACTION CASCADE RESTRICT ASC DESC CLUSTERED NONCLUSTERED ENFORCED LOGGED COMPACT HIDDEN IMPLICITLY KEY NULLS DISTINCT INHERIT'.split(
    ' ',
  ),
);
const EVENTS = new Set(['DELETE', 'UPDATE']);
const INDEX_KINDS = new Set(['CLUSTERED', 'NONCLUSTERED']);
/** What a database writes into a column for each row: when it changed, and by which transaction. */
const ROW_WORDS = new Set(['ROW', 'START', 'BEGIN', 'END', 'CHANGE', 'TIMESTAMP', 'TRANSACTION', 'ID']);

/** Reads what is in the parentheses of CREATE TABLE: columns, constraints and indexes. */
export class ColumnReader {
  readonly #lines: Lines;
  readonly #catalogue: Catalogue;
  readonly #dialect: SqlDialectName;

  constructor(lines: Lines, catalogue: Catalogue, dialect: SqlDialectName) {
    this.#lines = lines;
    this.#catalogue = catalogue;
    this.#dialect = dialect;
  }

  element(table: DraftTable, element: Tokens): void {
    if (element.take('PERIOD', 'FOR') || this.isPlainIndex(element)) return;
    if (element.take('LIKE')) {
      const other = tableNext(element, this.#catalogue, this.#lines);
      if (other !== undefined) for (const column of other.columns) this.#catalogue.addColumn(table, { ...column });
      return;
    }
    if (this.constraint(table, element)) {
      // SQLite reads further ones without a comma between them.
      while (!element.isEmpty) {
        if (element.isSymbol('(')) element.parenthesized();
        else if (!this.constraint(table, element)) element.at++;
      }
      return;
    }
    this.column(table, element);
  }

  /** KEY name (a), INDEX name (a): nothing but speed. */
  isPlainIndex(tokens: Tokens): boolean {
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
  constraint(table: DraftTable, tokens: Tokens): boolean {
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
      this.addUnique(table, list, { name, at, isIndex: false, where: null, hasEqualNulls });
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
      table.checks.push(...this.check(tokens, name));
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

  check(tokens: Tokens, name: string | null): readonly Check[] {
    const at = this.#lines.at(tokens.offset);
    tokens.take('NOT', 'FOR', 'REPLICATION');
    const inner = tokens.parenthesized();
    if (inner === null || inner.isEmpty) return [];
    const { text } = inner;
    const condition = readCondition(inner);
    return [{ name, condition: this.#dialect === 'sqlserver' ? mapped(condition, withClasses) : condition, text, at }];
  }

  addUnique(table: DraftTable, list: Tokens | null, unique: Parameters<typeof uniqueOf>[1]): void {
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
  column(table: DraftTable, tokens: Tokens): DraftColumn | null {
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
    this.rest(table, column, tokens);
    return column;
  }

  rest(table: DraftTable, column: DraftColumn, tokens: Tokens): void {
    let name: string | null = null;
    const path = `${table.name}.${column.name}`;
    while (!tokens.isEmpty) {
      const at = this.#lines.at(tokens.offset);
      // SQL Server and SQLite read a constraint of the table without a comma before it.
      if (isOfTable(tokens) && this.constraint(table, tokens)) continue;
      if (tokens.take('CONSTRAINT')) name = readName(tokens)?.name ?? null;
      else if (tokens.take('NOT', 'NULL')) column.notNull = true;
      else if (tokens.take('NULL')) column.notNull = false;
      else if (tokens.take('NOT', 'FOR', 'REPLICATION') || tokens.take('NOT')) continue;
      else if (tokens.take('PRIMARY', 'KEY') || tokens.take('PRIMARY')) {
        table.primaryKey = { name, columns: [column.name] };
        // SQLite numbers the rows of an integer key.
        if (this.#dialect === 'sqlite' && column.written.name === 'integer') column.isIdentity = true;
      } else if (tokens.take('UNIQUE')) {
        table.uniques.push({ name, columns: [column.name], at, isIndex: false, isExpression: false, isPartial: false });
      } else if (tokens.take('CHECK')) table.checks.push(...this.check(tokens, name));
      else if (tokens.take('REFERENCES') || tokens.take('FOREIGN', 'KEY', 'REFERENCES')) {
        this.#reference(table, tokens, name, [column.name]);
      } else if (tokens.take('INDEX')) {
        // SQL Server's index of the column.
        readName(tokens);
        tokens.takeOne(INDEX_KINDS);
      } else if (tokens.take('FOR', 'BIT', 'DATA')) column.written = { ...column.written, name: 'binary' };
      else if (tokens.word() === 'FOR' && tokens.word(2) === 'DATA') tokens.at += 3;
      else if (tokens.take('INLINE', 'LENGTH')) tokens.at++;
      else if (tokens.take('DEFAULT')) {
        column.default = readDefault(tokens);
        if (
          tokens.peek() !== undefined &&
          /nextval|next value/i.test(column.default?.kind === 'call' ? column.default.name : '')
        )
          column.isIdentity = true;
      } else if (tokens.take('GENERATED')) this.generated(column, tokens);
      else if (tokens.take('AS')) {
        if (tokens.take('IDENTITY')) {
          column.isIdentity = true;
          column.notNull = true;
        } else column.isGenerated = true;
        tokens.parenthesized();
      } else if (tokens.take('IDENTITY') || tokens.take('AUTO_INCREMENT') || tokens.take('AUTOINCREMENT')) {
        column.isIdentity = true;
        if (this.#dialect !== 'sqlite') column.notNull = true;
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
        const text = unknownPart(tokens);
        this.#catalogue.findings.skipped('PART_SKIPPED', at, path, `\`${shown(text)}\` is not understood here.`);
      }
    }
  }

  generated(column: DraftColumn, tokens: Tokens): void {
    if (!tokens.take('ALWAYS')) tokens.take('BY', 'DEFAULT');
    tokens.take('ON', 'NULL');
    if (tokens.take('FOR', 'EACH', 'ROW')) tokens.take('ON', 'UPDATE');
    if (!tokens.take('AS')) return;
    if (tokens.take('IDENTITY')) {
      column.isIdentity = true;
      column.notNull = true;
    } else {
      column.isGenerated = true;
      while (tokens.takeOne(ROW_WORDS) !== '') column.isGenerated = true;
    }
    tokens.parenthesized();
  }
}

/** LIKE of SQL Server has classes of characters, as SIMILAR TO has them, and nothing else of it. */
function withClasses(condition: Condition): Condition {
  if (condition.kind !== 'match' || condition.by !== 'like') return condition;
  const pattern = condition.pattern.replaceAll(/\[[^\]]+\]|[|*+?{}()]/g, (part) =>
    part.length > 1 ? part : `\\${part}`,
  );
  return { ...condition, by: 'similar', pattern };
}

/** Takes what is not understood: words up to one that is, with what is in parentheses after them. */
function unknownPart(tokens: Tokens): string {
  const start = tokens.at;
  do {
    tokens.at++;
    tokens.parenthesized();
  } while (!tokens.isEmpty && !QUIET.has(tokens.word()) && !isAfterType(tokens.word()));
  return new Tokens(tokens.all, tokens.source, start, tokens.at).text;
}

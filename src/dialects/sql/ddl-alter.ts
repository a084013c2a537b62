import type { Catalogue, DraftTable } from './catalogue.ts';
import type { ColumnReader } from './ddl-columns.ts';
import { readDefault, readName, readType, shown } from './ddl-parts.ts';
import type { Lines } from './lines.ts';
import type { Tokens } from './tokens.ts';

/** Reads the actions of ALTER TABLE. */
export class TableChanges {
  readonly #lines: Lines;
  readonly #catalogue: Catalogue;
  readonly #columns: ColumnReader;

  constructor(lines: Lines, catalogue: Catalogue, columns: ColumnReader) {
    this.#lines = lines;
    this.#catalogue = catalogue;
    this.#columns = columns;
  }

  action(table: DraftTable, tokens: Tokens, previous: string): string {
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
        if (tokens.take('TO') || tokens.take('AS')) this.rename(table, tokens);
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
      for (const part of tokens.parenthesized()?.split() ?? []) this.#columns.element(table, part);
      return;
    }
    if (!isColumn && (this.#columns.isPlainIndex(tokens) || tokens.take('PARTITION'))) return;
    if (!isColumn && this.#columns.constraint(table, tokens)) return;
    this.#columns.column(table, tokens);
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
    else if (tokens.take('ADD', 'GENERATED')) this.#columns.generated(column, tokens);
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
    this.#columns.rest(table, column, tokens);
  }

  rename(table: DraftTable, tokens: Tokens): void {
    const name = readName(tokens);
    if (name !== null) this.#catalogue.rename(table, name);
  }
}

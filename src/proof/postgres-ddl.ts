import { AstNode } from '../dialects/sql/ast-node.ts';
import { shown } from '../dialects/sql/ddl-parts.ts';
import { SQL_DIALECTS } from '../dialects/sql/dialect.ts';
import { Lines } from '../dialects/sql/lines.ts';
import { loadPostgresParser } from '../dialects/sql/postgres.ts';
import { isParsed } from '../dialects/sql/read-sql.ts';
import { type Statement, statementsOf } from '../dialects/sql/statements.ts';
import { Tokens } from '../dialects/sql/tokens.ts';
import type { SourcePosition } from '../dialects/schema.ts';
import { identifier, literal } from '../formats/sql/quote.ts';
import type { DdlFinding } from './report.ts';

/** A statement of a script as it is run, and what it has lost. */
export interface PostgresStatement {
  /** Null if nothing is run. */
  readonly sql: string | null;
  readonly at: SourcePosition;
  readonly findings: readonly DdlFinding[];
}

/** Statements that define tables, types, domains, indexes and constraints, by the parser's names. All others are never run. */
const DEFINITIONS = new Set([
  'CreateStmt',
  'IndexStmt',
  'CreateEnumStmt',
  'AlterEnumStmt',
  'CreateDomainStmt',
  'AlterDomainStmt',
  'CompositeTypeStmt',
  'CreateRangeStmt',
  'CreateSeqStmt',
]);

/** What may be dropped, renamed and moved: it is the script's own, in a database of its own. */
const OBJECTS = new Set(
  'OBJECT_TABLE OBJECT_INDEX OBJECT_TYPE OBJECT_DOMAIN OBJECT_SEQUENCE OBJECT_COLUMN OBJECT_TABCONSTRAINT OBJECT_DOMCONSTRAINT OBJECT_SCHEMA'.split(
    ' ',
  ),
);

/** Changes of a table that rows can meet. */
const CHANGES = new Set(
  'AT_AddColumn AT_AddConstraint AT_ColumnDefault AT_SetNotNull AT_DropNotNull AT_AlterColumnType AT_AddIdentity AT_SetIdentity AT_DropIdentity AT_DropColumn AT_DropConstraint AT_AttachPartition AT_DetachPartition AT_DropExpression AT_SetExpression AT_ValidateConstraint AT_AlterConstraint AT_AddInherit AT_DropInherit'.split(
    ' ',
  ),
);

/** Extensions that only bring types, operators and functions of values. */
export const EXTENSIONS: ReadonlySet<string> = new Set(
  'btree_gin btree_gist citext cube earthdistance fuzzystrmatch hstore intarray isn ltree pg_trgm pgcrypto seg tablefunc unaccent uuid-ossp'.split(
    ' ',
  ),
);

/** What the import does not read, though tables need it. */
const NEEDED = /^create\s+(?:unlogged\s+)?(?:sequence|extension)\b|^set\s+(?:session\s+)?search_path\b/i;
/** What would be missed if it were not run. */
const DEFINES =
  /^(?:create\s+(?:unlogged\s+)?table|create\s+(?:unique\s+)?index|alter\s+table|create\s+(?:domain|type))\b/i;
/** Characters of a statement that is needed. */
const MAX_NEEDED = 10_000;

/**
 * The statements of a script that define tables, one after the other. Checks and defaults that call what is not in `functions` lose
 * the call: nothing of the script's own code is run.
 * @param functions names of the functions that may be called.
 */
export async function* postgresStatements(
  source: string,
  functions: ReadonlySet<string>,
): AsyncGenerator<PostgresStatement> {
  const parse = await loadPostgresParser();
  const lines = new Lines(source);
  for (const statement of statementsOf(source, SQL_DIALECTS.postgresql)) {
    const at = lines.at(statement.start);
    const text = source.slice(statement.start, statement.end);
    const leftOut = (message: string): PostgresStatement => ({
      sql: null,
      at,
      findings: [{ code: 'STATEMENT_LEFT_OUT', ...at, message: `\`${shown(text.slice(0, 200))}\` ${message}` }],
    });
    if (!isParsed(statement)) {
      if (!NEEDED.test(text) || text.length > MAX_NEEDED) {
        yield DEFINES.test(text) ? leftOut('is too long, or too deep.') : { sql: null, at, findings: [] };
        continue;
      }
    }
    let tree: AstNode;
    try {
      tree = new AstNode(parse(text));
    } catch (error) {
      if (!(error instanceof Error)) throw error;
      yield leftOut('is not PostgreSQL.');
      continue;
    }
    // What another reader would take for several statements is none of those that are known.
    const statements = tree.list('stmts');
    if (statements.length !== 1) continue;
    const [kind, node] = statements[0].get('stmt').only();
    if (!isDefinition(kind, node)) {
      if (kind === 'CreateTableAsStmt' || kind === 'CreateForeignTableStmt') yield leftOut('is never run.');
      else yield { sql: null, at, findings: [] };
      continue;
    }
    const own = replaced(kind, node);
    if (own !== null) {
      yield { sql: own, at, findings: [] };
      continue;
    }
    const edits = new Edits(statement, source, text, lines, functions);
    edits.walk(statements[0].get('stmt'));
    yield edits.stray === null
      ? { sql: edits.applied(), at, findings: edits.findings }
      : leftOut(`calls \`${edits.stray}\`, which is not a function that PostgreSQL comes with.`);
  }
}

/** The extensions that a script creates, of those that may be. */
export function extensionsIn(source: string): readonly string[] {
  const found = source.matchAll(/\bcreate\s+extension\s+(?:if\s+not\s+exists\s+)?"?([\w-]+)"?/gi);
  return [...new Set([...found].map(([, name]) => name.toLowerCase()))].filter((name) => EXTENSIONS.has(name));
}

function isDefinition(kind: string, node: AstNode): boolean {
  if (kind === 'CreateStmt') return node.get('relation').text('relpersistence') !== 't';
  if (DEFINITIONS.has(kind) || replaced(kind, node) !== null) return true;
  if (kind === 'DefineStmt') return node.text('kind') === 'OBJECT_COLLATION';
  if (kind === 'DropStmt') return OBJECTS.has(node.text('removeType') ?? '');
  if (kind === 'RenameStmt') return OBJECTS.has(node.text('renameType') ?? '');
  if (kind === 'AlterObjectSchemaStmt') return OBJECTS.has(node.text('objectType') ?? '');
  if (kind === 'CreateSchemaStmt') {
    return node.list('schemaElts').every((one) => {
      const [inner, element] = one.only();
      return isDefinition(inner, element);
    });
  }
  if (kind !== 'AlterTableStmt' || node.text('objtype') !== 'OBJECT_TABLE') return false;
  // The parser leaves out the first of its numbers: adding a column.
  return node
    .list('cmds')
    .every((command) => CHANGES.has(command.get('AlterTableCmd').text('subtype') ?? 'AT_AddColumn'));
}

/** What is run in place of statements of which only a part is wanted; null for all others. */
function replaced(kind: string, node: AstNode): string | null {
  if (kind === 'CreateExtensionStmt') {
    const name = node.text('extname') ?? '';
    return EXTENSIONS.has(name) ? `create extension if not exists ${identifier(name)}` : null;
  }
  if (kind === 'CreateSchemaStmt' && node.list('schemaElts').length === 0) {
    // Of a role that is not there, if its name is missing.
    const name = node.text('schemaname');
    return name === null ? null : `create schema if not exists ${identifier(name)}`;
  }
  if (kind === 'VariableSetStmt' && node.text('name') === 'search_path' && node.text('kind') === 'VAR_SET_VALUE') {
    const names = node.list('args').map((one) => one.get('A_Const').get('sval').text('sval'));
    const path = names.filter((name) => name !== null && name !== '').map((name) => literal(name ?? ''));
    return path.length === 0 ? null : `set search_path = ${path.join(', ')}`;
  }
  return null;
}

/** A piece of a statement that calls a function of its own, and what takes its place. Offsets in the statement. */
interface Edit {
  readonly start: number;
  readonly end: number;
  readonly text: string;
}

/** Finds the calls of a statement that are not allowed, and cuts them out. */
class Edits {
  readonly findings: DdlFinding[] = [];
  /** A call that cannot be cut out. */
  stray: string | null = null;
  readonly #edits: Edit[] = [];
  readonly #statement: Statement;
  readonly #source: string;
  readonly #text: string;
  readonly #lines: Lines;
  readonly #functions: ReadonlySet<string>;
  readonly #bytes: Buffer | null;

  constructor(statement: Statement, source: string, text: string, lines: Lines, functions: ReadonlySet<string>) {
    this.#statement = statement;
    this.#source = source;
    this.#text = text;
    this.#lines = lines;
    this.#functions = functions;
    this.#bytes = /[^\0-\x7f]/.test(text) ? Buffer.from(text) : null;
  }

  /** Looks at all nodes of a tree, which may be deeper than calls can be. */
  walk(tree: AstNode): void {
    const open: { readonly node: AstNode; readonly within: Within | null }[] = [{ node: tree, within: null }];
    for (let next = open.pop(); next !== undefined; next = open.pop()) {
      for (const [kind, node] of next.node.entries()) {
        if (kind === 'FuncCall' && !this.#isAllowed(node)) this.#cut(node, next.within);
        else open.push({ node, within: withinOf(kind, node) ?? next.within });
      }
    }
  }

  /** The statement as it is run. */
  applied(): string {
    let text = '';
    let at = 0;
    for (const edit of this.#edits.toSorted((a, b) => a.start - b.start)) {
      if (edit.start < at) continue;
      text += this.#text.slice(at, edit.start) + edit.text;
      at = edit.end;
    }
    return text + this.#text.slice(at);
  }

  #isAllowed(call: AstNode): boolean {
    return this.#functions.has(call.texts('funcname').at(-1) ?? '');
  }

  #cut(call: AstNode, within: Within | null): void {
    const name = call.texts('funcname').join('.');
    const from = within?.kind === 'check' ? within.location : (call.number('location') ?? 0);
    const range = within === null ? null : this.#parentheses(from);
    if (within === null || range === null) {
      this.stray ??= name;
      return;
    }
    const at = this.#lines.at(this.#statement.start + this.#offset(from));
    if (within.kind === 'check') {
      if (this.#edits.some(({ start }) => start === range.start)) return;
      this.#edits.push({ ...range, text: '(true)' });
      this.findings.push({
        code: 'CHECK_LEFT_OUT',
        ...at,
        message: `The check calls \`${name}\`, a function that is not run.`,
      });
    } else {
      this.#edits.push({ start: this.#offset(from), end: range.end, text: 'null' });
      const message = `The expression calls \`${name}\`, a function that is not run: null takes its place.`;
      this.findings.push({ code: 'VALUE_LEFT_OUT', ...at, message });
    }
  }

  /** The first parentheses from a location on. */
  #parentheses(location: number): Omit<Edit, 'text'> | null {
    const { tokens, start } = this.#statement;
    const first = start + this.#offset(location);
    const at = tokens.findIndex((token) => token.start >= first && token.kind === 'symbol' && token.text === '(');
    if (at === -1) return null;
    const inner = new Tokens(tokens, this.#source, at);
    inner.parenthesized();
    return { start: tokens[at].start - start, end: tokens[inner.at - 1].end - start };
  }

  /** An offset in bytes as one in characters. */
  #offset(bytes: number): number {
    return this.#bytes === null ? bytes : this.#bytes.subarray(0, bytes).toString().length;
  }
}

interface Within {
  readonly kind: 'check' | 'value';
  readonly location: number;
}

/** Where a node begins that a call may be cut out of. */
function withinOf(kind: string, node: AstNode): Within | null {
  const location = node.number('location') ?? 0;
  if (kind === 'AlterTableCmd' && node.text('subtype') === 'AT_ColumnDefault') return { kind: 'value', location };
  if (kind !== 'Constraint') return null;
  const type = node.text('contype');
  if (type === 'CONSTR_CHECK') return { kind: 'check', location };
  return type === 'CONSTR_DEFAULT' || type === 'CONSTR_GENERATED' ? { kind: 'value', location } : null;
}

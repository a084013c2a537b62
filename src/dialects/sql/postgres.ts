import type { Check, Condition, SourcePosition } from '../schema.ts';
import { AstNode } from './ast-node.ts';
import type { Catalogue, DraftColumn, DraftTable, Name, PartitionBound } from './catalogue.ts';
import type { WrittenType } from './column-type.ts';
import { copyTable, type Outcome } from './ddl.ts';
import type { Lines } from './lines.ts';
import { conditionOf, constant } from './postgres-condition.ts';
import type { Statement } from './statements.ts';
import { Tokens } from './tokens.ts';
import { type IndexPart, uniqueOf } from './unique-of.ts';

/** The parser of PostgreSQL itself, which is only loaded for scripts that need it. */
export type ParsePostgres = (text: string) => unknown;

export async function loadPostgresParser(): Promise<ParsePostgres> {
  const { loadModule, parseSync } = await import('libpg-query');
  await loadModule();
  return parseSync;
}

/** Statements that do not matter for rows; all others that are not read are listed. */
const HARMLESS = new Set(
  'VariableSetStmt VariableShowStmt GrantStmt GrantRoleStmt AlterOwnerStmt AlterDefaultPrivilegesStmt InsertStmt UpdateStmt DeleteStmt SelectStmt CopyStmt AlterFunctionStmt CreateTrigStmt CreateEventTrigStmt CreateExtensionStmt AlterExtensionStmt AlterExtensionContentsStmt CreateSeqStmt AlterSeqStmt TransactionStmt CreateRoleStmt AlterRoleStmt DropdbStmt DropRoleStmt DropOwnedStmt ReassignOwnedStmt DropTableSpaceStmt DropSubscriptionStmt DropUserMappingStmt AlterRoleSetStmt CreatedbStmt AlterDatabaseStmt AlterDatabaseSetStmt ViewStmt RuleStmt DefineStmt CreateCastStmt CreateOpClassStmt CreateOpFamilyStmt CreatePolicyStmt AlterPolicyStmt CreateStatsStmt AlterStatsStmt CreatePLangStmt LockStmt VacuumStmt CreateTableSpaceStmt CreatePublicationStmt CreateSubscriptionStmt CreateFdwStmt CreateForeignServerStmt CreateUserMappingStmt CreateConversionStmt CreateTransformStmt SecLabelStmt DiscardStmt RefreshMatViewStmt TruncateStmt ReindexStmt CreateAmStmt AlterObjectDependsStmt CheckPointStmt ExplainStmt CallStmt CompositeTypeStmt AlterOperatorStmt AlterTypeStmt AlterTSConfigurationStmt'.split(
    ' ',
  ),
);

/** Type names of the catalogue, as PostgreSQL shows them. */
const TITLES: Readonly<Record<string, string>> = {
  int2: 'smallint',
  int4: 'integer',
  int8: 'bigint',
  serial: 'integer',
  serial4: 'integer',
  bigserial: 'bigint',
  serial8: 'bigint',
  smallserial: 'smallint',
  serial2: 'smallint',
  varchar: 'character varying',
  bpchar: 'character',
  bool: 'boolean',
  float4: 'real',
  float8: 'double precision',
  decimal: 'numeric',
  timestamptz: 'timestamp with time zone',
  timestamp: 'timestamp without time zone',
  timetz: 'time with time zone',
  time: 'time without time zone',
  varbit: 'bit varying',
};

const NOTHING = new AstNode(null);

/** Reads what PostgreSQL's own parser makes of a statement. */
export class PostgresReader {
  readonly #catalogue: Catalogue;
  readonly #lines: Lines;
  readonly #source: string;
  readonly #parse: ParsePostgres;
  #statement: Statement = { start: 0, end: 0, tokens: [], isUnfinished: false };
  /** Of the statement; locations count its bytes. */
  #text = '';
  #isAscii = true;

  constructor(source: string, lines: Lines, catalogue: Catalogue, parse: ParsePostgres) {
    this.#parse = parse;
    this.#source = source;
    this.#lines = lines;
    this.#catalogue = catalogue;
  }

  /** @param tree what the parser returned for the text of the statement. */
  read(statement: Statement, tree: unknown): Outcome {
    this.#statement = statement;
    this.#text = this.#source.slice(statement.start, statement.end);
    this.#isAscii = !/[^\0-\x7f]/.test(this.#text);
    const [first] = new AstNode(tree).list('stmts');
    return first === undefined ? 'harmless' : this.#read(first.get('stmt'), null);
  }

  #read(statement: AstNode, schema: string | null): Outcome {
    const [kind, node] = statement.only();
    switch (kind) {
      case 'CreateStmt':
        this.#createTable(node, schema);
        return 'read';
      case 'CreateForeignTableStmt':
        this.#createTable(node.get('base'), schema);
        return 'read';
      case 'AlterTableStmt':
        return this.#alterTable(node);
      case 'CreateSchemaStmt': {
        const elements = node.list('schemaElts');
        for (const element of elements) this.#read(element, node.text('schemaname'));
        return elements.length === 0 ? 'harmless' : 'read';
      }
      case 'CreateEnumStmt':
        this.#catalogue.addEnum(nameOf(node.texts('typeName')), node.texts('vals'));
        return 'read';
      case 'AlterEnumStmt':
        this.#alterEnum(node);
        return 'read';
      case 'CreateDomainStmt':
        this.#createDomain(node);
        return 'read';
      case 'AlterDomainStmt':
        return node.text('subtype') === 'C' ? 'unknown' : 'harmless';
      case 'CreateRangeStmt':
        return 'unknown';
      case 'CreateFunctionStmt':
        this.#createFunction(node);
        return 'harmless';
      case 'IndexStmt':
        return this.#index(node);
      case 'CommentStmt':
        return this.#comment(node);
      case 'RenameStmt':
        return this.#rename(node);
      case 'DropStmt':
        if (node.text('removeType') === 'OBJECT_TABLE') {
          for (const object of node.list('objects')) this.#catalogue.drop(nameOf(object.get('List').texts('items')));
        }
        return 'harmless';
      case 'CreateTableAsStmt':
        if (node.text('objtype') === 'OBJECT_MATVIEW') return 'harmless';
        return 'unknown';
      case 'AlterObjectSchemaStmt': {
        const table = this.#catalogue.find(rangeName(node.get('relation')));
        if (node.text('objectType') !== 'OBJECT_TABLE' || table === undefined) return 'harmless';
        this.#catalogue.rename(table, { schema: node.text('newschema'), name: table.name });
        return 'read';
      }
      default:
        return HARMLESS.has(kind) ? 'harmless' : 'unknown';
    }
  }

  #position(location: number | null): SourcePosition {
    return this.#lines.at(this.#statement.start + this.#offset(location ?? 0));
  }

  /** An offset in bytes as one in characters. */
  #offset(bytes: number): number {
    if (this.#isAscii || bytes <= 0) return Math.max(0, bytes);
    return Buffer.from(this.#text).subarray(0, bytes).toString().length;
  }

  /** What is in the first parentheses from a location on. */
  #parenthesized(location: number): string {
    const start = this.#statement.start + this.#offset(location);
    const { tokens } = this.#statement;
    let [at, end] = [0, tokens.length];
    while (at < end) {
      const middle = (at + end) >> 1;
      if (tokens[middle].start < start) at = middle + 1;
      else end = middle;
    }
    while (at < tokens.length && tokens[at].text !== '(') at++;
    const inner = new Tokens(tokens, this.#source, at).parenthesized();
    return inner === null || inner.isEmpty ? '' : inner.text;
  }

  #createTable(node: AstNode, schema: string | null): void {
    const relation = node.get('relation');
    const name = rangeName(relation);
    const table = this.#catalogue.create(
      { schema: name.schema ?? schema, name: name.name },
      this.#position(relation.number('location')),
    );
    if (table === null) return;
    const parents = node.list('inhRelations').map((parent) => this.#catalogue.find(rangeName(parent.get('RangeVar'))));
    const isPartition = node.has('partbound');
    if (isPartition) {
      table.partitionOf = parents[0] ?? null;
      table.partitionBound = this.#partitionBound(node.get('partbound'));
    }
    const keys = node
      .get('partspec')
      .list('partParams')
      .map((part) => part.get('PartitionElem').text('name'));
    table.partitionKey = keys.includes(null) ? [] : keys.flatMap((key) => key ?? []);
    for (const parent of parents) {
      for (const column of parent?.columns ?? []) this.#catalogue.addColumn(table, { ...column });
      // Children have the checks of their parents, and no keys; partitions have everything.
      if (parent !== undefined) table.checks.push(...parent.checks);
      if (parent !== undefined && isPartition) {
        table.primaryKey = parent.primaryKey;
        table.uniques.push(...parent.uniques);
        table.references.push(...parent.references);
      }
    }
    const inherited = new Set(table.columns.map((column) => column.name));
    for (const element of node.list('tableElts')) {
      const [kind, inner] = element.only();
      if (kind === 'ColumnDef') {
        // A column that a parent has, too, is merged with it.
        if (inherited.has(inner.text('colname') ?? ''))
          table.columns = table.columns.filter((one) => one.name !== inner.text('colname'));
        this.#column(table, inner);
      } else if (kind === 'Constraint') this.#constraint(table, inner, null);
      else if (kind === 'TableLikeClause') {
        const other = this.#catalogue.find(rangeName(inner.get('relation')));
        if (other !== undefined) this.#like(table, other, inner.number('options') ?? 0);
      }
    }
  }

  #partitionBound(node: AstNode): PartitionBound {
    const bound = (key: string): Condition | null => {
      const [datum] = node.list(key);
      const condition = datum === undefined ? null : conditionOf(datum);
      return condition?.kind === 'text' || condition?.kind === 'number' ? condition : null;
    };
    if (node.has('is_default')) return { kind: 'any' };
    if (node.text('strategy') === 'r') return { kind: 'range', from: bound('lowerdatums'), to: bound('upperdatums') };
    if (node.text('strategy') !== 'l') return { kind: 'any' };
    return { kind: 'list', values: node.list('listdatums').map((datum) => conditionOf(datum)) };
  }

  #like(table: DraftTable, other: DraftTable, options: number): void {
    const copy: DraftTable = { ...other, columns: [], uniques: [], references: [], checks: [], primaryKey: null };
    copyTable(other, copy);
    const [HAS_CONSTRAINTS, HAS_DEFAULTS, HAS_GENERATED, HAS_IDENTITY, HAS_INDEXES] = [4, 8, 16, 32, 64];
    for (const column of copy.columns) {
      if ((options & HAS_DEFAULTS) === 0) column.default = null;
      if ((options & HAS_GENERATED) === 0) column.isGenerated = false;
      if ((options & HAS_IDENTITY) === 0) column.isIdentity = false;
      this.#catalogue.addColumn(table, column);
    }
    if ((options & HAS_CONSTRAINTS) !== 0) table.checks.push(...copy.checks);
    if ((options & HAS_INDEXES) === 0) return;
    table.primaryKey ??= copy.primaryKey;
    table.uniques.push(...copy.uniques);
  }

  #column(table: DraftTable, node: AstNode): void {
    const type = this.#type(node.get('typeName'));
    const column: DraftColumn = {
      name: node.text('colname') ?? '',
      at: this.#position(node.number('location')),
      written: type.written,
      typeText: type.typeText,
      notNull: type.isSerial || node.has('is_not_null'),
      default: null,
      isIdentity: type.isSerial,
      isGenerated: false,
      comment: null,
    };
    this.#catalogue.addColumn(table, column);
    for (const constraint of node.list('constraints')) this.#constraint(table, constraint.get('Constraint'), column);
  }

  #type(node: AstNode): { written: WrittenType; typeText: string; isSerial: boolean } {
    const names = node.texts('names');
    const isBuiltIn = names.length === 1 || names[0] === 'pg_catalog';
    const name = isBuiltIn ? (names.at(-1) ?? '') : names.join('.');
    const dimensions = node.list('arrayBounds').length;
    const modifiers = node.list('typmods').map((one) => constantText(one));
    const isSerial = names.length === 1 && /^(?:small|big)?serial\d?$/.test(name);
    const title = isBuiltIn && Object.hasOwn(TITLES, name) ? TITLES[name] : name;
    // A char is one character long, and an interval's modifier says its fields.
    const said = name === 'interval' ? [] : modifiers;
    const parameters = title === 'character' && said.length === 0 && names.length > 1 ? ['1'] : said;
    const [first, ...others] = title.split(' ');
    const withDigits =
      parameters.length === 0
        ? title
        : title.startsWith('time')
          ? [`${first}(${parameters.join(',')})`, ...others].join(' ')
          : `${title}(${parameters.join(',')})`;
    return {
      written: { name: title, parameters, dimensions },
      typeText: `${withDigits}${'[]'.repeat(Math.min(1, dimensions))}`,
      isSerial,
    };
  }

  /** @param column whose constraint it is; null for one of the table. */
  #constraint(table: DraftTable, node: AstNode, column: DraftColumn | null): void {
    const name = node.text('conname');
    const location = node.number('location') ?? 0;
    const at = this.#position(location);
    const own = (key: string): readonly string[] => (column === null ? node.texts(key) : [column.name]);
    switch (node.text('contype') ?? '') {
      case 'CONSTR_NOTNULL': {
        const target = column ?? this.#catalogue.column(table, node.texts('keys')[0] ?? '');
        if (target !== undefined) target.notNull = true;
        break;
      }
      case 'CONSTR_NULL':
        break;
      case 'CONSTR_DEFAULT':
        if (column === null) break;
        column.default = conditionOf(node.get('raw_expr'));
        if (column.default.kind === 'call' && column.default.name === 'nextval') column.isIdentity = true;
        break;
      case 'CONSTR_IDENTITY':
        if (column === null) break;
        column.isIdentity = true;
        column.notNull = true;
        break;
      case 'CONSTR_GENERATED':
        if (column !== null) column.isGenerated = true;
        break;
      case 'CONSTR_CHECK': {
        const condition = conditionOf(node.get('raw_expr'));
        table.checks.push({ name, condition, text: this.#parenthesized(location), at });
        break;
      }
      case 'CONSTR_PRIMARY':
        table.primaryKey = { name, columns: this.#indexedColumns(table, node) ?? own('keys') };
        break;
      case 'CONSTR_UNIQUE': {
        const columns = this.#indexedColumns(table, node) ?? own('keys');
        const parts = columns.map((column): IndexPart => ({
          column,
          text: column,
          expression: { kind: 'column', name: column },
        }));
        const hasEqualNulls = node.has('nulls_not_distinct');
        table.uniques.push(uniqueOf(parts, { name, at, isIndex: false, where: null, hasEqualNulls }));
        break;
      }
      case 'CONSTR_FOREIGN': {
        const target = rangeName(node.get('pktable'));
        const columns = own('fk_attrs');
        // A table may refer to one of its own schema.
        table.references.push({ name, columns, table: target, refers: node.texts('pk_attrs'), at });
        break;
      }
      case 'CONSTR_EXCLUSION':
        this.#catalogue.findings.skipped('CHECK_SKIPPED', at, table.name, 'An exclusion constraint is not kept.');
        break;
      default:
        break;
    }
  }

  /** The columns of the index that a constraint is made of, which is then no unique of its own. */
  #indexedColumns(table: DraftTable, node: AstNode): readonly string[] | null {
    const index = node.text('indexname');
    const found = index === null ? undefined : table.uniques.find((unique) => unique.name === index);
    if (found === undefined) return null;
    table.uniques = table.uniques.filter((unique) => unique !== found);
    return found.columns;
  }

  #alterTable(node: AstNode): Outcome {
    if (!['OBJECT_TABLE', 'OBJECT_FOREIGN_TABLE'].includes(node.text('objtype') ?? '')) return 'harmless';
    const relation = node.get('relation');
    const table = this.#catalogue.find(rangeName(relation));
    const commands = node.list('cmds').map((command) => command.get('AlterTableCmd'));
    // Views and sequences are altered as tables are, as long as only their owner changes.
    if (table === undefined && commands.every((command) => command.text('subtype') === 'AT_ChangeOwner'))
      return 'harmless';
    if (table === undefined) return this.#missing(relation, node.has('missing_ok'));
    for (const command of commands) this.#alter(table, command);
    return 'read';
  }

  #missing(relation: AstNode, isFine: boolean): Outcome {
    const { schema, name } = rangeName(relation);
    const message = `The table \`${schema === null ? '' : `${schema}.`}${name}\` is not defined before.`;
    if (this.#catalogue.hasView({ schema, name })) return 'harmless';
    if (!isFine)
      this.#catalogue.findings.skipped('TABLE_UNKNOWN', this.#position(relation.number('location')), '', message);
    return 'read';
  }

  #alter(table: DraftTable, node: AstNode): void {
    const name = node.text('name') ?? '';
    const column = this.#catalogue.column(table, name);
    const definition = node.get('def');
    switch (node.text('subtype') ?? 'AT_AddColumn') {
      case 'AT_AddColumn':
        this.#column(table, definition.get('ColumnDef'));
        break;
      case 'AT_AddConstraint':
        this.#constraint(table, definition.get('Constraint'), null);
        break;
      case 'AT_DropColumn':
        this.#catalogue.dropColumn(table, name);
        break;
      case 'AT_DropConstraint':
        this.#catalogue.dropConstraint(table, name);
        break;
      case 'AT_SetNotNull':
        if (column !== undefined) column.notNull = true;
        break;
      case 'AT_DropNotNull':
        if (column !== undefined) column.notNull = false;
        break;
      case 'AT_ColumnDefault':
        if (column === undefined) break;
        column.default = definition.isEmpty ? null : conditionOf(definition);
        if (column.default?.kind === 'call' && column.default.name === 'nextval') column.isIdentity = true;
        break;
      case 'AT_AddIdentity':
        if (column === undefined) break;
        column.isIdentity = true;
        column.notNull = true;
        break;
      case 'AT_DropIdentity':
        if (column !== undefined) column.isIdentity = false;
        break;
      case 'AT_AlterColumnType': {
        if (column === undefined) break;
        const { written, typeText } = this.#type(definition.get('ColumnDef').get('typeName'));
        Object.assign(column, { written, typeText });
        break;
      }
      case 'AT_DropExpression':
        if (column !== undefined) column.isGenerated = false;
        break;
      case 'AT_AttachPartition': {
        const partition = this.#catalogue.find(rangeName(definition.get('PartitionCmd').get('name')));
        if (partition === undefined) break;
        partition.partitionOf = table;
        partition.partitionBound = this.#partitionBound(definition.get('PartitionCmd').get('bound'));
        break;
      }
      case 'AT_DetachPartition': {
        const partition = this.#catalogue.find(rangeName(definition.get('PartitionCmd').get('name')));
        if (partition !== undefined) partition.partitionOf = null;
        break;
      }
      default:
        break;
    }
  }

  #alterEnum(node: AstNode): void {
    const name = nameOf(node.texts('typeName'));
    const [value, old] = [node.text('newVal') ?? '', node.text('oldVal')];
    if (old !== null) this.#catalogue.renameEnumValue(name, old, value);
    else this.#catalogue.addEnumValue(name, value, node.text('newValNeighbor'), node.has('newValIsAfter'));
  }

  #createDomain(node: AstNode): void {
    const { written, typeText } = this.#type(node.get('typeName'));
    const constraints = node.list('constraints').map((one) => one.get('Constraint'));
    const checks = constraints.flatMap((one): Check | readonly [] => {
      if (one.text('contype') !== 'CONSTR_CHECK') return [];
      const location = one.number('location') ?? 0;
      const condition = conditionOf(one.get('raw_expr'));
      return {
        name: one.text('conname'),
        condition,
        text: this.#parenthesized(location),
        at: this.#position(location),
      };
    });
    const notNull = constraints.some((one) => one.text('contype') === 'CONSTR_NOTNULL');
    this.#catalogue.addDomain(nameOf(node.texts('domainname')), { written, typeText, notNull, checks });
  }

  /** A function that is one expression: `SELECT …` in SQL, or `BEGIN RETURN …; END` in PL/pgSQL. */
  #createFunction(node: AstNode): void {
    const options = node.list('options').map((one) => one.get('DefElem'));
    const option = (name: string): AstNode =>
      options.find((one) => one.text('defname') === name)?.get('arg') ?? NOTHING;
    const [text] = option('as').get('List').texts('items');
    const returned = node.get('sql_body').get('ReturnStmt').get('returnval');
    const expression = returned.isEmpty && text !== undefined ? this.#selected(text) : returned;
    if (expression.isEmpty) return;
    const parameters = node.list('parameters').map((one) => one.get('FunctionParameter').text('name') ?? '');
    this.#catalogue.addFunction(node.texts('funcname').at(-1) ?? '', parameters, conditionOf(expression));
  }

  /** The expression that the body of a function is. */
  #selected(body: string): AstNode {
    const inner = /^\s*BEGIN\s+RETURN\s+([^;]*);\s*END\s*;?\s*$/is.exec(body)?.[1];
    const sql = inner === undefined ? body : `SELECT ${inner}`;
    if (!/^\s*(?:--[^\n]*\n\s*)*SELECT\s/i.test(sql)) return NOTHING;
    let tree: unknown;
    try {
      tree = this.#parse(sql);
    } catch (error) {
      if (error instanceof Error) return NOTHING;
      throw error;
    }
    const [statement, ...others] = new AstNode(tree).list('stmts');
    const select = statement?.get('stmt').get('SelectStmt') ?? NOTHING;
    const targets = select.list('targetList');
    if (others.length > 0 || targets.length !== 1 || select.has('fromClause') || select.has('whereClause'))
      return NOTHING;
    return targets[0].get('ResTarget').get('val');
  }

  #index(node: AstNode): Outcome {
    if (!node.has('unique')) return 'harmless';
    const relation = node.get('relation');
    const table = this.#catalogue.find(rangeName(relation));
    if (table === undefined) return this.#missing(relation, false);
    const parts = node.list('indexParams').map((part): IndexPart => {
      const index = part.get('IndexElem');
      const column = index.text('name');
      const expression: Condition = column === null ? conditionOf(index.get('expr')) : { kind: 'column', name: column };
      return { column, text: column ?? '(expression)', expression };
    });
    table.uniques.push(
      uniqueOf(parts, {
        name: node.text('idxname'),
        at: this.#position(relation.number('location')),
        isIndex: true,
        where: node.has('whereClause') ? conditionOf(node.get('whereClause')) : null,
        hasEqualNulls: node.has('nulls_not_distinct'),
      }),
    );
    return 'read';
  }

  #comment(node: AstNode): Outcome {
    const kind = node.text('objtype');
    if (kind !== 'OBJECT_TABLE' && kind !== 'OBJECT_COLUMN') return 'harmless';
    const path = node.get('object').get('List').texts('items');
    const table = this.#catalogue.find(nameOf(kind === 'OBJECT_TABLE' ? path : path.slice(0, -1)));
    if (table === undefined) return 'harmless';
    const comment = node.text('comment');
    if (kind === 'OBJECT_TABLE') table.comment = comment;
    else {
      const column = this.#catalogue.column(table, path.at(-1) ?? '');
      if (column !== undefined) column.comment = comment;
    }
    return 'read';
  }

  #rename(node: AstNode): Outcome {
    const table = this.#catalogue.find(rangeName(node.get('relation')));
    const to = node.text('newname') ?? '';
    if (table === undefined) return 'harmless';
    if (node.text('renameType') === 'OBJECT_COLUMN')
      this.#catalogue.renameColumn(table, node.text('subname') ?? '', to);
    else if (node.text('renameType') === 'OBJECT_TABLE')
      this.#catalogue.rename(table, { schema: table.schema, name: to });
    else return 'harmless';
    return 'read';
  }
}

/** A modifier of a type: a number, a text, or a word such as `point`. */
function constantText(node: AstNode): string {
  if (node.has('ColumnRef')) return node.get('ColumnRef').texts('fields').at(-1) ?? '';
  const value = constant(node.get('A_Const'));
  return value.kind === 'number' || value.kind === 'text' ? value.text : '';
}

function rangeName(node: AstNode): Name {
  return { schema: node.text('schemaname'), name: node.text('relname') ?? '' };
}

function nameOf(path: readonly string[]): Name {
  return { schema: path.at(-2) ?? null, name: path.at(-1) ?? '' };
}

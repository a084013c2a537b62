import type { Findings } from '../report.ts';
import type {
  Column,
  ColumnType,
  Condition,
  SourcePosition,
  Reference,
  SourceSchema,
  SourceTable,
  Unique,
} from '../schema.ts';
import { argument, namesOf, nativeType, providerOf, scalarOf, textOf } from './field-type.ts';
import { type Attribute, type Block, type ParsedField, parsePrisma } from './parse.ts';

/** What a schema of Prisma defines. */
export interface ReadPrisma {
  readonly schema: SourceSchema;
  /** Blocks that do not matter for rows. */
  readonly harmless: number;
}

/** Objects of composite types within one another. */
const MAX_DEPTH = 8;
/** Members of objects, of all fields: types that have several fields of one another would grow without end. */
const MAX_MEMBERS = 20_000;

/** Reads a Prisma schema as the database that it makes: with the names of `@map`. Never throws, whatever the text. */
export function readPrisma(
  text: string,
  positionOf: (offset: number) => SourcePosition,
  findings: Findings,
): ReadPrisma {
  const { blocks, faults } = parsePrisma(text);
  for (const { at, message } of faults) findings.skipped('STATEMENT_SYNTAX', positionOf(at), '', `${upper(message)}.`);
  const known = new Map<string, Block>();
  for (const block of blocks) {
    if (block.kind === 'datasource' || block.kind === 'generator') continue;
    if (!known.has(block.name)) known.set(block.name, block);
    else findings.skipped('NAME_REPEATED', positionOf(block.at), block.name, `There is another \`${block.name}\`.`);
    if (!block.isFinished) findings.skipped('STATEMENT_UNFINISHED', positionOf(block.at), block.name, 'There is no }.');
  }
  const reader = new PrismaReader([...known.values()], blocks, positionOf, findings);
  return { schema: reader.schema(), harmless: blocks.filter(({ kind }) => HARMLESS.has(kind)).length };
}

const HARMLESS: ReadonlySet<string> = new Set(['datasource', 'generator', 'view']);

class PrismaReader {
  readonly #blocks: ReadonlyMap<string, Block>;
  readonly #provider: ReturnType<typeof providerOf>;
  readonly #positionOf: (offset: number) => SourcePosition;
  readonly #findings: Findings;
  #members = 0;

  constructor(
    known: readonly Block[],
    all: readonly Block[],
    positionOf: (offset: number) => SourcePosition,
    findings: Findings,
  ) {
    this.#blocks = new Map(known.map((block) => [block.name, block]));
    this.#provider = providerOf(all.find(({ kind }) => kind === 'datasource')?.settings.get('provider') ?? '');
    this.#positionOf = positionOf;
    this.#findings = findings;
  }

  schema(): SourceSchema {
    const models = [...this.#blocks.values()].filter(({ kind }) => kind === 'model');
    return {
      tables: [...models.map((model) => this.#table(model)), ...this.#junctions(models)],
      enums: [],
      domains: [],
    };
  }

  #model(name: string): Block | undefined {
    const block = this.#blocks.get(name);
    return block?.kind === 'model' ? block : undefined;
  }

  #table(model: Block): SourceTable {
    const fields = distinct(model.fields);
    for (const field of model.fields) {
      if (fields.includes(field)) continue;
      const message = 'There is another field with this name.';
      this.#findings.skipped('NAME_REPEATED', this.#positionOf(field.at), `${model.name}.${field.name}`, message);
    }
    const columns = fields.flatMap((field) => this.#column(model, field) ?? []);
    const keys = fields.filter((field) => has(field, 'id')).map(columnName);
    const block = model.attributes.find(({ name }) => name === 'id');
    const primaryKey = block === undefined ? keys.slice(0, 1) : this.#columnNames(model, block);
    return {
      ...this.#tableName(model),
      at: this.#positionOf(model.at),
      comment: model.comment === '' ? null : model.comment,
      columns: columns.map((column) => (primaryKey.includes(column.name) ? { ...column, notNull: true } : column)),
      primaryKey,
      uniques: this.#uniques(model, fields),
      references: fields.flatMap((field) => this.#reference(model, field) ?? []),
      checks: [],
      partitionOf: null,
      partitionChecks: [],
    };
  }

  #tableName(model: Block): { readonly schema: string; readonly name: string } {
    const of = (name: string): string =>
      textOf(
        argumentOf(
          model.attributes.find((attribute) => attribute.name === name),
          'name',
        ),
      );
    const mapped = of('map');
    return { schema: of('schema'), name: mapped === '' ? model.name : mapped };
  }

  /** Null for what is no column: the fields of relations. */
  #column(model: Block, field: ParsedField): Column | null {
    if (this.#model(field.type) !== undefined && !field.isUnsupported) return null;
    const type = this.#type(field, []);
    if (type === null) {
      const message = `There is no type \`${field.type}\`.`;
      this.#findings.skipped('TYPE_UNKNOWN', this.#positionOf(field.at), `${model.name}.${field.name}`, message);
    }
    const fallback = field.attributes.find(({ name }) => name === 'default');
    const value = argumentOf(fallback, 'value');
    const call = value?.kind === 'name' && value.of !== null ? value.text : '';
    const isText = type?.kind === 'string' && !field.isList;
    const isUuid = isText && call === 'uuid' && (type.maxLength ?? UUID) >= UUID && !has(field, 'id');
    return {
      name: columnName(field),
      at: this.#positionOf(field.at),
      type: listed(type ?? { kind: 'string', maxLength: null, isFixed: false }, field),
      typeText: field.isUnsupported ? `Unsupported("${field.type}")` : field.type,
      // A list is empty instead.
      notNull: !field.isOptional,
      default: fallback === undefined ? null : ({ kind: 'unknown', text: call } satisfies Condition),
      isIdentity: call === 'autoincrement' || call === 'sequence',
      isGenerated: false,
      comment: field.comment === '' ? null : field.comment,
      ...(isUuid ? { words: ['string', '@uuid'] } : {}),
    };
  }

  /** Null where there is no such type. @param around the composite types that the field is in. */
  #type(field: ParsedField, around: readonly Block[]): ColumnType | null {
    if (field.isUnsupported) return { kind: 'other', name: field.type.toLowerCase() };
    const scalar = scalarOf(field.type, this.#provider);
    if (scalar !== null) return nativeType(field, this.#provider) ?? scalar;
    const block = this.#blocks.get(field.type);
    if (block?.kind === 'enum') return { kind: 'enum', values: block.fields.map(columnName) };
    if (block?.kind !== 'type') return null;
    this.#members += block.fields.length;
    if (around.includes(block) || around.length >= MAX_DEPTH || this.#members > MAX_MEMBERS) {
      const message = `Objects of \`${block.name}\` contain themselves, or nest too deep. The field is any JSON.`;
      this.#findings.approximated('TYPE_APPROXIMATED', this.#positionOf(field.at), field.name, message);
      return { kind: 'json' };
    }
    const members = distinct(block.fields).flatMap((member): readonly Column[] => {
      const type = this.#type(member, [...around, block]);
      if (type === null) return [];
      return [
        {
          name: columnName(member),
          at: this.#positionOf(member.at),
          type: listed(type, member),
          typeText: member.type,
          notNull: !member.isOptional,
          default: null,
          isIdentity: false,
          isGenerated: false,
          comment: null,
        },
      ];
    });
    return { kind: 'struct', members };
  }

  #uniques(model: Block, fields: readonly ParsedField[]): readonly Unique[] {
    const unique = (columns: readonly string[], at: number, name: string): Unique => ({
      name: name === '' ? null : name,
      columns,
      at: this.#positionOf(at),
      isIndex: false,
      isExpression: false,
      isPartial: false,
    });
    const alone = fields
      .filter((field) => has(field, 'unique'))
      .map((field) => unique([columnName(field)], field.at, ''));
    const together = model.attributes
      .filter(({ name }) => name === 'unique')
      .map((attribute) => {
        return unique(this.#columnNames(model, attribute), attribute.at, textOf(argument(attribute, 'map')));
      });
    return [...alone, ...together.filter(({ columns }) => columns.length > 0)];
  }

  /** The columns of `@@id([a, b])`; those that are none are noted. */
  #columnNames(model: Block, attribute: Attribute): readonly string[] {
    return namesOf(argumentOf(attribute, 'fields')).flatMap((name) => {
      const field = model.fields.find((one) => one.name === name);
      if (field !== undefined) return [columnName(field)];
      const message = `There is no field \`${name}\`.`;
      this.#findings.skipped('COLUMN_UNKNOWN', this.#positionOf(attribute.at), model.name, message);
      return [];
    });
  }

  #reference(model: Block, field: ParsedField): Reference | null {
    const target = this.#model(field.type);
    const relation = field.attributes.find(({ name }) => name === 'relation');
    const [own, theirs] = ['fields', 'references'].map((name) => namesOf(argument(relation, name)));
    if (target === undefined || relation === undefined || own.length === 0) return null;
    const skip = (message: string): null => {
      this.#findings.skipped('REFERENCE_SKIPPED', this.#positionOf(field.at), `${model.name}.${field.name}`, message);
      return null;
    };
    const columns = own.map((name) => model.fields.find((one) => one.name === name));
    const refers = theirs.map((name) => target.fields.find((one) => one.name === name));
    const missing = [
      ...own.filter((_, i) => columns[i] === undefined),
      ...theirs.filter((_, i) => refers[i] === undefined),
    ];
    if (missing.length > 0) return skip(`There is no field \`${missing.join('`, `')}\`.`);
    if (own.length !== theirs.length) return skip('`fields` and `references` are not of the same number.');
    const found = columns.flatMap((one) => one ?? []);
    if (found.some(({ isList }) => isList)) return skip('A list of keys refers to several rows.');
    return {
      name: null,
      columns: found.map(columnName),
      table: this.#tableName(target),
      refers: refers.flatMap((one) => (one === undefined ? [] : [columnName(one)])),
      at: this.#positionOf(field.at),
    };
  }

  /** The tables `_AToB` of relations of which both sides are lists. */
  #junctions(models: readonly Block[]): readonly SourceTable[] {
    const found = new Map<string, SourceTable>();
    for (const model of models) {
      for (const field of distinct(model.fields)) {
        const target = this.#model(field.type);
        const other = target === undefined ? undefined : this.#otherSide(model, field, target);
        if (target === undefined || other === undefined) continue;
        const [a, b] = [model, target].toSorted((one, two) => (one.name < two.name ? -1 : one.name > two.name ? 1 : 0));
        const name = `_${relationName(field) ?? `${a.name}To${b.name}`}`;
        const [left, right] = [this.#junctionColumn('A', a, field), this.#junctionColumn('B', b, field)];
        if (found.has(name) || left === null || right === null) continue;
        found.set(name, this.#junction(name, [left, right], [a, b], field));
      }
    }
    return [...found.values()];
  }

  /** The list of the other model that makes a relation of many to many. */
  #otherSide(model: Block, field: ParsedField, target: Block): ParsedField | undefined {
    const isSide = (one: ParsedField): boolean =>
      one.isList && namesOf(argument(relationOf(one), 'fields')).length === 0;
    if (!isSide(field)) return undefined;
    return target.fields.find((one) => {
      return one !== field && one.type === model.name && isSide(one) && relationName(one) === relationName(field);
    });
  }

  #junctionColumn(
    name: string,
    model: Block,
    { at }: ParsedField,
  ): { readonly column: Column; readonly refers: string } | null {
    const keys = model.fields.filter((field) => has(field, 'id'));
    const type = keys.length === 1 ? this.#type(keys[0], []) : null;
    if (type === null) return null;
    const column: Column = {
      name,
      at: this.#positionOf(at),
      type,
      typeText: keys[0].type,
      notNull: true,
      default: null,
      isIdentity: false,
      isGenerated: false,
      comment: null,
    };
    return { column, refers: columnName(keys[0]) };
  }

  #junction(
    name: string,
    sides: readonly { readonly column: Column; readonly refers: string }[],
    models: readonly Block[],
    { at }: ParsedField,
  ): SourceTable {
    return {
      schema: this.#tableName(models[0]).schema,
      name,
      at: this.#positionOf(at),
      comment: null,
      columns: sides.map(({ column }) => column),
      primaryKey: sides.map(({ column }) => column.name),
      uniques: [],
      references: sides.map(({ column, refers }, i) => ({
        name: null,
        columns: [column.name],
        table: this.#tableName(models[i]),
        refers: [refers],
        at: this.#positionOf(at),
      })),
      checks: [],
      partitionOf: null,
      partitionChecks: [],
    };
  }
}

/** Characters of a UUID. */
const UUID = 36;

function distinct(fields: readonly ParsedField[]): readonly ParsedField[] {
  const seen = new Set<string>();
  return fields.filter(({ name }) => seen.size < seen.add(name).size);
}

function has({ attributes }: ParsedField, wanted: string): boolean {
  return attributes.some(({ name }) => name === wanted);
}

/** The name in the database: of a column, or of a value of an enum. */
function columnName({ name, attributes }: ParsedField): string {
  const mapped = textOf(
    argumentOf(
      attributes.find((attribute) => attribute.name === 'map'),
      'name',
    ),
  );
  return mapped === '' ? name : mapped;
}

/** An argument by its name, or the first one that has none. */
function argumentOf(attribute: Attribute | undefined, name: string): ReturnType<typeof argument> {
  return argument(attribute, name) ?? argument(attribute, '');
}

function relationOf({ attributes }: ParsedField): Attribute | undefined {
  return attributes.find(({ name }) => name === 'relation');
}

function relationName(field: ParsedField): string | null {
  const name = textOf(argumentOf(relationOf(field), 'name'));
  return name === '' ? null : name;
}

function listed(type: ColumnType, { isList }: ParsedField): ColumnType {
  return isList ? { kind: 'list', item: type, items: { notNull: true } } : type;
}

function upper(message: string): string {
  return message.slice(0, 1).toUpperCase() + message.slice(1);
}

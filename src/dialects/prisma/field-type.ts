import type { ColumnType } from '../schema.ts';
import { columnType } from '../sql/column-type.ts';
import type { SqlDialectName } from '../sql/dialect.ts';
import type { Attribute, ParsedField, Value } from './parse.ts';

/** The databases of `provider`, as far as their types matter; any other one has those of PostgreSQL. */
const PROVIDERS: Readonly<Record<string, SqlDialectName>> = {
  postgresql: 'postgresql',
  postgres: 'postgresql',
  cockroachdb: 'postgresql',
  mysql: 'mysql',
  sqlite: 'sqlite',
  sqlserver: 'sqlserver',
};

export function providerOf(name: string): SqlDialectName {
  return Object.hasOwn(PROVIDERS, name) ? PROVIDERS[name] : 'postgresql';
}

const INT: ColumnType = { kind: 'integer', min: -2_147_483_648, max: 2_147_483_647 };
const BIG: ColumnType = { kind: 'integer', min: -Number.MAX_SAFE_INTEGER, max: Number.MAX_SAFE_INTEGER };

/** The scalar types of the language, as its databases store them without `@db`; null for any other name. */
export function scalarOf(name: string, provider: SqlDialectName): ColumnType | null {
  switch (name) {
    case 'String': {
      const maxLength = provider === 'mysql' ? 191 : provider === 'sqlserver' ? 1000 : null;
      return { kind: 'string', maxLength, isFixed: false };
    }
    case 'Boolean':
      return { kind: 'boolean' };
    case 'Int':
      return INT;
    case 'BigInt':
      return BIG;
    case 'Float':
      return { kind: 'number' };
    case 'Decimal':
      return { kind: 'decimal', precision: null, scale: 2 };
    case 'DateTime':
      return { kind: 'timestamp' };
    case 'Json':
      return { kind: 'json' };
    case 'Bytes':
      return { kind: 'binary', maxLength: null };
    default:
      return null;
  }
}

/** Names of types of databases that are several words in SQL. */
const WORDS: Readonly<Record<string, string>> = {
  DoublePrecision: 'double precision',
  UnsignedInt: 'int unsigned',
  UnsignedBigInt: 'bigint unsigned',
  UnsignedSmallInt: 'smallint unsigned',
  UnsignedMediumInt: 'mediumint unsigned',
  UnsignedTinyInt: 'tinyint unsigned',
  NVarChar: 'nvarchar',
  ByteA: 'bytea',
  VarBit: 'bit varying',
  String: 'varchar',
};

/** The type that `@db.VarChar(20)` names; null where a field has none. */
export function nativeType({ attributes }: ParsedField, provider: SqlDialectName): ColumnType | null {
  const found = attributes.find(({ name }) => /^\w+\.\w+$/.test(name));
  if (found === undefined) return null;
  const name = found.name.slice(found.name.indexOf('.') + 1);
  if (name === 'ObjectId') return { kind: 'string', maxLength: 24, isFixed: true };
  const parameters = found.args.map(({ value }) => textOf(value)).filter((text) => /^\d+$/.test(text));
  const words = Object.hasOwn(WORDS, name) ? WORDS[name] : name.toLowerCase();
  return columnType({ name: words, parameters, dimensions: 0 }, provider);
}

/** A text, a number or a name as it is written. */
export function textOf(value: Value | undefined): string {
  return value === undefined || value.kind === 'list' ? '' : value.text;
}

/** A list of names, or the only one. Options of names, such as `title(length: 20)`, are left out. */
export function namesOf(value: Value | undefined): readonly string[] {
  if (value === undefined) return [];
  return value.kind === 'list' ? value.items.map(textOf) : [textOf(value)];
}

/** An argument by its name, or the one without a name. */
export function argument(attribute: Attribute | undefined, name: string): Value | undefined {
  return attribute?.args.find((one) => one.name === name)?.value;
}

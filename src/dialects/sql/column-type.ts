import type { ColumnType } from '../schema.ts';
import type { SqlDialectName } from './dialect.ts';

/** A type as a script writes it. */
export interface WrittenType {
  /** Words in lower case with single blanks, without parameters: `timestamp with time zone`. */
  readonly name: string;
  /** What is in the parentheses, numbers as digits. */
  readonly parameters: readonly string[];
  readonly dimensions: number;
}

const whole = (min: number, max: number): ColumnType => ({ kind: 'integer', min, max });
const BYTE = whole(-128, 127);
const SMALL = whole(-32_768, 32_767);
const MEDIUM = whole(-8_388_608, 8_388_607);
const INT = whole(-2_147_483_648, 2_147_483_647);
const BIG = whole(-Number.MAX_SAFE_INTEGER, Number.MAX_SAFE_INTEGER);

const INTEGERS: Readonly<Record<string, ColumnType>> = {
  tinyint: BYTE,
  int1: BYTE,
  smallint: SMALL,
  int2: SMALL,
  smallserial: SMALL,
  serial2: SMALL,
  mediumint: MEDIUM,
  int3: MEDIUM,
  middleint: MEDIUM,
  integer: INT,
  int: INT,
  int4: INT,
  serial: INT,
  serial4: INT,
  bigint: BIG,
  int8: BIG,
  bigserial: BIG,
  serial8: BIG,
  oid: whole(0, 4_294_967_295),
  rowid: BIG,
};

const TEXTS = new Set([
  'text',
  'tinytext',
  'mediumtext',
  'longtext',
  'ntext',
  'clob',
  'nclob',
  'dbclob',
  'long',
  'citext',
  'name',
  'long varchar',
  'character large object',
  'sysname',
  'character varying',
  'varchar',
  'varchar2',
  'nvarchar',
  'nvarchar2',
  'national varchar',
  'national character varying',
  'national char varying',
  'char varying',
  'nchar varying',
  'varchar character set',
  'bpchar',
  'character',
  'char',
  'nchar',
  'national character',
  'national char',
  'native character',
  'varying character',
  'string',
  'graphic',
  'vargraphic',
  'varcharacter',
  'long varchar2',
]);
const FIXED = new Set(['character', 'char', 'nchar', 'national character', 'national char', 'graphic', 'bpchar']);
const NUMBERS = new Set([
  'real',
  'double precision',
  'double',
  'float',
  'float4',
  'float8',
  'binary_float',
  'binary_double',
  'decfloat',
  'number',
]);
const DECIMALS = new Set(['numeric', 'decimal', 'dec', 'fixed', 'number']);
const BINARIES = new Set([
  'bytea',
  'blob',
  'tinyblob',
  'mediumblob',
  'longblob',
  'binary',
  'varbinary',
  'raw',
  'long raw',
  'image',
  'bfile',
  'binary large object',
  'binary varying',
  'char byte',
]);
/** Characters of a text that has a length of its own; null without one. */
const LENGTHS: Readonly<Record<string, number>> = { tinytext: 255, text: 65_535, name: 63, sysname: 128 };

/** What a type of SQL is; `other` where that depends on what the script defines, or on the database alone. */
export function columnType(written: WrittenType, dialect: SqlDialectName): ColumnType {
  let type = scalarType(written, dialect);
  for (let i = 0; i < Math.min(written.dimensions, 6); i++) type = { kind: 'list', item: type };
  return type;
}

function scalarType({ name, parameters }: WrittenType, dialect: SqlDialectName): ColumnType {
  const isUnsigned = /\bunsigned\b/.test(name);
  const base = name.replaceAll(/ (?:unsigned|signed|zerofill|binary|ascii|unicode|byte)\b/g, '');
  const first = parameters[0] === undefined || !/^\d+$/.test(parameters[0]) ? null : Number(parameters[0]);
  if (base === 'tinyint' && dialect === 'sqlserver') return whole(0, 255);
  if (base === 'tinyint' && first === 1 && dialect === 'mysql') return { kind: 'boolean' };
  if (Object.hasOwn(INTEGERS, base)) return unsigned(INTEGERS[base], isUnsigned);
  if (base === 'boolean' || base === 'bool' || (base === 'bit' && dialect === 'sqlserver')) return { kind: 'boolean' };
  if (base === 'bit' && dialect === 'mysql' && (first ?? 1) === 1) return { kind: 'boolean' };
  if (base === 'year') return whole(1901, 2155);
  if (base === 'money' || base === 'smallmoney') {
    if (dialect !== 'sqlserver') return { kind: 'decimal', precision: 17, scale: 2 };
    return { kind: 'decimal', precision: base === 'money' ? 18 : 9, scale: 4 };
  }
  if (DECIMALS.has(base) && !(base === 'number' && dialect !== 'oracle')) return decimalType(parameters, base, dialect);
  if (NUMBERS.has(base)) return { kind: 'number' };
  if (base === 'enum') return { kind: 'enum', values: parameters };
  if (TEXTS.has(base)) {
    const own =
      dialect === 'mysql' || base === 'name' || base === 'sysname' ? (LENGTHS[base] as number | undefined) : undefined;
    const isFixed = FIXED.has(base);
    const isUnlimited = base === 'bpchar' || dialect === 'sqlite';
    return { kind: 'string', maxLength: first ?? own ?? (isFixed && !isUnlimited ? 1 : null), isFixed };
  }
  if (BINARIES.has(base)) return { kind: 'binary', maxLength: first };
  if (base === 'uuid' || base === 'uniqueidentifier') return { kind: 'uuid' };
  if (base === 'json' || base === 'jsonb') return { kind: 'json' };
  // Oracle's dates have a time of day.
  if (base === 'date') return { kind: dialect === 'oracle' ? 'timestamp' : 'date' };
  if (/^time(?:tz)?(?: with(?:out)? time zone)?$/.test(base)) return { kind: 'time' };
  if (
    /^(?:timestamp(?:tz|ntz|ltz)?(?: with(?:out)?(?: local)? time ?zone)?|datetime2?|smalldatetime|datetimeoffset)$/.test(
      base,
    )
  ) {
    return { kind: 'timestamp' };
  }
  if (base === 'set' && dialect === 'mysql') return { kind: 'enum', values: parameters };
  if (base === 'bit' && dialect === 'mysql') return whole(0, 2 ** Math.min(first ?? 1, 53) - 1);
  if (/^interval (?:year|month|day|hour|minute|second)\b/.test(base)) return { kind: 'other', name: 'interval' };
  return { kind: 'other', name: parameters.length === 0 ? base : `${base}(${parameters.join(',')})` };
}

function unsigned(type: ColumnType, isUnsigned: boolean): ColumnType {
  if (!isUnsigned || type.kind !== 'integer') return type;
  return whole(0, Math.min(type.max * 2 + 1, Number.MAX_SAFE_INTEGER));
}

function decimalType(parameters: readonly string[], base: string, dialect: SqlDialectName): ColumnType {
  const [precision, scale] = parameters.map((text) => (/^-?\d+$/.test(text) ? Number(text) : null));
  // NUMBER without digits is what Oracle's people write for whole numbers; elsewhere NUMERIC means a default, or no limit.
  if (base === 'number' && parameters.length === 0) return BIG;
  if (precision === undefined || precision === null) {
    if (base === 'number') return { kind: 'decimal', precision: 38, scale: scale ?? 0 };
    const isUnlimited = dialect === 'postgresql' || dialect === 'sqlite';
    return {
      kind: 'decimal',
      precision: isUnlimited ? null : dialect === 'mysql' ? 10 : dialect === 'oracle' ? 38 : dialect === 'db2' ? 5 : 18,
      scale: isUnlimited ? 2 : 0,
    };
  }
  return { kind: 'decimal', precision, scale: Math.max(0, scale ?? 0) };
}

import { type FileMetaData, parquetMetadata, parquetReadObjects } from 'hyparquet';
import { compressors } from 'hyparquet-compressors';
import type { Column, ColumnType } from '../../src/engine/vector.ts';
import { fixed } from './everything.ts';

/** Whatever hyparquet makes of a value by the parsers below, decimals as their digits alone. */
type Value = null | undefined | string | number | bigint | boolean | Uint8Array | readonly Value[] | Members;
interface Members {
  readonly [name: string]: Value;
}

const text = (bytes: Uint8Array): string => new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(bytes);

/** The rows of a parquet file by hyparquet: the text of every value, JSON of nested ones. */
export async function readParquet(bytes: Uint8Array, columns: readonly Column[]): Promise<(string | null)[][]> {
  const file = bytes.slice().buffer;
  const metadata = withoutDecimals(parquetMetadata(file));
  const rows: Members[] = await parquetReadObjects({
    file,
    metadata,
    compressors,
    utf8: false,
    parsers: {
      stringFromBytes: text,
      jsonFromBytes: text,
      dateFromDays: (days: number) => days,
      timestampFromMilliseconds: Number,
    },
  });
  return rows.map((row) => columns.map(({ name, type }) => textOf(type, row[name])));
}

/** hyparquet makes doubles of decimals; DuckDB judges what the file says of them. */
function withoutDecimals(metadata: FileMetaData): FileMetaData {
  for (const element of metadata.schema) {
    if (element.converted_type !== 'DECIMAL') continue;
    delete element.converted_type;
    delete element.logical_type;
  }
  return metadata;
}

function textOf(type: ColumnType, value: Value): string | null {
  const plain = plainOf(type, value);
  if (plain === null) return null;
  return typeof plain === 'object' ? JSON.stringify(plain) : scalar(plain);
}

/** The value as JSON would have it, save that integers are exact. */
function plainOf(type: ColumnType, value: Value): unknown {
  if (value === null || value === undefined) return null;
  switch (type.kind) {
    case 'integer':
      return typeof value === 'bigint' ? exactOf(value) : value;
    case 'decimal':
      return fixed(value instanceof Uint8Array ? digitsOf(value) : BigInt(scalar(value)), type.scale);
    case 'date':
      return new Date(Number(value) * 86_400_000).toISOString().split('T')[0];
    case 'timestamp':
      return new Date(Number(value)).toISOString();
    case 'time':
      return new Date(Number(value)).toISOString().slice(11, 23).replace('.000', '');
    case 'binary':
      return value instanceof Uint8Array ? Buffer.from(value).toString('base64') : value;
    case 'list':
      return Array.isArray(value) ? value.map((item) => plainOf(type.item, item)) : value;
    case 'struct':
      return structOf(type, value);
    case 'boolean':
    case 'enum':
    case 'json':
    case 'number':
    case 'string':
    case 'uuid':
      return value;
  }
}

function structOf({ members }: ColumnType & { kind: 'struct' }, value: Value): unknown {
  if (members.length === 0) return JSON.parse(scalar(value));
  const found = new Map(Object.entries(value ?? {}));
  return Object.fromEntries(members.map(({ name, type }) => [name, plainOf(type, found.get(name))]));
}

function exactOf(value: bigint): number | bigint {
  return BigInt(Number(value)) === value ? Number(value) : value;
}

/** Two's complement, the most significant byte first. */
function digitsOf(bytes: Uint8Array): bigint {
  return BigInt.asIntN(bytes.length * 8, BigInt(`0x${Buffer.from(bytes).toString('hex')}`));
}

function scalar(value: unknown): string {
  if (typeof value === 'string' || typeof value === 'boolean') return String(value);
  if (typeof value === 'number' || typeof value === 'bigint') return String(value);
  throw new TypeError('expected a scalar');
}

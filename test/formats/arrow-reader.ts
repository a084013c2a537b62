import { type DataType, Type, tableFromIPC } from '@uwdata/flechette';
import { fixed } from './everything.ts';

/** The text of every value of an IPC stream, null where it is null, and JSON of nested ones; by a reader of others. */
export function readArrow(file: Uint8Array): (string | null)[][] {
  const table = tableFromIPC(file, { useBigInt: true, useDecimalInt: true });
  const fields = table.schema.fields;
  return Array.from({ length: table.numRows }, (_, row) =>
    fields.map(({ type }, k) => {
      const value: unknown = table.getChildAt(k).at(row);
      if (value === null) return null;
      const plain = plainOf(type, value);
      return typeof plain === 'string' ? plain : JSON.stringify(plain);
    }),
  );
}

/** A value as JSON has it, numbers and all. */
function plainOf(type: DataType, value: unknown): unknown {
  if (value === null) return null;
  // oxlint-disable-next-line typescript/switch-exhaustiveness-check -- the union is the library's, and grows with it
  switch (type.typeId) {
    case Type.Int:
      return Number(value);
    case Type.Decimal:
      return fixed(bigintOf(value), type.scale);
    case Type.Date:
      return new Date(Number(value)).toISOString().split('T')[0];
    case Type.Time:
      return new Date(Number(value)).toISOString().slice(11, 23).replace('.000', '');
    case Type.Timestamp:
      return new Date(Number(value)).toISOString();
    case Type.FixedSizeBinary:
      return Buffer.from(bytesOf(value))
        .toString('hex')
        .replace(/^(.{8})(.{4})(.{4})(.{4})/, '$1-$2-$3-$4-');
    case Type.Binary:
      return Buffer.from(bytesOf(value)).toString('base64');
    case Type.List: {
      if (!Array.isArray(value)) throw new Error('a list is no array');
      return value.map((item) => plainOf(type.children[0].type, item));
    }
    case Type.Struct: {
      const values = Object.values(Object(value));
      return Object.fromEntries(type.children.map((child, k) => [child.name, plainOf(child.type, values[k])]));
    }
    default:
      return value;
  }
}

function bigintOf(value: unknown): bigint {
  if (typeof value !== 'bigint') throw new Error('a decimal is no bigint');
  return value;
}

function bytesOf(value: unknown): Uint8Array {
  if (!(value instanceof Uint8Array)) throw new Error('bytes are no Uint8Array');
  return value;
}

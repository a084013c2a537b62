import type { ColumnType } from '../../engine/vector.ts';

/** A column's type in the words of the model language: `integer`, `decimal(10,2)`, `enum`, `[string]`, `object`. */
export function typeName(type: ColumnType): string {
  switch (type.kind) {
    case 'decimal':
      return `decimal(${(type.stored ?? type).precision},${(type.stored ?? type).scale})`;
    case 'list':
      return `[${typeName(type.item)}]`;
    case 'struct':
      return 'object';
    case 'binary':
    case 'boolean':
    case 'date':
    case 'enum':
    case 'integer':
    case 'json':
    case 'number':
    case 'string':
    case 'time':
    case 'timestamp':
    case 'uuid':
      return type.kind;
  }
}

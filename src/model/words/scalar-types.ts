import type { ScalarTypeName } from '../model.ts';

/** The types without parameters. */
export const SCALAR_TYPES: readonly ScalarTypeName[] = [
  'string',
  'number',
  'integer',
  'boolean',
  'date',
  'time',
  'timestamp',
  'uuid',
  'json',
  'binary',
];

import type { Dialect, Source } from '../dialect.ts';
import { JsonFault } from '../json/node.ts';
import { jsonOf } from '../json/source.ts';
import { type ShapedSchema, schemasOf } from './shape-of.ts';

const MAGIC = 'PAR1';

/** Parquet files, and Parquet schemas as JSON in all of their shapes, of which one is Avro's. */
export const parquetDialects: readonly Dialect[] = [
  {
    name: 'parquet',
    aliases: [],
    title: 'The schema of a Parquet file',
    isBinary: true,
    detects: ({ bytes }) => bytes.length > 12 && String.fromCharCode(...bytes.slice(-4)) === MAGIC,
    read: async (source, context) => {
      const { importFooter } = await import('./footer.ts');
      return await importFooter(source, context);
    },
  },
  shapes('avro', 'Avro schema', (schema) => schema.shape === 'avro'),
  shapes('json_parquet', 'Parquet schema as JSON', () => true),
];

function shapes(name: string, title: string, isOwn: (schema: ShapedSchema) => boolean): Dialect {
  return {
    name,
    aliases: [],
    title,
    detects: (source) => {
      const found = schemasIn(source);
      return found.length > 0 && found.every(isOwn);
    },
    read: async (source, context) => {
      const { importShapes } = await import('./import.ts');
      return await importShapes(name, source, context);
    },
  };
}

function schemasIn(source: Source): readonly ShapedSchema[] {
  const root = jsonOf(source);
  return root instanceof JsonFault ? [] : schemasOf(root);
}

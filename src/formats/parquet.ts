import type { OptionSpecs } from '../model/index.ts';
import type { PartFormat } from './format.ts';
import { compressorOf } from './parquet/compression.ts';
import { footerOf } from './parquet/footer.ts';
import { MAGIC } from './parquet/magic.ts';
import { RowGroups } from './parquet/row-groups.ts';

const options = {
  compression: {
    summary: 'The compression of columns. A column that it would not make smaller is not compressed.',
    type: 'choice',
    choices: ['zstd', 'snappy', 'none'],
    default: 'zstd',
  },
} as const satisfies OptionSpecs;

/**
 * Apache Parquet (https://parquet.apache.org/docs/file-format/). A part is one row group of some 130,000 rows, of fewer where
 * they are wide, or several where they turn out large; memory is bounded by a row group, whatever the number of rows. Texts
 * of a dictionary stay one; all other values are PLAIN. The bytes of compressed pages are those of Node's zstd, which may
 * change with its version.
 */
export const parquet = {
  name: 'parquet',
  summary: 'Apache Parquet, compressed, with typed columns.',
  extension: 'parquet',
  mediaType: 'application/vnd.apache.parquet',
  piece: 'part',
  nested: true,
  options,
  partBatches: 32,
  frame: ({ columns }) => ({
    header: MAGIC,
    separator: new Uint8Array(0),
    footer: (parts) => footerOf(columns, parts),
  }),
  encoder: (columns, canvas, { compression }) => new RowGroups(columns, compressorOf(compression), canvas),
} satisfies PartFormat<typeof options>;

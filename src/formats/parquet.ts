import type { OptionSpecs, Options } from '../model/index.ts';
import type { PartFormat } from './format.ts';
import { COMPRESSIONS, type Compression } from './parquet/compression.ts';
import { footerOf } from './parquet/footer.ts';
import { MAGIC } from './parquet/magic.ts';
import { RowGroups } from './parquet/row-groups.ts';

const options = {
  compression: {
    summary: 'How pages are compressed.',
    type: 'choice',
    choices: Object.keys(COMPRESSIONS),
    default: 'zstd',
  },
} satisfies OptionSpecs;

/**
 * Apache Parquet (https://parquet.apache.org/docs/file-format/). A part is a row group of some 130,000 rows, of fewer where
 * they are wide; memory is bounded by a row group. Texts of a dictionary stay one; the pages of whatever else are PLAIN.
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
  frame: ({ columns }, options) => ({
    header: MAGIC,
    separator: new Uint8Array(0),
    footer: (parts) => footerOf(columns, parts, compressionOf(options)),
  }),
  encoder: (columns, options) => new RowGroups(columns, compressionOf(options)),
} satisfies PartFormat;

function compressionOf(options: Options): Compression {
  return (
    new Map<unknown, Compression>(Object.entries(COMPRESSIONS)).get(options.get('compression')) ?? COMPRESSIONS.zstd
  );
}

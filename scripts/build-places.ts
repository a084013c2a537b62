import { writeFileSync } from 'node:fs';
import { brotliCompressSync, constants } from 'node:zlib';
import { buildPlaces } from './place-file.ts';

const bytes = buildPlaces();
const compressed = brotliCompressSync(bytes, {
  params: {
    [constants.BROTLI_PARAM_QUALITY]: 11,
    [constants.BROTLI_PARAM_LGWIN]: 22,
    [constants.BROTLI_PARAM_SIZE_HINT]: bytes.length,
  },
});
writeFileSync(new URL('../src/engine/data/places.bin.br', import.meta.url), compressed);
console.log(`places.bin.br: ${bytes.length} bytes, ${compressed.length} compressed`);

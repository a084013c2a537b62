import { mkdirSync, writeFileSync } from 'node:fs';
import { brotliCompressSync, constants } from 'node:zlib';
import { localeCodes, localeTable, localeText } from './locale-file.ts';

const FOLDER = new URL('../src/engine/data/locales/', import.meta.url);

mkdirSync(FOLDER, { recursive: true });
let bytes = 0;
for (const code of localeCodes()) {
  const packed = brotliCompressSync(localeText(code), { params: { [constants.BROTLI_PARAM_QUALITY]: 11 } });
  writeFileSync(new URL(`${code}.json.br`, FOLDER), packed);
  bytes += packed.length;
}
writeFileSync(new URL('../src/engine/data/locale-table.ts', import.meta.url), localeTable());
console.log(`locales: ${bytes} bytes`);

import { writeFileSync } from 'node:fs';
import { brotliCompressSync } from 'node:zlib';
import { tableFile } from './table-file.ts';

const text = tableFile();
const compressed = brotliCompressSync(text);
writeFileSync(new URL('../src/engine/data/tables.json.br', import.meta.url), compressed);
console.log(`tables.json.br: ${Buffer.byteLength(text)} bytes, ${compressed.length} compressed`);

import { mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { brotliCompressSync } from 'node:zlib';
import { tableFile, tableNames } from './table-file.ts';

const FOLDER = new URL('../src/engine/data/tables/', import.meta.url);
let total = 0;
rmSync(FOLDER, { recursive: true, force: true });
mkdirSync(FOLDER);
for (const name of tableNames()) {
  const compressed = brotliCompressSync(tableFile(name));
  writeFileSync(new URL(`${name}.json.br`, FOLDER), compressed);
  total += compressed.length;
}
console.log(`tables: ${total} bytes compressed`);

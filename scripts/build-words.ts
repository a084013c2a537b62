import { writeFileSync } from 'node:fs';
import { wordFile } from './word-file.ts';

const text = wordFile();
writeFileSync(new URL('../src/engine/data/words.en.json', import.meta.url), text);
console.log(`words.en.json: ${Buffer.byteLength(text)} bytes`);

import { airports } from './airports.ts';
import type { Tables } from '../src/engine/data/tables.ts';

/** The content of `src/engine/data/tables.json.br` before compression. */
export function tableFile(): string {
  const tables: Tables = { airport: airports() };
  return `${JSON.stringify(tables)}\n`;
}

import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

const FIELDS = `
  id: integer @id
  first_name: string @first_name
  last_name: string @last_name
  email: string @email
  birth_date: date 1950-01-01..2005-12-31
  city: string @city
  balance: decimal(10,2) 0.00-10000.00
  plan: enum(free, pro, team)
  signed_up: timestamp 2020-01-01..2025-12-31
  active: boolean
`;

/** Names of as many small entities, each of which but the first refers to the one before. */
export const manyNames = (entities: number): string[] => Array.from({ length: entities }, (_, i) => `Entity${i}`);

/** A model of many small entities, in a file that is removed when the process ends. */
export function writeMany(entities: number, rows: number): string {
  const names = manyNames(entities);
  const texts = names.map((name, i) => {
    const reference = i === 0 ? '' : `  before: { $ref: ${names[i - 1]}.id }\n`;
    return `${name}:\n  $count: ${rows}${FIELDS}${reference}`;
  });
  const folder = mkdtempSync(join(tmpdir(), 'rowmill-bench-model-'));
  process.on('exit', () => rmSync(folder, { recursive: true, force: true }));
  const path = join(folder, 'many.yaml');
  writeFileSync(path, texts.join(''));
  return path;
}

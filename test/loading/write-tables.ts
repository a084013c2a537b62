import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileNames } from '../../src/artifacts/file-names.ts';
import type { Table } from '../../src/engine/table.ts';
import type { Column } from '../../src/engine/vector.ts';
import { Canvas, type PartFormat, Sink } from '../../src/formats/index.ts';
import { postgresOptimized } from '../../src/formats/postgres-optimized.ts';
import { sql } from '../../src/formats/sql.ts';
import { optionsOf } from '../formats/encode.ts';

/** The formats whose files a database loads by a script beside them. */
export const loadedFormats: readonly LoadedFormat[] = [sql, postgresOptimized];

/** A format whose companions load its files. */
export type LoadedFormat = PartFormat & Required<Pick<PartFormat, 'companions'>>;

export interface TableRows {
  readonly table: Table;
  readonly columns: readonly Column[];
  readonly rows: number;
}

/** Writes tables and their companions as the command line does, each of one part. */
export function writeTables(
  folder: string,
  format: LoadedFormat,
  given: readonly TableRows[],
  entries: Record<string, string> = {},
): void {
  const options = optionsOf(format, entries);
  const reserved = format.companions([], options).map(({ file }) => file);
  const names = fileNames(
    given.map(({ table }) => table.name),
    format.extension,
    reserved,
  );
  const files = given.map(({ table, columns, rows }) => {
    const file = names.get(table.name) ?? '';
    const { header, footer } = format.frame(table, options);
    const sink = new Sink();
    sink.append(header);
    if (rows > 0) {
      const encoder = format.encoder(columns, new Canvas(), options, table);
      sink.append(encoder.encode(rows));
      sink.append(encoder.end().bytes);
    }
    sink.append(typeof footer === 'function' ? footer([]) : footer);
    writeFileSync(join(folder, file), sink.written());
    return { table, file };
  });
  for (const { file, bytes } of format.companions(files, options)) writeFileSync(join(folder, file), bytes);
}

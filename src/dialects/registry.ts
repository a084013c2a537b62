import type { Dialect, Source } from './dialect.ts';
import { fabricateDialect } from './fabricate/registry.ts';
import { jsonSchemaDialects } from './json-schema/registry.ts';
import { parquetDialects } from './parquet/registry.ts';
import { prismaDialect } from './prisma/registry.ts';
import { sampleDialects } from './sample/registry.ts';
import { sqlDialects } from './sql/registry.ts';

/** Every dialect, in the order in which they are asked whether a source is theirs: SQL takes whatever is text. */
export const DIALECTS: readonly Dialect[] = [
  ...jsonSchemaDialects,
  ...parquetDialects,
  fabricateDialect,
  prismaDialect,
  ...sampleDialects,
  ...sqlDialects,
];

/** A dialect by one of its names, in any case; undefined if there is none. */
export function dialectNamed(name: string): Dialect | undefined {
  const folded = name.toLowerCase();
  return DIALECTS.find((dialect) => dialect.name === folded || dialect.aliases.includes(folded));
}

/** The dialect that a source is most likely in; undefined if it is in none, such as a picture. */
export function dialectOf(source: Source): Dialect | undefined {
  return DIALECTS.find((dialect) => dialect.detects(source));
}

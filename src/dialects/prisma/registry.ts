import type { Dialect } from '../dialect.ts';

/** Characters that are looked at to find out what a text is. */
const MAX_LOOK = 1_000_000;
/** The beginning of a block that has a line of its own, and something in it that only Prisma has. */
const BLOCK = /^[ \t]*(?:model|enum|datasource|type)[ \t]+[A-Za-z_]\w*[ \t]*\{/m;
const FIELD =
  /^[ \t]*[A-Za-z_]\w*[ \t]+(?:String|Int|BigInt|Boolean|DateTime|Float|Decimal|Json|Bytes)\b[ \t]*(?:\?|\[\])?[ \t]*(?:@|\r?$|\/\/)/m;

export const prismaDialect: Dialect = {
  name: 'prisma',
  aliases: [],
  title: 'Prisma schema',
  detects: ({ text }) => {
    const start = text?.slice(0, MAX_LOOK) ?? '';
    return BLOCK.test(start) && (FIELD.test(start) || /^[ \t]*datasource[ \t]+\w+[ \t]*\{/m.test(start));
  },
  read: async (source, context) => {
    const { importPrisma } = await import('./import.ts');
    return await importPrisma(source, context);
  },
};

import type { Dialect } from '../dialect.ts';
import { itemsOf, JsonFault, member } from '../json/node.ts';
import { jsonOf } from '../json/source.ts';

export const fabricateDialect: Dialect = {
  name: 'fabricate',
  aliases: [],
  title: 'Fabricate definition',
  detects: (source) => {
    const root = jsonOf(source);
    if (root instanceof JsonFault) return false;
    const [entity] = itemsOf(member(root, 'entities'));
    return member(entity, 'name')?.kind === 'string' && member(entity, 'fields') !== undefined;
  },
  read: async (source) => {
    const { importDocument } = await import('./import-document.ts');
    return importDocument(source);
  },
};

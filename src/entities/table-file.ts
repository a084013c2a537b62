import { defineEntity, type InferEntity, p } from '@mikro-orm/core';
import { Project } from './project.ts';

/** A file that the model of its project can name. */
export const TableFile = defineEntity({
  name: 'TableFile',
  tableName: 'table_file',
  uniques: [{ properties: ['project', 'name'] }],
  properties: {
    id: p.uuid().primary(),
    project: () => p.manyToOne(Project).deleteRule('cascade'),
    /** As the model names it: `data/countries.csv`. */
    name: p.string().columnType('text'),
    bytes: p.integer(),
    /** SHA-256 of the bytes, in hexadecimal. */
    digest: p.string().columnType('text'),
    text: p.text().lazy(),
    createdAt: p.datetime(3).defaultRaw('now()'),
    updatedAt: p.datetime(3).defaultRaw('now()'),
  },
});

export type TableFile = InferEntity<typeof TableFile>;

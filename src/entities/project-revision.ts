import { defineEntity, type InferEntity, p } from '@mikro-orm/core';
import type { Problem } from '../model/index.ts';
import { Project } from './project.ts';

/** A project's model as it was saved once; never changed afterwards. */
export const ProjectRevision = defineEntity({
  name: 'ProjectRevision',
  tableName: 'project_revision',
  uniques: [{ properties: ['project', 'number'] }],
  properties: {
    id: p.uuid().primary(),
    project: () => p.manyToOne(Project).deleteRule('cascade'),
    /** From 1, without gaps. */
    number: p.integer(),
    /** The YAML document. */
    text: p.text().lazy(),
    /** The definition of another system that the text was made from, as it came. Null if it was written as it is. */
    source: p.text().lazy().nullable(),
    /** The language of the source, a name of the registry of dialects: `fabricate`. */
    dialect: p.string().columnType('text').nullable(),
    /** What was wrong with it when it was saved. */
    problems: p.json<readonly Problem[]>().lazy(),
    /** Whether one of them was an error: a draft, which cannot be generated. */
    draft: p.boolean(),
    createdAt: p.datetime(3).defaultRaw('now()'),
  },
});

export type ProjectRevision = InferEntity<typeof ProjectRevision>;

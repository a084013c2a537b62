import type { Call } from '../call.ts';
import { done, type Outcome, refused } from '../refusal.ts';
import { verb } from '../verb.ts';
import type { ModelHost } from '../workers/host/model-host.ts';
import { projectBy } from './find-project.ts';
import { put } from './put-project.ts';
import { definitionOf } from './read-definition.ts';
import { notFound } from './refusals.ts';

export interface ReplaceStaticRows {
  /** Names. */
  readonly group: string;
  readonly project: string;
  readonly entity: string;
  /** CSV with a header: at most 100,000 rows, 64 columns and 1,000,000 cells. */
  readonly csv: string;
}

/** Makes an entity of a definition a static table of these rows. */
export const replaceStaticRows = verb(
  'write',
  async (
    call: Call,
    { group, project: name, entity, csv }: ReplaceStaticRows,
    host: Pick<ModelHost, 'inspect' | 'readFabricate'>,
  ): Promise<Outcome<null>> => {
    const project = await projectBy(call, { path: { group, name } });
    const definition = project === null ? null : await definitionOf(call.em, project);
    if (definition === null) return refused(notFound('database', 'database'));
    const saved = await put(call, { group, name, definition }, { entity, csv }, host);
    return saved.ok ? done(null) : saved;
  },
);

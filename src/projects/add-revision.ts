import type { EntityManager } from '@mikro-orm/sql';
import { v7 as newId } from 'uuid';
import { statement } from '../entities/queries/statement.ts';
import type { InspectedModel } from './inspected-model.ts';

/** Revisions of a project that are kept, the newest ones. Tasks hold their own copy of the model. */
const MAX_REVISIONS = 1000;

/** The definition of another system that a model was made from. */
export interface ModelSource {
  readonly text: string;
  readonly dialect: string;
}

/** The source of a revision, by its two columns. */
export function sourceOf(text: string | null, dialect: string | null): ModelSource | null {
  return text === null || dialect === null ? null : { text, dialect };
}

/** Keeps a model as a project's next revision. The project's row is new or locked by this transaction. */
export async function addRevision(
  em: EntityManager,
  project: string,
  number: number,
  text: string,
  { problems, draft }: InspectedModel,
  source: ModelSource | null = null,
): Promise<void> {
  await statement(
    em,
    `insert into project_revision (id, project_id, "number", "text", problems, draft, source, dialect)
     values ($1, $2, $3, $4, $5::jsonb, $6, $7, $8)`,
    [newId(), project, number, text, JSON.stringify(problems), draft, source?.text ?? null, source?.dialect ?? null],
  );
  await statement(em, 'delete from project_revision where project_id = $1 and "number" <= $2', [
    project,
    number - MAX_REVISIONS,
  ]);
}

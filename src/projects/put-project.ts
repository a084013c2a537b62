import type { EntityManager } from '@mikro-orm/sql';
import { v7 as newId } from 'uuid';
import { askerOf } from '../access.ts';
import type { Call } from '../call.ts';
import { type FabricateRequest, type ImportNote, providerName } from '../dialects/index.ts';
import type { Project } from '../entities/project.ts';
import { statement } from '../entities/queries/statement.ts';
import type { Provider } from '../model/index.ts';
import { done, type Outcome, type Refusal, refused } from '../refusal.ts';
import { verb } from '../verb.ts';
import type { ModelHost } from '../workers/host/model-host.ts';
import { addRevision, type ModelSource } from './add-revision.ts';
import { projectBy } from './find-project.ts';
import { projectGroupBy } from './find-project-group.ts';
import { inTransaction } from './in-transaction.ts';
import { draftRefusals, type InspectedModel, inspectedModel } from './inspected-model.ts';
import { modelRefusals } from './model-refusals.ts';
import { nameRefusals } from './name-refusals.ts';
import { readProviderInput } from './read-provider-input.ts';
import { invalid, notAllowed, notFound } from './refusals.ts';
import { unlessExpensive } from './unless-expensive.ts';

export interface PutProject {
  /** The name of its group, which is created if there is none. */
  readonly group: string;
  readonly name: string;
  /** A definition of Fabricate, as JSON has it. */
  readonly definition: object;
}

export interface ProjectPut {
  readonly project: Project;
  /** What of the definition was approximated or left out. */
  readonly notes: readonly ImportNote[];
}

/**
 * Creates the project of that name, or replaces its model by one made from a definition, which is kept beside it. One that
 * becomes a model with errors is refused, and nothing changes.
 */
export const putProject = verb(
  'write',
  async (
    call: Call,
    input: PutProject,
    host: Pick<ModelHost, 'inspect' | 'readFabricate'>,
  ): Promise<Outcome<ProjectPut>> => await put(call, input, null, host),
);

/** `putProject` for a definition with rows of an entity that came apart from it. */
export async function put(
  call: Call,
  { group: groupName, name, definition }: PutProject,
  rows: FabricateRequest['rows'],
  host: Pick<ModelHost, 'inspect' | 'readFabricate'>,
): Promise<Outcome<ProjectPut>> {
  const refusals: Refusal[] = [...nameRefusals(groupName, 'workspace'), ...nameRefusals(name, 'name')];
  if (refusals.length > 0) return refused(...refusals);
  const group = await projectGroupBy(call, { name: groupName });
  // A key that is bound would not see a new group, and is not told whether there is one of that name.
  if (group === null && call.access.groups !== null) return refused(notFound('project group', 'workspace'));
  const stored = await storedTables(call.em, group?.id ?? null, name);
  const asker = askerOf(call.access, group?.id ?? null);
  const made = await unlessExpensive('entities', async () => {
    return await host.readFabricate({ definition, project: name, stored, rows }, asker);
  });
  if (!made.ok) return made;
  if (!made.value.ok) {
    const { fault } = made.value;
    return refused(fault === null ? notFound('entity', 'entity') : invalid(fault, 'file'));
  }
  const { definition: kept, model, notes, tables } = made.value;
  refusals.push(...modelRefusals(model, 'entities'));
  const providers: Provider[] = [];
  for (const [entity, columns] of tables) {
    const read = readProviderInput(providerName(name, entity), { columns: [...columns] }, 'entities', entity);
    if (read.ok) providers.push(read.value);
    else refusals.push(...read.refusals);
  }
  if (refusals.length > 0) return refused(...refusals);
  const inspected = await inspectedModel(call, host, group?.id ?? null, model, 'entities', providers);
  if (!inspected.ok) return inspected;
  if (inspected.value.draft) return refused(...draftRefusals(inspected.value, 'entities'));

  const source = { text: JSON.stringify(kept), dialect: 'fabricate' };
  const saved = await inTransaction(call.em, async (em) => {
    const groupId = await ensureGroup(em, groupName, call.access.groups);
    if (groupId === null)
      return refused(notAllowed('the project group belongs to others: choose another name', 'workspace'));
    const id = await save(em, groupId, name, model, inspected.value, source);
    for (const provider of providers) await putProvider(em, groupId, provider);
    return done(id);
  });
  if (!saved.ok) return saved;
  const project = await projectBy(call, { id: saved.value });
  return project === null ? refused(notFound('project', 'name')) : done({ project, notes });
}

/** The static entities of a project whose rows are in providers. */
async function storedTables(em: EntityManager, group: string | null, project: string): Promise<readonly string[]> {
  const start = `${project}/`;
  const found = await statement<{ name: string }>(
    em,
    'select name from provider where group_id = $1::uuid and starts_with(name, $2)',
    [group, start],
  );
  return found.map(({ name }) => name.slice(start.length));
}

/** The row ID of the group of a name, which is created if there is none; null if the key may not see it. */
async function ensureGroup(
  em: EntityManager,
  name: string,
  groups: ReadonlySet<string> | null,
): Promise<string | null> {
  await statement(em, 'insert into project_group (id, name) values ($1, $2) on conflict (name) do nothing', [
    newId(),
    name,
  ]);
  const [found] = await statement<{ id: string }>(em, 'select id from project_group where name = $1', [name]);
  return found === undefined || (groups !== null && !groups.has(found.id)) ? null : found.id;
}

/** Keeps the model as the project's next revision, unless it and its definition are the same as before. */
async function save(
  em: EntityManager,
  group: string,
  name: string,
  text: string,
  inspected: InspectedModel,
  source: ModelSource,
): Promise<string> {
  await statement(
    em,
    `insert into project (id, group_id, name, revision) values ($1, $2, $3, 0) on conflict (group_id, name) do nothing`,
    [newId(), group, name],
  );
  // Locked, so that two who put it at once come one after the other.
  const [{ id, revision }] = await statement<{ id: string; revision: number }>(
    em,
    'select id, revision from project where group_id = $1 and name = $2 for update',
    [group, name],
  );
  const same = await statement(
    em,
    `select 1 from project_revision
     where project_id = $1 and "number" = $2 and "text" = $3 and source = $4 and dialect = $5 and not draft`,
    [id, revision, text, source.text, source.dialect],
  );
  if (same.length > 0) return id;
  await addRevision(em, id, revision + 1, text, inspected, source);
  await statement(em, 'update project set revision = $2, updated_at = now() where id = $1', [id, revision + 1]);
  return id;
}

async function putProvider(em: EntityManager, group: string, provider: Provider): Promise<void> {
  const { name, columns } = provider;
  await statement(
    em,
    `insert into provider (id, group_id, name, columns, "rows", weighted, "values")
     values ($1, $2, $3, $4, $5, false, $6::jsonb)
     on conflict (group_id, name) do update
     set columns = excluded.columns, "rows" = excluded."rows", weighted = false, "values" = excluded."values",
       updated_at = case when provider."values" = excluded."values" then provider.updated_at else now() end`,
    [newId(), group, name, columns.map((column) => column.name), columns[0].values.length, JSON.stringify(provider)],
  );
}

import { randomUUID } from 'node:crypto';
import type { EntityManager } from '@mikro-orm/sql';
import { type Scope, SCOPES } from '../../src/access.ts';
import type { Call } from '../../src/call.ts';
import type { Database } from '../../src/entities/database/database.ts';
import { statement } from '../../src/entities/queries/statement.ts';
import { createProject, createProjectGroup } from '../../src/projects/index.ts';
import type { Outcome, Refusal } from '../../src/refusal.ts';
import { loadProgram } from '../../src/workers/programs/load-program.ts';
import { inlinedModel } from '../../src/workers/making/inlined-model.ts';
import type { Inspection, ModelHost } from '../../src/workers/host/model-host.ts';

export interface Holder {
  readonly scopes?: readonly Scope[];
  readonly groups?: readonly string[] | null;
  readonly expiresAt?: Date | null;
}

/** A request of its own; of a key that may do everything and sees everything where nothing else is said. */
export function callOf(database: Database, { scopes = SCOPES, groups = null, expiresAt = null }: Holder = {}): Call {
  const seen = groups === null ? null : new Set(groups);
  return {
    em: database.fork(),
    access: { keyId: randomUUID(), scopes: new Set(scopes), groups: seen, expiresAt },
  };
}

/** Reads models as the real host does, but on this thread. */
export const host: Pick<ModelHost, 'inspect' | 'inline'> = {
  inline: async (model, kept) => {
    const spec = { model, format: 'csv', options: {} };
    return await Promise.resolve(inlinedModel({ spec, loaded: loadProgram(model, false) }, kept));
  },
  inspect: async ({ model }) => await Promise.resolve(inspection(model.text, loadProgram(model, false).problems)),
};

function inspection(seed: string, problems: Inspection['problems']): Inspection {
  return { problems, entities: [], seed, companions: [] };
}

/** The thing that a verb made; fails where it refused. */
export function valueOf<T>(outcome: Outcome<T>): T {
  if (!outcome.ok)
    throw new Error(`refused: ${outcome.refusals.map(({ code, path }) => `${code} ${path.join('.')}`).join(', ')}`);
  return outcome.value;
}

/** What was refused, as `code path.of.input`; empty where nothing was. */
export function codesOf(outcome: Outcome<unknown>): readonly string[] {
  return refusalsOf(outcome).map(({ code, path }) => `${code} ${path.join('.')}`);
}

export function refusalsOf(outcome: Outcome<unknown>): readonly Refusal[] {
  return outcome.ok ? [] : outcome.refusals;
}

/** A group with a name that no other test has; answers its id. */
export async function newGroup(database: Database, name: string = randomUUID()): Promise<string> {
  return valueOf(await createProjectGroup(callOf(database), { name })).id;
}

/** A project of a new group. */
export async function newProject(database: Database, model?: string): Promise<{ group: string; project: string }> {
  const group = await newGroup(database);
  const input = { group, name: 'dev', ...(model === undefined ? {} : { model }) };
  return { group, project: valueOf(await createProject(callOf(database), input, host)).id };
}

/** A task of a project in that status, written as a row. */
export async function addTask(em: EntityManager, project: string, status: string): Promise<void> {
  await statement(
    em,
    `insert into task (id, project_id, group_id, revision, api_key, status, phase, sequence, spec, "plan", "format", seed,
       engine_version, rows_total, bytes_estimated, parts_total)
     select gen_random_uuid(), id, group_id, 1, gen_random_uuid(), $2, 'QUEUED', 1, '{}', '[]', 'csv', 's', 1, 0, 0, 0
     from project where id = $1`,
    [project, status],
  );
}

/** One number that a query answers. */
export async function countOf(database: Database, from: string, values: readonly unknown[] = []): Promise<number> {
  const [{ n }] = await statement<{ n: number }>(database.fork(), `select count(*)::int as n from ${from}`, values);
  return n;
}

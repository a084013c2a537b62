import { createHash } from 'node:crypto';
import type { EntityManager } from '@mikro-orm/sql';
import { v7 as newId } from 'uuid';
import { askerOf } from '../access.ts';
import type { Call } from '../call.ts';
import { TableFile } from '../entities/table-file.ts';
import { statement } from '../entities/queries/statement.ts';
import { type FileFault, fileNameFault, fileText } from '../model/index.ts';
import { done, type Outcome, type Refusal, refused } from '../refusal.ts';
import { verb } from '../verb.ts';
import type { ModelHost } from '../workers/host/model-host.ts';
import { fileQuotaRefusal } from './file-quota.ts';
import { projectBy } from './find-project.ts';
import { inTransaction } from './in-transaction.ts';
import { invalid, notFound } from './refusals.ts';
import { unlessExpensive } from './unless-expensive.ts';
import { unlessViolated } from './unless-violated.ts';

export interface PutTableFile {
  /** Id. */
  readonly project: string;
  /** As the model names it: `data/countries.csv`. */
  readonly name: string;
  /** A table: CSV in UTF-8 with a header. */
  readonly content: Uint8Array;
}

/** Keeps a file with a project, in place of the one of that name. Tasks that were accepted keep the earlier contents. */
export const putTableFile = verb(
  'write',
  async (
    call: Call,
    { project: id, name, content }: PutTableFile,
    host: Pick<ModelHost, 'inspect'>,
  ): Promise<Outcome<TableFile>> => {
    const refusals: Refusal[] = [];
    const fault = fileNameFault(name);
    if (fault !== null) refusals.push(invalid(`${fault}, such as data/countries.csv`, 'name'));
    const text = fileText(name, content);
    if (typeof text !== 'string') refusals.push(faultRefusal(text));
    const project = await projectBy(call, { id });
    if (project === null) refusals.push(notFound('project', 'project'));
    if (project === null || typeof text !== 'string' || refusals.length > 0) return refused(...refusals);

    const digest = createHash('sha256').update(content).digest('hex');
    const file = { name, digest, text };
    // A model that names the file and nothing else: what is wrong with it is wrong with the file.
    const model = { text: `$providers: { T: { file: ${JSON.stringify(name)} } }\nA: { a: integer }\n`, files: [file] };
    const read = await unlessExpensive('content', async () => {
      return await host.inspect({ model, format: 'csv', options: {} }, askerOf(call.access, project.group.id));
    });
    if (!read.ok) return read;
    const wrong = read.value.problems.filter(({ severity }) => severity === 'error');
    if (wrong.length > 0) return refused(...wrong.map(faultRefusal));

    const kept = { id: newId(), project: id, group: project.group.id, bytes: content.length, ...file };
    return await unlessViolated({ reference: notFound('project', 'project') }, async () => {
      const saved = await inTransaction(call.em, async (em) => await keep(em, kept));
      if (!saved.ok) return saved;
      return done(await call.em.findOneOrFail(TableFile, { project: id, name }, { refresh: true }));
    });
  },
);

interface Kept {
  readonly id: string;
  readonly project: string;
  readonly group: string;
  readonly name: string;
  readonly bytes: number;
  readonly digest: string;
  readonly text: string;
}

async function keep(em: EntityManager, file: Kept): Promise<Outcome<null>> {
  const { id, project, group, name, bytes, digest, text } = file;
  await statement(
    em,
    `insert into table_file (id, project_id, name, bytes, digest, text) values ($1, $2, $3, $4, $5, $6)
     on conflict (project_id, name) do update
     set bytes = excluded.bytes, digest = excluded.digest, text = excluded.text,
       updated_at = case when table_file.digest = excluded.digest then table_file.updated_at else now() end`,
    [id, project, name, bytes, digest, text],
  );
  const refusal = await fileQuotaRefusal(em, project, group, 'content');
  return refusal === null ? done(null) : refused(refusal);
}

function faultRefusal({
  code,
  message,
  hint,
}: Pick<FileFault, 'message' | 'hint'> & { readonly code: string }): Refusal {
  return { kind: 'invalid-input', code, message: hint === '' ? message : `${message}: ${hint}`, path: ['content'] };
}

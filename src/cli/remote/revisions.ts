import type { Revision, RowmillClient } from '../../client/index.ts';
import { Failure } from '../failure.ts';
import { findProject } from './project-name.ts';
import { printSaved } from './push.ts';
import type { RemoteOptions } from './remote-options.ts';
import { withGateway } from './with-gateway.ts';

interface RevisionsOptions extends RemoteOptions {
  /** Number of a revision whose changes are printed in place of the list. */
  readonly diff?: number;
  /** Number of the revision to compare it with. Default: the one before. */
  readonly against?: number;
}

/** Lists the revisions of a project, the latest first, or prints what one of them changed. */
export async function listRevisions(
  project: string,
  { gateway, json, diff: number, against }: RevisionsOptions,
): Promise<void> {
  if (number === undefined && against !== undefined)
    throw new Failure(2, '--against compares with the revision of --diff: give both');
  await withGateway(gateway, async (client) => {
    const { id } = await findProject(client, project);
    const all: Revision[] = [];
    for await (const revision of client.revisions(id)) all.push(revision);
    if (number !== undefined) {
      const text = await differenceOf(client, all, number, against);
      process.stdout.write(json === true ? `${JSON.stringify(text)}\n` : text);
    } else if (json === true) process.stdout.write(`${JSON.stringify(all, null, 2)}\n`);
    else
      for (const { number: own, createdAt, isDraft } of all)
        process.stdout.write(`${own}  ${createdAt}${isDraft ? '  draft' : ''}\n`);
  });
}

async function differenceOf(
  client: RowmillClient,
  all: readonly Revision[],
  number: number,
  against: number | undefined,
): Promise<string> {
  const missing = [number, against].find((one) => one !== undefined && all.every((other) => other.number !== one));
  const found = all.find((one) => one.number === number);
  if (found === undefined || missing !== undefined) {
    throw new Failure(2, `there is no revision ${missing}: without --diff, those that are kept are listed`);
  }
  const text = await client.difference(found.id, { against });
  if (text !== null) return text;
  throw new Failure(1, `revision ${number} has no earlier one to compare with, or more than 1000 lines were changed`);
}

interface RevertOptions extends RemoteOptions {
  /** Whether its model may read files and static rows that were replaced since. */
  readonly currentData?: boolean;
}

/** Saves the model of an earlier revision as the next one. */
export async function revert(
  project: string,
  to: number,
  { gateway, json, currentData }: RevertOptions,
): Promise<void> {
  await withGateway(gateway, async (client) => {
    const { id } = await findProject(client, project);
    printSaved(project, await client.revertProject(id, to, { currentData }), json);
  });
}

import { randomBytes } from 'node:crypto';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type App, openApp } from '../../src/app.ts';
import { readConfig } from '../../src/config.ts';
import { openLog } from '../../src/log.ts';
import { createServerDatabase } from '../database/databases.ts';
import { unpackDatabase } from '../database/unpack-database.ts';
import { GatewayClient } from './client.ts';

/** A whole gateway in this process, with its log. */
export interface OpenGateway extends AsyncDisposable {
  readonly app: App;
  /** The admin key. */
  readonly key: string;
  readonly lines: readonly string[];
}

/** An empty folder for one gateway, which its owner removes. */
export const emptyFolder = (): string => mkdtempSync(join(tmpdir(), 'rowmill-gateway-'));

/**
 * Opens one on a free port, with one thread, a folder and a database of its own on the PostgreSQL server, which are removed when it is
 * disposed of.
 * @param environment what it is set up with besides; an empty DATABASE_URL is for the embedded database, which takes more to start.
 */
export async function openGateway(environment: Readonly<Record<string, string>> = {}): Promise<OpenGateway> {
  const folder = emptyFolder();
  const given = environment.DATABASE_URL;
  if (given === '') unpackDatabase(folder);
  const own = given === undefined ? await createServerDatabase() : null;
  const ownDatabase = own && { DATABASE_URL: own.url, ROWMILL_SECRET_KEY: randomBytes(32).toString('base64') };
  const basics = { ROWMILL_PORT: '0', ROWMILL_DATA: folder, ROWMILL_THREADS: '1' };
  const read = readConfig({ ...basics, ...ownDatabase, ...environment });
  if ('mistakes' in read) throw new Error(read.mistakes.join('\n'));
  const lines: string[] = [];
  const app = await openApp(
    read.config,
    openLog('debug', false, (line) => lines.push(line)),
  );
  const key = app.adminKey ?? environment.ROWMILL_ADMIN_KEY;
  return {
    app,
    key,
    lines,
    async [Symbol.asyncDispose]() {
      await app.close();
      await own?.drop();
      rmSync(folder, { recursive: true });
    },
  };
}

const PREVIEW = 'query ($source: PreviewSource!) { preview(input: { source: $source, entity: "A" }) { __typename } }';

/** Until the threads of a gateway have started: a busy machine takes its time, and calls that wait too long for them are told BUSY. */
export async function modelsRun({ app, key }: OpenGateway): Promise<void> {
  const client = new GatewayClient(app.url, key);
  const source = { model: { text: 'A: { id: integer }' } };
  await client.ask(PREVIEW, { source });
}

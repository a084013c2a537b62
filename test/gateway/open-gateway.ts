import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type App, openApp } from '../../src/app.ts';
import { readConfig } from '../../src/config.ts';
import { openLog } from '../../src/log.ts';
import { unpackDatabase } from '../database/unpack-database.ts';

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
 * Opens one on a free port and a folder of its own with an unpacked database (unless `environment` names another), which is
 * removed when it is disposed of.
 * @param environment what it is set up with besides.
 */
export async function openGateway(environment: Readonly<Record<string, string>> = {}): Promise<OpenGateway> {
  const folder = emptyFolder();
  if (environment.DATABASE_URL === undefined) unpackDatabase(folder);
  const read = readConfig({ ROWMILL_PORT: '0', ROWMILL_DATA: folder, ROWMILL_THREADS: '2', ...environment });
  if ('mistakes' in read) throw new Error(read.mistakes.join('\n'));
  const lines: string[] = [];
  const app = await openApp(
    read.config,
    openLog('debug', false, (line) => lines.push(line)),
  );
  return {
    app,
    key: app.adminKey ?? environment.ROWMILL_ADMIN_KEY,
    lines,
    async [Symbol.asyncDispose]() {
      await app.close();
      rmSync(folder, { recursive: true });
    },
  };
}

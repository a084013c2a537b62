import { Client } from 'pg';
import { onTestFinished } from 'vitest';
import { createServerDatabase } from '../database/databases.ts';

/** An empty PostgreSQL database for one test, and a connection to it. */
export async function useDatabase(): Promise<{ readonly url: string; readonly client: Client }> {
  const { url, drop } = await createServerDatabase('template0');
  const client = new Client({ connectionString: url });
  await client.connect();
  onTestFinished(async () => {
    await client.end();
    await drop();
  });
  return { url, client };
}

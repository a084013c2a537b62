import { downloadFiles } from './follow.ts';
import { Interruption } from './interruption.ts';
import { withGateway } from './with-gateway.ts';

interface DownloadOptions {
  readonly gateway?: string;
  readonly json?: boolean;
  readonly out: string;
  readonly entity?: string;
}

/** Downloads the files of a completed task; what a broken run has left is completed. */
export async function download(id: string, options: DownloadOptions): Promise<void> {
  await withGateway(options.gateway, async (client) => {
    const interruption = new Interruption();
    const { signal } = interruption;
    try {
      const task = await client.task(id, { signal });
      await downloadFiles(client, task, options.out, options, signal);
      if (options.json === true) process.stdout.write(`${JSON.stringify(task, null, 2)}\n`);
    } catch (error) {
      if (!signal.aborted) throw error;
      process.exitCode = interruption.exitCode ?? 1;
      process.stderr.write('The same command continues where it was interrupted.\n');
    } finally {
      interruption.end();
    }
  });
}

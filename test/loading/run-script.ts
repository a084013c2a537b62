import { readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import type { Client } from 'pg';
import { from } from 'pg-copy-streams';

/** Does what psql does with our scripts: the two meta-commands that they have, and the data of COPY. */
export async function runScript(client: Client, path: string): Promise<void> {
  const lines = readFileSync(path, 'utf8').split('\n');
  let statements: string[] = [];
  const flush = async (): Promise<void> => {
    await client.query(statements.join('\n'));
    statements = [];
  };
  for (let k = 0; k < lines.length; k++) {
    const line = lines[k];
    if (line.startsWith('\\ir ')) {
      await flush();
      await runScript(client, join(dirname(path), fileOf(line.slice(4))));
    } else if (line.startsWith('COPY ')) {
      await flush();
      const end = lines.indexOf('\\.', k);
      const data = lines.slice(k + 1, end).map((row) => `${row}\n`);
      await pipeline(Readable.from(data), client.query(from(line)));
      k = end;
    } else if (!line.startsWith('\\set ')) {
      statements.push(line);
    }
  }
  await flush();
}

/** A file's name, which psql takes as it is or in quotes. */
function fileOf(argument: string): string {
  return argument.startsWith("'") ? argument.slice(1, -1).replaceAll("''", "'") : argument;
}

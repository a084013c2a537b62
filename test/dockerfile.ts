import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { DockerfileParser } from 'dockerfile-ast';

export const text = readFileSync(join(import.meta.dirname, '..', 'Dockerfile'), 'utf8');
export const file = DockerfileParser.parse(text);

/** Paths of what it copies from the project into its first stage. */
export const copiedForBuild: readonly string[] = file
  .getCOPYs()
  .filter((copy) => copy.getFromFlag() === null)
  .flatMap((copy) =>
    copy
      .getArguments()
      .slice(0, -1)
      .map((argument) => argument.getValue()),
  );

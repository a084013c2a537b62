import { GeneratorProblem } from '../generator.ts';

/** Throws the problem that values of this kind cannot be kept apart. */
export function refuseUnique(what: string): never {
  throw new GeneratorProblem(
    'NOT_UNIQUE_ABLE',
    `${what} cannot be made unique`,
    'Remove unique, or choose a generator that can count its values, such as uuid or email.',
  );
}

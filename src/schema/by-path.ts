import { builder } from './builder.ts';

/**
 * Declares the input that names one thing of a project group: its id, or the names that lead to it.
 * @param name begins the names of its types. @param thing what it is, in words.
 */
export function byIdOrPath(name: string, thing: string) {
  const Path = builder.inputType(`${name}Path`, {
    description: `The path of the ${thing}: the names that identify it.`,
    fields: (t) => ({
      group: t.string({ required: true, description: 'The name of the project group.' }),
      name: t.string({ required: true, description: `The name of the ${thing}.` }),
    }),
  });
  return builder.inputType(`${name}By`, {
    description: `The ${thing} to look up, by its ID or by its path.`,
    isOneOf: true,
    fields: (t) => ({
      id: t.id({ description: `The ID of the ${thing}.` }),
      path: t.field({ type: Path, description: `The path of the ${thing}.` }),
    }),
  });
}

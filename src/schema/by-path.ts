import { builder } from './builder.ts';

/**
 * Declares the input that names one thing of a project group: its id, or the names that lead to it.
 * @param name begins the names of its types. @param thing what it is, in words.
 */
export function byIdOrPath(name: string, thing: string) {
  const Path = builder.inputType(`${name}Path`, {
    description: `The names that lead to a ${thing}.`,
    fields: (t) => ({
      group: t.string({ required: true, description: 'Name of its project group.' }),
      name: t.string({ required: true, description: 'Its own name.' }),
    }),
  });
  return builder.inputType(`${name}By`, {
    description: `Names one ${thing}.`,
    isOneOf: true,
    fields: (t) => ({
      id: t.id({ description: 'Its id.' }),
      path: t.field({ type: Path, description: 'The names that lead to it.' }),
    }),
  });
}

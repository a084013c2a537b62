import type { Words } from '../src/engine/data/words.ts';

/** Faker's path in a template to ours, where they differ by more than the spelling (`food.ethnic_category`). */
const RENAMED: ReadonlyMap<string, string> = new Map([['color.human', 'color.name']]);

const PLACEHOLDER = /\{\{(.*?)\}\}/g;

/** The paths that a template may name: `subject.list`. */
function listPaths(words: Words): Set<string> {
  return new Set(
    Object.entries(words).flatMap(([subject, lists]) =>
      Object.entries<unknown>(lists).flatMap(([name, list]) => (Array.isArray(list) ? `${subject}.${name}` : [])),
    ),
  );
}

function translate(template: string): string {
  return template.replace(PLACEHOLDER, (_, path: string) => {
    const camel = path.replace(/_([a-z])/g, (_match, letter: string) => letter.toUpperCase());
    return `{{${RENAMED.get(path) ?? camel}}}`;
  });
}

/** The same words with faker's templates in our spelling, less those that call on more than a list. */
export function fillable(words: Words): Words {
  const paths = listPaths(words);
  const keep = (templates: readonly string[]): string[] =>
    templates
      .map(translate)
      .filter((template) => [...template.matchAll(PLACEHOLDER)].every(([, path]) => paths.has(path)));
  return {
    ...words,
    commerce: {
      ...words.commerce,
      productDescriptionTemplate: keep(words.commerce.productDescriptionTemplate),
    },
    food: {
      ...words.food,
      descriptionTemplate: keep(words.food.descriptionTemplate),
      dishTemplate: keep(words.food.dishTemplate),
    },
    hacker: { ...words.hacker, phraseTemplate: keep(words.hacker.phraseTemplate) },
    person: { ...words.person, bioTemplate: keep(words.person.bioTemplate) },
  };
}

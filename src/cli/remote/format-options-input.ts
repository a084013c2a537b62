import type { StartGenerationInput } from '../../client/index.ts';
import { loadFormat } from '../../formats/index.ts';
import { chooseOptions } from '../files/choose.ts';

type FormatOptionsInput = NonNullable<StartGenerationInput['formatOptions']>;

/** Options of a format as GraphQL takes them, typed and with the names of enums. Wrong ones are a failure with exit code 2. */
export async function formatOptionsInput(
  name: string,
  entries: ReadonlyMap<string, string>,
): Promise<FormatOptionsInput | null> {
  if (entries.size === 0) return null;
  const format = await loadFormat(name);
  const specs = new Map(Object.entries(format.options));
  const options = Object.entries(chooseOptions(format, entries)).flatMap(([option, value]) => {
    if (!entries.has(option)) return [];
    const spec = specs.get(option);
    const isEnum = spec?.type === 'choice' && spec.choices.every((choice) => /^[a-z][a-z\d-]*$/.test(choice));
    return [[option, isEnum ? String(value).toUpperCase().replaceAll('-', '_') : value] as const];
  });
  const member = name.replaceAll(/-./g, ([, letter]) => letter.toUpperCase());
  // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- the fields are made from the same specs
  return { [member]: Object.fromEntries(options) } as unknown as FormatOptionsInput;
}

import type { OptionSpecs, OptionValue } from '../model/index.ts';

/** Values of the types that `optionsInput` declares, by name. */
export type GivenOptions = Readonly<Record<string, OptionValue | null | undefined>>;

/**
 * Options in the form of the command line, by name and in the order of the specs. Null and a default are as if they were left
 * out, so that what means the same is the same.
 * @returns also the names of lists whose items cannot be distinguished in that form.
 */
export function optionTexts(
  specs: OptionSpecs,
  given: GivenOptions,
): { readonly texts: ReadonlyMap<string, string>; readonly unfit: readonly string[] } {
  const texts = new Map<string, string>();
  const unfit: string[] = [];
  for (const [name, spec] of Object.entries(specs)) {
    const value = given[name] ?? undefined;
    if (Array.isArray(value) && value.some((item) => item === '' || item.includes(','))) unfit.push(name);
    const text = textOf(value);
    if (text !== undefined && text !== textOf(spec.default)) texts.set(name, text);
  }
  return { texts, unfit };
}

function textOf(value: OptionValue | undefined): string | undefined {
  return typeof value === 'object' ? value.join(',') : value?.toString();
}

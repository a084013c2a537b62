import type { Options, OptionSpecs, OptionValue } from '../model/index.ts';
import type { Refusal } from '../refusal.ts';
import { builder } from './builder.ts';
import { enumName } from './enum-name.ts';
import { formats } from './format.ts';
import { type GivenOptions, optionsInput } from './option-input.ts';

/** A field for each format that has options: `postgresOptimized` with a `PostgresOptimizedOptionsInput`. */
const members = formats
  .filter(({ options }) => Object.keys(options).length > 0)
  .map(({ name, options }) => {
    const member = name.replaceAll(/-./g, ([, letter]) => letter.toUpperCase());
    const owner = `${member[0].toUpperCase()}${member.slice(1)}`;
    return {
      member,
      name,
      options,
      input: optionsInput(owner, `The options of \`format: ${enumName(name)}\`.`, options),
    };
  });

/** The field of a format, and what is given in it. */
type FormatOptions = Readonly<Record<string, GivenOptions | null | undefined>>;

/** Options of files: each format of the registry that has some has a field, and each option one in there. */
export const FormatOptionsInput = builder.inputRef<FormatOptions>('FormatOptionsInput').implement({
  description:
    'The options of the format that files are written in. Exactly one field is given, that of the requested format.',
  isOneOf: true,
  fields: (t) =>
    Object.fromEntries(
      members.map(({ member, name, input }) => [
        member,
        t.field({ type: input, description: `The options of \`format: ${enumName(name)}\`.` }),
      ]),
    ),
});

/**
 * The options as tasks take them, and a refusal of those of another format.
 * @param wanted what the files are, a name of the registry; undefined where rows are loaded instead.
 */
export function readFormatOptions(
  given: FormatOptions | null | undefined,
  wanted: string | undefined,
): { readonly options: Options; readonly refusals: readonly Refusal[] } {
  for (const { member, name, options: specs } of members) {
    const values = given?.[member];
    if (values === null || values === undefined) continue;
    if (name === wanted) return { options: saidOptions(specs, values), refusals: [] };
    const refusal = { kind: 'invalid-input', code: 'INVALID_INPUT', message: otherThan(name, wanted) } as const;
    return { options: {}, refusals: [{ ...refusal, path: ['formatOptions', member] }] };
  }
  return { options: {}, refusals: [] };
}

/** Null and a default are as if they were left out, so that what means the same is the same. */
function saidOptions(specs: OptionSpecs, given: GivenOptions): Options {
  const said: Record<string, OptionValue> = {};
  for (const [name, spec] of Object.entries(specs)) {
    const value = given[name] ?? spec.default;
    if (value !== undefined && JSON.stringify(value) !== JSON.stringify(spec.default)) said[name] = value;
  }
  return said;
}

function otherThan(name: string, wanted: string | undefined): string {
  if (wanted === undefined) return 'rows that are loaded into a database have no format: omit these options';
  const [these, files] = [enumName(name), enumName(wanted)];
  return `these are options of ${these}, but the files are ${files}: write \`format: ${these}\`, or omit them`;
}

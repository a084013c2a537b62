import type { OptionSpec, OptionSpecs, OptionValue } from '../model/index.ts';
import { builder } from './builder.ts';
import { enumName } from './enum-name.ts';

/** Values of the types that `optionsInput` declares, by name. */
export type GivenOptions = Readonly<Record<string, OptionValue | null | undefined>>;

/**
 * Declares an input type with a field for each option, made from the specs alone. Options keep their names, and their defaults.
 * @param owner begins the names of its types: `Parquet` has `ParquetOptionsInput` and `ParquetCompression`.
 */
export function optionsInput(owner: string, description: string, specs: OptionSpecs) {
  const options = Object.entries(specs).map(([name, spec]) => ({ name, spec, ...argumentTypeOf(spec, owner, name) }));
  return builder.inputRef<GivenOptions>(`${owner}OptionsInput`).implement({
    description,
    fields: (t) =>
      Object.fromEntries(
        options.map(({ name, spec: { summary, default: value }, type, limit }) => [
          name,
          t.field({
            type,
            defaultValue: typeof value === 'object' ? [...value] : value,
            description: `${summary}${limit}`,
          }),
        ]),
      ),
  });
}

interface ArgumentType {
  readonly type: 'Boolean' | 'Int' | 'Float' | 'String' | ['String'] | NonNullable<ReturnType<typeof choiceOf>>;
  /** A sentence on what the type leaves open; empty if it says all. */
  readonly limit: string;
}

function argumentTypeOf(spec: OptionSpec, owner: string, name: string): ArgumentType {
  switch (spec.type) {
    case 'boolean':
      return { type: 'Boolean', limit: '' };
    case 'integer':
    case 'number':
      return { type: spec.type === 'integer' ? 'Int' : 'Float', limit: ` From ${spec.min} to ${spec.max}.` };
    case 'choice': {
      const type = choiceOf(spec.choices, owner, name);
      return type === undefined
        ? { type: 'String', limit: ' The query `formats` lists the possible values.' }
        : { type, limit: '' };
    }
    case 'text':
      return { type: 'String', limit: spec.maxLength === undefined ? '' : ` At most ${spec.maxLength} characters.` };
    case 'texts':
      return { type: ['String'], limit: ` At most ${spec.maxItems} items.` };
  }
}

/** An enum of the choices; undefined if not all of them can be names. */
function choiceOf(choices: readonly string[], owner: string, name: string) {
  const names = new Set(choices.map(enumName));
  if (names.size < choices.length || ![...names].every((one) => /^[A-Z][A-Z\d_]*$/.test(one))) return undefined;
  return builder.enumType(`${owner}${name[0].toUpperCase()}${name.slice(1)}`, {
    description: `A value of the option \`${name}\`.`,
    values: Object.fromEntries(
      choices.map((value) => [
        enumName(value),
        { value, description: `Sets the option to \`${value}\`, as \`${name}=${value}\` does on the command line.` },
      ]),
    ),
  });
}

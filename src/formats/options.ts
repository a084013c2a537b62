import { type OptionSpec, type OptionSpecs, type OptionValue, type Options, didYouMean } from '../model/index.ts';

/** Values longer than this are not repeated in messages. */
const LONGEST_SHOWN = 40;

/** What is wrong with an option. */
export interface OptionError {
  /** Its name, as it came. */
  readonly option: string;
  /** One sentence, which names it and what was expected. */
  readonly message: string;
}

/**
 * Checks options that came as texts, such as `key=value` on a command line, and fills in the defaults. Every mistake is
 * in `errors`; `options` then lacks what was wrong.
 */
export function parseOptions(
  specs: OptionSpecs,
  entries: ReadonlyMap<string, string>,
): { options: Options; errors: OptionError[] } {
  const options = new Map<string, OptionValue>();
  const errors: OptionError[] = [];
  for (const [name, spec] of Object.entries(specs)) if (spec.default !== undefined) options.set(name, spec.default);
  for (const [name, text] of entries) {
    if (!Object.hasOwn(specs, name)) {
      errors.push({ option: name, message: unknown(name, Object.keys(specs)) });
      continue;
    }
    const value = valueOf(specs[name], text);
    if (value === undefined) {
      const message = `option ${name}: expected ${expected(specs[name])}, got ${shown(text)}`;
      errors.push({ option: name, message });
      options.delete(name);
    } else {
      options.set(name, value);
    }
  }
  return { options, errors };
}

function unknown(name: string, names: readonly string[]): string {
  const hint = didYouMean(name, names) || (names.length === 0 ? 'there are none' : `there are ${names.join(', ')}`);
  return `unknown option ${shown(name)}: ${hint}`;
}

function shown(text: string): string {
  return text.length > LONGEST_SHOWN ? `a text of ${text.length} characters` : JSON.stringify(text);
}

/** The value a text represents, or undefined if it does not meet the spec. */
function valueOf(spec: OptionSpec, text: string): OptionValue | undefined {
  switch (spec.type) {
    case 'text':
      return text.length <= (spec.maxLength ?? Infinity) ? text : undefined;
    case 'integer':
    case 'number': {
      const value = /^-?\d+(\.\d+)?([eE][-+]?\d+)?$/.test(text) ? Number(text) : Number.NaN;
      const fits = value >= spec.min && value <= spec.max;
      return fits && (spec.type === 'number' || Number.isSafeInteger(value)) ? value : undefined;
    }
    case 'boolean':
      return text === 'true' ? true : text === 'false' ? false : undefined;
    case 'choice':
      return spec.choices.includes(text) ? text : undefined;
    default: {
      const items = text === '' ? [] : text.split(',');
      return items.length <= spec.maxItems ? items : undefined;
    }
  }
}

/** What a spec takes, in words. */
function expected(spec: OptionSpec): string {
  switch (spec.type) {
    case 'text':
      return `at most ${spec.maxLength} characters`;
    case 'integer':
      return `a whole number from ${spec.min} to ${spec.max}`;
    case 'number':
      return `a number from ${spec.min} to ${spec.max}`;
    case 'boolean':
      return 'true or false';
    case 'choice':
      return `one of ${spec.choices.map((choice) => (/^[\w.-]+$/.test(choice) ? choice : JSON.stringify(choice))).join(' ')}`;
    default:
      return `at most ${spec.maxItems} texts separated by commas`;
  }
}

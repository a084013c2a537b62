import { didYouMean, type OptionsOf, type OptionSpec, type OptionSpecs, type OptionValue } from '../model/index.ts';

/** Values longer than this are not repeated in messages. */
const MAX_SHOWN_LENGTH = 40;

/** What is wrong with an option. */
export interface OptionError {
  /** Its name, as it came. */
  readonly option: string;
  /** One sentence, which names it and what was expected. */
  readonly message: string;
}

export interface CheckedOptions<S extends OptionSpecs> {
  /** Without what was wrong: not to be used where there are errors. */
  readonly options: OptionsOf<S>;
  /** Every mistake. */
  readonly errors: readonly OptionError[];
}

/** Checks options and fills in the defaults. A value that is undefined is as if it were left out. */
export function checkOptions<S extends OptionSpecs>(
  specs: S,
  values: Readonly<Record<string, unknown>>,
): CheckedOptions<S>;
export function checkOptions(
  specs: OptionSpecs,
  values: Readonly<Record<string, unknown>>,
): CheckedOptions<OptionSpecs> {
  const options: Record<string, OptionValue> = {};
  const errors: OptionError[] = [];
  for (const [name, spec] of Object.entries(specs)) if (spec.default !== undefined) options[name] = spec.default;
  for (const [name, value] of Object.entries(values)) {
    if (value === undefined) continue;
    if (!Object.hasOwn(specs, name)) {
      errors.push({ option: name, message: unknown(name, Object.keys(specs)) });
    } else if (fits(specs[name], value)) {
      options[name] = value;
    } else {
      const message = `option ${name}: expected ${expected(specs[name])}, got ${shown(value)}`;
      errors.push({ option: name, message });
      delete options[name];
    }
  }
  return { options, errors };
}

/** The same of options that came as texts, such as `key=value` on a command line. */
export function parseOptions<S extends OptionSpecs>(specs: S, texts: ReadonlyMap<string, string>): CheckedOptions<S> {
  const values = [...texts].map(([name, text]): [string, unknown] => [
    name,
    Object.hasOwn(specs, name) ? valueOf(specs[name], text) : text,
  ]);
  return checkOptions(specs, Object.fromEntries(values));
}

function unknown(name: string, names: readonly string[]): string {
  const hint = didYouMean(name, names) || (names.length === 0 ? 'there are none' : `there are ${names.join(', ')}`);
  return `unknown option ${shown(name)}: ${hint}`;
}

function shown(value: unknown): string {
  if (typeof value === 'string' && value.length > MAX_SHOWN_LENGTH) return `a text of ${value.length} characters`;
  const text = JSON.stringify(value);
  return text.length <= MAX_SHOWN_LENGTH + 2
    ? text
    : Array.isArray(value)
      ? `a list of ${value.length}`
      : 'something else';
}

function fits(spec: OptionSpec, value: unknown): value is OptionValue {
  switch (spec.type) {
    case 'text':
      return typeof value === 'string' && value.length <= (spec.maxLength ?? Infinity);
    case 'integer':
    case 'number':
      if (typeof value !== 'number' || (spec.type === 'integer' && !Number.isSafeInteger(value))) return false;
      return value >= spec.min && value <= spec.max;
    case 'boolean':
      return typeof value === 'boolean';
    case 'choice':
      return typeof value === 'string' && spec.choices.includes(value);
    case 'texts':
      return (
        Array.isArray(value) &&
        value.length <= spec.maxItems &&
        value.every((item: unknown) => typeof item === 'string')
      );
  }
}

/** The value that a text stands for; the text itself where that is none of the spec's type. */
function valueOf(spec: OptionSpec, text: string): OptionValue {
  switch (spec.type) {
    case 'text':
    case 'choice':
      return text;
    case 'integer':
    case 'number':
      return /^-?\d+(\.\d+)?([eE][-+]?\d+)?$/.test(text) ? Number(text) : text;
    case 'boolean':
      return text === 'true' ? true : text === 'false' ? false : text;
    case 'texts':
      return text === '' ? [] : text.split(',');
  }
}

/** What a spec takes, in words. */
function expected(spec: OptionSpec): string {
  switch (spec.type) {
    case 'text':
      return spec.maxLength === undefined ? 'a text' : `at most ${spec.maxLength} characters`;
    case 'integer':
      return `a whole number from ${spec.min} to ${spec.max}`;
    case 'number':
      return `a number from ${spec.min} to ${spec.max}`;
    case 'boolean':
      return 'true or false';
    case 'choice':
      return `one of ${spec.choices.map((choice) => (/^[\w.-]+$/.test(choice) ? choice : JSON.stringify(choice))).join(' ')}`;
    case 'texts':
      return `at most ${spec.maxItems} texts with commas between them`;
  }
}

import type { YamlNode } from '../yaml/node.ts';
import type { OptionSpec, Options, OptionSpecs, OptionValue } from '../option.ts';
import type { Location } from '../reading/location.ts';

/** The longest text of an option whose spec does not say. */
const MAX_TEXT = 4096;

/** Options as written, checked against their specs, defaults filled in; what is wrong is reported and left out. */
export function checkOptions(
  node: YamlNode | undefined,
  specs: OptionSpecs,
  owner: string,
  location: Location,
): Options {
  const options: Record<string, OptionValue> = {};
  const known = new Map(Object.entries(specs));
  for (const [name, spec] of known) if (spec.default !== undefined) options[name] = spec.default;
  if (node === undefined) return options;
  if (node.kind !== 'map') {
    location.expected(node, 'a map of options');
    return options;
  }
  for (const { name, key, value } of node.entries) {
    const spec = known.get(name);
    if (spec === undefined) {
      const names = [...known.keys()];
      const all = names.length === 0 ? 'it takes no options' : `it takes ${names.join(', ')}`;
      location.report('OPTION_UNKNOWN', key.at, `${owner} has no option ${name}`, location.nearest(name, names, all));
      continue;
    }
    const checked = optionValue(value, spec);
    if (checked === undefined) location.report('OPTION_INVALID', value.at, `${name} must be ${formOf(spec)}`);
    else options[name] = checked;
  }
  return options;
}

function optionValue(node: YamlNode, spec: OptionSpec): OptionValue | undefined {
  if (spec.type === 'texts') {
    const nodes = node.kind === 'list' ? node.items : [node];
    const texts = nodes.map(textOf);
    return texts.length <= spec.maxItems && texts.every((text) => text !== undefined) ? texts : undefined;
  }
  if (node.kind !== 'scalar') return undefined;
  const { value } = node;
  switch (spec.type) {
    case 'boolean':
      return typeof value === 'boolean' ? value : undefined;
    case 'choice':
      return spec.choices.includes(node.text) ? node.text : undefined;
    case 'text': {
      const text = textOf(node);
      return text !== undefined && text.length <= (spec.maxLength ?? MAX_TEXT) ? text : undefined;
    }
    case 'integer':
    case 'number': {
      if (value === null || typeof value !== 'object') return undefined;
      if (spec.type === 'integer' && !Number.isSafeInteger(value.value)) return undefined;
      return value.value >= spec.min && value.value <= spec.max ? value.value : undefined;
    }
  }
}

function textOf(node: YamlNode): string | undefined {
  return node.kind === 'scalar' && node.value !== null && node.text.length <= MAX_TEXT ? node.text : undefined;
}

function formOf(spec: OptionSpec): string {
  switch (spec.type) {
    case 'boolean':
      return 'true or false';
    case 'choice':
      return `one of ${spec.choices.slice(0, 20).join(', ')}`;
    case 'text':
      return `a text of at most ${spec.maxLength ?? MAX_TEXT} characters`;
    case 'texts':
      return `a list of at most ${spec.maxItems} texts`;
    case 'integer':
    case 'number':
      return `${spec.type === 'integer' ? 'a whole number' : 'a number'} from ${spec.min} to ${spec.max}`;
  }
}

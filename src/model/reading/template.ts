import { checkOptions } from '../checks/check-options.ts';
import { findGenerator } from '../checks/find-generator.ts';
import type { Countries, TemplatePart } from '../model.ts';
import { nameElsewhere } from '../names/names.ts';
import { generatorName } from '../words/generator-name.ts';
import { leadOf } from './country.ts';
import { localeOf } from './locale.ts';
import type { YamlNode } from '../yaml/node.ts';
import { splitPath } from './path.ts';
import type { Location } from './location.ts';
import { NO_RANGE } from './range-wish.ts';

const FORM = 'write {field}, {@generator}, and {{ or }} for a brace';

/** `Dear {first_name} {@last_name}`: literals, fields and generators; `{{` and `}}` are braces. Null after a problem. */
export function readTemplate(
  node: YamlNode,
  country: Countries | null,
  location: Location,
): readonly TemplatePart[] | null {
  if (node.kind !== 'scalar' || node.value === null) {
    location.expected(node, 'a text', FORM);
    return null;
  }
  const { text } = node;
  const parts: TemplatePart[] = [];
  let literal = '';
  let isBroken = false;
  for (let i = 0; i < text.length; i++) {
    const char = text[i];
    if ((char === '{' || char === '}') && text[i + 1] === char) {
      if (char === '{') checkBraces(text, i, node, location);
      literal += char;
      i++;
    } else if (char === '{') {
      const end = text.indexOf('}', i);
      const part = end === -1 ? null : placeholder(text.slice(i + 1, end), i, node, country, location);
      if (end === -1) location.report('TEMPLATE_SYNTAX', node.locate(i, i + 1), 'this brace is not closed', FORM);
      if (literal !== '') parts.push({ kind: 'literal', text: literal });
      literal = '';
      if (part === null) isBroken = true;
      else parts.push(part);
      if (end === -1) break;
      i = end;
    } else if (char === '}') {
      location.report('TEMPLATE_SYNTAX', node.locate(i, i + 1), 'this brace has no opening brace', FORM);
      isBroken = true;
    } else {
      literal += char;
    }
  }
  if (literal !== '') parts.push({ kind: 'literal', text: literal });
  return isBroken ? null : parts;
}

/** Other systems write `{{person.firstName}}`, or `{{First Name}}`: here it is a text in braces. */
function checkBraces(text: string, open: number, node: YamlNode & { kind: 'scalar' }, location: Location): void {
  const end = text.indexOf('}}', open);
  if (end === -1) return;
  const [, name] = /^\s*([\w ]+(?:\.\w+)?)\s*(?:\(.*\))?\s*$/.exec(text.slice(open + 2, end)) ?? [];
  const instead = name === undefined ? null : placeholderInstead(name.trim(), location);
  if (instead === null) return;
  const braces = text.slice(open, end + 2);
  location.report('TEMPLATE_UNUSED', node.locate(open, end + 2), `${braces} is a text in braces`, instead);
}

/** What to write for a name of a generator, here or in another system; null if it is none. */
function placeholderInstead(name: string, { scope }: Location): string | null {
  if (name.includes('.')) {
    const method = nameElsewhere('faker', name);
    return method === undefined ? null : (method.reason ?? `write {@${method.name}}`);
  }
  const generator =
    scope.catalogue.find(generatorName(name))?.name ?? nameElsewhere('mockaroo', name)?.generator ?? null;
  return generator === null ? null : `write {@${generator}}, or {${name}} for a field of this name`;
}

function placeholder(
  inside: string,
  open: number,
  node: YamlNode & { kind: 'scalar' },
  country: Countries | null,
  location: Location,
): TemplatePart | null {
  const at = node.locate(open, open + inside.length + 2);
  const content = inside.trim();
  if (content.startsWith('@')) {
    const found = findGenerator(content.slice(1), at, location);
    if (found === null) return null;
    if (found.kind === 'provider') return { kind: 'generator', source: found, at };
    const { name, options } = found.entry;
    const defaults = { ...checkOptions(undefined, options, name, location), ...found.options };
    const locale = localeOf(found.entry, country, location);
    const lead = leadOf(found.entry, country, { hasOption: false, from: undefined }, location);
    return {
      kind: 'generator',
      source: { kind: 'generator', name, options: defaults, range: NO_RANGE, hint: '', ...locale, ...lead },
      at,
    };
  }
  const names = splitPath(content);
  if (names !== null) return { kind: 'path', names, at };
  location.report('TEMPLATE_SYNTAX', at, 'a field or @generator is expected between the braces', FORM);
  return null;
}

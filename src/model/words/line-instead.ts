import type { GeneratorEntry } from '../catalogue.ts';
import type { ModelScope } from '../reading/location.ts';
import { DIRECTIVES } from './directives.ts';
import { generatorName } from './generator-name.ts';
import { splitRange } from './range-word.ts';
import { SCALAR_TYPES } from './scalar-types.ts';

/** Types of databases and programming languages, and what to write here. */
const FOREIGN: ReadonlyMap<string, string> = new Map([
  ...of(
    'integer',
    'int int2 int4 int8 int16 int32 int64 uint uint32 uint64 bigint smallint tinyint mediumint long short byte',
  ),
  ...of('number', 'float float4 float8 float32 float64 double real num'),
  ...of('decimal(10,2)', 'numeric dec money currency bigdecimal'),
  ...of(
    'string',
    'text str varchar varchar2 nvarchar character char nchar bpchar citext longtext mediumtext tinytext clob',
  ),
  ...of('boolean', 'bool bit flag'),
  ...of('timestamp', 'datetime datetime2 timestamptz date-time instant'),
  ...of('time', 'timetz'),
  ...of('uuid', 'guid uniqueidentifier uuid4'),
  ...of('json', 'jsonb dict'),
  ...of('binary', 'bytes blob bytea varbinary buffer'),
  ...of('integer @id', 'serial bigserial smallserial autoincrement auto_increment identity pk primary id'),
  ...of('[string]', 'array list set'),
  ...of('a map of fields', 'object map struct record'),
  ...of('enum(a, b)', 'choice oneof one_of options select'),
]);

/** What a foreign type's parameters become. */
const SIZED: Readonly<Record<string, (first: string, second: string | undefined) => string>> = {
  string: (first, second) => `string ${second === undefined ? 1 : first}-${second ?? first}`,
  integer: (first, second) => (second === undefined ? 'integer' : `integer ${first}-${second}`),
  number: (first, second) => `decimal(${first},${second ?? 0})`,
  'decimal(10,2)': (first, second) => `decimal(${first},${second ?? 0})`,
};

/** Characters of a line that somebody meant as a type. */
const MAX_LINE = 500;

/** Ways to say that a field refers to an entity. */
const POINTER = /^(?:[-=]>|→|[@$&*#]|(?:ref|refs|references?|fk|foreign(?:[_ ]?key)?|belongs_?to|link)\b)[\s:(]*/i;

/**
 * The line that works in the place of one that does not begin with a type, as `write …`; null where there is no telling what
 * was meant.
 */
export function lineInstead(line: string, scope: ModelScope): string | null {
  if (line.length > MAX_LINE) return null;
  const text = line
    .trim()
    .replace(/^double precision\b/i, 'double')
    .replace(/^(?:list|array) of (\S+)/i, 'array<$1>')
    .replace(/^([^\s([{,]+),(?=\s+(?:@|unique\b|hidden\b|null\b|not\b))/, '$1');
  if (hasPlaceholder(text)) return templateInstead(text);
  const [, optional, marked] =
    /^(?:(optional|nullable|maybe)|required|mandatory|not[_ ]null)\s+(.+)$/i.exec(text) ?? [];
  if (marked !== undefined) return markedInstead(marked, optional !== undefined, scope);
  const bare = rangeInstead(text) ?? listInstead(text, scope);
  if (bare !== null) return bare;
  if (
    /^[a-z_]\w*(?:\.\w+)?(?:\s*[-+*/%]\s*(?:[a-z_]\w*(?:\.\w+)?|\d+(?:\.\d+)?))+$/i.test(text) &&
    / [-+*/%] /.test(text)
  )
    return `write "= ${text}"`;
  const choice = /^enum\s*[[{:=\s]\s*([^\])}]*)[\])}]?$/.exec(text);
  if (choice !== null) return `write enum(${choice[1].trim()})`;
  const reference = referenceInstead(text, scope.entities);
  if (reference !== null) return reference;
  if (/^[^\s|]+(?:\s*\|\s*[^\s|]+)+$/.test(text))
    return alternatives(
      text.split('|').map((part) => part.trim()),
      scope,
    );
  const [, first, rest] = /^((?:[^\s(]|\([^)]*\))+)(.*)$/s.exec(text) ?? [];
  if (first === undefined) return null;
  const type = typeInstead(first, scope);
  if (type !== null)
    return `write ${type.replace(/ null 20%$/, '')}${rest}${type.endsWith(' null 20%') ? ' null 20%' : ''}`;
  return first.endsWith('!') && typeInstead(first.slice(0, -1), scope) !== null
    ? `write ${typeInstead(first.slice(0, -1), scope)}${rest}: a field has nulls only if it is marked, as in null 20%`
    : null;
}

/** A type after a word that says whether it has nulls. */
function markedInstead(type: string, isOptional: boolean, scope: ModelScope): string | null {
  const known = SCALAR_TYPES.some((name) => name === type.split(' ', 1)[0])
    ? `write ${type}`
    : lineInstead(type, scope);
  return known === null || !isOptional ? known : `${known} null 20%`;
}

/** A range without its type. */
function rangeInstead(text: string): string | null {
  const [word] = text.split(' ', 1);
  const range = splitRange(word);
  if (range === null) return null;
  const type = /^\d{4}-\d\d-\d\dT/.test(range.min)
    ? 'timestamp'
    : /^\d{4}-\d\d-\d\d/.test(range.min)
      ? 'date'
      : range.min.includes(':')
        ? 'time'
        : /\./.test(range.min + range.max)
          ? 'number'
          : 'integer';
  return `write ${type} ${text}`;
}

/** Values with commas between them, none of which is a type. */
function listInstead(text: string, scope: ModelScope): string | null {
  if (!/^[^\s,()[\]{}@$"]+(?:\s*,\s*[^\s,()[\]{}@$"]+)+$/.test(text)) return null;
  const values = text.split(',').map((value) => value.trim());
  return values.some((value) => typeInstead(value, scope) !== null) ? null : `write enum(${values.join(', ')})`;
}

/** Whether a text has `{field}` or `{@generator}` in it, as templates have. */
export function hasPlaceholder(text: string): boolean {
  return /\{@?[\p{L}_][\p{L}\p{N}_.]*\}/u.test(text);
}

/** A template in its full form. */
export function templateInstead(text: string): string {
  const inside = text
    .replace(/^(?:string|text)\s+/, '')
    .replaceAll(/^["']|["']$/g, '')
    .replaceAll(/\{(\{@?[\p{L}_][\p{L}\p{N}_.]*\})\}/gu, '$1');
  return `write { $template: "${inside}" }`;
}

/** `$Entity.field` for the ways in which others write a reference; null where the text names no entity. */
export function referenceInstead(line: string, entities: ReadonlySet<string>): string | null {
  const target = line.trim().replace(POINTER, '').replace(/\)$/, '');
  const [, entity, field] = /^([^\s.(]+)(?:[.(]([^\s.()]+)\)?)?$/.exec(target) ?? [];
  if (entity === undefined || !entities.has(entity)) return null;
  if (field !== undefined) return `write $${entity}.${field}`;
  return `write $${entity} for the row itself, or $${entity}.field for one of its fields`;
}

/** What to write for `$name` where no entity has the name: a type, a generator or a directive was meant. Empty for anything else. */
export function entityInstead(name: string, scope: ModelScope): string {
  if (name.length > MAX_LINE) return '';
  if (hasPlaceholder(name)) return templateInstead(name);
  if (DIRECTIVES.some((directive) => directive.name === `$${name}` && directive.owners.includes('field')))
    return `directives are keys of the full form: { $type: …, $${name}: … }`;
  const type = typeInstead(name, scope);
  return type === null ? '' : `write ${type}`;
}

/** The words of a short form for one foreign word; null where it is none. */
function typeInstead(word: string, scope: ModelScope): string | null {
  if (SCALAR_TYPES.some((name) => name === word) || /^(?:decimal|enum)\(.+\)$/.test(word)) return word;
  const optional = /^(.+)\?$/.exec(word) ?? /^(?:optional|nullable|maybe)[<([](.+)[>)\]]$/i.exec(word);
  if (optional !== null) {
    if (scope.entities.has(optional[1])) return `$${optional[1]} null 20%`;
    return suffixed(typeInstead(optional[1], scope), (type) => `${type} null 20%`);
  }
  const list = /^(.+)(?:\[\]|\*)$/.exec(word) ?? /^(?:array|list|set|seq)[<([](.+)[>)\]]$/i.exec(word);
  if (list !== null) return suffixed(typeInstead(list[1], scope), (type) => `[${type}]`);
  const [, name, first, second] = /^([^()]+)\(\s*(\d+)\s*(?:[,-]\s*(\d+)\s*)?\)$/.exec(word) ?? [undefined, word];
  const foreign = FOREIGN.get(name.toLowerCase()) ?? SCALAR_TYPES.find((type) => type === name.toLowerCase());
  if (foreign !== undefined) {
    const sized = first === undefined ? undefined : SIZED[foreign];
    if (sized !== undefined && /^n?b?p?char(acter)?$/i.test(name)) return `string ${first}-${first}`;
    return sized === undefined ? foreign : sized(first ?? '', second);
  }
  if (scope.providers.has(word)) return `string @${word}`;
  const entry = scope.catalogue.find(generatorName(word));
  return entry === undefined ? null : `${typeOf(entry)} @${generatorName(word)}`;
}

function suffixed(type: string | null, change: (type: string) => string): string | null {
  return type === null ? null : change(type);
}

/** The type that a field with a generator is declared as. */
function typeOf({ type }: GeneratorEntry): string {
  return type === 'decimal' ? 'number' : type;
}

/** `a | b`: an enum, or a type that can be null. */
function alternatives(parts: readonly string[], scope: ModelScope): string | null {
  const others = parts.filter((part) => !/^(?:null|nil|none|undefined)$/i.test(part));
  const type = others.length === 1 && parts.length === 2 ? typeInstead(others[0], scope) : null;
  return type === null ? `write enum(${parts.join(', ')})` : `write ${type} null 20%`;
}

function of(type: string, names: string): [string, string][] {
  return names.split(' ').map((name) => [name, type]);
}

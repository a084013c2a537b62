import type { LeafParts } from './leaf-parts.ts';
import type { Entry, YamlNode } from '../yaml/node.ts';
import type { Location } from './location.ts';
import type { Span } from '../problems/problem.ts';

/** The ways a leaf can get its values. */
export type SourceKind =
  | 'generator'
  | 'values'
  | 'template'
  | 'expression'
  | 'reference'
  | 'lookup'
  | 'ordinal'
  | 'level'
  | 'target'
  | 'aggregate'
  | 'order'
  | 'series'
  | 'slot'
  | 'states'
  | 'relative'
  | 'list'
  | 'pattern'
  | 'cases';

/** Directives that say where values come from. */
const SOURCES: Readonly<Record<string, SourceKind>> = {
  $generator: 'generator',
  $values: 'values',
  $template: 'template',
  $pattern: 'pattern',
  $expression: 'expression',
  $ref: 'reference',
  $lookup: 'lookup',
  $ordinal: 'ordinal',
  $level: 'level',
  $target: 'target',
  $sum: 'aggregate',
  $count_of: 'aggregate',
  $min_of: 'aggregate',
  $max_of: 'aggregate',
  $avg_of: 'aggregate',
  $first: 'aggregate',
  $last: 'aggregate',
  $previous: 'order',
  $next: 'order',
  $running: 'order',
  $rank: 'order',
  $part_of: 'order',
  $series: 'series',
  $slot: 'slot',
  $states: 'states',
  $after: 'relative',
  $before: 'relative',
  $items: 'list',
};

/** A list of `$when` is a source; one condition goes with any. */
function sourceKind(name: string, { value }: Entry): SourceKind | undefined {
  return name === '$when' && value.kind === 'list' ? 'cases' : SOURCES[name];
}

/** Directives that mean something with every source. */
const ANYWHERE = ['$type', '$null', '$unique', '$hidden', '$key', '$seed', '$when', '$group', '$parquet'];

/** Directives that mean something with one source only, beside those above. */
const BESIDE: Readonly<Record<SourceKind, readonly string[]>> = {
  generator: [
    '$options',
    '$min',
    '$max',
    '$step',
    '$decimals',
    '$distribution',
    '$from',
    '$hours',
    '$weekdays',
    '$locale',
  ],
  values: ['$distribution'],
  template: [],
  expression: [],
  reference: ['$per', '$share', '$depth', '$where', '$cap', '$tree', '$self'],
  level: [],
  target: [],
  pattern: [],
  lookup: [],
  ordinal: [],
  aggregate: ['$via', '$where'],
  order: ['$via', '$start', '$end'],
  relative: ['$within', '$until', '$min', '$max', '$step', '$distribution', '$hours', '$weekdays'],
  states: ['$via', '$start', '$until', '$dwell'],
  series: [
    '$start',
    '$end',
    '$every',
    '$jitter',
    '$gap',
    '$timezone',
    '$weekdays',
    '$base',
    '$trend',
    '$season',
    '$noise',
    '$walk',
    '$clock',
  ],
  list: ['$length'],
  cases: [],
  slot: ['$start', '$end', '$span', '$length', '$gap'],
};

interface Claim {
  readonly kind: SourceKind;
  readonly name: string;
  readonly at: Span;
}

/**
 * Which way a leaf gets its values; 'generator' where nothing is said. Two ways in one field are a problem (null), and so are
 * directives and words that mean nothing with the one there is (reported, and ignored).
 */
export function soleSource(parts: LeafParts, location: Location): SourceKind | null {
  const claims = claimsOf(parts);
  const kind = claims[0]?.kind ?? 'generator';
  const other = claims.slice(1).find((claim) => !together(claims[0], claim));
  if (other !== undefined) {
    const message = `${claims[0].name} and ${other.name} both define the source of the values`;
    location.report('DIRECTIVE_CONTRADICTION', other.at, message, 'keep only one of them');
    return null;
  }
  for (const [name, entry] of parts.directives) {
    if (ANYWHERE.includes(name) || sourceKind(name, entry) === kind || BESIDE[kind].includes(name)) continue;
    const needed = Object.entries(BESIDE).find(([, names]) => names.includes(name))?.[0] ?? 'generator';
    const message = `${name} has no meaning beside ${claims[0]?.name ?? 'a type'}`;
    const owner = OF_TIMES.has(name) ? 'drawn date or timestamp' : (NAMES[needed] ?? needed);
    location.report('DIRECTIVE_PLACE', entry.key.at, message, `it belongs to a ${owner}`);
  }
  const { form } = parts;
  if (form.range !== undefined && kind !== 'generator' && kind !== 'relative') {
    location.report('RANGE_MISPLACED', form.range.at, `a range has no meaning beside ${claims[0].name}`, 'remove it');
  }
  if (form.hint !== undefined && kind !== 'generator') {
    location.report('HINT_UNUSED', form.hint.at, `a hint has no meaning beside ${claims[0].name}`, 'remove it');
  }
  return kind;
}

/** The value of the first directive that says where values come from; null where the short form does, or nothing. */
export function sourceNode(parts: LeafParts): YamlNode | null {
  for (const [name, entry] of parts.directives) if (sourceKind(name, entry) !== undefined) return entry.value;
  return null;
}

/** Where the user said what the source is; the field's name where nothing is said. */
export function originOf(parts: LeafParts): Span {
  return (parts.form.reference ?? sourceNode(parts) ?? parts.item ?? parts).at;
}

/** Directives of several sources, which are dates and timestamps all the same. */
const OF_TIMES: ReadonlySet<string> = new Set(['$hours', '$weekdays']);

const NAMES: Readonly<Record<string, string>> = {
  relative: 'field with $after or $before',
  aggregate: 'field with an aggregate such as $sum',
  order: 'field with $previous or $running',
  series: 'field with $series',
  slot: 'field with $slot',
  states: 'field with $states',
  list: 'list',
  cases: 'list of cases',
  reference: 'reference',
};

function claimsOf(parts: LeafParts): readonly Claim[] {
  const { form, directives, item } = parts;
  const claims: Claim[] = [];
  if (form.reference) claims.push({ kind: 'reference', name: `$${form.reference.value}`, at: form.reference.at });
  if (form.expression) claims.push({ kind: 'expression', name: 'the expression', at: form.expression.at });
  if (form.type?.value.kind === 'enum') claims.push({ kind: 'values', name: 'enum', at: form.type.at });
  if (form.generator) claims.push({ kind: 'generator', name: `@${form.generator.value}`, at: form.generator.at });
  if (item !== null) claims.push({ kind: 'list', name: 'the list', at: item.at });
  for (const [name, entry] of directives) {
    const kind = sourceKind(name, entry);
    if (kind !== undefined) claims.push({ kind, name, at: entry.key.at });
  }
  return claims;
}

/** The values of an enum may be weighted, and $after goes with $before. */
function together(first: Claim, second: Claim): boolean {
  if (first.kind !== second.kind) return false;
  return first.kind === 'values' || first.kind === 'relative';
}

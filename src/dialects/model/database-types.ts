import { draft, type Draft } from '../draft.ts';

/** Makes a field of a type of one database, from what is in the parentheses of the type. */
type Maker = (parameters: readonly string[], isUnique: boolean) => Draft;

const generated =
  (...words: readonly string[]): Maker =>
  () =>
    draft('string', ...words);
const template =
  (text: string): Maker =>
  () =>
    withDirective('$template', text);
const pattern =
  (text: string): Maker =>
  () =>
    withDirective('$pattern', text);
const values =
  (texts: readonly string[], unique: string): Maker =>
  (_, isUnique) =>
    isUnique ? withDirective('$pattern', unique) : withDirective('$values', texts);

/** A day of the first half of a year, and one of the second. */
const [EARLY, LATE] = ['2025-0[1-6]-[01][1-9]', '2025-(0[7-9]|1[0-2])-[01][1-9]'];
const TIME = '[01][0-9]:[0-5][0-9]';
/** The first of two numbers is the lower one. */
const RANGES: Readonly<Record<string, readonly [from: string, to: string]>> = {
  int4: ['[1-9][0-9]', '[1-9][0-9]{2}'],
  int8: ['[1-9][0-9]', '[1-9][0-9]{2}'],
  num: [String.raw`[1-9][0-9]\.[0-9]`, String.raw`[1-9][0-9]{2}\.[0-9]`],
  date: [EARLY, LATE],
  ts: [`${EARLY} ${TIME}`, `${LATE} ${TIME}`],
  tstz: [String.raw`${EARLY} ${TIME}\+00`, String.raw`${LATE} ${TIME}\+00`],
};

const POINT = '{@longitude} {@latitude}';
const SHAPES: Readonly<Record<string, string>> = {
  point: `POINT(${POINT})`,
  multipoint: `MULTIPOINT((${POINT}),(${POINT}))`,
  linestring: `LINESTRING(${POINT}, ${POINT}, ${POINT})`,
  multilinestring: `MULTILINESTRING((${POINT}, ${POINT}))`,
  polygon: 'POLYGON((0 0, 0 {@percentage}, {@percentage} 0, 0 0))',
  multipolygon: 'MULTIPOLYGON(((0 0, 0 1, 1 0, 0 0)))',
  geometrycollection: `GEOMETRYCOLLECTION(POINT(${POINT}))`,
};

/** A text that PostGIS, MySQL and SQL Server read as a shape: `geometry(point,4326)`, or of any kind. */
const shape: Maker = ([kind = 'point', reference]) => {
  const text = Object.hasOwn(SHAPES, kind.toLowerCase()) ? SHAPES[kind.toLowerCase()] : SHAPES['point'];
  return withDirective('$template', /^\d+$/.test(reference ?? '') ? `SRID=${reference};${text}` : text);
};

const corner = '({@longitude},{@latitude})';

const MAKERS: Readonly<Record<string, Maker>> = {
  inet: generated('@ipv4'),
  inet4: generated('@ipv4'),
  inet6: generated('@ipv6'),
  cidr: generated('@ipv4'),
  macaddr: generated('@mac'),
  macaddr8: generated('@mac'),
  xml: template('<value>{@word}</value>'),
  xmltype: template('<value>{@word}</value>'),
  interval: values(['15 minutes', '1 hour', '8 hours', '1 day', '7 days'], '[1-9][0-9]{0,4} (minutes|hours|days)'),
  point: template(corner),
  cube: template(corner),
  lseg: template(`[${corner},${corner}]`),
  path: template(`[${corner},${corner},${corner}]`),
  box: template(`${corner},${corner}`),
  polygon: template(`(${corner},${corner},${corner})`),
  circle: pattern(String.raw`<\([1-9][0-9],[1-9][0-9]\),[1-9]>`),
  line: pattern(String.raw`\{[1-9],-?[1-9],[0-9]\}`),
  tsvector: generated('@words'),
  tsquery: generated('@word'),
  ltree: pattern(String.raw`[a-z]{3,8}(\.[a-z]{3,8}){0,2}`),
  hierarchyid: pattern('/([1-9]/){1,3}'),
  hstore: template('{@word}=>{@word}'),
  jsonpath: template('$.{@word}'),
  pg_lsn: pattern('[1-9A-F]/[0-9A-F]{8}'),
  sql_variant: generated('@word'),
  geometry: shape,
  geography: shape,
  sdo_geometry: shape,
  bit: ([length = '1']) => withDirective('$pattern', length === '1' ? '[01]' : `[01]{${length}}`),
  'bit varying': ([length = '32']) => withDirective('$pattern', `[01]{1,${length}}`),
  vector: ([dimensions = '3']) => {
    const number = String.raw`0\.[0-9]{2}`;
    const more = Math.min(Number(dimensions), MAX_DIMENSIONS) - 1;
    return withDirective('$pattern', String.raw`\[${number}${more > 0 ? `(,${number}){${more}}` : ''}\]`);
  },
  ...Object.fromEntries(
    Object.keys(SHAPES)
      .filter((kind) => kind !== 'point' && kind !== 'polygon')
      .map((kind): [string, Maker] => [kind, () => shape([kind], false)]),
  ),
  ...Object.fromEntries(
    Object.entries(RANGES).flatMap(([kind, [from, to]]): [string, Maker][] => [
      [`${kind}range`, pattern(String.raw`\[${from},${to}\)`)],
      [`${kind}multirange`, pattern(String.raw`\{\[${from},${to}\)\}`)],
    ]),
  ),
};

/** Numbers of a vector. */
const MAX_DIMENSIONS = 2000;

/** The field of a type of one database; null if nothing is known of the type. */
export function databaseField(name: string, isUnique: boolean): Draft | null {
  const [, base, inner] = /^(?:.*\.)?([^.(]*)(?:\(([^)]*)\))?$/.exec(name) ?? [];
  const maker = base !== undefined && Object.hasOwn(MAKERS, base) ? MAKERS[base] : undefined;
  return (
    maker?.(
      (inner ?? '').split(',').filter((part) => part !== ''),
      isUnique,
    ) ?? null
  );
}

/** How many different values the field of a type has at least. */
export function databaseCapacity(name: string): number {
  return /^bit(?:\(1\))?$/.test(name) ? 2 : Infinity;
}

export function withDirective(name: string, value: string | readonly string[]): Draft {
  const made = draft();
  made.directives.set(name, value);
  return made;
}

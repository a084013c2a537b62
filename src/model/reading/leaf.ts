import { sourceOf } from './leaf-source.ts';
import { readExpression } from '../expression/expression-text.ts';
import type { Field, Source } from '../model.ts';
import type { Entry, YamlNode } from '../yaml/node.ts';
import { readNull, readNullPercentage } from './null-share.ts';
import { overriddenDirective, overrideOf } from '../overrides/overrides.ts';
import { readPath } from './path.ts';
import type { Location } from './location.ts';
import { PARQUET_FORM, type ParquetType, readParquetType } from '../words/parquet-type.ts';
import type { ShortForm } from '../words/short-form.ts';
import type { FieldContext, ReadField } from './leaf-parts.ts';

/** A leaf in normal form; null after a problem that leaves no source. */
export function readLeaf(
  context: FieldContext,
  form: ShortForm,
  item: YamlNode | null,
  directives: ReadonlyMap<string, Entry>,
  location: Location,
  readItem: ReadField,
): Field | null {
  const isMarked = flag('$key', form.key !== undefined, directives, location);
  const key = isMarked || context.implicitKey;
  const type = form.type?.value ?? null;
  const unique = flag('$unique', form.unique !== undefined, directives, location) || key;
  const parts = { ...context, form, directives, type, item, key, unique: unique || context.isNamedKey, readItem };
  const made = sourceOf(parts, location);
  const field = common(context, form, directives, location);
  if (key && (field.nullShare > 0 || field.when !== null)) {
    location.report('KEY_NULL', context.at, 'a key cannot be null', 'remove null, $null and $when');
  }
  const hidden = flag('$hidden', form.hidden !== undefined, directives, location);
  const seed = textOf(overriddenDirective('$seed', directives.get('$seed'), context, location), location);
  const parquet = parquetOf(directives.get('$parquet'), location);
  if (made === null) return null;
  // What leads the country of a place is no part of its text.
  const leads = made.source.kind === 'generator' && made.source.lead?.kind === 'field';
  const source = seeded(made.source, seed);
  return {
    ...field,
    ...made,
    source,
    unique,
    hidden,
    key,
    seed,
    from: leads ? [] : field.from,
    ...(parquet && { parquet }),
  };
}

/** Null where nothing is said, or after a problem. */
function parquetOf(entry: Entry | undefined, location: Location): ParquetType | null {
  const text = textOf(entry, location);
  if (entry === undefined || text === null) return null;
  const type = readParquetType(text);
  if (type === null) {
    const message = `\`${text.slice(0, MAX_SHOWN)}\` is no type of Parquet`;
    location.report('PARQUET_TYPE', entry.value.at, message, `write ${PARQUET_FORM}`);
  }
  return type;
}

/** Characters of a type that a message repeats. */
const MAX_SHOWN = 60;

/** The seed of an object that a directive makes is that of its members. */
function seeded(source: Source, seed: string | null): Source {
  if (source.kind !== 'object' || seed === null) return source;
  return { ...source, fields: source.fields.map((field) => ({ ...field, seed })) };
}

/** What nested objects and leaves have in common; the rest as if nothing were said. */
export function common(
  context: FieldContext,
  form: ShortForm,
  directives: ReadonlyMap<string, Entry>,
  location: Location,
): Omit<Field, 'type' | 'source' | 'inferred'> {
  const when = directives.get('$when');
  const from = directives.get('$from');
  return {
    name: context.name,
    path: context.path,
    at: context.at,
    nullShare: nullShareOf(context, form, directives.get('$null'), location),
    unique: false,
    hidden: false,
    key: false,
    seed: null,
    group: textOf(directives.get('$group'), location) ?? '',
    from: from === undefined ? [] : namesOf(from.value, location),
    when: when === undefined || when.value.kind === 'list' ? null : readExpression(when.value, location),
  };
}

/** The share from outside, else the one of the short form, else that of `$null`. */
function nullShareOf(
  context: FieldContext,
  { nullShare }: ShortForm,
  entry: Entry | undefined,
  location: Location,
): number {
  const written = entry === undefined ? 0 : (readNull(entry.value, location) ?? 0);
  if (nullShare !== undefined && entry !== undefined) {
    location.report('DIRECTIVE_CONTRADICTION', nullShare.at, '$null repeats null', 'keep only one of them');
  }
  const override = overrideOf(context, 'null', location);
  const share = override === undefined ? null : readNullPercentage(override, location);
  return share ?? nullShare?.value ?? written;
}

function flag(name: string, said: boolean, directives: ReadonlyMap<string, Entry>, location: Location): boolean {
  const entry = directives.get(name);
  if (entry === undefined) return said;
  if (entry.value.kind === 'scalar' && typeof entry.value.value === 'boolean') return entry.value.value || said;
  location.expected(entry.value, 'true or false');
  return said;
}

/** A scalar directive as its text; null where it is absent. */
export function textOf(entry: Entry | undefined, location: Location): string | null {
  if (entry === undefined) return null;
  if (entry.value.kind === 'scalar' && entry.value.value !== null) return entry.value.text;
  location.expected(entry.value, 'a plain value');
  return null;
}

function namesOf(node: YamlNode, location: Location): readonly string[] {
  const nodes = node.kind === 'list' ? node.items : [node];
  return nodes.flatMap((item) => readPath(item, location)?.join('.') ?? []);
}

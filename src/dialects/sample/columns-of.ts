import type { Catalogue } from '../../model/index.ts';
import type { Findings } from '../report.ts';
import type { Column, ColumnType, SourcePosition } from '../schema.ts';
import type { Profile } from './profile.ts';

/** What columns are made from beside their profiles. */
export interface SampleContext {
  readonly catalogue: Catalogue;
  readonly findings: Findings;
  readonly at: SourcePosition;
  /** Whether numbers may be texts, as in tables without types. */
  readonly isUntyped: boolean;
}

/** Values of which at most so many are there, and each of them often, are kept. */
const MAX_KEPT = 20;
const MIN_ROWS = 20;
/** Rows for each kept value, on average. */
const MIN_REPEATS = 5;
/** Characters of a kept value. */
const MAX_VALUE = 40;
/** Characters of words. */
const MAX_WORDS = 60;
/** Generators of what belongs to a person: such texts are never kept, however few there are. */
const PERSONAL =
  /^(?:first_name|last_name|middle_name|full_name|initials|user_name|email|phone|address|street|postcode|ssn|iban|account_number|credit_card|cvv|password_hash|ipv4|ipv6|mac|birth.*)$/;

/** The columns of an object. */
export function sampleColumns(
  members: ReadonlyMap<string, Profile>,
  path: string,
  context: SampleContext,
  places: ReadonlyMap<string, SourcePosition> = new Map(),
): readonly Column[] {
  return [...members].map(([name, profile]) => {
    const own = { ...context, at: places.get(name) ?? context.at };
    const { type, words, pattern } = typed(profile, name, `${path}.${name}`, own);
    return {
      name,
      at: own.at,
      type,
      typeText: type.kind,
      notNull: profile.nulls === 0,
      default: null,
      isIdentity: false,
      isGenerated: false,
      comment: null,
      nullShare: shareOf(profile),
      ...(words === undefined ? {} : { words }),
      ...(pattern === undefined ? {} : { pattern }),
    };
  });
}

/** The share of nulls, in per cent with one digit, and never quite all or none. */
function shareOf({ nulls, values }: Profile): number {
  if (nulls === 0) return 0;
  const share = (100 * nulls) / (nulls + values);
  return values === 0 ? 100 : Math.min(99.9, Math.max(0.1, Number(share.toFixed(1))));
}

interface Typed {
  readonly type: ColumnType;
  readonly words?: readonly string[];
  readonly pattern?: string;
}

const TEXT: ColumnType = { kind: 'string', maxLength: null, isFixed: false };

function typed(profile: Profile, name: string, path: string, context: SampleContext): Typed {
  const { values, numbers, booleans, texts, lists, objects, kinds, items } = profile;
  if (values === 0) {
    const message = 'All values of the sample are null. The field is a text that is always null.';
    context.findings.approximated('TYPE_APPROXIMATED', context.at, path, message);
    return { type: TEXT };
  }
  if (numbers === values) return numeric(profile);
  if (booleans === values) return { type: { kind: 'boolean' } };
  if (objects === values && profile.members.size > 0) {
    return { type: { kind: 'struct', members: sampleColumns(profile.members, path, context) } };
  }
  if (lists === values && items !== null) {
    const item = typed(items, name, `${path}[]`, context);
    const length = profile.least === profile.most ? profile.least : `${profile.least}-${profile.most}`;
    const type: ColumnType = {
      kind: 'list',
      item: item.type,
      items: { notNull: items.nulls === 0 || items.values === 0, length, nullShare: shareOf(items) },
    };
    return { ...item, type };
  }
  if (texts === values || (context.isUntyped && kinds > 1)) return textual(profile, name, path, context);
  const message = 'The values of the sample are of several kinds. The field is any JSON.';
  context.findings.approximated('TYPE_APPROXIMATED', context.at, path, message);
  return { type: { kind: 'json' } };
}

function numeric({ isWhole, min, max, scale }: Profile): Typed {
  if (isWhole && scale === 0) {
    return { type: { kind: 'integer', min, max }, words: ['integer', rangeText(String(min), String(max))] };
  }
  const digits = Math.max(1, scale);
  return { type: { kind: 'number' }, words: ['number', rangeText(min.toFixed(digits), max.toFixed(digits))] };
}

function rangeText(min: string, max: string): string {
  return min.startsWith('-') ? `${min}..${max}` : `${min}-${max}`;
}

function textual(profile: Profile, name: string, path: string, context: SampleContext): Typed {
  const isPure = profile.texts === profile.values;
  const form = isPure ? profile.forms.words : null;
  if (form !== null) {
    const [kind] = form;
    const type: ColumnType =
      kind === 'date' || kind === 'timestamp' || kind === 'time' || kind === 'uuid' ? { kind } : TEXT;
    return { type, words: form };
  }
  const [inference] = context.catalogue.infer(name, 'string', [path.split('.')[0]]);
  const isPersonal = inference?.kind === 'generator' && PERSONAL.test(inference.name);
  const kept = isPure && !isPersonal ? keptValues(profile) : null;
  if (kept !== null) {
    const shown = kept.map((value) => `\`${value}\``).join(', ');
    context.findings.approximated(
      'VALUES_KEPT',
      context.at,
      path,
      `The model has these values of the sample: ${shown}.`,
    );
    return { type: { kind: 'enum', values: kept } };
  }
  const pattern = isPersonal || !isPure ? null : profile.code;
  if (pattern !== null) return { type: TEXT, pattern };
  if (inference !== undefined) return { type: TEXT, words: ['string'] };
  const { shortest, longest } = profile;
  if (longest > MAX_WORDS) return { type: TEXT, words: ['string', '@sentence', `${Math.max(1, shortest)}-${longest}`] };
  return { type: TEXT, words: ['string', `${Math.max(1, shortest)}-${longest}`] };
}

/** Few values that are there often, the most frequent first; null if there are too many, or one of them is rare. */
function keptValues({ counts, values }: Profile): readonly string[] | null {
  if (values < MIN_ROWS || counts.size === 0 || counts.size > MAX_KEPT || counts.size * MIN_REPEATS > values)
    return null;
  const found = [...counts].toSorted(([, a], [, b]) => b - a);
  const isSmall = found.every(([text, count]) => count > 1 && text.length <= MAX_VALUE && !/\p{Cc}/u.test(text));
  return isSmall ? found.map(([text]) => text) : null;
}

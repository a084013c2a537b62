import type { Catalogue } from '../../model/index.ts';
import { draft } from '../draft.ts';
import { columnField } from '../model/column-field.ts';
import { noRules } from '../model/column-rules.ts';
import type { Findings } from '../report.ts';
import type { SourcePosition } from '../schema.ts';
import { formatOf, madeTexts } from './formats.ts';
import { isList, isMap, type Json, type JsonMap, textsOf } from './json.ts';
import { type Pattern, patternOf } from './pattern.ts';
import { matches } from './regular.ts';
import { Dice, type Shape } from './shape.ts';

/** What texts are made for. */
export interface TextNeed {
  readonly name: string;
  /** The objects around the field, from the inside out, and the entity. */
  readonly owners: readonly string[];
  readonly path: string;
  readonly at: SourcePosition;
}

export interface TextTools {
  readonly catalogue: Catalogue;
  readonly findings: Findings;
  /** Whether the model can generate a pattern. */
  isPossible(pattern: string): boolean;
}

/** Texts that are tried before a pattern is believed. */
const TRIES = 200;
/** Texts that are written out where no generator meets everything. */
const MAX_WRITTEN = 20;
/** Characters of a text that the model makes of a pattern. */
const MAX_PATTERN_TEXT = 4000;
/** Characters of a text that is written out. */
const MAX_LENGTH = 2000;

/** Texts that some patterns and formats accept. */
const ANYTHING = (
  'harbor|Harbor|HARBOR|a|A|1|0|10|1.0.0|1.2|quiet harbor|quiet-harbor|quiet_harbor|quietHarbor|https://example.com/a|' +
  'ada.rice@example.com|2025-03-04|2025-03-04T05:06:07Z|05:06:07|/|./a|../a|/a/b|a/b|a.b|a.co|a@b.co|http://a|a.json|index.js|#3a6ea5|192.0.2.7|*|**/*|' +
  '$a|${a}|{{a}}|${{ a }}|a=b|a:b|true|5s|10m|1h|1Mi|100%|1px|'
).split('|');

/** What all schemas of one value demand of a text. */
interface Demand {
  readonly least: number;
  readonly most: number;
  readonly patterns: readonly string[];
  readonly unlike: readonly string[];
  readonly formats: readonly string[];
}

/** The texts that meet several schemas; null if none is found. */
export function textShape(schemas: readonly JsonMap[], need: TextNeed, tools: TextTools): Shape | null {
  const demand = demandOf(schemas);
  if (demand.least > demand.most || demand.least > MAX_LENGTH) return null;
  if (demand.most === 0) return meets('', demand) ? { kind: 'scalars', values: [''] } : null;
  const format = demand.formats
    .map((name) => ({ name, known: formatOf(name) }))
    .find(({ known }) => known !== undefined);
  const made = format === undefined ? [] : madeTexts(format.name);
  const isMet = made.length > 0 && made.every((text) => demand.patterns.every((source) => matches(source, text)));
  if (demand.patterns.length > 0 && !isMet) return patterned(demand, schemas, tools);
  if (format?.known !== undefined) {
    const { field, samples, min, max } = format.known;
    const isFitting =
      demand.unlike.length === 0 &&
      min >= demand.least &&
      max <= demand.most &&
      samples.every((text) => meets(text, demand));
    if (isFitting) return { kind: 'text', min, max, samples, field: field(), format: format.name };
    if (demand.patterns.length > 0) return patterned(demand, schemas, tools);
    return written([...samples, ...examplesOf(schemas), ...ANYTHING], demand);
  }
  if (demand.unlike.length > 0) return written([...examplesOf(schemas), ...ANYTHING], demand);
  return free(demand, need, tools);
}

function demandOf(schemas: readonly JsonMap[]): Demand {
  const numbers = (name: string): readonly number[] =>
    schemas.map((schema) => schema.get(name)).filter((value) => typeof value === 'number');
  const texts = (name: string): readonly string[] => [
    ...new Set(schemas.map((schema) => schema.get(name)).filter((value) => typeof value === 'string')),
  ];
  const encodings = texts('contentEncoding').filter((name) => name === 'base64');
  return {
    least: Math.ceil(Math.max(0, ...numbers('minLength'))),
    most: Math.floor(Math.min(Infinity, ...numbers('maxLength'))),
    patterns: texts('pattern'),
    unlike: texts('$unlike'),
    formats: [...texts('format'), ...encodings],
  };
}

function meets(text: string, { least, most, patterns, unlike, formats }: Demand): boolean {
  const length = Array.from(text).length;
  return (
    length >= least &&
    length <= most &&
    patterns.every((source) => matches(source, text)) &&
    !unlike.some((source) => matches(source, text)) &&
    formats.every((name) => formatOf(name)?.test(text) ?? true)
  );
}

/** Values that the schemas give as examples. */
function examplesOf(schemas: readonly JsonMap[]): readonly string[] {
  const found: Json[] = schemas.flatMap((schema) => {
    const all = schema.get('examples');
    const many = isList(all) ? all : isMap(all) ? [...all.values()] : [];
    return [schema.get('default') ?? null, schema.get('example') ?? null, ...many];
  });
  return textsOf(found);
}

function patterned(demand: Demand, schemas: readonly JsonMap[], tools: TextTools): Shape | null {
  const patterns = demand.patterns.map(patternOf).filter((pattern) => pattern !== null);
  const dice = new Dice();
  for (const pattern of patterns) {
    if (pattern.max > MAX_PATTERN_TEXT) continue;
    const samples = samplesOf(pattern, dice);
    const isSized = pattern.min >= demand.least && pattern.max <= demand.most;
    if (isSized && samples.every((text) => meets(text, demand)) && tools.isPossible(pattern.source)) {
      const field = draft();
      field.directives.set('$pattern', pattern.source);
      const { min, max } = pattern;
      return { kind: 'text', min, max, samples: [...new Set(samples)].slice(0, 50), field, format: null };
    }
  }
  const formats = demand.formats.flatMap((name) => formatOf(name)?.samples ?? []);
  const tried = patterns.flatMap((pattern) => samplesOf(pattern, dice));
  const lengthened = patterns.flatMap((pattern) => stretched(pattern, demand, dice));
  return written([...examplesOf(schemas), ...tried, ...lengthened, ...formats, ...ANYTHING], demand);
}

function samplesOf(pattern: Pattern, dice: Dice): readonly string[] {
  const tries = pattern.max > 500 ? TRIES / 10 : TRIES;
  return Array.from({ length: tries }, () => pattern.text(dice)).filter((text) => text.length <= MAX_PATTERN_TEXT);
}

/** Texts of a pattern with more before or after them, or several of them, for a length that they do not have. */
function stretched(pattern: Pattern, { least, most }: Demand, dice: Dice): readonly string[] {
  return Array.from({ length: 40 }, (_, i) => {
    const text = pattern.text(dice);
    const missing = Math.max(0, Math.min(least + (i % 3), most) - Array.from(text).length);
    const filling = ['a', '0', 'A', Array.from(text).at(-1) ?? 'a'][i % 4].repeat(missing);
    return i % 2 === 0 ? text + filling : filling + text;
  });
}

/** The first of some texts that meet everything. */
function written(texts: readonly string[], demand: Demand): Shape | null {
  const values: string[] = [];
  for (const text of new Set(texts)) {
    if (values.length === MAX_WRITTEN) break;
    if (isPlain(text) && meets(text, demand)) values.push(text);
  }
  return values.length === 0 ? null : { kind: 'scalars', values };
}

/** Whether the model can hold a text. */
function isPlain(text: string): boolean {
  return text.isWellFormed() && !/[\p{Cc}￾￿]/u.test(text);
}

/** Texts by the name of the field. */
function free(demand: Demand, { name, owners, path, at }: TextNeed, { catalogue, findings }: TextTools): Shape | null {
  const maxLength = demand.most === Infinity ? null : demand.most;
  const least = Math.max(1, demand.least);
  const field = columnField(
    {
      column: {
        name,
        at,
        type: { kind: 'string', maxLength, isFixed: false },
        typeText: 'string',
        notNull: true,
        default: null,
        isIdentity: false,
        isGenerated: false,
        comment: null,
      },
      path: [owners.at(-1) ?? '', path].join('.'),
      owners,
      depth: 0,
      rules: { ...noRules(), minLength: demand.least === 0 ? null : least, maxLength, notNull: true },
      isKey: false,
      isUnique: false,
      mayBeNull: false,
      reach: [],
    },
    catalogue,
    findings,
  );
  if (field === null) return null;
  const samples = ['quiet harbor', 'archive', 'official result', 'lorem'].filter((text) => meets(text, demand));
  const fallback = 'a'.repeat(Math.min(least, MAX_LENGTH));
  return {
    kind: 'text',
    min: least,
    max: maxLength ?? Math.max(least, 1000),
    samples: samples.length === 0 ? [fallback] : samples,
    field,
    format: null,
  };
}

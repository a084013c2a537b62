import type { TimeZone } from './words/time-zones.ts';
import type { Distribution } from './words/distribution.ts';
import type { Expression } from './expression/expression.ts';
import type { Options } from './option.ts';
import type { ParquetType } from './words/parquet-type.ts';
import type { Span } from './problems/problem.ts';

/** A scalar of the document. A number keeps its text, so that `5.00` is known to have two decimals. */
export type ModelScalar = null | boolean | string | NumberText;

export interface NumberText {
  readonly value: number;
  /** As written, underscores removed. */
  readonly text: string;
}

/** A value from outside as the document could say it: a scalar, a list, or a map whose keys keep their order. */
export type ModelValue = ModelScalar | readonly ModelValue[] | ModelMap;

export interface ModelMap {
  readonly entries: readonly (readonly [key: string, value: ModelValue])[];
}

/** What the user wrote, in one normal form: short and full form, inference and implicit keys are resolved. */
export interface Model {
  readonly seed: string;
  /** What "now" means, in milliseconds since 1970 UTC. */
  readonly now: number;
  readonly version: string | null;
  readonly variables: ReadonlyMap<string, ModelScalar>;
  readonly providers: ReadonlyMap<string, Provider>;
  /** In the order of the document. */
  readonly entities: readonly Entity[];
}

/** A named list of values; one with a single column has the column name ''. */
export interface Provider {
  readonly name: string;
  readonly columns: readonly { readonly name: string; readonly values: readonly ModelScalar[] }[];
  /** One for each row, not negative; null where all are equal. */
  readonly weights: readonly number[] | null;
}

export interface Entity {
  readonly name: string;
  readonly at: Span;
  readonly description: string | null;
  /** `$count` after variables and overrides; null where it is not said (100, or what follows from `$per`). */
  readonly count: number | null;
  /** True where the count replaces `$count` from outside (`--rows`): on a child with `$per` it is the exact total. */
  readonly countOverridden: boolean;
  /** Number of rows of a static table; null for a generated one. Its columns are fields with the source `static`. */
  readonly staticRows: number | null;
  /** Names of the key's fields: one, or several of a composite `$key`; none for a child identified by parent and ordinal. */
  readonly key: readonly string[];
  /** Where `$key` of the entity is written; null where it is not. */
  readonly keyAt: Span | null;
  /** `$unique` of the entity: lists of several fields whose values differ together in any two rows that have all of them. */
  readonly uniques: readonly UniqueFields[];
  /** `$each`: the fields of which every combination of values has one row, the last one moving fastest; null where it is not said. */
  readonly each: UniqueFields | null;
  readonly fields: readonly Field[];
  /** What holds in every row. */
  readonly checks: readonly Check[];
}

/** A condition of `$check`. */
export interface Check {
  /** As written. */
  readonly text: string;
  readonly at: Span;
  /** The fields where `provider` is set. */
  readonly expression: Expression;
  /** The provider whose rows the fields are; else null. */
  readonly provider: string | null;
}

/** Fields by name, and where the list of them is written. */
export interface UniqueFields {
  readonly names: readonly string[];
  readonly at: Span;
}

export interface Field {
  readonly name: string;
  /** Within the entity: `address.city`; the items of a list are `tags[]`. */
  readonly path: string;
  readonly at: Span;
  readonly type: DeclaredType | null;
  readonly source: Source;
  /** What the source was inferred from; null where it is written. */
  readonly inferred: InferredFrom | null;
  /** Share of nulls, 0 to 1. */
  readonly nullShare: number;
  readonly unique: boolean;
  /** Computed for others, but in no output. */
  readonly hidden: boolean;
  readonly key: boolean;
  /** `$seed`: takes the document's seed's place for this field; null where it is not said. */
  readonly seed: string | null;
  /** `$group`, which keeps families of one object apart; '' where it is not said. */
  readonly group: string;
  /** Fields of the same object that this one is made from. */
  readonly from: readonly string[];
  /** Else null. */
  readonly when: Expression | null;
  /** `$parquet`: how Parquet files store it; absent where its type decides. */
  readonly parquet?: ParquetType;
}

/** The field's name (with its type, and what it stands in), fields beside it, or nothing but its type. */
export type InferredFrom = 'name' | 'siblings' | 'type';

export type ScalarTypeName =
  | 'string'
  | 'number'
  | 'integer'
  | 'boolean'
  | 'date'
  | 'time'
  | 'timestamp'
  | 'uuid'
  | 'json'
  | 'binary';

export type DeclaredType =
  | { readonly kind: ScalarTypeName }
  | {
      readonly kind: 'decimal';
      readonly precision: number;
      readonly scale: number;
      /** The digits as they are written, if they are more than values have: at most 38. */
      readonly stored?: { readonly precision: number; readonly scale: number };
    }
  | { readonly kind: 'enum'; readonly values: readonly string[] };

/** What is made of a field of the children. */
export type AggregateOperator = 'sum' | 'count_of' | 'min_of' | 'max_of' | 'avg_of' | 'first' | 'last';

/** Where a field's values come from. */
export type Source =
  | GeneratorSource
  /** `$values`, enum(…): a pick. */
  | { readonly kind: 'values'; readonly values: readonly ModelScalar[]; readonly weights: readonly number[] | null }
  | { readonly kind: 'provider'; readonly provider: string; readonly column: string }
  | { readonly kind: 'template'; readonly parts: readonly TemplatePart[] }
  | { readonly kind: 'expression'; readonly expression: Expression }
  /** Texts that match a regular expression. */
  | { readonly kind: 'pattern'; readonly pattern: string; readonly at: Span }
  | ReferenceSource
  | OneOfSource
  /** `$target`: the name of the entity that a reference to one of several refers to; a path within the row. */
  | { readonly kind: 'target'; readonly reference: readonly string[] }
  /** `$lookup`: a path through references. */
  | { readonly kind: 'lookup'; readonly path: readonly string[] }
  /** Position within the parent, from 1; `reference` names the field with `$per`. */
  | { readonly kind: 'ordinal'; readonly reference: string }
  /** `$level`: the level of a row in the tree that this reference makes, from 1. */
  | { readonly kind: 'level'; readonly reference: string }
  | {
      readonly kind: 'aggregate';
      readonly operator: AggregateOperator;
      readonly entity: string;
      /** Null for count_of. */
      readonly field: string | null;
      /** The child's reference field; null where it has just one to this entity. */
      readonly via: string | null;
      /** Which children count, over their fields; null for all. */
      readonly where: Expression | null;
    }
  | OrderSource
  | SeriesSource
  | SlotSource
  | StatesSource
  /** A date or timestamp after and/or before another moment, at most `within` milliseconds away. */
  | {
      readonly kind: 'relative';
      /** A path to a field, or any expression over the row. */
      readonly after: Expression | null;
      readonly before: Expression | null;
      /** Milliseconds; null where it is not said. */
      readonly within: number | null;
      /** Whether a value may be after `$now` although the time before it begins by then. */
      readonly ahead: boolean;
      readonly range: Range;
      /** `$hours` and `$weekdays`; absent where neither is said. */
      readonly week?: WeekHours;
    }
  | { readonly kind: 'object'; readonly fields: readonly Field[] }
  | { readonly kind: 'list'; readonly item: Field; readonly length: Length }
  /** `$when` as a list: the first case that holds, or where the cases are weighted one of those that hold. */
  | { readonly kind: 'cases'; readonly cases: readonly Case[]; readonly isWeighted: boolean }
  /** A column of a static table, one value a row. */
  | { readonly kind: 'static'; readonly values: readonly ModelScalar[] }
  /** Of a field that could not be read, whose name must still be known; only a draft has one. */
  | { readonly kind: 'broken' };

export interface Case {
  /** Null where it always holds. */
  readonly if: Expression | null;
  /** 1 where it is not said. */
  readonly weight: number;
  /** `then`, a field with the path `amount(1)`; null for null. */
  readonly value: Field | null;
}

export interface GeneratorSource {
  readonly kind: 'generator';
  /** Canonical name. */
  readonly name: string;
  readonly options: Options;
  readonly range: Range;
  /** `(hint)`; '' where it is not said. */
  readonly hint: string;
  /** What leads its country; null where its own options do, absent where nothing does. */
  readonly lead?: Lead | null;
  /** `$locale`; absent for English, and where the generator has no language. */
  readonly locale?: Locales;
  /** `$hours` and `$weekdays`; absent where neither is said. */
  readonly week?: WeekHours;
}

/** What leads the country of a generator, beside its options. */
export type Lead =
  /** `$country`. */
  | ({ readonly kind: 'countries' } & Countries)
  /** `$from`, or a country beside the field. */
  | {
      readonly kind: 'field';
      readonly path: readonly string[];
      readonly at: Span;
      /** What the texts of the field are names of. */
      readonly level: RegionLevel;
      /** Every text that it can have; null where that is not known before the start. */
      readonly values: readonly string[] | null;
    };

/** What `$country` says: two-letter codes, none for anywhere, and a weight for each unless places are drawn by their people. */
export interface Countries {
  readonly codes: readonly string[];
  readonly weights: readonly number[] | null;
}

/** What `$locale` says: codes such as de, or `world` alone; a weight for each if there are several. */
export interface Locales {
  readonly codes: readonly string[];
  readonly weights: readonly number[] | null;
}

/** What a text can name a part of the world by. */
export type RegionLevel = 'country' | 'state' | 'city';

/** When in a week something happens, in UTC. */
export interface WeekHours {
  /** Times of day in milliseconds since midnight, both ends included, ascending and apart. */
  readonly spans: readonly {
    readonly start: number;
    readonly end: number;
    /** Of the whole span, above 0; null in all of them where every moment is as likely. */
    readonly weight: number | null;
  }[];
  /** Weights of Monday to Sunday, not all of them 0. */
  readonly weekdays: readonly number[];
}

/** Bounds and spread of a drawn value; null where it is not said. */
export interface Range {
  readonly min: RangeBound | null;
  readonly max: RangeBound | null;
  /** In the unit of the value; for times, dates and timestamps in milliseconds. */
  readonly step: number | null;
  /** Digits after the point. */
  readonly decimals: number | null;
  readonly distribution: Distribution | null;
}

/** A bound as a number: of the value itself, days excepted: instants and times of day are in milliseconds. */
export interface RangeBound {
  readonly value: number;
  /** As written; `5.00` says two decimals. */
  readonly text: string;
}

export interface ReferenceSource {
  readonly kind: 'reference';
  readonly entity: string;
  /** Null for `$Entity`, the object itself. */
  readonly field: string | null;
  /** `[$Entity]` or `[$Entity.field]`: how many; null for one. */
  readonly many: Length | null;
  /** Children per parent. */
  readonly per: Length | null;
  /** How the picks are spread over the parents; uniform where it is null. */
  readonly share: Distribution | null;
  /** The field of the parents whose numbers the picks are proportional to; null for none. */
  readonly by: readonly string[] | null;
  /** How deep objects are embedded; 1 where it is not said. */
  readonly depth: number;
  /** Which rows can be referred to; null for all. */
  readonly where: Where | null;
  /** The most references to one row; null for any number. */
  readonly cap: number | null;
  /** The tree that a reference to its own entity makes; null for none. */
  readonly tree: Tree | null;
  /** `$self`: whether a row may refer to itself. */
  readonly self: boolean;
  /** Fields of the row that columns beside this field show: `$ref: { org: Order.org, no: Order.no }`; null for other references. */
  readonly shows: readonly string[] | null;
}

/** What follows from the rows of the same parent: the value before, the sum so far, the place among them, a part of the parent's number. */
export interface OrderSource {
  readonly kind: 'order';
  readonly operator: 'previous' | 'next' | 'running' | 'rank' | 'part_of';
  readonly value: Expression;
  /** The reference with `$per`; null for the one there is. */
  readonly via: string | null;
  /** What the first row has as its previous value, or what a running sum begins with. */
  readonly start: Expression | null;
  /** What the last row has as its next value. */
  readonly end: Expression | null;
  /** Of a rank: whether the least value is the first. */
  readonly ascending: boolean;
}

/** `$tree`: rows in levels, each row below one of the level above. */
export interface Tree {
  readonly at: Span;
  /** How many levels there are. */
  readonly depth: number;
  /** Rows of the first level; null for as few as possible. */
  readonly roots: number | null;
  /** Rows below each row that is not of the last level. */
  readonly fan: Length;
  /** The reference with `$per` whose rows each have a tree of their own; null for one tree of all rows. */
  readonly within: string | null;
}

/** `$ref` to a row of one of several entities, each of which has a field that is shown. */
export interface OneOfSource {
  readonly kind: 'one_of';
  readonly options: readonly ReferenceSource[];
  /** One for each option; null if all are equal. */
  readonly weights: readonly number[] | null;
}

/** `$where` of a reference: all of it holds for the row that is referred to. */
export interface Where {
  readonly at: Span;
  /** Fields of the row that is referred to (`theirs`) that are equal to fields of the row that refers to it (`own`). */
  readonly equal: readonly Equality[];
  /** Comparisons by order of one field of the row that is referred to with fields of the row that refers to it. */
  readonly ordered: readonly Ordering[];
  /** A condition on the row that is referred to, over its fields; null for none. */
  readonly condition: Expression | null;
  /** Whether a row that finds none may be null: `$null` is written, be it 0%. */
  readonly orNull: boolean;
}

export interface Equality {
  readonly theirs: Path;
  readonly own: Path;
}

/** `theirs` is less than, greater than … `own`. */
export interface Ordering extends Equality {
  readonly operator: OrderOperator;
}

export type OrderOperator = '<' | '<=' | '>' | '>=';

export type Path = Expression & { readonly op: 'path' };
/** A span of time or of numbers that is drawn: whole milliseconds, or units of the last decimal. */
export interface Spread {
  readonly min: number;
  readonly max: number;
  /** Over the range, its parameters as if that were from 0 to 1. */
  readonly distribution: Distribution;
}

/** An end of a span of time that no other row of the parent overlaps: a member of the object that `$slot` makes. In milliseconds. */
export interface SlotSource {
  readonly kind: 'slot';
  /** An end of it, or all of it: a moment of a series that ends with its parent. */
  readonly part: 'from' | 'to' | 'moment';
  /** The reference with `$per`. */
  readonly over: string;
  /** When the time of a parent begins, since 1970; null where that is `start`. */
  readonly begin: number | null;
  readonly start: Expression | null;
  /** How long the time of a parent is; 0 where it lasts until `end`. */
  readonly span: number;
  /** When the time of a parent ends; null where `span` says it. */
  readonly end: Expression | null;
  readonly length: Spread;
  readonly gap: number;
  /** All ends are multiples of this from the beginning. */
  readonly unit: number;
}

/** A state in a history of allowed moves, or when it was entered. */
export interface StatesSource {
  readonly kind: 'states';
  /** The state of the row; when the row entered it (`at`, of children); or when it entered the state of that number. */
  readonly part: 'status' | 'at' | number;
  /** The first one is where every history begins. */
  readonly states: readonly State[];
  /** The reference with `$per` whose children follow one another; null where each row has a history of its own. */
  readonly via: string | null;
  /** When the first state is entered; null where there are no times. */
  readonly start: Expression | null;
  /** When a whole history is cut off, if it begins before; null where it goes on to its end. */
  readonly end: Expression | null;
  /** Where `$until` is written; absent where it is not. */
  readonly untilAt?: Span;
}

/** A state and what comes after it. */
export interface State {
  readonly name: string;
  /** Weights are above 0; none of a last state. */
  readonly moves: readonly { readonly to: number; readonly weight: number }[];
  /** How long it lasts, in milliseconds; null where that is not said. */
  readonly dwell: Spread | null;
}

/** What ascends from row to row (`steps`), or values that follow it (`curve`): one of the two. */
export interface SeriesSource {
  readonly kind: 'series';
  /** The reference with `$per` that rows are counted within; null for all rows of the entity. */
  readonly over: string | null;
  /** The first value of `steps`. */
  readonly start: Expression | null;
  readonly steps: Steps | null;
  readonly curve: Curve | null;
}

/** Milliseconds, or units of the last decimal. */
export interface Steps {
  readonly every: number;
  /** Rows are moved by less than this. */
  readonly jitter: number;
  /** In place of `every`. */
  readonly gap: Spread | null;
  /** In place of `every`, by the calendar; 0 for none. */
  readonly months: number;
  /** The clock whose time of day the rows keep; null for that of UTC. */
  readonly zone: TimeZone | null;
  /** Whether `start` is a time of that clock: it is written without Z. */
  readonly isLocal: boolean;
  /** Decimals of numbers; null for times. */
  readonly scale: number | null;
  /** Whether the field is declared a date. */
  readonly days: boolean;
  /** The only weekdays that come up, 0 for Monday, ascending: a step of a day leads to the next of them; null for all. */
  readonly weekdays: readonly number[] | null;
}

/** What a value is the sum of. */
export interface Curve {
  readonly base: Expression | null;
  /** Per millisecond or row. */
  readonly trend: number;
  readonly seasons: readonly Season[];
  /** Standard deviations: of each value, and of the steps of a random walk. */
  readonly noise: number;
  readonly walk: number;
  /** Whether it follows the time of the rows, not their number. */
  readonly isTime: boolean;
  /** The field with the time; null for the series of times of the same rows. */
  readonly clock: string | null;
}

/** A cosine: milliseconds or rows. */
export interface Season {
  readonly period: number;
  readonly amplitude: number;
  readonly peak: number;
}

/** A law over whole numbers min … max; a constant where they are equal. */
export interface Length {
  readonly min: number;
  readonly max: number;
  readonly distribution: Distribution;
  /** The only numbers there are, ascending, and how often each comes; null where the distribution says it. */
  readonly choices: readonly { readonly value: number; readonly weight: number }[] | null;
  /** Whether it is what a list without a length has. */
  readonly isFallback: boolean;
  /** The number as an expression over the row, of `$per` over the parent's row; null where the law says it. */
  readonly expression: Expression | null;
  /** Of `$per`: the field with `$states` of the children whose whole history they are; absent where something else says how many. */
  readonly states?: string;
}

export type TemplatePart =
  | { readonly kind: 'literal'; readonly text: string }
  | { readonly kind: 'path'; readonly names: readonly string[]; readonly at: Span }
  | {
      readonly kind: 'generator';
      readonly source:
        | GeneratorSource
        | { readonly kind: 'provider'; readonly provider: string; readonly column: string };
      readonly at: Span;
    };

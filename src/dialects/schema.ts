/**
 * A schema as databases and files describe it, without the spelling of any of them: what every dialect is read into, and what
 * models are made from.
 */
export interface SourceSchema {
  readonly tables: readonly SourceTable[];
  readonly enums: readonly EnumType[];
  readonly domains: readonly Domain[];
}

/** A position in the source: line and column from 1. */
export interface SourcePosition {
  readonly line: number;
  readonly column: number;
}

export interface SourceTable {
  /** The schema, namespace or package; '' if the source has none. */
  readonly schema: string;
  readonly name: string;
  readonly at: SourcePosition;
  readonly comment: string | null;
  readonly columns: readonly Column[];
  /** The names of the columns; empty if there is no key. */
  readonly primaryKey: readonly string[];
  readonly uniques: readonly Unique[];
  readonly references: readonly Reference[];
  readonly checks: readonly Check[];
  /** The table that the rows belong to, which has all columns; null if the table is not a partition. */
  readonly partitionOf: TableName | null;
  /** What the partitions of the table take: rows beyond that are refused. */
  readonly partitionChecks: readonly Check[];
  /** The number of rows, as it was counted or estimated; absent where it is not known. */
  readonly rows?: number;
}

export interface TableName {
  readonly schema: string;
  readonly name: string;
}

export interface Column {
  readonly name: string;
  readonly at: SourcePosition;
  readonly type: ColumnType;
  /** The type as the source writes it, without aliases where the dialect has them: `character varying(40)`. */
  readonly typeText: string;
  readonly notNull: boolean;
  readonly default: Condition | null;
  /** Whether the database numbers the rows: identity, serial, auto-increment. */
  readonly isIdentity: boolean;
  /** Whether the database computes the value. */
  readonly isGenerated: boolean;
  readonly comment: string | null;
  /** The characters that its texts may have; absent where they may have any. */
  readonly letters?: Letters;
  /** How Parquet files store it, as `$parquet` of the language has it; absent where its type decides. */
  readonly parquet?: string;
  /** In per cent, of a sample; absent where it is not known. */
  readonly nullShare?: number;
  /** The short form of the field without its nulls, where a sample says more than a type. */
  readonly words?: readonly string[];
  /** A regular expression that all texts match, of a sample. */
  readonly pattern?: string;
}

/** Characters of a text: those of ASCII, or of ISO 8859-1. */
export type Letters = 'ascii' | 'latin1';

export type ColumnType =
  /** The bounds are those of the storage: -128 to 127 for one byte. */
  | { readonly kind: 'integer'; readonly min: number; readonly max: number }
  | { readonly kind: 'number' }
  /** Null where the source does not limit the digits. */
  | { readonly kind: 'decimal'; readonly precision: number | null; readonly scale: number }
  /** The greatest number of characters, null without a limit. Shorter texts of a fixed length are padded. */
  | { readonly kind: 'string'; readonly maxLength: number | null; readonly isFixed: boolean }
  | { readonly kind: 'boolean' | 'date' | 'time' | 'timestamp' | 'uuid' | 'json' }
  /** The greatest number of bytes; that of each value if it is fixed. */
  | { readonly kind: 'binary'; readonly maxLength: number | null; readonly isFixed?: boolean }
  | { readonly kind: 'enum'; readonly values: readonly string[] }
  | { readonly kind: 'list'; readonly item: ColumnType; readonly items?: ListItems }
  /** An object; its members have no comments. */
  | { readonly kind: 'struct'; readonly members: readonly Column[] }
  /** A type of one database, by its name in lower case. */
  | { readonly kind: 'other'; readonly name: string };

/** What is known of the items of a list, beside their type. */
export interface ListItems {
  readonly notNull: boolean;
  /** How Parquet files store them. */
  readonly parquet?: string;
  /** How many there are: a number, or two with `-` between them. */
  readonly length?: number | string;
  /** In per cent, of a sample. */
  readonly nullShare?: number;
}

export interface Unique {
  readonly name: string | null;
  readonly columns: readonly string[];
  readonly at: SourcePosition;
  /** Whether it is an index rather than a constraint. */
  readonly isIndex: boolean;
  /** Whether it compares an expression, such as the lower-case text, instead of the columns. */
  readonly isExpression: boolean;
  /** Whether it holds only for some rows. */
  readonly isPartial: boolean;
  /** Of a partial one, what the rows meet that it is about. */
  readonly where?: Condition;
  /**
   * Of one that compares more than columns (`lower(email)`, nulls as one value): the columns that are to differ for it to hold, and those
   * of them that must not be null.
   */
  readonly stricter?: { readonly columns: readonly string[]; readonly notNull: readonly string[] };
}

export interface Reference {
  readonly name: string | null;
  readonly columns: readonly string[];
  readonly table: TableName;
  /** As many as columns. */
  readonly refers: readonly string[];
  readonly at: SourcePosition;
}

export interface Check {
  readonly name: string | null;
  readonly condition: Condition;
  /** The condition as the source writes it. */
  readonly text: string;
  readonly at: SourcePosition;
}

export interface EnumType {
  readonly schema: string;
  readonly name: string;
  readonly values: readonly string[];
}

export interface Domain {
  readonly schema: string;
  readonly name: string;
  readonly type: ColumnType;
  readonly typeText: string;
  readonly notNull: boolean;
  /** Conditions on the column `VALUE`. */
  readonly checks: readonly Check[];
}

export type Comparison = '=' | '<>' | '<' | '<=' | '>' | '>=';

/** A condition or a value in it. */
export type Condition =
  | { readonly kind: 'column'; readonly name: string }
  | { readonly kind: 'text' | 'number'; readonly text: string }
  | { readonly kind: 'boolean'; readonly value: boolean }
  | { readonly kind: 'null' }
  | { readonly kind: 'call'; readonly name: string; readonly of: readonly Condition[] }
  | { readonly kind: 'and' | 'or'; readonly of: readonly Condition[] }
  | { readonly kind: 'not'; readonly of: Condition }
  | { readonly kind: 'compare'; readonly operator: Comparison; readonly left: Condition; readonly right: Condition }
  | { readonly kind: 'in'; readonly of: Condition; readonly values: readonly Condition[] }
  /** Whether something is null. */
  | { readonly kind: 'is_null'; readonly of: Condition }
  /** Whether something is known and true, which is never null itself. */
  | { readonly kind: 'is_true'; readonly of: Condition }
  /** Whether a text matches a regular expression, or a pattern of LIKE, SIMILAR TO or GLOB. */
  | {
      readonly kind: 'match';
      readonly of: Condition;
      readonly pattern: string;
      readonly by: 'regex' | 'like' | 'similar' | 'glob';
      readonly isCaseless: boolean;
    }
  /** A length of time: calendar months, and milliseconds beside them. */
  | { readonly kind: 'duration'; readonly months: number; readonly ms: number }
  | { readonly kind: 'arithmetic'; readonly operator: string; readonly left: Condition; readonly right: Condition }
  /** What has no meaning here, as the source writes it. */
  | { readonly kind: 'unknown'; readonly text: string };

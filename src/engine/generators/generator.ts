import type {
  DeclaredType,
  GeneratorEntry,
  Locales,
  OptionsOf,
  OptionSpecs,
  Range,
  RegionLevel,
  WeekHours,
} from '../../model/index.ts';
import type { Frame, Recipe } from '../frame.ts';
import type { Key } from '../random/key.ts';
import type { Digit } from '../relations/tuple.ts';
import type { Resources } from '../resources.ts';

/**
 * The recipe for one kind of value, as users name it. A plain object in the file of its family, checked by `satisfies`: one with
 * options of its own by `satisfies Generator<typeof SPECS>`, which types them in `compile`.
 */
export interface Generator<S extends OptionSpecs = OptionSpecs> extends GeneratorEntry {
  readonly options: S;
  /** Heading it stands under in the catalogue. */
  readonly family: GeneratorFamily;
  /** One sentence for help and docs. */
  readonly summary: string;
  /** Other names it answers to, snake_case. */
  readonly aliases: readonly string[];
  /** Compiles one use of it. Throws a GeneratorProblem where the options or bounds cannot be satisfied. */
  compile(input: GeneratorInput<S>): Recipe;
}

export type GeneratorFamily =
  | 'basic'
  | 'text'
  | 'date and time'
  | 'person'
  | 'place'
  | 'company'
  | 'product'
  | 'internet'
  | 'finance'
  | 'vehicle'
  | 'air travel'
  | 'science'
  | 'nature'
  | 'health'
  | 'identity'
  | 'media'
  | 'education'
  | 'device'
  | 'construction';

/** One use of a generator in a model. */
export interface GeneratorInput<S extends OptionSpecs = OptionSpecs> {
  /** Checked, defaults filled in. */
  readonly options: OptionsOf<S>;
  readonly range: Range;
  /** `(hint)`; '' where it is not said. */
  readonly hint: string;
  readonly declared: DeclaredType | null;
  /** Rows among which no value may come twice; null if repeats are fine. */
  readonly distinct: number | null;
  /** Takes the place of a shuffle of so many values where they are distinct together with those of other fields. */
  readonly tuple?: ((size: number) => Digit) | undefined;
  /** The field's own stream for a purpose, such as `value`. */
  key(purpose: string): Key;
  /** The stream of a family's record, which all members of one object and `$group` read: `record('person').key('first')`. */
  record(family: string): FamilyRecord;
  /** The fields named by `$from`, in that order. */
  readonly from: readonly FromField[];
  /** What leads the country beside the options, see `$country` and `$from`; absent where nothing does. */
  readonly lead?: CompiledLead | null;
  /** `$locale`; absent for English. */
  readonly locale?: Locales | null;
  /** The hours and weekdays that instants are within; absent for all. */
  readonly week?: WeekHours | null;
  readonly resources: Resources;
  /** `$now`, milliseconds since 1970 UTC. */
  readonly now: number;
}

export interface FamilyRecord {
  /** Unique within the entity; prefix of the names under which members share drawn columns by `frame.share`. */
  readonly id: string;
  key(column: string): Key;
}

/** A sibling field that a value is made from. */
export interface FromField {
  /** The sibling's name. */
  readonly name: string;
  /** Its generator; '' where it has none. */
  readonly generator: string;
  readonly recipe: Recipe;
}

/** What leads the places of an object: weighted countries, or the text of a column. The ID is unique within the scope. */
export type CompiledLead =
  | {
      readonly kind: 'countries';
      readonly id: string;
      readonly codes: readonly string[];
      /** One for each code; null where places are drawn by their people. */
      readonly weights: readonly number[] | null;
    }
  | {
      readonly kind: 'field';
      readonly id: string;
      /** As written, for messages. */
      readonly name: string;
      readonly level: RegionLevel;
      readonly column: Recipe;
      /** Of the rows that the items of a list belong to, so many lists further out. */
      readonly lists: number;
      /** Every text that it can be; null where that is not known before the start. */
      readonly values: readonly string[] | null;
    };

/** Why a use of a generator cannot work; becomes a problem of the model at the field's position. */
export class GeneratorProblem extends Error {
  readonly code:
    | 'PATTERN_INVALID'
    | 'DOMAIN_TOO_SMALL'
    | 'NOT_UNIQUE_ABLE'
    | 'RANGE_EMPTY'
    | 'OPTION_INVALID'
    | 'PLACE_UNKNOWN'
    | 'UNIQUE_DISTRIBUTION';
  readonly hint: string;

  constructor(code: GeneratorProblem['code'], message: string, hint: string) {
    super(message);
    this.code = code;
    this.hint = hint;
  }
}

export type { Frame, Recipe };

import type { Catalogue } from '../catalogue.ts';
import type { Countries, ModelScalar, Provider, Source, Locales } from '../model.ts';
import { kindOf, type YamlNode } from '../yaml/node.ts';
import type { FileFault, TableFile } from './model-file.ts';
import type { Overrides } from '../overrides/field-override.ts';
import type { Span } from '../problems/problem.ts';
import type { ProblemCode } from '../problems/problem-codes.ts';
import type { Problems } from '../problems/problems.ts';

/** What every piece of the document is read against. */
export interface ModelScope {
  readonly problems: Problems;
  readonly catalogue: Catalogue;
  readonly variables: ReadonlyMap<string, ModelScalar>;
  readonly providers: ReadonlyMap<string, Provider>;
  /** Those that the caller has read for this model, by name. */
  readonly files: ReadonlyMap<string, TableFile | FileFault>;
  /** Names of all entities of the document, also those not read yet. */
  readonly entities: ReadonlySet<string>;
  /** What takes the place of settings of the document. */
  readonly overrides: Overrides;
  /** Whether what is given from outside, and fits nothing, is ignored with a warning. */
  readonly ignoresUnfit: boolean;
  /** Where each source was said, for the checks that need all entities. */
  readonly origins: WeakMap<Source, Span>;
  /** Every `$country` that was read, with where it is written; null once a field takes it. */
  readonly countries: Map<Countries, Written | null>;
  /** Every `$locale` that was read, by the path of what it is written at. */
  readonly locales: Map<string, WrittenLocale>;
  /** Inferred sources of fields of which nothing is said but the type. */
  readonly bare: WeakSet<Source>;
}

/** Where a directive is written. */
export interface Written {
  readonly at: Span;
  readonly path: string;
}

/** A `$locale` that was read, and what became of it. */
export interface WrittenLocale extends Written {
  /** Null for English alone. */
  readonly locales: Locales | null;
  /** Whether a field takes it. */
  isUsed: boolean;
  /** Generators that have no list in a locale, and so stay English. */
  readonly english: Map<string, Set<string>>;
}

/** A scope and the path of the thing being read, such as `Order.user_id`. */
export class Location {
  readonly scope: ModelScope;
  readonly path: string;

  constructor(scope: ModelScope, path: string) {
    this.scope = scope;
    this.path = path;
  }

  /** Notes a problem of this thing. */
  report(code: ProblemCode, at: Span, message: string, hint = ''): void {
    this.scope.problems.report(code, at, this.path, message, hint);
  }

  /** The code of a problem of something from outside that fits nothing here: a warning where such are ignored. */
  unfit(code: ProblemCode): ProblemCode {
    return this.scope.ignoresUnfit ? 'OVERRIDE_IGNORED' : code;
  }

  /** Notes that a value has another form than expected, such as `a list or a map`. */
  expected(node: YamlNode, what: string, hint = ''): void {
    this.report('VALUE_EXPECTED', node.at, `expected ${what}, found ${kindOf(node)}`, hint);
  }

  /** `did you mean X?` for the nearest candidate, else `fallback`. */
  nearest(name: string, candidates: Iterable<string>, fallback = ''): string {
    return this.scope.problems.nearest(name, candidates, fallback);
  }
}

import type { Catalogue } from '../catalogue.ts';
import { checkOverrides } from '../overrides/check-overrides.ts';
import { checkReferences } from '../checks/check-references.ts';
import { EVERY_ENTITY } from './count.ts';
import { checkCountries, readCountries } from './country.ts';
import { checkLocales, readLocale } from './locale.ts';
import { isDirective, ownEntry, splitDirectives } from './directive-map.ts';
import { readDocument } from '../yaml/document.ts';
import { readEntity } from './entity.ts';
import { followCountries } from './follow-country.ts';
import type { FieldOverride } from '../overrides/field-override.ts';
import { DEFAULT_SEED, readNow, readProviders, readVariables } from './head.ts';
import { textOf } from './leaf.ts';
import type { Model, Provider, ModelScalar, Source } from '../model.ts';
import type { FileFault, TableFile } from './model-file.ts';
import { checkCase } from './names.ts';
import { kindOf, type Entry, type MapNode } from '../yaml/node.ts';
import { indexOverrides } from '../overrides/overrides.ts';
import { Location, type ModelScope } from './location.ts';
import { BEGINNING, type Problem, type Span } from '../problems/problem.ts';
import { Problems } from '../problems/problems.ts';

/** What a document is read with. */
export interface ParseOptions {
  readonly catalogue: Catalogue;
  /** Takes the place of `$seed`. */
  readonly seed?: string;
  /** Take the place of `$variables`, each on its own. */
  readonly variables?: ReadonlyMap<string, ModelScalar>;
  /** Take the place of `$count`: entity to a number, or to `= …` over variables; '*' is every entity that has neither `$per` nor `$rows`. */
  readonly counts?: ReadonlyMap<string, number | string>;
  /** In scope beside the document's own, which win over those of the same name; made by `readProvider`. */
  readonly providers?: readonly Provider[];
  /** Files that the document may name, or why they cannot be used. */
  readonly files?: readonly (TableFile | FileFault)[];
  /** Take the place of settings of generators; of several for one setting the last one counts. */
  readonly overrides?: readonly FieldOverride[];
  /**
   * Whether variables, counts and overrides of what is not there, and counts where the rows follow from something else, change
   * nothing and are warnings (OVERRIDE_IGNORED) instead of errors.
   */
  readonly ignoresUnfit?: boolean;
}

/** What was read, and everything that is wrong or doubtful, by position. */
export interface ParsedModel {
  /** Null where there is an error. */
  readonly model: Model | null;
  /** The readable part of the model, for further checks; it must not be run. Null if nothing could be read. */
  readonly draft: Model | null;
  readonly problems: readonly Problem[];
}

/**
 * Reads a document of the model language. Reports all problems at once; never throws, whatever the text. What needs the
 * domains of generators or the types of expressions is checked when the model is compiled.
 */
export function parseModel(text: string, options: ParseOptions): ParsedModel {
  const problems = new Problems();
  const draft = readModel(text, options, problems);
  return { model: problems.failed ? null : draft, draft, problems: problems.sorted() };
}

function readModel(text: string, options: ParseOptions, problems: Problems): Model | null {
  const root = readDocument(text, (code, at, message, hint) => problems.report(code, at, '', message, hint));
  if (root === null) return null;
  if (root.kind !== 'map') {
    const isEmpty = root.kind === 'scalar' && root.value === null;
    const code = isEmpty ? 'DOCUMENT_EMPTY' : 'DOCUMENT_NOT_A_MAP';
    const message = isEmpty ? 'the document is empty' : `a model is a map of entities, found ${kindOf(root)}`;
    problems.report(code, isEmpty ? BEGINNING : root.at, '', message, HOW_TO_BEGIN);
    return null;
  }
  return modelOf(root, options, problems);
}

const HOW_TO_BEGIN = 'begin with an entity:  User: { id: integer @id, name: string }';

function modelOf(root: MapNode, options: ParseOptions, problems: Problems): Model | null {
  const entities = new Set(root.entries.filter((entry) => !isDirective(entry)).map((entry) => ownEntry(entry).name));
  const nothing: ModelScope = {
    problems,
    catalogue: options.catalogue,
    variables: new Map(),
    providers: new Map(),
    files: new Map((options.files ?? []).map((file) => [file.name, file])),
    entities,
    overrides: indexOverrides(options.overrides ?? []),
    ignoresUnfit: options.ignoresUnfit === true,
    origins: new WeakMap<Source, Span>(),
    bare: new WeakSet<Source>(),
    countries: new Map(),
    locales: new Map(),
  };
  const location = new Location(nothing, '');
  const { directives, names } = splitDirectives(root, 'document', location);
  const variables = readVariables(directives.get('$variables'), options.variables ?? new Map(), location);
  const withVariables: ModelScope = { ...nothing, variables };
  const providers = readProviders(directives.get('$providers'), options.providers ?? [], withVariables);
  const scope: ModelScope = { ...withVariables, providers };
  readLocale(directives.get('$locale'), location);
  const seed = textOf(directives.get('$seed'), location) ?? DEFAULT_SEED;
  const now = readNow(directives.get('$now'), location);
  const version = textOf(directives.get('$version'), location);
  if (names.length === 0) problems.report('DOCUMENT_EMPTY', root.at, '', 'the document has no entity', HOW_TO_BEGIN);

  checkCase(names, location);
  for (const entry of names) checkWrapped(entry, location);
  const counts = options.counts ?? new Map<string, number | string>();
  for (const name of counts.keys()) {
    if (name === EVERY_ENTITY || entities.has(name)) continue;
    location.report(
      location.unfit('COUNT_ENTITY_UNKNOWN'),
      BEGINNING,
      `there is no entity ${name} to count`,
      location.nearest(name, entities),
    );
  }
  const said = directives.get('$country');
  const country = said === undefined ? null : readCountries(said, location);
  const unled = names.map((entry) => readEntity(entry, counts, country, scope)).filter((entity) => entity !== null);
  const read = followCountries(unled, scope);
  checkReferences(read, scope);
  checkCountries(scope);
  checkLocales(scope);
  checkOverrides(options.overrides ?? [], read, scope);
  return { seed: options.seed ?? seed, now, version, variables, providers, entities: read };
}

/** Warns of `entities:` around the entities: it is an entity itself, and they are its objects. */
function checkWrapped({ name, key, value }: Entry, location: Location): void {
  if (!/^(?:entities|tables|models?|schemas?|collections)$/i.test(name) || value.kind !== 'map') return;
  const own = value.entries.filter((entry) => !isDirective(entry));
  if (own.length === 0 || !own.every((entry) => entry.value.kind === 'map' && hasNames(entry.value))) return;
  const message = `${name} is an entity here, and ${own[0].name} an object in it`;
  location.report(
    'ENTITY_WRAPPED',
    key.at,
    message,
    `for entities remove ${name}, and write ${own[0].name} without indentation`,
  );
}

function hasNames({ entries }: MapNode): boolean {
  return !entries.every(isDirective);
}

import { casesOf, type FieldIndex, indexFields, walk } from '../checks/field-index.ts';
import { prefixesOutward } from '../checks/field-path.ts';
import type { Entity, Field, GeneratorSource, Lead, ModelScalar, RegionLevel, Source, TemplatePart } from '../model.ts';
import type { Expression } from '../expression/expression.ts';
import { expressionPaths } from '../expression/paths.ts';
import type { Span } from '../problems/problem.ts';
import { Problems } from '../problems/problems.ts';
import { generatorName } from '../words/generator-name.ts';
import { takesCountry } from './country.ts';
import { WORLD } from './locale.ts';
import { isBroken } from './field.ts';
import { Location, type ModelScope } from './location.ts';

/** Names of fields that hold a country, after whatever words. */
const COUNTRY = /^(?:(.*)_)?(?:country|country_code|country_name|country_iso[23]?|iso_country)$/;
/** Entities and objects that are countries, and what is called a country in them. */
const OF_COUNTRIES = /^(?:countr(?:y|ies)|nations?)$/;
const CODE = /^(?:(.*)_)?(?:country|country_code|code|iso|iso_code|iso[23]|alpha[23]|country_iso[23]?|iso_country)$/;
/** Names of references to countries, and what holds the country in such a row. */
const REFERENCE = /^(?:(.*)_)?country_(?:id|key|ref|fk)$/;
const OF_COUNTRY = /^(?:code|name|title|iso|iso_code|iso[23]|alpha[23]|country|country_code|country_name)$/;
const LEVELS: readonly (readonly [level: RegionLevel, names: RegExp])[] = [
  ['country', COUNTRY],
  ['city', /(?:^|_)(?:city|town|city_name|municipality|hometown|birthplace)$/],
  ['state', /(?:^|_)(?:state|region|province|state_name|state_code)$/],
];
/** Generators whose texts are all known as those of a level. */
const GENERATORS: ReadonlyMap<string, RegionLevel> = new Map([
  ['country', 'country'],
  ['country_code', 'country'],
  ['state', 'state'],
  ['city', 'city'],
]);

/** A field and the entity that has it. */
interface Owned {
  readonly entity: string;
  readonly field: Field;
}

/** A field whose country those beside it have. */
interface Leader {
  readonly field: Field;
  /** Words before its name, which are before the names of the fields that follow it. */
  readonly prefix: string;
  readonly path: readonly string[];
  readonly texts: readonly string[];
}

/**
 * Lets the members of places follow the country of their row: where `$from` names it and, where nothing is said of their own, where
 * a field beside them holds one whose values are known and all countries.
 */
export function followCountries(entities: readonly Entity[], scope: ModelScope): readonly Entity[] {
  const index = indexFields(entities);
  return entities.map((entity) => {
    const follower = new Follower(entity.name, index, scope);
    return { ...entity, fields: follower.fields(entity.fields, entity.name) };
  });
}

class Follower {
  readonly #entity: string;
  readonly #index: FieldIndex;
  readonly #scope: ModelScope;

  constructor(entity: string, index: FieldIndex, scope: ModelScope) {
    this.#entity = entity;
    this.#index = index;
    this.#scope = scope;
  }

  /** The fields of one object. */
  fields(fields: readonly Field[], owner: string): readonly Field[] {
    const names = OF_COUNTRIES.test(normal(owner)) ? CODE : COUNTRY;
    const leaders = fields.flatMap((field) => this.#leader(field, names) ?? []);
    return fields.map((field) => this.#field(field, leaders));
  }

  #field(field: Field, leaders: readonly Leader[]): Field {
    const source = this.#source(field, leaders);
    if (source === field.source) return field;
    const { origins, bare } = this.#scope;
    const origin = origins.get(field.source);
    if (origin !== undefined) origins.set(source, origin);
    if (bare.has(field.source)) bare.add(source);
    return { ...field, source };
  }

  #source(field: Field, leaders: readonly Leader[]): Source {
    const { source } = field;
    if (source.kind === 'object') return { ...source, fields: this.fields(source.fields, field.name) };
    if (source.kind === 'list') return { ...source, item: this.#field(source.item, leaders) };
    if (source.kind === 'cases') {
      // The cases of an item have rows that know no row around the list.
      const within = field.path.endsWith('[]') ? [] : leaders;
      const cases = source.cases.map((one) => ({ ...one, value: one.value && this.#field(one.value, within) }));
      return { ...source, cases };
    }
    if (source.kind === 'generator') return this.#generator(source, field, leaders);
    if (source.kind !== 'template') return source;
    const parts = source.parts.map((part): TemplatePart => {
      if (part.kind !== 'generator' || part.source.kind !== 'generator') return part;
      return { ...part, source: this.#generator(part.source, field, leaders) };
    });
    return { ...source, parts };
  }

  #generator(source: GeneratorSource, field: Field, leaders: readonly Leader[]): GeneratorSource {
    const entry = this.#scope.catalogue.find(source.name);
    if (entry === undefined || source.lead === null) return source;
    if (!takesCountry(entry) && source.locale?.codes[0] !== WORLD) return source;
    if (source.lead?.kind === 'field') return this.#named(source, source.lead, field);
    // Unique texts of places are drawn apart from the place; phones and accounts have the country in them.
    if (field.unique && entry.options['country']?.family !== undefined && entry.name !== 'phone') return source;
    const name = normal(field.name);
    const [leader] = leaders
      .filter((one) => one.field !== field && one.field.group === field.group && name.startsWith(one.prefix))
      .filter((one) => !this.#isMadeFrom(one.field, field, new Set()))
      .toSorted((a, b) => b.prefix.length - a.prefix.length);
    if (leader === undefined) return source;
    const { path } = leader;
    return { ...source, lead: { kind: 'field', path, at: field.at, level: 'country', values: leader.texts } };
  }

  /** What `$from` names, and the texts that it can have. */
  #named(source: GeneratorSource, lead: Lead & { kind: 'field' }, field: Field): GeneratorSource {
    const location = new Location(this.#scope, `${this.#entity}.${field.path}`);
    const found = this.#walk({ entity: this.#entity, field }, lead.path, lead.at, location);
    if (found === null || isBroken(found.field)) return source;
    if (found.field.path === field.path && found.entity === this.#entity) {
      location.report('FIELD_UNKNOWN', lead.at, `${field.name} cannot be made from itself`);
      return source;
    }
    const end = this.#end(found);
    const level = levelOf(found) ?? (end === null ? null : levelOf(end)) ?? 'country';
    return { ...source, lead: { ...lead, level, values: end === null ? null : this.#texts(end.field) } };
  }

  /** Whether a field of this entity is made from another one, itself or by way of others. */
  #isMadeFrom(field: Field, other: Field, seen: Set<Field>): boolean {
    if (seen.has(field)) return false;
    seen.add(field);
    const all = this.#index.get(this.#entity)?.all;
    return pathsOf(field).some(([name]) => {
      const found = prefixesOutward(field.path).flatMap((prefix) => all?.get(prefix + name) ?? [])[0];
      return found !== undefined && (found.path === other.path || this.#isMadeFrom(found, other, seen));
    });
  }

  /** A field that leads those beside it: it holds a country, or is an object or a row that has one. */
  #leader(field: Field, names: RegExp): Leader | null {
    const { name, source } = field;
    const [match, words] = names.exec(normal(name)) ?? REFERENCE.exec(normal(name)) ?? [];
    if (match === undefined || source.kind === 'generator') return null;
    const prefix = words === undefined ? '' : `${words}_`;
    const texts = this.#countries({ entity: this.#entity, field });
    if (texts !== null) return { field, prefix, path: source.kind === 'lookup' ? source.path : [name], texts };
    const [entity, fields] = this.#within(field);
    for (const inner of fields.filter((one) => OF_COUNTRY.test(normal(one.name)))) {
      const found = this.#countries({ entity, field: inner });
      if (found !== null) return { field, prefix, path: [name, inner.name], texts: found };
    }
    return null;
  }

  /** The texts of a field that is never anything but a country; else null. */
  #countries(field: Owned): readonly string[] | null {
    const end = this.#end(field);
    const texts = end === null ? null : this.#texts(end.field);
    if (end === null || texts === null || (texts.length === 0 && !isCountrySource(end.field))) return null;
    return texts.every((text) => this.#scope.catalogue.country(text) !== undefined) ? texts : null;
  }

  /** The fields of an object, or of the row that a reference refers to. */
  #within({ source }: Field): readonly [entity: string, fields: readonly Field[]] {
    if (source.kind === 'object') return [this.#entity, source.fields];
    if (source.kind !== 'reference' || source.many !== null) return [this.#entity, []];
    const fields = this.#index.get(source.entity)?.all.values() ?? [];
    return [source.entity, [...fields].filter(({ name, path }) => name === path)];
  }

  /** The field that a field shows the values of, itself or through references; null where that cannot be said. */
  #end(start: Owned): Owned | null {
    let at = start;
    for (let steps = 0; steps < 100; steps++) {
      const { source } = at.field;
      let next: Owned | null = null;
      if (source.kind === 'reference') {
        const target = source.field === null ? undefined : this.#index.get(source.entity)?.all.get(source.field);
        next = target === undefined || source.many !== null ? null : { entity: source.entity, field: target };
      } else if (source.kind === 'lookup') {
        next = this.#walk(at, source.path, at.field.at, this.#silent());
      } else if (source.kind === 'expression' && source.expression.op === 'path') {
        next = this.#walk(at, source.expression.names, at.field.at, this.#silent());
      } else {
        return at;
      }
      if (next === null) return null;
      at = next;
    }
    return null;
  }

  #walk({ entity, field }: Owned, path: readonly string[], at: Span, location: Location): Owned | null {
    const found = walk(this.#index, entity, path, at, location, prefixesOutward(field.path));
    const last = found?.through.at(-1)?.source;
    return found && { entity: last?.kind === 'reference' ? last.entity : entity, field: found.field };
  }

  /** For paths whose problems other checks report. */
  #silent(): Location {
    return new Location({ ...this.#scope, problems: new Problems() }, '');
  }

  /** Every text that a field can have, none where a generator has them all from the table of places; null where they are not known. */
  #texts({ source }: Field): readonly string[] | null {
    if (source.kind === 'values') return textsOf(drawn(source));
    if (source.kind === 'static') return textsOf(source.values);
    if (source.kind === 'cases') {
      const ofCases = casesOf(source).map((one) => this.#texts(one));
      return ofCases.some((texts) => texts === null) ? null : [...new Set(ofCases.flatMap((texts) => texts ?? []))];
    }
    if (source.kind === 'expression') return textsOfExpression(source.expression);
    if (source.kind === 'provider') {
      const column = this.#scope.providers.get(source.provider)?.columns.find(({ name }) => name === source.column);
      const weights = this.#scope.providers.get(source.provider)?.weights ?? null;
      return column === undefined ? null : textsOf(drawn({ values: column.values, weights }));
    }
    return source.kind === 'generator' && GENERATORS.has(source.name) ? [] : null;
  }
}

/** The texts that an expression chooses from, if it does nothing else; nulls do not count. */
function textsOfExpression(expression: Expression): readonly string[] | null {
  if (expression.op === 'literal') {
    if (typeof expression.value === 'string') return [expression.value];
    return expression.value === null ? [] : null;
  }
  if (expression.op !== 'call' || expression.name !== 'if' || expression.args.length !== 3) return null;
  const branches = expression.args.slice(1).map(textsOfExpression);
  return branches.some((texts) => texts === null) ? null : branches.flatMap((texts) => texts ?? []);
}

/** Paths of what a field is made from, in the words of the field itself. */
function pathsOf({ source, when, from }: Field): readonly (readonly string[])[] {
  const expressions = [when];
  const paths: (readonly string[])[] = from.map((name) => name.split('.'));
  if (source.kind === 'expression') expressions.push(source.expression);
  if (source.kind === 'relative') expressions.push(source.after, source.before);
  if (source.kind === 'lookup') paths.push(source.path);
  if (source.kind === 'cases') {
    expressions.push(...source.cases.map((one) => one.if));
    paths.push(...casesOf(source).flatMap(pathsOf));
  }
  if (source.kind === 'template') {
    for (const part of source.parts) if (part.kind === 'path') paths.push(part.names);
  }
  if (source.kind === 'reference' && source.where !== null) {
    paths.push(...[...source.where.equal, ...source.where.ordered].map(({ own }) => own.names));
  }
  return [...paths, ...expressions.flatMap((expression) => (expression === null ? [] : expressionPaths(expression)))];
}

function isCountrySource({ source }: Field): boolean {
  return source.kind === 'generator' && GENERATORS.get(source.name) === 'country';
}

function levelOf({ entity, field: { name, path, source } }: Owned): RegionLevel | null {
  const known = source.kind === 'generator' ? GENERATORS.get(source.name) : undefined;
  const matching = (text: string): RegionLevel | undefined => LEVELS.find(([, names]) => names.test(normal(text)))?.[0];
  // The name of a city is one, whatever the field is called: `city_id.name`.
  const owner = path.split('.').at(-2) ?? entity;
  const ofOwner = /^(?:name|title|label|code)$/.test(normal(name)) ? matching(singular(normal(owner))) : undefined;
  return known ?? matching(name) ?? ofOwner ?? null;
}

/** `cities` and `states` as one of them. */
function singular(name: string): string {
  return name.replace(/ies$/, 'y').replace(/s$/, '');
}

/** The values that come up: those with a weight above 0. */
function drawn({
  values,
  weights,
}: {
  readonly values: readonly ModelScalar[];
  readonly weights: readonly number[] | null;
}): readonly ModelScalar[] {
  return weights === null || weights.every((weight) => weight > 0) ? values : values.filter((_, i) => weights[i] > 0);
}

/** The texts of a list of values, found once: a stored provider may be long, and used by many fields. */
const textsOfValues = new WeakMap<readonly ModelScalar[], readonly string[]>();

function textsOf(values: readonly ModelScalar[]): readonly string[] {
  const known = textsOfValues.get(values);
  if (known !== undefined) return known;
  const texts = values
    .filter((value) => value !== null)
    .map((value) => (typeof value === 'object' ? value.text : String(value)));
  const distinct = [...new Set(texts)];
  textsOfValues.set(values, distinct);
  return distinct;
}

/** Snake case, `billingCountry` too. */
function normal(name: string): string {
  return generatorName(name.replaceAll(/([a-z\d])([A-Z])/g, '$1_$2'));
}

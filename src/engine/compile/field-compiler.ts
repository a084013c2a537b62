import {
  type DeclaredType,
  type Entity,
  type Expression,
  type Field,
  type Model,
  type ProblemCode,
  Problems,
  type Source,
  type Span,
  isInList,
  referencesOf,
} from '../../model/index.ts';
import { compileExpression } from '../expressions/check.ts';
import type { Recipe } from '../frame.ts';
import { patternRecipe } from '../generators/patterns/recipe.ts';
import { providerRecipe, staticRecipe, valuesRecipe } from '../generators/values.ts';
import { deriveKey, type Key } from '../random/key.ts';
import { convertTo } from '../recipes/convert.ts';
import { listOf } from '../recipes/list.ts';
import { type Presence, presentOnly } from '../recipes/presence.ts';
import { structOf } from '../recipes/struct.ts';
import { templateOf } from '../recipes/template.ts';
import type { Link } from '../relations/link.ts';
import { ordinal } from '../relations/ordinal.ts';
import type { TreeRows } from '../relations/tree.ts';
import type { Resources } from '../resources.ts';
import { aggregateRecipe } from './aggregate-source.ts';
import { Checks } from './checks/checks.ts';
import { canBeUnique } from './can-be-unique.ts';
import { casesRecipe } from './cases.ts';
import { childPlan } from './child-plan.ts';
import { drawnRecipe, generatorRecipe } from './generator-source.ts';
import { generatorInstead } from './generator-instead.ts';
import { sizedLength } from './list-size.ts';
import type { CompileOptions } from './compile-options.ts';
import { Counts } from './counts.ts';
import { fieldIndex } from './field-index.ts';
import { Links } from './links.ts';
import { orderRecipe } from './order-source.ts';
import { storedRecipe } from './parquet-fault.ts';
import { oneOfRecipe, targetRecipe } from './one-of.ts';
import { isUnknown, type Resolved, resolvePath, walkPath } from './paths.ts';
import type { Fields, FieldSite } from './fields.ts';
import { Presences } from './presences.ts';
import { BATCH_BYTES, type Pass } from './program.ts';
import { qualifyingParents } from './qualifying.ts';
import { referenceRecipe, relativeRecipe } from './relational-sources.ts';
import { seriesRecipe } from './series-source.ts';
import { slotRecipe } from './slot-source.ts';
import { statesRecipe } from './states-source.ts';
import { stepsOf } from './steps-of.ts';
import { levelRecipe, Trees } from './trees.ts';
import type { TupleMember } from './tuple-member.ts';
import { Tuples } from './tuples.ts';

/**
 * A chain of fields that need one another's values may be this long: each is some calls deeper on the stack, of which Node 22 has less
 * room than 24.
 */
const MAX_CHAIN = 300;
const MAX_CELL_BYTES = 64 * 1024;

/** Compiles fields to recipes, each once, following references to other fields. A field that fails has reported why, and is null. */
export class FieldCompiler implements Fields {
  readonly counts: Counts;
  readonly passes: Pass[] = [];
  readonly tuples: Tuples;
  readonly #trees: Trees;
  readonly model: Model;
  readonly resources: Resources;
  readonly nested: boolean;
  readonly isDraft: boolean;
  readonly now: number;
  readonly #problems: Problems;
  readonly #entities: ReadonlyMap<string, Entity>;
  readonly #links: Links;
  readonly #indexes = new Map<Entity, ReadonlyMap<string, Field>>();
  readonly #recipes = new Map<string, Recipe | null>();
  readonly #presences: Presences;
  readonly #raws = new Map<string, Recipe | null>();
  /** Null where no entity has any. */
  readonly checks: Checks | null;
  readonly #open = new Map<string, Field>();
  #openSteps = 0;
  readonly #chains = new Map<string, number>();
  /** The longest chain of fields that the one being compiled has needed so far. */
  #chain = 0;

  /** @param counts those of another compiler of the same model, for one without checks. */
  constructor(model: Model, resources: Resources, options: CompileOptions, problems: Problems, counts?: Counts) {
    this.model = model;
    this.resources = resources;
    this.nested = options.nested;
    this.isDraft = options.isDraft;
    this.now = model.now;
    this.#problems = problems;
    this.#entities = new Map(model.entities.map((entity) => [entity.name, entity]));
    this.counts =
      counts ??
      new Counts(
        model.seed,
        this.#entities,
        problems,
        (entity, field, source) => qualifyingParents(this, entity, field, source),
        (entity, per, parents) => childPlan(this, entity, per, parents),
      );
    this.tuples = new Tuples(this, (entity, purpose) => deriveKey(model.seed, entity.name, '', purpose), problems);
    const hasChecks = counts === undefined && model.entities.some((entity) => entity.checks.length > 0);
    const bare = (): Fields => new FieldCompiler(model, resources, options, new Problems(), this.counts);
    this.checks = hasChecks ? new Checks(model, this, bare, problems) : null;
    this.#trees = new Trees(this);
    this.#links = new Links(this, problems);
    this.#presences = new Presences(this, (when, site) => this.#expression(when, site, null), this.checks);
  }

  /** The recipe of a field; null after a problem. */
  field(entity: Entity, field: Field, depth: number | null = null): Recipe | null {
    const id = `${entity.name}\0${field.path}\0${depth}`;
    const known = this.#recipes.get(id);
    if (known !== undefined) {
      this.#chain = Math.max(this.#chain, this.#chains.get(id) ?? 0);
      return known;
    }
    if (this.#open.has(id)) {
      this.report(
        { entity, field, depth },
        'VALUE_CYCLE',
        `${entity.name}.${field.path} depends on itself`,
        [...this.#open.values()].some(({ source }) => source.kind === 'order')
          ? 'Each row is made alone, never from what is computed of the row before: a sum of the rows so far is { $running: amount, $start: 0 }.'
          : 'Break the cycle: one of its fields needs a value of its own.',
      );
      return null;
    }
    const steps = stepsOf(field);
    if (this.#openSteps + steps > MAX_CHAIN) return this.#tooLong({ entity, field, depth });
    const around = this.#chain;
    this.#chain = 0;
    this.#open.set(id, field);
    this.#openSteps += steps;
    let recipe = this.#finish({ entity, field, depth });
    this.#open.delete(id);
    this.#openSteps -= steps;
    const chain = this.#chain + steps;
    if (recipe !== null && chain > MAX_CHAIN) recipe = this.#tooLong({ entity, field, depth });
    this.#chain = Math.max(around, chain);
    this.#chains.set(id, chain);
    this.#recipes.set(id, recipe);
    return recipe;
  }

  raw(entity: Entity, field: Field): Recipe | null {
    const recipe = this.field(entity, field, null);
    return recipe === null ? null : (this.#raws.get(`${entity.name}\0${field.path}`) ?? null);
  }

  #tooLong(site: FieldSite): null {
    const message = `more than ${MAX_CHAIN} fields form a chain in which each depends on the next`;
    return this.report(
      site,
      'VALUE_CHAIN',
      message,
      'A deep expression, and each of $running, $previous and $rank, counts as several fields.',
    );
  }

  /** Names of the other entities that an entity's references point at. */
  refersTo(entity: Entity): ReadonlySet<string> {
    const names = new Set<string>();
    for (const { source } of this.index(entity).values()) {
      for (const reference of referencesOf(source)) if (reference.entity !== entity.name) names.add(reference.entity);
    }
    return names;
  }

  /** The source's recipe in the type the field declares, with the field's nulls. */
  #finish(site: FieldSite): Recipe | null {
    const { field } = site;
    let recipe = this.#source(field.source, site);
    if (recipe !== null && this.checks !== null) recipe = this.checks.applied(site, recipe);
    this.#raws.set(`${site.entity.name}\0${field.path}`, recipe);
    const presence = this.presence(site);
    if (recipe === null) return null;
    if (field.type !== null && field.source.kind !== 'expression') {
      recipe = this.#declared(recipe, field.type, site);
      if (recipe === null) return null;
    }
    const { kind } = recipe.type;
    const most = kind === 'list' || kind === 'struct' ? BATCH_BYTES : MAX_CELL_BYTES;
    if (recipe.width > most) {
      const message = `a value could be longer than ${most / 1024} KiB`;
      return this.report(site, 'CELL_TOO_LARGE', message, kind === 'list' ? 'Lower its $length.' : 'Lower its length.');
    }
    if (field.unique && !canBeUnique(this, site.entity, field)) {
      const message = 'values made from other fields cannot be made unique';
      return this.report(
        site,
        'NOT_UNIQUE_ABLE',
        message,
        'Make the field that they are made from unique, or remove unique.',
      );
    }
    // A reference's own nulls are its link's: they must also reach whatever leads through it.
    const isLink = field.source.kind === 'reference' && field.source.many === null;
    return storedRecipe(presence === null || isLink ? recipe : presentOnly(recipe, presence), site, this);
  }

  #declared(recipe: Recipe, type: DeclaredType, site: FieldSite): Recipe | null {
    const converted = convertTo(recipe, type);
    if (converted !== null) return converted;
    const message = `the field is declared ${type.kind}, but its values are of type ${recipe.type.kind}`;
    return this.report(site, 'TYPE_MISMATCH', message, 'Change the declared type, or choose another generator.');
  }

  #source(source: Source, site: FieldSite): Recipe | null {
    const { entity, field } = site;
    switch (source.kind) {
      case 'generator':
        return generatorRecipe(source, site, this);
      case 'values':
        return drawnRecipe(this, site, (input) => valuesRecipe(source.values, source.weights, field.type, input));
      case 'provider': {
        const provider = this.model.providers.get(source.provider);
        if (provider === undefined) return null;
        return drawnRecipe(this, site, (input) => providerRecipe(provider, source.column, field.type, input));
      }
      case 'pattern': {
        const at = { ...site, field: { ...field, at: source.at } };
        return drawnRecipe(this, at, (input) => patternRecipe(source.pattern, input));
      }
      case 'static':
        return staticRecipe(source.values, field.type);
      case 'broken':
        return null;
      case 'template':
        return this.#template(source, site);
      case 'expression':
        return this.#expression(source.expression, site, field.type);
      case 'lookup':
        return this.path(source.path, site, field.at);
      case 'reference':
        return referenceRecipe(source, site, this);
      case 'one_of':
        return oneOfRecipe(source, site, this);
      case 'target':
        return targetRecipe(source.reference, site, this);
      case 'ordinal': {
        if (isInList(field.path)) return this.#inList(site, '$ordinal');
        const reference = this.index(entity).get(source.reference);
        const link = reference === undefined ? null : this.link(entity, reference);
        const most = reference?.source.kind === 'reference' ? (reference.source.per?.max ?? 0) : 0;
        return link === null ? null : ordinal(link, most);
      }
      case 'level':
        if (isInList(field.path)) return this.#inList(site, '$level');
        return levelRecipe(source.reference, site, this);
      case 'aggregate':
        if (isInList(field.path)) return this.#inList(site, `$${source.operator}`);
        return aggregateRecipe(source, site, this);
      case 'order':
        if (isInList(field.path)) return this.#inList(site, `$${source.operator}`);
        return orderRecipe(source, site, this);
      case 'series':
        if (isInList(field.path)) return this.#inList(site, '$series');
        return seriesRecipe(source, site, this);
      case 'slot':
        if (isInList(field.path)) return this.#inList(site, '$slot');
        return slotRecipe(source, site, this);
      case 'states':
        if (isInList(field.path)) return this.#inList(site, '$states');
        return statesRecipe(source, site, this);
      case 'relative':
        return relativeRecipe(source, site, this);
      case 'object':
        return this.object(entity, source.fields, site.depth);
      case 'cases':
        return casesRecipe(source, site, this);
      case 'list': {
        const item = this.field(entity, source.item, site.depth);
        const sized = sizedLength(source.length, site, this);
        if (item === null || sized === null) return null;
        return listOf(item, sized.length, this.key(entity, field, 'length'), { size: sized.size });
      }
    }
  }

  #inList(site: FieldSite, directive: string): null {
    const message = `${directive} applies to rows, and the items of a list are not rows`;
    return this.report(site, 'DIRECTIVE_PLACE', message, 'Put the field into the entity.');
  }

  #template(source: Source & { kind: 'template' }, site: FieldSite): Recipe | null {
    const parts = source.parts.map((part, i) => {
      if (part.kind === 'literal') return part.text;
      const recipe =
        part.kind === 'path'
          ? this.path(part.names, site, part.at)
          : this.#source(part.source, {
              ...site,
              // Each generator of a template has streams of its own; families stay those of the object.
              field: { ...site.field, path: `${site.field.path}{${i}}`, type: null, at: part.at },
            });
      if (recipe === null || (recipe.type.kind !== 'list' && recipe.type.kind !== 'struct')) return recipe;
      return this.report(
        site,
        'TYPE_MISMATCH',
        'a list or an object cannot be part of a template',
        'Name one of its fields.',
      );
    });
    const complete = parts.filter((part) => part !== null);
    return complete.length < parts.length ? null : templateOf(complete);
  }

  #expression(
    expression: Expression,
    site: FieldSite,
    expected: DeclaredType | null,
    stream = '',
    over?: Entity,
  ): Recipe | null {
    const { entity, field } = site;
    const { variables } = this.model;
    return compileExpression(
      expression,
      {
        resolve: (path) => (over === undefined ? resolvePath(this, path, site) : walkPath(this, path, over)),
        variable: (name) => variables.get(name),
        variableNames: [...variables.keys()],
        key: (purpose) => this.key(entity, field, stream + purpose),
        now: this.model.now,
        expected,
      },
      (at, code, message, hint) => this.#problems.report(code, at, `${entity.name}.${field.path}`, message, hint),
    );
  }

  expression(expression: Expression, site: FieldSite, stream: string, over?: Entity): Recipe | null {
    return this.#expression(expression, site, null, stream, over);
  }

  presence(site: FieldSite): Presence | null {
    return this.#presences.of(site);
  }

  object(entity: Entity, fields: readonly Field[], depth: number | null): Recipe | null {
    const members = fields.flatMap((field) => {
      const recipe = this.field(entity, field, depth);
      return field.hidden ? [] : [{ name: field.name, recipe }];
    });
    const complete = members.flatMap(({ name, recipe }) => (recipe === null ? [] : [{ name, recipe }]));
    return complete.length < members.length ? null : structOf(complete);
  }

  path(path: readonly string[], site: FieldSite, at: Span): Recipe | null {
    return this.#known(resolvePath(this, path, site), path, site, at);
  }

  walk(entity: Entity, path: readonly string[], site: FieldSite): Recipe | null {
    return this.#known(walkPath(this, path, entity), [entity.name, ...path], site, site.field.at);
  }

  #known(resolved: Resolved, path: readonly string[], { entity, field }: FieldSite, at: Span): Recipe | null {
    if (!isUnknown(resolved)) return resolved;
    const instead = field.source.kind === 'template' ? generatorInstead(path) : '';
    const hint = resolved.near === null ? instead : `Did you mean ${resolved.near}?`;
    this.#problems.report(
      'FIELD_UNKNOWN',
      at,
      `${entity.name}.${field.path}`,
      `there is no field ${path.join('.')} here`,
      hint,
    );
    return null;
  }

  tree(entity: Entity): TreeRows | null {
    return this.#trees.of(entity);
  }

  member(entity: Entity, field: Field): TupleMember | null {
    return this.tuples.member(entity, field);
  }

  link(entity: Entity, field: Field, whose: Field = field): Link | null {
    if (field.source.kind !== 'reference') return null;
    // The nulls of a list of references are the list's, not its items'.
    const presence = field.source.many === null ? this.presence({ entity, field: whose, depth: null }) : null;
    const link = this.#links.of(entity, field, field.source, presence);
    return link === null || this.checks === null ? link : this.checks.link(entity, field, link);
  }

  entity(name: string): Entity | undefined {
    return this.#entities.get(name);
  }

  index(entity: Entity): ReadonlyMap<string, Field> {
    const known = this.#indexes.get(entity);
    if (known !== undefined) return known;
    const index = fieldIndex(entity);
    this.#indexes.set(entity, index);
    return index;
  }

  key(entity: Entity, field: Field, purpose: string): Key {
    return deriveKey(field.seed ?? this.model.seed, entity.name, field.path, purpose);
  }

  report({ entity, field }: FieldSite, code: ProblemCode, message: string, hint = ''): null {
    this.#problems.report(code, field.at, `${entity.name}.${field.path}`, message, hint);
    return null;
  }
}

import { type Entity, type Expression, type Field, type Model, type Problems } from '../../../model/index.ts';
import { Arena } from '../../arena.ts';
import { finished } from '../../expressions/expect.ts';
import { logical } from '../../expressions/logic.ts';
import { columnNode } from '../../expressions/node.ts';
import { selection } from '../../expressions/select.ts';
import { valueType } from '../../expressions/value-type.ts';
import { Frame, type Recipe } from '../../frame.ts';
import { positions } from '../../generators/picks.ts';
import { scalarColumn, textOf } from '../../generators/scalars.ts';
import type { Key } from '../../random/key.ts';
import { pickedPositions } from '../../recipes/picked.ts';
import { drawnWithin } from '../../recipes/within.ts';
import { differing } from '../../relations/differing.ts';
import type { Link } from '../../relations/link.ts';
import type { Fields, FieldSite } from '../fields.ts';
import type { NullRule } from './nulls.ts';
import type { OtherField } from './number-rules.ts';
import { type EntityPlan, isOfRows, planChecks } from './plan.ts';
import { siteOf } from './ranges.ts';
import { unchained } from './rules.ts';

/** Makes the checks of a model hold: plans them for each entity once, and changes the recipes of the fields that they are about. */
export class Checks {
  readonly #model: Model;
  readonly #fields: Fields;
  readonly #makeBare: () => Fields;
  readonly #problems: Problems;
  readonly #plans = new Map<string, EntityPlan>();
  readonly #links = new Map<string, Link | null>();
  readonly #open = new Set<string>();
  #bare: Fields | null = null;

  /** @param makeBare makes a compiler that knows no checks, for the types and ranges of fields. */
  constructor(model: Model, fields: Fields, makeBare: () => Fields, problems: Problems) {
    this.#model = model;
    this.#fields = fields;
    this.#makeBare = makeBare;
    this.#problems = problems;
  }

  /** The recipe of a field's source, drawn so that checks hold; null after a problem. */
  applied(site: FieldSite, recipe: Recipe): Recipe | null {
    const { entity, field } = site;
    const plan = this.#planOf(entity);
    if (plan === null) return recipe;
    const key = this.#fields.key(entity, field, 'value');
    const drawn = plan.drawn.get(field.path);
    if (drawn !== undefined && recipe.grid !== undefined) {
      const others = drawn.others.map((other) => this.#other(site, other));
      const conditions = drawn.conditions.map((condition) => this.#condition(entity, condition));
      const [known, tests] = [complete(others), complete(conditions)];
      if (known === null || tests === null) return null;
      const { scale, limits, excluded, sum } = drawn;
      const seen = known.map((one) => ({ recipe: one, scale }));
      const within = shared(
        drawnWithin(recipe, recipe.grid, { others: seen, conditions: tests, limits, excluded, sum, scale, key }),
      );
      if (drawn.when.length === 0) return within;
      const when = complete(drawn.when.map((condition) => this.#condition(entity, condition)));
      return when === null ? null : onlyWhere(when, within, recipe);
    }
    const tuple = plan.tuples.get(field.path);
    if (tuple !== undefined) {
      const { values, weights, id, first } = tuple;
      const rows = this.#fields.key(entity, first, 'row');
      return scalarColumn(values, field.type, sharedPositions(id, values.length, weights, rows));
    }
    const pick = plan.picks.get(field.path);
    if (pick === undefined) return recipe;
    const conditions = complete(pick.conditions.map((condition) => this.#condition(entity, condition)));
    const others = complete(pick.excluded.map(({ other }) => this.#other(site, other)));
    if (conditions === null || others === null) return null;
    const fill = pickedPositions({
      texts: pick.values.map((value) => (value === null ? null : textOf(value))),
      weights: pick.weights,
      conditions,
      allowed: pick.allowed,
      excluded: others.map((one, i) => ({ recipe: one, mask: pick.excluded[i].mask })),
      key,
    });
    return shared(scalarColumn(pick.values, field.type, fill));
  }

  /** When a field has a value, or none, by checks. */
  nullsOf(entity: Entity, field: Field): readonly NullRule[] {
    return this.#planOf(entity)?.nulls.get(field.path) ?? [];
  }

  /** The link of a reference, which differs from those of others where a check says so. */
  link(entity: Entity, field: Field, link: Link): Link | null {
    const different = this.#planOf(entity)?.differing.get(field.path) ?? [];
    if (different.length === 0) return link;
    const id = `${entity.name}\0${field.path}`;
    const known = this.#links.get(id);
    if (known !== undefined) return known;
    const site = { entity, field, depth: null };
    if (this.#open.has(id)) {
      const message = `which row ${entity.name}.${field.path} refers to depends on itself`;
      return this.#fields.report(site, 'VALUE_CYCLE', message, 'Name other fields in the condition of its $check.');
    }
    this.#open.add(id);
    const others = different.filter(({ path }) => path !== field.path);
    const links = others.map(({ path, guards }) => {
      const other = this.#fields.index(entity).get(path);
      const found = other === undefined ? null : this.#fields.link(entity, other);
      const when = complete(guards.map((guard) => this.#condition(entity, guard)));
      return found === null || when === null ? null : { link: found, when };
    });
    this.#open.delete(id);
    const { choice, parent } = link;
    const found = links.filter((one) => one !== null);
    if (link.apart !== undefined && found.length === links.length) {
      // Which row it must not be itself is left out where the reference is made.
      const fitted = link.apart(found);
      const made = fitted === null ? null : { ...link, ...fitted };
      this.#links.set(id, made);
      return made;
    }
    if (!('fill' in choice)) {
      const message = `${field.path} has a parent that follows from the rest of the row, so that it cannot be made to differ`;
      this.#fields.report(site, 'CHECK_UNPROVEN', message, 'Write the condition into its $where.');
    }
    const key = this.#fields.key(entity, field, 'differing');
    const isComplete = 'fill' in choice && found.length === links.length;
    const made = isComplete
      ? { ...link, choice: differing(choice, parent.rows, found, different.length > others.length, key) }
      : null;
    this.#links.set(id, made);
    return made;
  }

  /** A condition of a check, as a column. */
  condition(entity: Entity, expression: Expression): Recipe | null {
    return this.#condition(entity, expression);
  }

  /** Reports checks that are no conditions, and rows of `$rows` that break one. */
  verify(entity: Entity): void {
    if (this.#planOf(entity) === null) return;
    const site = siteOf(entity);
    for (const check of entity.checks) {
      if (check.provider !== null || check.expression.op === 'list' || isTuple(check.expression)) continue;
      const at = { ...site, field: { ...site.field, at: check.at } };
      const recipe = this.#fields.expression(unchained(check.expression), at, 'check:');
      if (recipe === null) continue;
      if (recipe.type.kind !== 'boolean') {
        const message = `a check is true or false, this is ${recipe.type.kind}`;
        this.#fields.report(at, 'CONDITION_TYPE', message, 'Compare the value with something.');
      } else if (isOfRows(entity, check.expression)) {
        const row = firstFalse(recipe, entity.staticRows ?? 0);
        if (row === -1) continue;
        const message = `\`${check.text}\` does not hold in row ${row + 1} of $rows`;
        this.#fields.report(at, 'CHECK_CONTRADICTION', message, 'Change the row, or remove the check.');
      }
    }
  }

  #planOf(entity: Entity): EntityPlan | null {
    if (entity.checks.length === 0) return null;
    const known = this.#plans.get(entity.name);
    if (known !== undefined) return known;
    this.#bare ??= this.#makeBare();
    const plan = planChecks(entity, this.#model, this.#bare, (code, at, message, hint) =>
      this.#problems.report(code, at, `${entity.name}.$check`, message, hint),
    );
    this.#plans.set(entity.name, plan);
    return plan;
  }

  #other({ entity, field }: FieldSite, { names, isDrawn }: OtherField): Recipe | null {
    const own = isDrawn ? this.#fields.index(entity).get(names.join('.')) : undefined;
    if (own !== undefined) return this.#fields.raw(entity, own);
    return this.#fields.path(names, siteOf(entity), field.at);
  }

  #condition(entity: Entity, expression: Expression): Recipe | null {
    return this.#fields.expression(unchained(expression), siteOf(entity), 'check:');
  }
}

/** A recipe in the rows in which all conditions are true, and another one of the same type in the rest. */
function onlyWhere(conditions: readonly Recipe[], recipe: Recipe, fallback: Recipe): Recipe {
  const tests = conditions.map((condition) => columnNode(condition, { kind: 'boolean' }));
  const test = tests.reduce((a, b) => logical('&&', a, b));
  const [chosen, other] = [recipe, fallback].map((one) => columnNode(one, valueType(one.type)));
  return { ...fallback, ...finished(selection(test, chosen, other), fallback.type) };
}

function isTuple(expression: Expression): boolean {
  return expression.op === 'binary' && expression.operator === 'in' && expression.left.op === 'list';
}

function complete(recipes: readonly (Recipe | null)[]): readonly Recipe[] | null {
  const found = recipes.filter((recipe) => recipe !== null);
  return found.length === recipes.length ? found : null;
}

/** The recipe bound once a frame, however many fields are drawn by it. */
function shared(recipe: Recipe): Recipe {
  return {
    ...recipe,
    bind(frame) {
      const column = frame.column(recipe);
      return { vector: { ...column.value.vector }, fill: () => column.ensure() };
    },
  };
}

/** One row for all columns of a table. */
function sharedPositions(
  id: string,
  size: number,
  weights: readonly number[] | null,
  key: Key,
): ReturnType<typeof positions> {
  const fill = positions({ distinct: null, key: () => key }, size, weights);
  return (out, frame) => {
    const rows = frame.share(id, () => {
      const drawn = frame.arena.int32(frame.capacity);
      return { drawn, fill: fill(drawn, frame) };
    });
    return ({ length }) => {
      rows.ensure();
      out.set(rows.value.drawn.subarray(0, length));
    };
  };
}

/** The first of so many rows in which a condition is false; -1 where there is none. */
function firstFalse(recipe: Recipe, rows: number): number {
  const frame = new Frame(new Arena(), Math.max(1, rows));
  frame.range(0, rows);
  const column = frame.column(recipe);
  column.ensure();
  const { vector } = column.value;
  if (vector.kind !== 'bool') return -1;
  const { values, validity } = vector;
  return values.subarray(0, rows).findIndex((value, row) => value === 0 && (validity === null || validity[row] === 1));
}

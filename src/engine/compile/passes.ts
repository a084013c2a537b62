import {
  type Entity,
  type Expression,
  expressionPaths,
  type Field,
  type Length,
  prefixesOutward,
} from '../../model/index.ts';
import { Arena } from '../arena.ts';
import { Frame, type Recipe } from '../frame.ts';
import { stepsAlong } from './origin.ts';
import type { Fields, FieldSite } from './fields.ts';
import { BATCH_BYTES, MAX_BATCH_ROWS } from './program.ts';

/** A pass keeps a bit for each row. */
const MAX_PASS_ROWS = 16_777_216;
/** A pass keeps some numbers for each row. */
const MAX_NUMBERED_ROWS = 4_194_304;
/** Some seconds of one processor. */
const MAX_PASS_VALUES = 67_108_864;

/**
 * Whether the fields of an entity that a field needs of all rows are few enough; reported if not. No rows of a draft are looked at.
 * @param what the directive that needs them.
 * @param isNumbered whether rows are grouped or weighted, not only chosen.
 */
export function isShortPass(
  fields: Fields,
  site: FieldSite,
  target: Entity,
  paths: readonly (readonly string[])[],
  what: string,
  isNumbered = false,
): boolean {
  // Recipes of a draft may be such that no frame can have them.
  if (fields.isDraft) return false;
  const most = isNumbered ? MAX_NUMBERED_ROWS : MAX_PASS_ROWS;
  const rows = fields.counts.rows(target.name);
  const cost = new Cost(fields);
  const values = rows * sum(paths, (path) => cost.path(target, path, ['']));
  if (rows > most || values > MAX_PASS_VALUES) {
    const message =
      rows > most
        ? `${what} looks at all ${rows} rows of ${target.name}, and at most ${most} are possible`
        : `${what} computes ${values} values of the ${rows} rows of ${target.name}, and at most ${MAX_PASS_VALUES} are possible`;
    const hint =
      rows > most
        ? `Lower the number of rows of ${target.name}, or make those that qualify an entity of their own.`
        : 'Use fields that are made from fewer others.';
    fields.report(site, 'PASS_TOO_LONG', message, hint);
    return false;
  }
  const { entity, field } = site;
  fields.passes.push({ field: `${entity.name}.${field.path}`, entity: target.name, rows, values });
  return true;
}

/** Calls `visit` for one batch of rows after the other; the columns of the frame are filled. */
export function scan(
  rows: number,
  recipes: readonly Recipe[],
  bind: (frame: Frame) => (first: number, length: number) => void,
): void {
  const width = recipes.reduce((sum, recipe) => sum + recipe.width, 0);
  const most = Math.min(MAX_BATCH_ROWS, Math.max(1, Math.floor(BATCH_BYTES / Math.max(1, width))));
  const frame = new Frame(new Arena(), Math.max(1, Math.min(rows, most)));
  const columns = recipes.map((recipe) => frame.column(recipe));
  const visit = bind(frame);
  for (let first = 0; first < rows; first += frame.capacity) {
    const length = Math.min(frame.capacity, rows - first);
    frame.range(first, length);
    for (const column of columns) column.ensure();
    visit(first, length);
  }
}

/** How many values of all fields a value of one field takes; each field of a row is counted once. */
class Cost {
  readonly #fields: Fields;
  readonly #seen = new Set<Field>();

  constructor(fields: Fields) {
    this.#fields = fields;
  }

  path(entity: Entity, path: readonly string[], prefixes: readonly string[]): number {
    const steps = stepsAlong(this.#fields, entity, path, prefixes) ?? [];
    return sum(steps, (step) => this.#field(step.entity, step.field));
  }

  #field(entity: Entity, field: Field): number {
    if (this.#seen.has(field)) return 0;
    this.#seen.add(field);
    return 1 + this.#when(entity, field) + this.#source(entity, field);
  }

  #when(entity: Entity, { when, path }: Field): number {
    return when === null ? 0 : this.#expression(entity, when, path);
  }

  #expression(entity: Entity, expression: Expression, path: string): number {
    const prefixes = prefixesOutward(path);
    return sum(expressionPaths(expression), (names) => this.path(entity, names, prefixes));
  }

  #length(entity: Entity, { expression }: Length, path: string): number {
    return expression === null ? 0 : this.#expression(entity, expression, path);
  }

  #source(entity: Entity, { source, path }: Field): number {
    const prefixes = prefixesOutward(path);
    if (source.kind === 'expression') return this.#expression(entity, source.expression, path);
    if (source.kind === 'lookup') return this.path(entity, source.path, prefixes);
    if (source.kind === 'template') {
      return sum(source.parts, (part) => (part.kind === 'path' ? this.path(entity, part.names, prefixes) : 1));
    }
    if (source.kind === 'relative') {
      const moments = [source.after, source.before].filter((moment) => moment !== null);
      return sum(moments, (moment) => this.#expression(entity, moment, path));
    }
    if (source.kind === 'object') return sum(source.fields, (field) => this.#field(entity, field));
    if (source.kind === 'list')
      return this.#length(entity, source.length, path) + source.length.max * this.#field(entity, source.item);
    if (source.kind === 'reference') {
      const target = this.#fields.entity(source.entity);
      const { equal, ordered } = source.where ?? { equal: [], ordered: [] };
      const compared = sum([...equal, ...ordered], ({ own }) => this.path(entity, own.names, prefixes));
      const shown =
        target === undefined || source.field === null ? 0 : this.path(target, source.field.split('.'), ['']);
      return compared + shown + (source.many === null ? 0 : this.#length(entity, source.many, path));
    }
    if (source.kind !== 'aggregate' || source.field === null) return 0;
    const child = this.#fields.entity(source.entity);
    if (child === undefined) return 0;
    const { counts } = this.#fields;
    const mean = counts.rows(child.name) / Math.max(1, counts.rows(entity.name));
    return Math.ceil(mean * this.path(child, source.field.split('.'), ['']));
  }
}

function sum<T>(items: readonly T[], numberOf: (item: T) => number): number {
  return items.reduce((total, item) => total + numberOf(item), 0);
}

import { type Entity, type Field, type Problems, type ReferenceSource, type UniqueFields } from '../../model/index.ts';
import { GeneratorProblem } from '../generators/generator.ts';
import { differentValues } from '../generators/values.ts';
import type { Key } from '../random/key.ts';
import type { DiscreteLaw } from '../random/discrete-law.ts';
import { discreteLaw } from '../random/law.ts';
import { optionLaw } from '../random/option-law.ts';
import { type Arrangement, Tuple } from '../relations/tuple.ts';
import { insteadOf } from './check-key.ts';
import { type PerReference, perReference } from './counts.ts';
import { isDistinctKey, tellsParents } from './distinct-key.ts';
import { originOf } from './origin.ts';
import type { Fields } from './fields.ts';
import type { TupleMember } from './tuple-member.ts';

/** Picks that follow a share are made for all children of a parent at once: more are refused. */
const MAX_SHARED = 1000;

/** A list of fields that is made distinct. */
interface MadeList {
  readonly fields: UniqueFields;
  /** The fields that may join. */
  readonly names: readonly string[];
  readonly tuple: Tuple;
  readonly needed: number;
  readonly per: PerReference | null;
  /** Why fields did not join, by name. */
  readonly refusals: Map<string, string>;
}

interface EntityTuples {
  readonly made: readonly MadeList[];
  readonly members: ReadonlyMap<string, MadeList>;
}

/**
 * The lists of fields that no two rows may have in common: those that are not distinct by themselves are made so, by fields that are
 * free to take any of their values: references, and generators that can count what they make.
 */
export class Tuples {
  readonly #fields: Fields;
  readonly #problems: Problems;
  readonly #key: (entity: Entity, purpose: string) => Key;
  readonly #entities = new Map<string, EntityTuples>();
  /** Laws of references by the weights of what they refer to. */
  readonly #weighed = new Map<string, DiscreteLaw>();

  constructor(fields: Fields, key: (entity: Entity, purpose: string) => Key, problems: Problems) {
    this.#fields = fields;
    this.#key = key;
    this.#problems = problems;
  }

  /** Null for a field that nothing is asked of. */
  member(entity: Entity, field: Field): TupleMember | null {
    if (entity.each === null && entity.uniques.length === 0 && entity.key.length < 2) return null;
    const list = field.path === field.name ? this.#of(entity).members.get(field.name) : undefined;
    if (list === undefined) return null;
    const { tuple, needed, refusals } = list;
    const weighed = this.#weighed;
    return {
      needed,
      names: list.fields.names,
      join(size, law) {
        if (law !== undefined) weighed.set(`${entity.name}\0${field.name}`, law);
        return tuple.join(field.name, size);
      },
      attempt(make) {
        let joined = 0;
        try {
          const recipe = make((size) => {
            joined++;
            return tuple.join(field.name, size);
          });
          if (joined === 1) return recipe;
          refusals.set(field.name, `the values of ${field.name} cannot be counted`);
        } catch (error) {
          if (!(error instanceof GeneratorProblem)) throw error;
          refusals.set(field.name, `${field.name}: ${error.message}`);
        }
        tuple.leave(field.name);
        return null;
      },
    };
  }

  /** Reports lists of fields that cannot be made distinct. All fields of the entity must have been compiled. */
  check(entity: Entity): void {
    for (const list of this.#of(entity).made) this.#checkList(entity, list);
  }

  #checkList(entity: Entity, list: MadeList): void {
    // What fits in a draft is not known, so that a reference has not joined which otherwise would.
    const isOpen = ({ name, source }: Field): boolean =>
      list.names.includes(name) && !list.tuple.has(name) && source.kind === 'reference' && source.where !== null;
    if (!this.#fields.isDraft || !entity.fields.some(isOpen)) this.#checkKnown(entity, list);
  }

  #checkKnown(entity: Entity, { fields: { names, at }, names: joining, tuple, needed, per, refusals }: MadeList): void {
    const { combinations } = tuple;
    const others = joining.filter((name) => tuple.has(name));
    if (combinations >= needed && (refusals.size === 0 || entity.each === null)) {
      this.#checkShare(entity, { names: others, at }, tuple);
      return;
    }
    const reasons = [...refusals.values()].join('; ');
    const report = (code: 'DOMAIN_TOO_SMALL' | 'KEY_NOT_DISTINCT', message: string, hint: string): void =>
      this.#problems.report(code, at, entity.name, reasons === '' ? message : `${message} (${reasons})`, hint);
    if (others.length === 0 || entity.each !== null) {
      const together = names.join(' and ');
      const message = `two rows of ${entity.name} can have the same ${together}, and none of these can be chosen so that they differ`;
      const chosen = entity.fields.find(({ source }) => source.kind === 'reference' && source.where !== null);
      const hint =
        entity.each === null || chosen === undefined || !names.includes(chosen.name)
          ? insteadOf(entity, names)
          : `Every combination has a row, so that no row can be chosen: remove $where of ${chosen.name}, or write $unique: [${names.join(', ')}] and $count in place of $each.`;
      return report('KEY_NOT_DISTINCT', message, hint);
    }
    const what = others.length === 1 ? `values of ${others[0]}` : `combinations of ${others.join(' and ')}`;
    if (per !== null) {
      const parent = per.source.entity;
      const message = `a row of ${parent} has up to ${needed} rows here, which need different ${what}, and there are only ${combinations}`;
      const hint = `Lower $per of ${per.field.name} to at most ${combinations}, or ${moreOf(entity, others)}.`;
      return report('DOMAIN_TOO_SMALL', message, hint);
    }
    const message = `${needed} different ${what} are needed, and there are only ${combinations}`;
    return report(
      'DOMAIN_TOO_SMALL',
      message,
      perReference(entity) === null
        ? `Lower the count to at most ${combinations}, or ${moreOf(entity, others)}.`
        : insteadOf(entity, names),
    );
  }

  /** A share that gives one parent more rows than there are combinations with it. */
  #checkShare(entity: Entity, { names, at }: UniqueFields, tuple: Tuple): void {
    const found = tuple.overfull();
    if (found === null) return;
    const shared = entity.fields.find((field) => names.includes(field.name) && this.#lawOf(entity, field) !== null);
    const others = names.filter((name) => name !== shared?.name).join(' and ') || 'rows';
    const rows = found.rows ?? 'too many rows to count';
    const isOneOf = shared?.source.kind === 'one_of';
    const what = isOneOf ? `How often ${shared.name} refers to each entity` : `$share of ${shared?.name}`;
    const message = `${what} gives one row ${rows} references, which need different ${others}, and there are only ${found.combinations}`;
    const hint = isOneOf
      ? 'Lower the count, or give a greater weight to the entities that have more rows: $ref: { Post.id: 9, Photo.id: 1 }.'
      : 'Lower the count, remove $share, or give it a distribution that is less steep.';
    this.#problems.report('DOMAIN_TOO_SMALL', at, entity.name, message, hint);
  }

  #of(entity: Entity): EntityTuples {
    const known = this.#entities.get(entity.name);
    if (known !== undefined) return known;
    const members = new Map<string, MadeList>();
    const made: MadeList[] = [];
    this.#entities.set(entity.name, { made, members });
    const { counts } = this.#fields;
    if (!counts.isKnown(entity.name)) return { made, members };
    if (entity.each !== null) {
      const tuple = new Tuple(entity.each.names, { kind: 'each' }, this.#key(entity, 'each'));
      const { names } = entity.each;
      const list = {
        fields: entity.each,
        names,
        tuple,
        needed: counts.rows(entity.name),
        per: null,
        refusals: new Map(),
      };
      made.push(list);
      for (const name of entity.each.names) members.set(name, list);
    }
    const keyAt = entity.keyAt ?? entity.at;
    const ofKey = entity.key.length > 1 ? [{ names: entity.key, at: keyAt }] : [];
    // A list within another one makes that one distinct as well.
    for (const fields of [...ofKey, ...entity.uniques].sort((a, b) => a.names.length - b.names.length)) {
      if (made.some((one) => one.fields.names.every((name) => fields.names.includes(name)))) continue;
      if (isDistinctKey(this.#fields, entity, fields.names)) continue;
      const list = this.#make(entity, fields, members);
      made.push(list);
      for (const name of list.names) members.set(name, list);
    }
    return { made, members };
  }

  #make(entity: Entity, fields: UniqueFields, taken: ReadonlyMap<string, MadeList>): MadeList {
    const { counts } = this.#fields;
    const refusals = new Map<string, string>();
    const named = fields.names.flatMap((name) => entity.fields.find((field) => field.name === name) ?? []);
    const own = perReference(entity);
    const per = own !== null && tellsParents(this.#fields, entity, own.field, named) ? own : null;
    const most = per === null ? 0 : counts.most(entity.name);
    // Columns that tell which row a reference leads to stand for it.
    const behind = entity.fields.filter(
      (field) => !named.includes(field) && isDrawnReference(field) && tellsParents(this.#fields, entity, field, named),
    );
    const isFree = (field: Field): boolean => !taken.has(field.name) && field !== per?.field && isDrawn(field);
    const needed = per === null ? counts.rows(entity.name) : most;
    const drawn = [...named, ...behind].filter(isFree);
    const spare = named.filter((field) => isSpare(field) && !taken.has(field.name));
    const suffice = drawn.reduce((product, field) => product * (this.#sizeOf(field) ?? Infinity), 1) >= needed;
    const free = drawn.length > 0 && suffice ? drawn : [...drawn, ...spare];
    const shared = free.filter((field) => this.#lawOf(entity, field) !== null);
    const [first] = shared;
    const law = first === undefined ? null : this.#lawOf(entity, first);
    const canShare = shared.length === 1 && most <= MAX_SHARED;
    for (const { name } of canShare ? [] : shared) {
      refusals.set(
        name,
        shared.length > 1
          ? `${name} has $share, and only one field of the list can`
          : `${name} has $share, which goes with a $per of at most ${MAX_SHARED}`,
      );
    }
    for (const field of free) {
      const refusal = refusalOf(this.#fields, entity, field, named);
      if (refusal !== null) refusals.set(field.name, refusal);
    }
    const joining = free.filter(({ name }) => !refusals.has(name));
    const names = [...joining.filter((field) => field === first), ...joining.filter((field) => field !== first)].map(
      ({ name }) => name,
    );
    const id = `$unique ${fields.names.join(' ')}`;
    const key = this.#key(entity, id);
    const ofRanks = canShare ? law : null;
    const arrangement: Arrangement =
      per !== null
        ? { kind: 'children', children: () => counts.children(entity.name), most, law: ofRanks }
        : ofRanks !== null
          ? { kind: 'shared', rows: counts.rows(entity.name), law: ofRanks, key: this.#key(entity, `${id} order`) }
          : { kind: 'rows' };
    const tuple = new Tuple(names, arrangement, key);
    return { fields, names, tuple, needed, per, refusals };
  }

  /** How many values a field can have, of which rows take different ones; null where only its generator knows. */
  #sizeOf({ source }: Field): number | null {
    if (source.kind === 'reference') return source.where === null ? this.#fields.counts.rows(source.entity) : null;
    if (source.kind === 'values') return source.weights === null ? differentValues(source.values).length : 1;
    return source.kind === 'generator' && source.name === 'boolean' ? 2 : null;
  }

  /** The law of a reference that follows one. */
  #lawOf(entity: Entity, { name, source }: Field): ((n: number) => DiscreteLaw) | null {
    if (source.kind === 'reference' && source.by !== null) {
      return (n) => this.#weighed.get(`${entity.name}\0${name}`) ?? discreteLaw({ name: 'uniform' }, 0, n - 1);
    }
    if (source.kind === 'one_of') {
      const sizes = source.options.map((option) => this.#fields.counts.rows(option.entity));
      return () => optionLaw(sizes, source.weights ?? sizes.map(() => 1));
    }
    const share = source.kind === 'reference' ? source.share : null;
    return share === null || share.name === 'uniform' ? null : (n) => discreteLaw(share, 0, n - 1);
  }
}

/** Whether a field is chosen only where the others do not suffice. */
function isSpare({ source }: Field): boolean {
  return source.kind === 'pattern' || source.kind === 'one_of';
}

function isDrawnReference({ source }: Pick<Field, 'source'>): boolean {
  return source.kind === 'reference' && source.many === null && source.per === null;
}

/** Whether a field is free to take any of its values. */
function isDrawn({ source }: Field): boolean {
  if (source.kind === 'reference') return isDrawnReference({ source });
  return source.kind === 'generator' || source.kind === 'values' || source.kind === 'provider';
}

/** @param others the fields of the list. */
function refusalOf(fields: Fields, entity: Entity, field: Field, others: readonly Field[]): string | null {
  const { name, seed, source } = field;
  if (seed !== null) return `${name} has a $seed, which freezes its values`;
  const isOwn = (one: ReferenceSource): boolean => one.entity === entity.name && !one.self;
  if (source.kind === 'one_of') {
    const isTold = others.some((one) => one.source.kind === 'target' && one.source.reference.join('.') === name);
    if (!isTold) return `${name} refers to one of several entities, whose name is not in the list: add its $target`;
    const chosen = source.options.find((one) => isOwn(one) || one.share !== null || choosing(one) !== null);
    return chosen === undefined ? null : `${name} refers to one of several entities, and says which rows of them`;
  }
  if (source.kind === 'reference' && isOwn(source))
    return `${name} must not be the row itself: write $self: true to permit it`;
  const fitsOthers = source.kind === 'reference' && followsOnly(fields, entity, source, others);
  const chosen =
    source.kind === 'reference'
      ? choosing({
          ...source,
          where: fitsOthers ? null : source.where,
          by: hasOneOrder(source) ? null : source.by,
        })
      : null;
  return chosen === null ? null : `${name} has ${chosen}, which chooses its rows`;
}

/** Whether what fits is the same for rows with the same values in these fields: `$where` follows them, or no own field. */
function followsOnly(fields: Fields, entity: Entity, { where }: ReferenceSource, others: readonly Field[]): boolean {
  // How many of two ranges at once are left is not known beforehand.
  if (where !== null && where.ordered.length > 1) return false;
  return [...(where?.equal ?? []), ...(where?.ordered ?? [])].every(({ own }) => {
    const origin = originOf(fields, entity, own.names, ['']);
    const first = origin?.through[0]?.field ?? origin?.field;
    return first !== undefined && others.includes(first);
  });
}

/** Whether the same rows, of the same weights, can be referred to from every row. */
function hasOneOrder({ where }: ReferenceSource): boolean {
  return where === null || (where.equal.length === 0 && where.ordered.length === 0);
}

/** A directive that leaves a reference no choice but its own. */
function choosing({ where, by, cap, tree }: ReferenceSource): string | null {
  if (where !== null) return '$where';
  if (by !== null) return '$share by a field';
  if (cap !== null) return '$cap';
  return tree === null ? null : '$tree';
}

function moreOf(entity: Entity, names: readonly string[]): string {
  const field = entity.fields.find(({ name }) => name === names[0]);
  if (field?.source.kind === 'reference') return `raise the count of ${field.source.entity}`;
  return `give \`${names[0]}\` more values`;
}

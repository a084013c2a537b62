import {
  type Entity,
  type Equality,
  expressionPaths,
  type Field,
  type Ordering,
  prefixesAround,
  type ReferenceSource,
} from '../../model/index.ts';
import { aligned } from '../expressions/align.ts';
import { columnNode } from '../expressions/node.ts';
import { describe, valueType } from '../expressions/value-type.ts';
import type { Recipe } from '../frame.ts';
import { Permutation } from '../random/permutation.ts';
import { type Presence, presentWhere } from '../recipes/presence.ts';
import { Plane } from '../relations/plane.ts';
import { apartFrom, hasOther } from '../relations/apart.ts';
import { EveryRow } from '../relations/candidates.ts';
import type { Children } from '../relations/children.ts';
import {
  byLaw,
  byWeight,
  digitShare,
  evenly,
  fittingCount,
  fittingShare,
  foundRecipe,
  listedShare,
  type Pick,
} from '../relations/fitting-share.ts';
import type { DependentShare, Link } from '../relations/link.ts';
import { reachedRecipe } from '../relations/own-rows.ts';
import { rankLaw } from '../relations/rank-law.ts';
import type { Share } from '../relations/share.ts';
import type { SpanOptions } from '../relations/spans.ts';
import { perReference } from './counts.ts';
import { type Compared, leastSpan, type Pair, whyNone } from './fit-certainty.ts';
import { ordersOf, type Why } from './fit-order.ts';
import { type Origin, originOf } from './origin.ts';
import { isShortPass } from './passes.ts';
import type { Fields, FieldSite } from './fields.ts';
import type { TupleMember } from './tuple-member.ts';
import {
  type Answer,
  answer,
  conditionRecipe,
  MAX_GROUPS,
  type Question,
  reportNone,
  weightRecipe,
} from './qualifying.ts';

/** Which parent each row has, and where it has one. */
export type Fit = Omit<Link, 'id' | 'parent' | 'choice'> & { readonly choice: Share | DependentShare };

/**
 * The choice of a reference with `$where`, or with a `$share` by a field: among the rows that fit, in constant time or by a search in
 * them. Null after a problem.
 * @param shareOver the choice that the rest of the reference says, among so many.
 */
export function fit(
  fields: Fields,
  entity: Entity,
  field: Field,
  source: ReferenceSource,
  presence: Presence | null,
  shareOver: (parents: number) => Share | null,
): Fit | null {
  const site = { entity, field, depth: null };
  const target = fields.entity(source.entity);
  const compared = target === undefined ? null : compare(fields, site, target, source);
  const question =
    target === undefined || compared === null ? null : questionOf(fields, site, target, source, compared);
  if (target === undefined || compared === null || question === null) return null;
  const found = answer(fields.counts.rows(target.name), question);
  if (found === null) return tooManyGroups(fields, site, target, compared);
  if (found.candidates.length === 0) return reportNone(fields, site, target.name);
  if (found.sums?.at(-1) === 0) {
    const message = `no row of ${target.name} that can be referred to has a ${source.by?.join('.')} above 0`;
    return fields.report(
      site,
      'WEIGHTS_INVALID',
      message,
      'Rows are referred to in proportion to it, and never where it is 0 or less.',
    );
  }
  const lists = (field.path.match(/\[\]/g) ?? []).length + (source.many === null ? 0 : 1);
  const options: SpanOptions = {
    id: field.path,
    candidates: found.candidates,
    ancestor: compared.ancestor,
    groups: found.groups === null ? null : { ...found.groups, own: compared.pairs.map(({ own }) => own) },
    bounds:
      found.values === null
        ? null
        : {
            values: found.values,
            compared: compared.orders,
            second: found.seconds == null ? null : { plane: new Plane(found.seconds), compared: compared.seconds },
          },
    itself: target === entity && !source.self ? lists : null,
    ofItems: source.many !== null,
  };
  const member = fields.member(entity, field);
  if (field.unique) return uniqueFit(fields, site, found, target, presence);
  const isFree = (compared.ancestor ?? found.groups ?? options.bounds ?? options.itself) === null;
  const canFit = (choice: Fit['choice'], none: Why | null, condition: () => Recipe): Fit | null => {
    // Where `$null` is written, the column may be null for every seed.
    if (source.where?.orNull !== true) {
      if (none === null) return { choice, presence };
      if (presence === null) {
        const message = `some rows may find no row of ${target.name} that meets $where: ${none.message}`;
        const hint = `Write $null: 0%, so that such rows are null; or ${none.hint}.`;
        return fields.report(site, 'WHERE_UNMET', message, hint);
      }
    }
    const nulls = fields.key(entity, field, 'null');
    return { choice, presence: presentWhere(presence, condition(), `${field.path}\0found`, nulls) };
  };
  const apartWith =
    (choice: Fit['choice'], pick: Pick): NonNullable<Link['apart']> =>
    (others) => {
      const none = whyNone(fields, site, target, compared, found, options, pick, others.length);
      const key = fields.key(entity, field, 'differing');
      return canFit(apartFrom(choice, options, others, key), none, () => hasOther(options, others));
    };
  if (member !== null && found.sums !== null) return { choice: weighedShare(found, found.sums, member), presence };
  if ((isFree && found.sums === null && member === null) || source.cap !== null) {
    const share = shareOver(found.candidates.length);
    if (share === null) return null;
    const choice = selected(share, found);
    return { choice, presence, ...(source.cap === null && !options.ofItems && { apart: apartWith(choice, evenly) }) };
  }
  const pick = pickOf(fields, site, source, found);
  const key = fields.key(entity, field, 'value');
  const choice =
    member !== null
      ? digitShare(options, member.join(leastSpan(fields, site, compared, found)), key)
      : options.ofItems && pick === evenly
        ? listedShare(options, key)
        : fittingShare(options, pick, key);
  if (options.ofItems) {
    // A list is shorter where fewer rows fit.
    const ofList = {
      ...options,
      id: `${options.id}[]`,
      ofItems: false,
      itself: target === entity && !source.self ? lists - 1 : null,
    };
    return { choice, presence, most: fittingCount(ofList, pick) };
  }
  const none = whyNone(fields, site, target, compared, found, options, pick);
  const fitted = canFit(choice, none, () => foundRecipe(options, pick));
  if (fitted === null || found.sums !== null || found.seconds != null) return fitted;
  if (member === null) return { ...fitted, apart: apartWith(choice, pick) };
  const apart: NonNullable<Link['apart']> = (others) => {
    if (others.length > 1) {
      const message = `${field.name} has $where and is in a list of fields without repeats, so that it can differ from one other reference only`;
      return fields.report(site, 'CHECK_UNPROVEN', message, 'Keep one of the checks.');
    }
    const left = { ...options, id: `${field.path}\0apart`, other: others[0].link };
    const digits = digitShare(left, member.join(leastSpan(fields, site, compared, found) - 1), key);
    const why = whyNone(fields, site, target, compared, found, options, pick, 1);
    return canFit(digits, why, () => foundRecipe(left, pick));
  };
  return { ...fitted, apart };
}

/** Digits of rows by their weights; rows of no weight are never referred to. */
function weighedShare({ candidates }: Answer, sums: Float64Array, member: TupleMember): Share {
  const weighed = Float64Array.from({ length: candidates.length }, (_, i) => i).filter((i) => sums[i + 1] > sums[i]);
  const total = sums[candidates.length];
  const mean = weighed.reduce((sum, i, rank) => sum + rank * ((sums[i + 1] - sums[i]) / total), 0);
  const quantile = (u: number): number => {
    let [low, high] = [0, weighed.length - 1];
    while (low < high) {
      const middle = (low + high) >>> 1;
      if (sums[weighed[middle] + 1] > u * total) high = middle;
      else low = middle + 1;
    }
    return low;
  };
  const digit = member.join(weighed.length, { low: 0, high: weighed.length - 1, mean, quantile });
  return {
    fill(out, rows) {
      digit.fill(out, rows);
      for (let i = 0; i < rows.length; i++) out[i] = candidates.row(weighed[out[i]]);
    },
  };
}

function compare(fields: Fields, site: FieldSite, target: Entity, { where }: ReferenceSource): Compared | null {
  let ancestor: Compared['ancestor'] = null;
  const pairs: Pair[] = [];
  const ordered = where?.ordered ?? [];
  const isFirst = ({ theirs }: Ordering): boolean => theirs.names.join('.') === ordered[0].theirs.names.join('.');
  const orders = ordersOf(fields, site, target, ordered.filter(isFirst));
  const seconds = ordersOf(
    fields,
    site,
    target,
    ordered.filter((one) => !isFirst(one)),
  );
  let failed = orders === null || seconds === null;
  // Descendants are in the order of their rows, and not of a value.
  const canDescend = orders?.length === 0;
  for (const equality of where?.equal ?? []) {
    const theirs = originOf(fields, target, equality.theirs.names, ['']);
    const own = originOf(fields, site.entity, equality.own.names, prefixesAround(site.field.path));
    const areRows = theirs !== null && own !== null && theirs.field === own.field && theirs.field.unique;
    const ownLinks = areRows ? linksOf(fields, own) : [];
    if (ownLinks === null) {
      failed = true;
    } else if (areRows && canDescend && ancestor === null && theirs.through.every((step) => isEdge(fields, step))) {
      ancestor = { links: ownLinks, levels: levelsOf(fields, theirs), theirs };
    } else {
      const theirLinks = areRows ? linksOf(fields, theirs) : null;
      const rows = theirLinks === null ? null : [reachedRecipe(theirLinks), reachedRecipe(ownLinks)];
      const [left, right] = rows ?? valuesOf(fields, site, target, equality) ?? [];
      if (left === undefined || right === undefined) failed = true;
      else pairs.push({ equality, theirs: left, own: right, origin: own, areRows: rows !== null });
    }
  }
  return failed || orders === null || seconds === null ? null : { ancestor, pairs, orders, seconds };
}

/** Whether a reference makes its rows the children of those it refers to, all of them. */
function isEdge(fields: Fields, { entity, field }: Origin['through'][number]): boolean {
  const { nullShare, when } = field;
  return (
    perReference(entity)?.field === field && nullShare === 0 && when === null && fields.counts.isKnown(entity.name)
  );
}

function levelsOf(fields: Fields, { through }: Origin): readonly Children[] {
  return through.map(({ entity }) => fields.counts.children(entity.name)).reverse();
}

/** The links that a path follows; null after a problem. */
function linksOf(fields: Fields, { through }: Origin): readonly Link[] | null {
  const links = through.map(({ entity, field }) => fields.link(entity, field));
  const found = links.filter((link) => link !== null);
  return found.length < links.length ? null : found;
}

/** The two values of an equality as values of one type; null after a problem. */
function valuesOf(
  fields: Fields,
  site: FieldSite,
  target: Entity,
  { theirs, own }: Equality,
): readonly [Recipe, Recipe] | null {
  const left = fields.walk(target, theirs.names, site);
  const right = fields.path(own.names, site, own.at);
  if (left === null || right === null) return null;
  const nodes = [left, right].map((recipe) => columnNode(recipe, valueType(recipe.type)));
  const values = aligned(nodes);
  if (values !== null) return [values[0], values[1]];
  const [a, b] = nodes.map((node) => describe(node.is));
  const message = `${theirs.names.join('.')} is ${a}, and ${own.names.join('.')} is ${b}: they are never equal`;
  return fields.report(site, 'WHERE_TYPE', message, 'Compare fields of one type.');
}

/** What has to be known of every row of the target; null after a problem. */
function questionOf(
  fields: Fields,
  site: FieldSite,
  target: Entity,
  { where, by }: ReferenceSource,
  { pairs, orders, seconds }: Compared,
): Question | null {
  const said = where?.condition ?? null;
  const condition = said === null ? null : conditionRecipe(fields, site, target, said);
  const weight = by === null ? null : weightRecipe(fields, site, target, by);
  if ((said !== null && condition === null) || (by !== null && weight === null)) return null;
  const paths = [
    ...(said === null ? [] : expressionPaths(said)),
    ...pairs.map(({ equality }) => equality.theirs.names),
    ...[orders, seconds].flatMap((found) => found.slice(0, 1).map(({ ordering }) => ordering.theirs.names)),
    ...(by === null ? [] : [by]),
  ];
  const question = {
    condition,
    keys: pairs.map(({ theirs }) => theirs),
    order: orders[0]?.theirs ?? null,
    second: seconds[0]?.theirs ?? null,
    weight,
  };
  const isCompared = pairs.length + orders.length > 0;
  const isPass = condition !== null || weight !== null || isCompared;
  const isNumbered = weight !== null || isCompared;
  const what = condition !== null || isCompared ? '$where' : '$share';
  return isPass && !isShortPass(fields, site, target, paths, what, isNumbered) ? null : question;
}

function tooManyGroups(fields: Fields, site: FieldSite, target: Entity, { pairs }: Compared): null {
  const names = pairs.map(({ equality }) => equality.theirs.names.join('.')).join(' and ');
  const message = `${names} has more than ${MAX_GROUPS} different values in ${target.name}, by which $where would group its rows`;
  return fields.report(
    site,
    'PASS_TOO_LONG',
    message,
    'Compare with a field of fewer values, or through references with $per.',
  );
}

/** Every row another one of those that qualify. */
function uniqueFit(
  fields: Fields,
  site: FieldSite,
  found: Answer,
  target: Entity,
  presence: Presence | null,
): Fit | null {
  const { entity, field } = site;
  const rows = fields.counts.rows(entity.name);
  const { length } = found.candidates;
  if (rows > length) {
    const message = `${rows} different rows of ${target.name} are needed, and only ${length} meet $where`;
    return fields.report(site, 'DOMAIN_TOO_SMALL', message, `Raise the count of ${target.name}, or remove unique.`);
  }
  const permutation = new Permutation(length, fields.key(entity, field, 'permutation'));
  return { choice: selected({ fill: (out, batch) => permutation.fill(out, batch) }, found), presence };
}

/** A choice among the same candidates in every row. */
function selected(share: Share, { candidates }: Answer): Share {
  if (candidates instanceof EveryRow) return share;
  return {
    fill(out, rows) {
      share.fill(out, rows);
      for (let i = 0; i < rows.length; i++) out[i] = candidates.row(out[i]);
    },
  };
}

function pickOf(
  fields: Fields,
  { entity, field }: FieldSite,
  { share }: ReferenceSource,
  { candidates, sums }: Answer,
): Pick {
  if (sums !== null) return byWeight(sums);
  return share === null || share.name === 'uniform'
    ? evenly
    : byLaw(rankLaw(share, candidates.length), fields.key(entity, field, 'permutation'));
}

import { isBroken } from '../reading/field.ts';
import { flattened } from '../checks/field-index.ts';
import type { FieldOverride } from './field-override.ts';
import type { Entity, Field, ReferenceSource, Source } from '../model.ts';
import { RELATIVE_SETTINGS, settingsOf, weekSettings } from './overrides.ts';
import { Location, type ModelScope } from '../reading/location.ts';
import { CURVE_SETTINGS, STEP_SETTINGS } from '../reading/series-source.ts';
import { SLOT_SETTINGS } from '../reading/slot-source.ts';
import { STATES_SETTINGS } from '../reading/states-source.ts';
import { BEGINNING, type Span } from '../problems/problem.ts';

interface Overridden {
  readonly at: Span;
  /** By path. */
  readonly fields: ReadonlyMap<string, Field>;
  /** Whether some field could not be read, so that nothing can be said to be missing. */
  readonly isPartial: boolean;
}

/** Reports overrides that name an entity, field or setting that is not there. Their values were checked in their place. */
export function checkOverrides(
  overrides: readonly FieldOverride[],
  entities: readonly Entity[],
  scope: ModelScope,
): void {
  if (overrides.length === 0) return;
  const byName = new Map(entities.map((entity) => [entity.name, overridden(entity)]));
  for (const { entity: name, field: path, setting } of overrides) {
    const location = new Location(scope, `${name}.${path}`);
    if (!scope.entities.has(name)) {
      const hint = location.nearest(name, scope.entities);
      location.report(
        location.unfit('OVERRIDE_ENTITY_UNKNOWN'),
        BEGINNING,
        `there is no entity ${name} to override`,
        hint,
      );
    }
    const entity = byName.get(name);
    // One that could not be read has its problem already.
    if (entity === undefined) continue;
    const field = entity.fields.get(path);
    if (field !== undefined) checkSetting(field, path, setting, location);
    else if (!entity.isPartial) {
      const hint = location.nearest(path, entity.fields.keys());
      location.report(
        location.unfit('OVERRIDE_FIELD_UNKNOWN'),
        entity.at,
        `there is no field ${path} in ${name} to override`,
        hint,
      );
    }
  }
}

function overridden(entity: Entity): Overridden {
  const all = flattened(entity.fields);
  const fields = new Map<string, Field>();
  for (const field of all) {
    fields.set(field.path, field);
    // A list of references is one source, yet its items are written as a field.
    if (field.source.kind === 'reference' && field.source.many !== null) fields.set(`${field.path}[]`, field);
  }
  return { at: entity.at, fields, isPartial: all.some(isBroken) };
}

/** @param asked the path as it was named: of a list of references, the list or its items. */
function checkSetting(field: Field, asked: string, setting: string, location: Location): void {
  const { source, path } = field;
  if (source.kind === 'broken') return;
  const isList = source.kind === 'list' || (source.kind === 'reference' && source.many !== null && asked === path);
  const known = isList ? ['length', ...ANYWHERE] : settingsOfSource(field, location);
  if (known.includes(setting)) return;
  const listed = known.length === 0 ? 'change the document' : `what can be overridden here: ${known.join(', ')}`;
  const ofItems = isList ? `its items are the field ${path}[]` : listed;
  const hint = CHOOSING.has(setting)
    ? 'an override changes settings, never what fills the field'
    : location.nearest(setting, known, ofItems);
  const what = isList ? NAMES.list : NAMES[source.kind];
  const owner = source.kind === 'generator' ? source.name : `${path} is ${what}, which`;
  location.report(location.unfit('OVERRIDE_SETTING_UNKNOWN'), field.at, `${owner} has no setting ${setting}`, hint);
}

/** What may be overridden of any field. */
const ANYWHERE = ['seed', 'null'];

/** What chooses where values come from, and no setting of it. */
const CHOOSING: ReadonlySet<string> = new Set(
  [
    'type',
    'generator',
    'template',
    'expression',
    'ref',
    'lookup',
    'ordinal',
    'target',
    'sum',
    'count_of',
    'min_of',
    'max_of',
    'avg_of',
    'first',
    'last',
    'previous',
    'next',
    'running',
    'rank',
    'part_of',
    'level',
    'series',
    'slot',
    'states',
    'items',
  ].flatMap((name) => [name, `$${name}`]),
);

function settingsOfSource({ source, type }: Field, { scope }: Location): readonly string[] {
  switch (source.kind) {
    case 'static':
      return [];
    case 'object':
      if (source.fields[0]?.source.kind === 'slot') return [...SLOT_SETTINGS, ...ANYWHERE];
      if (source.fields[0]?.source.kind === 'states') return [...STATES_SETTINGS, ...ANYWHERE];
      return ['null'];
    case 'slot':
      return source.part === 'moment' ? ANYWHERE : [];
    case 'states':
      return source.start === null ? ANYWHERE : [];
    case 'relative':
      return [...RELATIVE_SETTINGS, 'within', 'until', ...weekSettings(type?.kind ?? 'timestamp'), ...ANYWHERE];
    case 'series':
      return [...(source.steps === null ? CURVE_SETTINGS : STEP_SETTINGS), ...ANYWHERE];
    case 'pattern':
      return ['pattern', ...ANYWHERE];
    case 'values':
      return ['values', ...ANYWHERE];
    case 'reference':
      return [...choiceOf(source), ...(source.field === null ? ['depth'] : []), ...ANYWHERE];
    case 'one_of':
      return ['share', ...ANYWHERE];
    case 'generator': {
      const entry = scope.catalogue.find(source.name);
      if (entry === undefined) return ANYWHERE;
      const { options, range } = settingsOf(entry);
      return [...options, ...range, ...weekSettings(entry.range), ...ANYWHERE];
    }
    case 'provider':
    case 'template':
    case 'expression':
    case 'lookup':
    case 'ordinal':
    case 'level':
    case 'target':
    case 'aggregate':
    case 'order':
    case 'list':
    case 'cases':
    case 'broken':
      return ANYWHERE;
  }
}

/** What may be overridden of which row a reference refers to. */
function choiceOf({ per, cap, tree }: ReferenceSource): readonly string[] {
  if (per !== null) return ['per'];
  if (tree !== null) return ['tree'];
  return [cap === null ? 'share' : 'cap'];
}

/** What fills a field. */
const NAMES: Readonly<Record<Exclude<Source['kind'], 'broken'>, string>> = {
  generator: 'filled by a generator',
  values: 'a choice of values',
  provider: 'filled by a provider',
  template: 'a template',
  expression: 'an expression',
  pattern: 'a pattern',
  reference: 'a reference',
  lookup: 'a look-up',
  ordinal: 'an ordinal',
  aggregate: 'an aggregate of its children',
  order: 'made from the rows of its parent',
  level: 'a level',
  series: 'a series',
  slot: 'an end of a span',
  states: 'a state',
  one_of: 'a reference to one of several entities',
  target: 'the entity of a reference',
  relative: 'a time before or after another',
  object: 'an object',
  list: 'a list',
  cases: 'a choice of cases',
  static: 'a column of $rows',
};

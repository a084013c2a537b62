import { isBroken } from '../reading/field.ts';
import { flattened } from '../checks/field-index.ts';
import type { FieldOverride } from './field-override.ts';
import type { Entity, Field, Source } from '../model.ts';
import { RELATIVE_SETTINGS, settingsOf } from './overrides.ts';
import { Location, type ModelScope } from '../reading/location.ts';
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
      location.report('OVERRIDE_ENTITY_UNKNOWN', BEGINNING, `there is no entity ${name} to override`, hint);
    }
    const entity = byName.get(name);
    // One that could not be read has its problem already.
    if (entity === undefined) continue;
    const field = entity.fields.get(path);
    if (field !== undefined) checkSetting(field, setting, location);
    else if (!entity.isPartial) {
      const hint = location.nearest(path, entity.fields.keys());
      location.report('OVERRIDE_FIELD_UNKNOWN', entity.at, `there is no field ${path} in ${name} to override`, hint);
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

function checkSetting(field: Field, setting: string, location: Location): void {
  const { source, path } = field;
  if (source.kind === 'broken') return;
  const known = settingsOfSource(source, location);
  if (known.includes(setting)) return;
  const listed = known.length === 0 ? 'change the document' : `what can be overridden here: ${known.join(', ')}`;
  const hint = source.kind === 'list' ? `its items are the field ${path}[]` : listed;
  const owner = source.kind === 'generator' ? source.name : `${path} is ${NAMES[source.kind]}, which`;
  location.report(
    'OVERRIDE_SETTING_UNKNOWN',
    field.at,
    `${owner} has no setting ${setting}`,
    location.nearest(setting, known, hint),
  );
}

function settingsOfSource(source: Source, { scope }: Location): readonly string[] {
  if (source.kind === 'static') return [];
  if (source.kind === 'relative') return [...RELATIVE_SETTINGS, 'null'];
  const entry = source.kind === 'generator' ? scope.catalogue.find(source.name) : undefined;
  if (entry === undefined) return ['null'];
  const { options, range } = settingsOf(entry);
  return [...options, ...range, 'null'];
}

/** What fills a field that no generator fills. */
const NAMES: Readonly<Record<Exclude<Source['kind'], 'generator' | 'broken'>, string>> = {
  values: 'a choice of values',
  provider: 'filled by a provider',
  template: 'a template',
  expression: 'an expression',
  reference: 'a reference',
  lookup: 'a look-up',
  ordinal: 'an ordinal',
  aggregate: 'a sum or count',
  relative: 'a time before or after another',
  object: 'an object',
  list: 'a list',
  static: 'a column of $rows',
};

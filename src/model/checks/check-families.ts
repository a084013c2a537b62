import type { OptionValue } from '../option.ts';
import type { Entity, Field, GeneratorSource } from '../model.ts';
import { Location, type ModelScope } from '../reading/location.ts';
import { optionsInstead } from './find-generator.ts';
import { objectPath } from './field-path.ts';

/** A member of a family with an option that all members of one object share. */
interface Member {
  readonly field: Field;
  readonly source: GeneratorSource;
  readonly value: string;
}

/** Warns where fields of one object belong to one place or person, and their options say that they do not. */
export function checkFamilies(entity: Entity, fields: readonly Field[], scope: ModelScope): void {
  const objects = new Map<string, { readonly option: string; readonly members: Member[] }>();
  for (const field of fields) {
    for (const source of generatorsOf(field)) {
      const entry = scope.catalogue.find(source.name);
      // A unique value is drawn apart from the family, but for those that are made from a name.
      if (entry === undefined || (field.unique && !entry.from)) continue;
      for (const [option, spec] of Object.entries(entry.options)) {
        if (spec.family === undefined) continue;
        const name = JSON.stringify([objectPath(field.path), field.group, field.seed, spec.family, option]);
        const object = objects.get(name) ?? { option, members: [] };
        const value = source.options[option];
        object.members.push({ field, source, value: value === spec.default ? '' : normal(value) });
        objects.set(name, object);
      }
    }
  }
  for (const { option, members } of objects.values()) warn(entity, option, members, scope);
}

function warn(entity: Entity, option: string, members: readonly Member[], scope: ModelScope): void {
  const said = members.find(({ value }) => value !== '');
  if (said === undefined) return;
  for (const { field, source, value } of members) {
    if (value === said.value) continue;
    const entry = scope.catalogue.find(source.name);
    const theirs = String(said.source.options[option]);
    const which = value === '' ? 'has none' : `has ${String(source.options[option])}`;
    const message = `${said.field.name} beside it has the ${option} ${theirs}, and ${field.name} ${which}, so they do not agree`;
    const written = new Map([[option, theirs.includes(',') ? `"${theirs}"` : theirs]]);
    const hint = entry === undefined ? '' : optionsInstead(entry, written);
    new Location(scope, `${entity.name}.${field.path}`).report(
      'FAMILY_OPTION',
      field.at,
      message,
      `${hint}; or separate them with $group`,
    );
  }
}

/** The generators of a field that read the record of its object: none that is made from other fields, or in a form of its own. */
function generatorsOf({ source, from }: Field): readonly GeneratorSource[] {
  if (from.length > 0) return [];
  if (source.kind === 'generator') return hasOwnForm(source) ? [] : [source];
  if (source.kind !== 'template') return [];
  return source.parts.flatMap((part) =>
    part.kind === 'generator' && part.source.kind === 'generator' ? [part.source] : [],
  );
}

function hasOwnForm({ hint, options }: GeneratorSource): boolean {
  return hint !== '' || (options.format ?? '') !== '';
}

/** A text that is equal for lists of the same codes. */
function normal(value: OptionValue | undefined): string {
  const codes = String(value ?? '')
    .toUpperCase()
    .split(/[\s,]+/);
  return [...new Set(codes.filter((code) => code !== ''))].sort().join();
}

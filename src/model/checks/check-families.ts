import type { OptionValue } from '../option.ts';
import type { Entity, Field, GeneratorSource, Lead } from '../model.ts';
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
        object.members.push({
          field,
          source,
          value: leadText(source) ?? (value === spec.default ? '' : normal(value, scope)),
        });
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
    // Which fields two members follow has been chosen for each of them.
    if (value === said.value || (source.lead?.kind === 'field' && said.source.lead?.kind === 'field')) continue;
    const entry = scope.catalogue.find(source.name);
    const theirs = shown(said, option);
    const which = value === '' ? 'has none' : `has ${shown({ source, value }, option)}`;
    const message = `${said.field.name} beside it has the ${option} ${theirs}, and ${field.name} ${which}, so they do not agree`;
    const written = new Map([[option, theirs.includes(',') ? `"${theirs}"` : theirs]]);
    let hint = entry === undefined ? '' : optionsInstead(entry, written);
    if (said.source.lead) hint = hintOf(said.source.lead, field, source);
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

/** A text that is equal for lists of the same countries. */
function normal(value: OptionValue | undefined, { catalogue }: ModelScope): string {
  if (value === 'any') return '';
  const codes = String(value ?? '')
    .split(',')
    .flatMap((part) => catalogue.country(part) ?? part.toUpperCase().split(/\s+/));
  return [...new Set(codes.filter((code) => code !== ''))].sort().join();
}

/** What leads the country of a member, as a text; the same as an option where that says the same. */
function leadText({ lead = null }: GeneratorSource): string | null {
  if (lead === null) return null;
  if (lead.kind === 'field') return `$from ${lead.path.join('.')}`;
  const codes = lead.weights === null ? lead.codes : lead.codes.map((code, i) => `${code} ${lead.weights?.[i]}`);
  return codes.toSorted().join();
}

function shown({ source, value }: Pick<Member, 'source' | 'value'>, option: string): string {
  if (source.lead?.kind === 'field') return `of ${source.lead.path.join('.')}`;
  return source.lead ? value : String(source.options[option]);
}

function hintOf(lead: Lead, field: Field, source: GeneratorSource): string {
  if (lead.kind === 'field')
    return `write ${field.name}: { $generator: ${source.name}, $from: ${lead.path.join('.')} }`;
  return `remove the option, so that the $country around ${field.name} counts`;
}

import type { Expression } from '../../model/index.ts';
import type { Recipe } from '../frame.ts';
import type { Presence } from '../recipes/presence.ts';
import type { Checks } from './checks/checks.ts';
import type { NullRule } from './checks/nulls.ts';
import type { Fields, FieldSite } from './fields.ts';

/** Where fields have values, each worked out once: whatever leads through a field shares its nulls. */
export class Presences {
  readonly #fields: Fields;
  readonly #condition: (when: Expression, site: FieldSite) => Recipe | null;
  readonly #presences = new Map<string, Presence | null>();
  readonly #open = new Set<string>();
  readonly #checks: Checks | null;

  constructor(fields: Fields, condition: (when: Expression, site: FieldSite) => Recipe | null, checks: Checks | null) {
    this.#fields = fields;
    this.#condition = condition;
    this.#checks = checks;
  }

  /** Null where a field has no nulls of its own, or after a problem. */
  of(site: FieldSite): Presence | null {
    const { entity, field } = site;
    const rules = this.#checks?.nullsOf(entity, field) ?? [];
    if (field.nullShare === 0 && field.when === null && rules.length === 0) return null;
    const id = `${entity.name}\0${field.path}`;
    const known = this.#presences.get(id);
    if (known !== undefined) return known;
    if (this.#open.has(id)) {
      const message = `whether ${entity.name}.${field.path} is null depends on itself`;
      return this.#fields.report(site, 'VALUE_CYCLE', message, 'Name other fields in its $when.');
    }
    this.#open.add(id);
    const presence = this.#make(site, rules);
    this.#open.delete(id);
    this.#presences.set(id, presence);
    return presence;
  }

  #make(site: FieldSite, rules: readonly NullRule[]): Presence | null {
    const { entity, field } = site;
    const when = field.when === null ? null : this.#condition(field.when, site);
    if (when !== null && when.type.kind !== 'boolean') {
      const message = `$when needs true or false, this is ${when.type.kind}`;
      return this.#fields.report(site, 'CONDITION_TYPE', message, 'Compare the value with something.');
    }
    const key = this.#fields.key(entity, field, 'null');
    const byChecks = rules.map(({ guards, isNull }) => ({
      isNull,
      conditions: guards.flatMap((guard) => this.#checks?.condition(entity, guard) ?? []),
    }));
    return { id: field.path, nullShare: field.nullShare, key, when, byChecks };
  }
}

import type { Field, ReferenceSource } from '../model.ts';
import type { Location } from '../reading/location.ts';
import { isInList } from './field-path.ts';

/** What contradicts `$cap`. */
export function checkCap(field: Field, source: ReferenceSource, location: Location): void {
  const { cap } = source;
  if (cap === null) return;
  if (source.many !== null || isInList(field.path)) {
    const message = '$cap counts the references of rows, and the items of a list are not rows';
    location.report(
      'DIRECTIVE_PLACE',
      field.at,
      message,
      'put the reference into the entity, or into an entity of its own',
    );
  }
  const others: readonly (readonly [said: boolean, name: string, hint: string])[] = [
    [source.per !== null, '$per', `write $per: 0-${cap}`],
    [
      source.share !== null || source.by !== null,
      '$share',
      'a cap spreads the references evenly: keep only one of them',
    ],
    [field.unique, 'unique', 'unique is the same as $cap: 1; keep only one of them'],
    [
      source.where !== null && source.where.equal.length + source.where.ordered.length > 0,
      'an own field in $where',
      cap === 1
        ? `for a different row in each of them write $unique: [${source.where?.equal[0]?.own.names[0] ?? 'tenant_id'}, ${field.name}] on the entity in place of $cap`
        : `give ${source.entity} the children: write $per: 0-${cap} and look the own field up`,
    ],
  ];
  for (const [said, name, hint] of others) {
    if (said) location.report('DIRECTIVE_CONTRADICTION', field.at, `$cap and ${name} contradict each other`, hint);
  }
}

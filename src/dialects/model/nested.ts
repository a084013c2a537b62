import type { Catalogue, DeclaredType } from '../../model/index.ts';
import { draft, type Draft, written } from '../draft.ts';
import type { Findings } from '../report.ts';
import type { Column, ColumnType } from '../schema.ts';
import type { ColumnRole } from './column-role.ts';
import { freeName } from './names.ts';

/** How deep objects and lists of a model nest. */
const MAX_DEPTH = 8;
/** Items of a list. */
const MAX_ITEMS = 1000;

/** Makes the field of a member or an item. */
type Make = (role: ColumnRole) => Draft | null;

/** The field of an object; null where it has no members. */
export function structField(
  role: ColumnRole,
  members: readonly Column[],
  { catalogue, findings, make }: { readonly catalogue: Catalogue; readonly findings: Findings; readonly make: Make },
): Draft | null {
  if (role.depth >= MAX_DEPTH) return tooDeep(role, findings);
  const made = draft();
  const taken = new Set<string>();
  const owners = [role.column.name, ...role.owners];
  for (const column of members) {
    // A name that begins with $ is written with another one.
    const wanted = column.name.startsWith('$') ? `$${column.name}` : column.name;
    const name = wanted === column.name ? freeName(wanted, 'field', taken) : wanted;
    const path = `${role.path}.${name}`;
    if (name !== wanted) {
      findings.approximated('NAME_CHANGED', column.at, path, `The member is called \`${column.name}\`.`);
    }
    const field = make({
      column,
      path,
      owners,
      depth: role.depth + 1,
      rules: undefined,
      isKey: false,
      isUnique: false,
      mayBeNull: column.notNull && mayBeNull(catalogue, members, column, owners),
      reach: [],
    });
    if (field !== null) made.directives.set(name, written(field));
  }
  return made.directives.size === 0 ? null : made;
}

/** The field of a list; null where its items cannot be made. */
export function listField(
  role: ColumnRole,
  type: ColumnType & { kind: 'list' },
  findings: Findings,
  make: Make,
): Draft | null {
  if (isUnknown(type.item)) return null;
  if (role.depth >= MAX_DEPTH) return tooDeep(role, findings);
  const { notNull = true, parquet, length, nullShare } = type.items ?? {};
  const { words, pattern, parquet: _, nullShare: __, ...column } = role.column;
  const item = make({
    ...role,
    column: {
      ...column,
      type: type.item,
      notNull,
      default: null,
      isIdentity: false,
      ...(words === undefined ? {} : { words }),
      ...(pattern === undefined ? {} : { pattern }),
      ...(parquet === undefined ? {} : { parquet }),
      ...(nullShare === undefined ? {} : { nullShare }),
    },
    path: `${role.path}[]`,
    depth: role.depth + 1,
    rules: undefined,
    isKey: false,
    isUnique: false,
    mayBeNull: false,
    reach: [],
  });
  if (item === null) return null;
  const made = draft();
  made.directives.set('$items', written(item));
  const count = typeof length === 'number' ? Math.min(length, MAX_ITEMS) : length;
  if (typeof count === 'number') made.directives.set('$length', { value: count, text: String(count) });
  else if (count !== undefined) made.directives.set('$length', count);
  return made;
}

function tooDeep({ column, path }: ColumnRole, findings: Findings): Draft {
  const message = `Objects and lists of a model nest at most ${MAX_DEPTH} levels deep. The field is any JSON.`;
  findings.approximated('TYPE_APPROXIMATED', column.at, path, message);
  return draft('json');
}

/** What columns of one object may follow, by the list of them: finding that takes longer the more there are. */
const relations = new WeakMap<readonly Column[], ReadonlyMap<string, string>>();

function relationsOf(catalogue: Catalogue, columns: readonly Column[]): ReadonlyMap<string, string> {
  const known = relations.get(columns);
  if (known !== undefined) return known;
  const found = catalogue.relate(
    columns.map(({ name, type }) => ({ name, type: RELATED[type.kind] ?? null, bare: true, drawn: true })),
  );
  relations.set(columns, found);
  return found;
}

/** Whether what a field would be made of can make it null, although it must not be. @param owners as those of a role. */
export function mayBeNull(
  catalogue: Catalogue,
  columns: readonly Column[],
  { name, type: { kind } }: Column,
  owners: readonly string[],
): boolean {
  // What is rare, such as the time of a refund, is null elsewhere.
  const isTime = kind === 'date' || kind === 'timestamp';
  if (isTime && catalogue.infer(name, kind, owners)[0]?.kind === 'expression') return true;
  const text = relationsOf(catalogue, columns).get(name);
  if (text === undefined) return false;
  if (isTime || kind === 'boolean') return true;
  if (kind !== 'integer' && kind !== 'number') return false;
  return columns.some((column) => !column.notNull && text.includes(`\`${column.name}\``));
}

/** Types that inference relates to one another. */
const RELATED: { readonly [Kind in ColumnType['kind']]?: DeclaredType } = {
  boolean: { kind: 'boolean' },
  date: { kind: 'date' },
  integer: { kind: 'integer' },
  number: { kind: 'number' },
  time: { kind: 'time' },
  timestamp: { kind: 'timestamp' },
};

function isUnknown(type: ColumnType): boolean {
  return type.kind === 'other' || (type.kind === 'list' && isUnknown(type.item));
}

import type { Findings } from '../report.ts';
import type { Check, Reference, SourceTable } from '../schema.ts';

/** What is known of the tables of a schema, and what is noted of their references. */
interface Tables {
  readonly findings: Findings;
  /** Columns that are not in the model, by table. */
  readonly absent: ReadonlyMap<SourceTable, ReadonlySet<string>>;
  readonly left: { references: number };
  target(reference: Reference): SourceTable | undefined;
}

/** A reference whose other columns are those of another reference: it leads to a row that has the same values in them. */
export interface PartReference {
  readonly reference: Reference;
  /** The columns that it makes. */
  readonly own: readonly string[];
  /** The columns that another reference makes. */
  readonly shared: readonly string[];
}

export interface KeptReferences {
  /** Those that become fields: one for each column. */
  readonly kept: readonly Reference[];
  readonly parts: readonly PartReference[];
  /** Those that are met by a column that is null in all rows. */
  readonly nulled: readonly { readonly reference: Reference; readonly column: string }[];
}

/**
 * How the references of a table are kept.
 * @param isImpossible whether the field of a reference that shares columns turned out to be impossible.
 */
export function keptReferences(
  context: Tables,
  table: SourceTable,
  isImpossible: (reference: Reference) => boolean,
): KeptReferences {
  const kept: Reference[] = [];
  const parts: PartReference[] = [];
  const nulled: { readonly reference: Reference; readonly column: string }[] = [];
  const isOwn = (reference: Reference): number => (context.target(reference) === table ? 1 : 0);
  const sorted = table.references.toSorted((a, b) => isOwn(a) - isOwn(b) || b.columns.length - a.columns.length);
  for (const reference of sorted) {
    const { columns, at } = reference;
    const skip = (message: string): void => {
      context.left.references++;
      context.findings.skipped('REFERENCE_SKIPPED', at, table.name, message);
    };
    const target = context.target(reference);
    if (target === undefined) skip(`\`${reference.table.name}\` is a partition, or is not defined.`);
    else if (reference.refers.some((name) => context.absent.get(target)?.has(name) === true)) {
      skip(`\`${reference.refers.join(', ')}\` of \`${target.name}\` is not in the model.`);
    } else if (kept.some((other) => columns.some((name) => other.columns.includes(name)))) {
      // A column of a pair that refers to the same row by way of the pair needs no reference of its own.
      if (isImplied(context, reference, kept)) continue;
      const part = isImpossible(reference) ? null : partOf(table, reference, [...kept, ...parts.map(ofPart)]);
      if (part !== null) {
        parts.push(part);
        continue;
      }
      const column = freeColumn(table, reference, [...kept, ...parts.map(ofPart)]);
      if (column === undefined) skip(`The columns \`${columns.join(', ')}\` have a reference already.`);
      else nulled.push({ reference, column });
    } else kept.push(reference);
  }
  return { kept: table.references.filter((reference) => kept.includes(reference)), parts, nulled };
}

const ofPart = ({ reference }: PartReference): Reference => reference;

/** The columns of a reference that no other one makes, where there are some that nothing else decides. */
function partOf(
  { primaryKey, uniques }: SourceTable,
  reference: Reference,
  others: readonly Reference[],
): PartReference | null {
  const isShared = (name: string): boolean => others.some(({ columns }) => columns.includes(name));
  const [own, shared] = [reference.columns.filter((name) => !isShared(name)), reference.columns.filter(isShared)];
  // Which row is chosen depends on the shared columns, so that nothing makes it differ from row to row.
  const isDistinct = own.some((name) => [primaryKey, ...uniques.map(({ columns }) => columns)].flat().includes(name));
  return own.length === 0 || isDistinct ? null : { reference, own, shared };
}

/** A column that can be null, and that no other reference needs. */
function freeColumn(
  { columns, primaryKey }: SourceTable,
  reference: Reference,
  kept: readonly Reference[],
): string | undefined {
  const taken = new Set([...primaryKey, ...kept.flatMap((other) => other.columns)]);
  return columns.find(({ name, notNull }) => reference.columns.includes(name) && !notNull && !taken.has(name))?.name;
}

/** Conditions that stand in for references, each made once. */
export class NullChecks {
  readonly #known = new Map<Reference, Check>();

  /** The column is null. */
  of(reference: Reference, column: string): Check {
    const known = this.#known.get(reference);
    if (known !== undefined) return known;
    const { name, at } = reference;
    const made: Check = { name, at, text: '', condition: { kind: 'is_null', of: { kind: 'column', name: column } } };
    this.#known.set(reference, made);
    return made;
  }
}

function isImplied(context: Tables, reference: Reference, kept: readonly Reference[]): boolean {
  return kept.some((other) => {
    const target = context.target(other);
    if (target === undefined || !reference.columns.every((name) => other.columns.includes(name))) return false;
    const columns = reference.columns.map((name) => other.refers[other.columns.indexOf(name)]);
    const isSame = tableEquals(other, reference) && columns.every((name, i) => name === reference.refers[i]);
    return (
      isSame ||
      target.references.some(
        (theirs) => tableEquals(theirs, reference) && theirs.columns.join('\0') === columns.join('\0'),
      )
    );
  });
}

function tableEquals(a: Reference, b: Reference): boolean {
  return a.table.schema === b.table.schema && a.table.name === b.table.name;
}

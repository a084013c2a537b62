import { conditionColumns } from '../condition-columns.ts';
import type { Comparison, Condition } from '../schema.ts';

/** Clauses of a condition, and cases of one, that are looked at. */
const MAX_CLAUSES = 64;
const MAX_CASES = 64;
/** Parts of a clause or a case. */
const MAX_PARTS = 12;

const OPPOSITE: Readonly<Record<Comparison, Comparison>> = {
  '=': '<>',
  '<>': '=',
  '<': '>=',
  '<=': '>',
  '>': '<=',
  '>=': '<',
};

/** A condition without `and`, `or` and `is_true`; `not` only before what has no opposite of its own. */
export type Atom = Condition;

type Tree =
  | { readonly kind: 'and' | 'or'; readonly of: readonly Tree[] }
  | { readonly kind: 'atom'; readonly atom: Atom };

/**
 * What all have to hold, each of them a list of which one has to hold. Null passes, as in a check. Null if there are too many of them.
 * @param notNull the columns that are never null.
 */
export function clausesOf(condition: Condition, notNull: ReadonlySet<string>): readonly (readonly Atom[])[] | null {
  const all = product(pushed(condition, false, 'passes'), 'and', MAX_CLAUSES);
  if (all === null) return null;
  const clauses = all.flatMap((clause): readonly Atom[][] => {
    const atoms = distinct(clause.filter((atom) => truthOf(atom, notNull) !== false));
    if (atoms.some((atom) => truthOf(atom, notNull) === true) || hasOpposites(atoms)) return [];
    return [withoutNulls(atoms)];
  });
  return withoutImplied(withoutSupersets(clauses), notNull);
}

/** The ways to meet a condition, each of them a list that has to hold together. */
export function casesOf(condition: Condition, notNull: ReadonlySet<string>): readonly (readonly Atom[])[] {
  const all = product(pushed(condition, false, 'passes'), 'or', MAX_CASES) ?? [];
  const cases = all.flatMap((one): readonly Atom[][] => {
    const atoms = distinct(one.filter((atom) => truthOf(atom, notNull) !== true));
    return atoms.some((atom) => truthOf(atom, notNull) === false) || hasOpposites(atoms) ? [] : [atoms];
  });
  return withoutSupersets(cases);
}

/**
 * Cases that one column tells apart, as clauses: the values of the column, and for each case what it asks for. Null if there is no such
 * column.
 */
export function casesByColumn(cases: readonly (readonly Atom[])[]): readonly (readonly Atom[])[] | null {
  if (cases.length < 2) return null;
  const [first] = cases;
  for (const lead of first) {
    const column = leadColumn(lead);
    if (column === null) continue;
    const leads = cases.map((one) => one.filter((atom) => leadColumn(atom) === column));
    if (leads.some(({ length }) => length !== 1) || !areApart(leads.map(([atom]) => atom))) continue;
    const others = cases.map((one, i) => one.filter((atom) => atom !== leads[i][0]));
    // Another condition on the column would be about its values as well.
    if (others.flat().some((atom) => columnsIn(atom).includes(column))) continue;
    const tests = leads.map(([atom]) => nullTest(atom));
    const all = tests.every((test) => test !== null) ? [] : [leads.flat()];
    return [...all, ...leads.flatMap(([atom], i) => others[i].map((other) => [opposite(atom), other]))];
  }
  return null;
}

/** The column of an atom that tells cases apart by its values. */
function leadColumn(atom: Atom): string | null {
  const test = nullTest(atom);
  if (test !== null) return test.column;
  const values = valuesOf(atom);
  return values === null ? null : (columnsIn(atom)[0] ?? null);
}

/** The values that an atom allows a column, as texts. */
function valuesOf(atom: Atom): readonly string[] | null {
  if (atom.kind === 'column') return ['true'];
  if (atom.kind === 'not' && atom.of.kind === 'column') return ['false'];
  if (atom.kind === 'compare' && atom.operator === '=' && atom.left.kind === 'column') {
    return 'text' in atom.right ? [atom.right.text] : atom.right.kind === 'boolean' ? [String(atom.right.value)] : null;
  }
  if (atom.kind !== 'in' || atom.of.kind !== 'column') return null;
  const texts = atom.values.flatMap((value) => ('text' in value ? value.text : []));
  return texts.length === atom.values.length ? texts : null;
}

/** Whether no two of the conditions on a column hold together. */
function areApart(leads: readonly Atom[]): boolean {
  const tests = leads.map(nullTest);
  if (tests.some((test) => test !== null)) {
    return leads.length === 2 && tests[0] !== null && tests[1] !== null && tests[0].isNull !== tests[1].isNull;
  }
  const values = leads.flatMap((atom) => valuesOf(atom) ?? []);
  return new Set(values).size === values.length;
}

/** The opposite of an atom: true where it is false, and null where it is null. */
export function opposite(atom: Atom): Atom {
  if (atom.kind === 'compare') return { ...atom, operator: OPPOSITE[atom.operator] };
  if (atom.kind === 'boolean') return { kind: 'boolean', value: !atom.value };
  if (atom.kind === 'not') return atom.of;
  return { kind: 'not', of: atom };
}

/** The column that an atom asks to be null or not; null for any other atom. */
export function nullTest(atom: Atom): { readonly column: string; readonly isNull: boolean } | null {
  const test = atom.kind === 'not' ? atom.of : atom;
  if (test.kind !== 'is_null' || test.of.kind !== 'column') return null;
  return { column: test.of.name, isNull: atom.kind !== 'not' };
}

/** The columns that a condition names, each once. */
export function columnsIn(condition: Condition): readonly string[] {
  return [...new Set(conditionColumns(condition))];
}

/**
 * The condition with `not` before atoms alone.
 * @param nulls what becomes of an atom that is null: it passes, is false (`fails`), or is true (`holds`).
 */
function pushed(condition: Condition, isNegated: boolean, nulls: 'passes' | 'fails' | 'holds'): Tree {
  switch (condition.kind) {
    case 'not':
      return pushed(condition.of, !isNegated, nulls);
    case 'is_true':
      return pushed(condition.of, isNegated, isNegated ? 'holds' : 'fails');
    case 'and':
    case 'or': {
      const kind = (condition.kind === 'and') === isNegated ? 'or' : 'and';
      return { kind, of: condition.of.map((one) => pushed(one, isNegated, nulls)) };
    }
    case 'column':
    case 'text':
    case 'number':
    case 'boolean':
    case 'null':
    case 'call':
    case 'compare':
    case 'in':
    case 'is_null':
    case 'match':
    case 'arithmetic':
    case 'duration':
    case 'unknown': {
      const atom: Tree = { kind: 'atom', atom: isNegated ? opposite(condition) : condition };
      if (nulls === 'passes' || condition.kind === 'is_null') return atom;
      const tests = columnsIn(condition).map((name): Tree => {
        const test: Atom = { kind: 'is_null', of: { kind: 'column', name } };
        return { kind: 'atom', atom: nulls === 'fails' ? opposite(test) : test };
      });
      return { kind: nulls === 'fails' ? 'and' : 'or', of: [atom, ...tests] };
    }
  }
}

/** The parts of a tree, joined by `outer`, of atoms that are joined by the other; null if there are too many. */
function product(tree: Tree, outer: 'and' | 'or', max: number): readonly (readonly Atom[])[] | null {
  if (tree.kind === 'atom') return [[tree.atom]];
  const parts: (readonly (readonly Atom[])[])[] = [];
  for (const one of tree.of) {
    const part = product(one, outer, max);
    if (part === null) return null;
    parts.push(part);
  }
  if (tree.kind === outer) {
    const all = parts.flat();
    return all.length <= max ? all : null;
  }
  let all: (readonly Atom[])[] = [[]];
  for (const part of parts) {
    all = all.flatMap((list) => part.map((atoms) => [...list, ...atoms]));
    if (all.length > max || all.some((list) => list.length > MAX_PARTS * 2)) return null;
  }
  return all;
}

/** Whether an atom is always true or always false, as far as null goes; null where that is open. */
function truthOf(atom: Atom, notNull: ReadonlySet<string>): boolean | null {
  if (atom.kind === 'boolean') return atom.value;
  // Null passes a check.
  if (atom.kind === 'null' || (atom.kind === 'not' && atom.of.kind === 'null')) return true;
  const test = nullTest(atom);
  return test !== null && notNull.has(test.column.toLowerCase()) ? !test.isNull : null;
}

/** `a is null or a > b`: null passes without it. */
function withoutNulls(atoms: readonly Atom[]): Atom[] {
  return atoms.filter((atom) => {
    const test = nullTest(atom);
    return !(test?.isNull === true) || !atoms.some((other) => isStrict(other, test.column));
  });
}

/** Whether an atom is null where the column is. */
function isStrict(atom: Atom, column: string): boolean {
  switch (atom.kind) {
    case 'column':
      return atom.name.toLowerCase() === column.toLowerCase();
    case 'not':
      return isStrict(atom.of, column);
    case 'compare':
    case 'arithmetic':
      return isStrict(atom.left, column) || isStrict(atom.right, column);
    case 'in':
    case 'match':
      return isStrict(atom.of, column);
    case 'call':
      return atom.name !== 'coalesce' && atom.name !== 'nullif' && atom.of.some((one) => isStrict(one, column));
    case 'and':
    case 'or':
    case 'is_true':
    case 'is_null':
    case 'text':
    case 'number':
    case 'boolean':
    case 'null':
    case 'duration':
    case 'unknown':
      return false;
  }
}

/** Clauses that do not follow from two others: `a or b` and `not a or c` say `b or c` as well, unless a is null. */
function withoutImplied(
  clauses: readonly (readonly Atom[])[],
  notNull: ReadonlySet<string>,
): readonly (readonly Atom[])[] {
  const isKnown = (atom: Atom): boolean =>
    nullTest(atom) !== null || columnsIn(atom).every((name) => notNull.has(name.toLowerCase()));
  const keyed = clauses.map((clause) => clause.map((atom) => ({ atom, key: JSON.stringify(atom) })));
  const kept = new Set(keyed);
  for (const clause of keyed) {
    if (clause.length < 2) continue;
    const own = new Set(clause.map(({ key }) => key));
    // What is left of another clause beside this one: a single atom that the two have to disagree on.
    const rest = [...kept].flatMap((other) => {
      const beside = other === clause ? [] : other.filter(({ key }) => !own.has(key));
      return beside.length === 1 && isKnown(beside[0].atom) ? beside : [];
    });
    const keys = new Set(rest.map(({ key }) => key));
    if (rest.some(({ atom }) => keys.has(JSON.stringify(opposite(atom))))) kept.delete(clause);
  }
  return clauses.filter((_, i) => kept.has(keyed[i]));
}

function hasOpposites(atoms: readonly Atom[]): boolean {
  const keys = new Set(atoms.map((atom) => JSON.stringify(atom)));
  if (atoms.some((atom) => keys.has(JSON.stringify(opposite(atom))))) return true;
  const tests = atoms.flatMap((atom) => nullTest(atom) ?? []);
  return tests.some(({ column, isNull }) => tests.some((other) => other.column === column && other.isNull !== isNull));
}

function distinct(atoms: readonly Atom[]): Atom[] {
  return [...new Map(atoms.map((atom) => [JSON.stringify(atom), atom])).values()];
}

/** `a` says more than `a or b`. */
function withoutSupersets(clauses: readonly (readonly Atom[])[]): readonly (readonly Atom[])[] {
  const keys = clauses.map((clause) => new Set(clause.map((atom) => JSON.stringify(atom))));
  return clauses.filter((_, i) => {
    return !keys.some((other, j) => {
      const isSmaller = other.size < keys[i].size || (other.size === keys[i].size && j < i);
      return isSmaller && [...other].every((key) => keys[i].has(key));
    });
  });
}

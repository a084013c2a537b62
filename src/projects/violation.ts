/** SQLSTATE of a constraint that a statement would have broken. */
const VIOLATIONS: Readonly<Record<string, 'unique' | 'reference'>> = { '23505': 'unique', '23503': 'reference' };

/** Which kind of constraint the database refused a statement for; null for any other error. */
export function violation(error: unknown): 'unique' | 'reference' | null {
  if (!(error instanceof Error && 'code' in error && typeof error.code === 'string')) return null;
  return Object.hasOwn(VIOLATIONS, error.code) ? VIOLATIONS[error.code] : null;
}

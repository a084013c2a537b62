/** A name as SQL, whatever it holds: case and every character are kept. The same in PostgreSQL and SQLite. */
export function identifier(name: string): string {
  return `"${name.replaceAll('"', '""')}"`;
}

/** A name as SQL, as a dialect quotes it. */
export type Quote = (name: string) => string;

/** The same in MySQL. */
export function backticked(name: string): string {
  return `\`${name.replaceAll('`', '``')}\``;
}

/** Names as a list in parentheses. */
export function identifiers(names: readonly string[], quote: Quote = identifier): string {
  return `(${names.map(quote).join(', ')})`;
}

/** A text as a literal of SQL; backslashes mean themselves, as PostgreSQL has it by default (standard_conforming_strings). */
export function literal(text: string): string {
  return `'${text.replaceAll("'", "''")}'`;
}

/** The columns of a table by name, all as long as each other. */
export type Columns = Readonly<Record<string, readonly string[]>>;

/** The content of `tables.json.br`: what families of generators pick rows from, by the name of the table. */
export type Tables = Readonly<Record<string, Columns>>;

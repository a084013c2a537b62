/** The content of a file in `tables`, of which a family of generators picks rows: columns by name, all as long as each other. */
export type Columns = Readonly<Record<string, readonly string[]>>;

/** The text before the path of a SQLite database in `--target`. */
export const SQLITE_TARGET = 'sqlite:';

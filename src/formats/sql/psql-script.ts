/** What the statements of our files take for granted, first of all. */
export const SESSION = `SET client_encoding = 'UTF8';
SET standard_conforming_strings = on;
`;

/**
 * A script for psql that runs others, which stand in its folder wherever psql is called from: one transaction, which the
 * first error ends.
 * @param last statements after them.
 */
export function psqlScript(files: readonly string[], last = ''): string {
  const includes = files.map((file) => `\\ir ${argument(file)}\n`).join('');
  return `-- psql -f load.sql DATABASE\n\\set ON_ERROR_STOP on\nBEGIN;\n${includes}${last}COMMIT;\n`;
}

/** A file name as psql reads it. No file of ours has a backslash in its name. */
function argument(file: string): string {
  return /^[\w.-]+$/.test(file) ? file : `'${file.replaceAll("'", "''")}'`;
}

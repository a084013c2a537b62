import { existsSync, mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { afterAll, describe, expect, test } from 'vitest';
import { importText } from '../dialects/import-text.ts';
import { comparable, importUrl } from './import-url.ts';

const TRICKY = `
CREATE TABLE customer (
  id INTEGER PRIMARY KEY AUTOINCREMENT, -- a comment; with a semicolon
  "full name" VARCHAR(40) NOT NULL CHECK (length("full name") > 1),
  [odd] TEXT COLLATE NOCASE, \`tick\` REAL DEFAULT 1.5, plain,
  shout TEXT GENERATED ALWAYS AS (upper("full name")) VIRTUAL,
  kind TEXT NOT NULL CHECK (kind IN ('a', 'b;c'))
) /* after */;
CREATE TABLE "order" (customer INTEGER NOT NULL REFERENCES customer, line INT NOT NULL, at DATETIME NOT NULL,
  price DECIMAL(8,2) CHECK (price >= 0), PRIMARY KEY (customer, line)) WITHOUT ROWID;
CREATE TABLE strictly (id INT PRIMARY KEY, parent INT REFERENCES strictly (id), any ANY) STRICT;
CREATE UNIQUE INDEX one ON customer ("odd", kind) WHERE kind = 'a';
CREATE UNIQUE INDEX two ON "order" (price);
CREATE VIEW names AS SELECT "full name" FROM customer;
CREATE TRIGGER touch AFTER INSERT ON customer BEGIN UPDATE customer SET tick = 2; END;
`;

const folder = mkdtempSync(join(tmpdir(), 'rowmill-sqlite-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

/** A file with the tables of a script. */
function file(name: string, script: string): string {
  const path = join(folder, name);
  const database = new DatabaseSync(path);
  database.exec(script);
  database.close();
  return path;
}

describe('a live import of a SQLite file', () => {
  test('equals the import of the script that made it', async () => {
    const path = file('tricky.db', TRICKY);
    const script = await importText(TRICKY, 'sqlite');
    expect(script.report.source).toMatchObject({ tables: 3, uniques: 2 });
    for (const url of [`sqlite:${path}`, `sqlite://${path}`]) {
      expect(comparable(await importUrl(url))).toEqual(comparable(script));
    }
  });

  const chinook = join(process.env['ROWMILL_CORPORA'] ?? '', 'ddl', 'chinook', 'Chinook_Sqlite.ddl.sql');
  test.skipIf(!existsSync(chinook))('of a script of ROWMILL_CORPORA', async () => {
    const script = readFileSync(chinook, 'utf8');
    const path = file('chinook.db', script);
    expect(comparable(await importUrl(`sqlite:${path}`))).toEqual(comparable(await importText(script, 'sqlite')));
  });

  test('knows the tables of a virtual table', async () => {
    const path = file(
      'words.db',
      'CREATE TABLE a (id INTEGER PRIMARY KEY); CREATE VIRTUAL TABLE words USING fts5(body)',
    );
    const { report } = await importUrl(`sqlite:${path}`);
    expect(report.source.tables).toBe(1);
    expect(report.findings).toMatchObject([{ code: 'STATEMENT_SKIPPED', line: null, column: null }]);
  });

  test('reads the file, and leaves no trace beside it', async () => {
    const path = file('kept.db', 'CREATE TABLE a (id INTEGER PRIMARY KEY)');
    const before = [readFileSync(path), statSync(path).mtimeMs];
    await importUrl(`sqlite:${path}`);
    expect([readFileSync(path), statSync(path).mtimeMs]).toEqual(before);
    expect(existsSync(`${path}-journal`)).toBe(false);
  });

  test.each([
    ['a file that is not there', 'missing.db', null, 'DATABASE_MISSING'],
    ['a file of another kind', 'text.db', 'CREATE TABLE a (id int);'.repeat(100), 'DATABASE_MISSING'],
    ['a file that is cut', 'cut.db', 'SQLite format 3\0', 'DATABASE_MISSING'],
  ])('refuses %s', async (_what, name, content, code) => {
    const path = join(folder, name);
    if (content !== null) writeFileSync(path, content);
    await expect(importUrl(`sqlite:${path}`)).rejects.toMatchObject({ code });
    expect(existsSync(path)).toBe(content !== null);
  });
});

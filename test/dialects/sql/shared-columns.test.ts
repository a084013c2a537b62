import { describe, expect, it } from 'vitest';
import { errorsOf, importText } from '../import-text.ts';

describe('constraints that share columns', () => {
  it('a list of columns is unique once, whatever constraints say so', async () => {
    const { model } = await importText(
      'CREATE TABLE p (id int PRIMARY KEY); CREATE TABLE a (id int PRIMARY KEY, p int NOT NULL REFERENCES p, name text NOT NULL, UNIQUE (p, name)); CREATE UNIQUE INDEX ON a (lower(name), p);',
      'postgresql',
    );
    expect(errorsOf(model)).toEqual([]);
    expect(model.match(/\$unique/g)).toHaveLength(1);
  });

  it('a reference of several columns is null only if all of its columns can be', async () => {
    const { model } = await importText(
      `CREATE TABLE p (a int, b int, PRIMARY KEY (a, b));
       CREATE TABLE c (a int NOT NULL, n int NOT NULL, b int, PRIMARY KEY (a, n), FOREIGN KEY (a, b) REFERENCES p);
       CREATE TABLE d (id int PRIMARY KEY, a int, b int, FOREIGN KEY (a, b) REFERENCES p);`,
      'postgresql',
    );
    expect(errorsOf(model)).toEqual([]);
    expect(model.match(/\$null: 20%/g)).toHaveLength(1);
  });

  it('a second reference of a column is met by nulls, unless they are not allowed', async () => {
    const script = (nulls: string, more: string): string => `
      CREATE TABLE p (a int, b int, PRIMARY KEY (a, b));
      CREATE TABLE c (a int NOT NULL, n int NOT NULL, b int NOT NULL, d int ${nulls}, PRIMARY KEY (a, n),
        FOREIGN KEY (a, b) REFERENCES p, FOREIGN KEY (a, d) REFERENCES c ${more});`;
    const { model, report } = await importText(script('DEFAULT 3', ''), 'postgresql');
    expect(errorsOf(model)).toEqual([]);
    expect(model).toMatch(/ d: .*null 100%/);
    expect(report.findings.map(({ code }) => code)).toEqual(['REFERENCE_APPROXIMATED']);
    for (const required of [script('NOT NULL', ''), script('', ', CHECK (d IS NOT NULL)')]) {
      const { report: other } = await importText(required, 'postgresql');
      expect(other.findings.map(({ code }) => code)).toEqual(['REFERENCE_SKIPPED']);
    }
  });

  it('a type of one database keeps its length', async () => {
    const { model } = await importText('CREATE TABLE a (id int PRIMARY KEY, b bit(8) NOT NULL);', 'postgresql');
    expect(model).toContain('{8}');
  });

  it('items of arrays fit', async () => {
    const { model } = await importText(
      'CREATE TABLE a (id int PRIMARY KEY, allergies varchar(20)[] NOT NULL);',
      'postgresql',
    );
    expect(model).toContain('allergies: [ string 1-20 ]');
  });

  it('a time that a case needs is not left out because its name is of rare things', async () => {
    const { model } = await importText(
      'CREATE TABLE a (id int PRIMARY KEY, archived bool NOT NULL, archived_at date, CHECK ((archived AND archived_at IS NOT NULL) OR (NOT archived AND archived_at IS NULL)));',
      'postgresql',
    );
    expect(model).toMatch(/archived_at: .*@date/);
  });
});

import { describe, expect, it } from 'vitest';
import { loadProgram } from '../../../src/workers/programs/load-program.ts';
import { rowsOf } from '../../engine/rows.ts';
import { errorsOf, importText } from '../import-text.ts';

type Row = Readonly<Record<string, unknown>>;

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

  it('references of several columns to one table have a field each', async () => {
    const { model } = await importText(
      `CREATE TABLE p (a int, b int, PRIMARY KEY (a, b));
       CREATE TABLE c (id int PRIMARY KEY, a int NOT NULL, b int NOT NULL, d int, e int, FOREIGN KEY (a, b) REFERENCES p, FOREIGN KEY (d, e) REFERENCES p);`,
      'postgresql',
    );
    expect(errorsOf(model)).toEqual([]);
    expect(model.match(/^ {2}p_row.*/gm)).toEqual([
      '  p_row: { $ref: { a: p.a, b: p.b } }',
      '  p_row_2: { $ref: { d: p.a, e: p.b }, $null: 20% }',
    ]);
  });

  it('references that share a column refer to rows that have the same value in it', async () => {
    const { model, report } = await importText(
      `CREATE TABLE tenant (id int PRIMARY KEY);
       CREATE TABLE person (id int PRIMARY KEY, tenant_id int NOT NULL REFERENCES tenant, UNIQUE (tenant_id, id));
       CREATE TABLE product (id int PRIMARY KEY, "tenant no" int NOT NULL REFERENCES tenant, UNIQUE ("tenant no", id));
       CREATE TABLE sale (id int PRIMARY KEY, tenant_id int NOT NULL REFERENCES tenant, person_id int NOT NULL, product_id int NOT NULL, before int,
         UNIQUE (tenant_id, id), FOREIGN KEY (tenant_id, person_id) REFERENCES person (tenant_id, id),
         FOREIGN KEY (tenant_id, product_id) REFERENCES product ("tenant no", id), FOREIGN KEY (tenant_id, before) REFERENCES sale (tenant_id, id));`,
      'postgresql',
    );
    expect(report.findings).toEqual([]);
    const { program, problems } = loadProgram({ text: model }, true);
    if (program === null) throw new Error(problems.map(({ message }) => message).join('; '));
    const [people, products, sales] = await Promise.all(
      ['person', 'product', 'sale'].map(async (name) => await rowsOf(program, name)),
    );
    const pairs = (rows: readonly Row[], ...names: readonly string[]): ReadonlySet<string> =>
      new Set(
        rows.flatMap((row) => (names.some((name) => row[name] === null) ? [] : names.map((name) => row[name]).join())),
      );
    expect([...pairs(people, 'tenant_id', 'id')]).toEqual(
      expect.arrayContaining([...pairs(sales, 'tenant_id', 'person_id')]),
    );
    expect([...pairs(products, 'tenant no', 'id')]).toEqual(
      expect.arrayContaining([...pairs(sales, 'tenant_id', 'product_id')]),
    );
    expect([...pairs(sales, 'tenant_id', 'id')]).toEqual(
      expect.arrayContaining([...pairs(sales, 'tenant_id', 'before')]),
    );
    expect(pairs(sales, 'tenant_id', 'before').size).toBeGreaterThan(0);
  });

  it('a second reference of a column that must differ is met by nulls, unless they are not allowed', async () => {
    const script = (nulls: string): string => `
      CREATE TABLE p (a int, b int, PRIMARY KEY (a, b)); CREATE TABLE q (a int, b int, PRIMARY KEY (a, b));
      CREATE TABLE c (id int PRIMARY KEY, a int NOT NULL, b int NOT NULL, d int ${nulls} UNIQUE, FOREIGN KEY (a, b) REFERENCES p, FOREIGN KEY (a, d) REFERENCES q);`;
    const codes = async (nulls: string): Promise<readonly string[]> => {
      const { model, report } = await importText(script(nulls), 'postgresql');
      expect(errorsOf(model)).toEqual([]);
      return report.findings.map(({ code }) => code);
    };
    expect(await codes('DEFAULT 3')).toEqual(['REFERENCE_APPROXIMATED']);
    expect(await codes('NOT NULL')).toEqual(['REFERENCE_SKIPPED']);
  });

  it('a check of a column that refers to another table is met there, or reported', async () => {
    const { model, report } = await importText(
      `CREATE TABLE state (code varchar(10) PRIMARY KEY); CREATE TABLE step (code varchar(10) PRIMARY KEY REFERENCES state);
       CREATE TABLE person (id int PRIMARY KEY); CREATE TABLE place (id int PRIMARY KEY, up int REFERENCES place CHECK (up IS NULL));
       CREATE TABLE a (id int PRIMARY KEY, step varchar(10) NOT NULL REFERENCES step CHECK (step IN ('new', 'old')),
         person int REFERENCES person CHECK (person > 100));
       CREATE TABLE b (id int PRIMARY KEY, state varchar(10) NOT NULL REFERENCES state CONSTRAINT gone CHECK (state = 'gone'));`,
      'postgresql',
    );
    expect(errorsOf(model)).toEqual([]);
    expect(model).toContain('code: enum(new, old) @id');
    expect(model).toContain('id: integer 101-999999999 @id');
    const skipped = report.findings.filter(({ level }) => level === 'skipped');
    expect(skipped.map(({ code, path, message }) => `${code} ${path} ${message}`)).toEqual([
      "CHECK_SKIPPED b The check `gone` is not kept: state = 'gone'",
    ]);
    expect(report.understood.checks).toBe(report.source.checks - 1);
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

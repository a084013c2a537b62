import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { array, assert, asyncProperty, constantFrom } from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { ImportReport } from '../../../src/dialects/index.ts';
import { loadProgram } from '../../../src/workers/programs/load-program.ts';
import { rowsOf } from '../../engine/rows.ts';
import { importText } from '../import-text.ts';

interface Imported {
  readonly model: string;
  readonly report: ImportReport;
  /** `CODE path`, in the order of the script. */
  readonly findings: readonly string[];
}

/** Imports a script, and checks what holds for every import: the model has no problem, and a second import gives the same. */
async function imported(script: string, dialect: string | null = 'postgresql'): Promise<Imported> {
  const { model, report } = await importText(script, dialect);
  expect((await importText(script, dialect)).model).toBe(model);
  const { problems } = loadProgram({ text: model === '' ? 'nothing: { a: integer }' : model }, true);
  expect(problems.filter(({ severity }) => severity === 'error')).toEqual([]);
  return { model, report, findings: report.findings.map(({ code, path }) => `${code} ${path}`.trim()) };
}

/** The fields of tables, each with its columns, from one script: an import is quick, but starting one for each is not. */
async function fieldsOf(tables: readonly string[], dialect = 'postgresql'): Promise<readonly (readonly string[])[]> {
  const script = tables.map((columns, i) => `CREATE TABLE thing_${i} (${columns});`).join('\n');
  const { model } = await imported(script, dialect);
  const entities = model.split(/^thing_\d+:\n/m).slice(1);
  return entities.map((entity) =>
    entity
      .split('\n')
      .map((line) => line.trim())
      .filter((line) => line !== '' && !line.startsWith('$count') && !line.startsWith('_id')),
  );
}

describe('a column becomes a field', () => {
  const COLUMNS: readonly (readonly [sql: string, field: string])[] = [
    ['id serial primary key', 'id: integer @id'],
    ['id uuid primary key', 'id: uuid @id'],
    ['id text primary key', 'id: string @id'],
    ['code char(5) primary key', 'code: string 5-5 @id'],
    ['a int', 'a: integer null 10%'],
    ['a int not null', 'a: integer'],
    ['a int default 1', 'a: integer'],
    ['a bigint not null unique', 'a: integer 1-999999999 unique'],
    ['a int not null check (a > 0)', 'a: integer 1-1000'],
    ['a int not null check (a >= 0)', 'a: integer'],
    ['a int not null check (a between 5 and 9)', 'a: integer 5-9'],
    ['a int not null check (a < 10 and 3 <= a)', 'a: integer 3-9'],
    ['a int not null check (a >= 2000)', 'a: integer 2000-3000'],
    ['a int check (a is null or a > 5)', 'a: integer 6-1000 null 10%'],
    ['a int not null check (a in (1, 5, 9))', 'a: { $values: [ 1, 5, 9 ] }'],
    ['a int not null check (a = 1 or a = 2 or a = 3)', 'a: integer 1-3'],
    ['a int check (a is not null)', 'a: integer'],
    ['a smallint not null check (a <> 0)', 'a: integer 1-1000'],
    ['a numeric(6,2) not null check (a > 0)', 'a: decimal(6,2) 0.01-1000.00'],
    ['a numeric(3,2) not null check (a > 0 and a < 1)', 'a: decimal(3,2) 0.01-0.99'],
    ['a numeric not null', 'a: number'],
    ['a numeric(30,4) not null', 'a: decimal(30,4)'],
    ['a numeric(38,37) not null', 'a: decimal(38,37)'],
    ['a numeric(38,0) not null', 'a: decimal(38,0)'],
    ['a numeric(19,0) not null', 'a: integer'],
    ['a numeric(78,0) not null', 'a: decimal(38,0)'],
    ['a numeric(3,5) not null', 'a: decimal(5,5) 0-0.00999'],
    [
      'a numeric(30,2) not null check (a > 10000000000000000000)',
      'a: decimal(30,2) 10000000000000000000.01-10000000000000001000.01',
    ],
    [
      'a numeric(38,0) not null check (a between 123456789012345678901234567890 and 123456789012345678901234567892)',
      'a: decimal(38,0) 123456789012345678901234567890-123456789012345678901234567892',
    ],
    [
      'a numeric(38,0) not null check (a in (10000000000000000000001, 2))',
      'a: { $type: "decimal(38,0)", $values: [ 10000000000000000000001, 2 ] }',
    ],
    ['a numeric not null check (a > 9223372036854775807)', 'a: decimal(38,0) 9223372036854775808-9223372036854776808'],
    ['a bigint not null check (a >= 9223372036854775000)', 'a: decimal(19,0) 9223372036854775000-9223372036854775807'],
    ['a bigint not null check (a < -9007199254740995)', 'a: decimal(19,0) -9007199254741996..-9007199254740996'],
    ['a numeric(30,0) not null check (a >= 0 and a <= 18446744073709551615)', 'a: decimal(30,0)'],
    ['a numeric(8,0) not null', 'a: integer'],
    ['a float8 not null', 'a: number'],
    ['a money not null', 'a: decimal(17,2)'],
    ['first_name varchar(40) not null', 'first_name: string'],
    ['city varchar(9) not null', 'city: string @city 1-9'],
    ['a varchar(12) not null', 'a: string 1-12'],
    ['a text not null', 'a: string'],
    ['description varchar(90) not null', 'description: string @description 1-90'],
    ['email varchar(24) not null unique', 'email: string @email 1-24 unique'],
    ['city varchar(3) not null', 'city: string 1-3'],
    ['sha1 varchar(31) not null', 'sha1: { $type: string @hex, $options: { length: 31 } }'],
    ['api_key varchar(20) not null', 'api_key: string 1-20'],
    ['total varchar(2) not null', 'total: { $pattern: "[1-9][0-9]{0,1}" }'],
    ["zip text not null check (zip <> '')", 'zip: { $pattern: "[1-9][0-9]{4}" }'],
    ['address varchar(255) not null', 'address: string'],
    ['address varchar(70) not null', 'address: string @street'],
    ['gender char(1) not null', 'gender: enum(F, M)'],
    ["a text not null check (a <> '')", 'a: string'],
    ['a text not null check (length(a) between 3 and 8)', 'a: string 3-8'],
    ['a text not null check (length(trim(a)) > 0)', 'a: string'],
    ["a text not null check (a in ('x', 'y, z'))", 'a: enum(x, "y, z")'],
    ["a text not null check (a = ANY (ARRAY['x'::text, 'y'::text]))", 'a: enum(x, y)'],
    ["a text not null check (upper(a) in ('X', 'Y'))", 'a: enum(X, Y)'],
    ['a boolean not null', 'a: boolean'],
    ['a date not null', 'a: date'],
    ["a date not null check (a >= '1900-01-01')", 'a: date'],
    ["a date not null check (a >= '2030-06-01')", 'a: date 2030-06-01..2031-12-31'],
    ['a date not null check (a <= CURRENT_DATE)', 'a: date'],
    ['a timestamptz(3) not null', 'a: timestamp'],
    ['a time not null', 'a: time'],
    ['a jsonb not null', 'a: json'],
    ['a bytea not null', 'a: binary'],
    ['tags text[] not null', 'tags: [ string ]'],
    ['a int[]', 'a: { $items: integer, $null: 10% }'],
    ['a inet not null', 'a: string @ipv4'],
    ['a interval not null', 'a: { $values: [ 15 minutes, 1 hour, 8 hours, 1 day, 7 days ] }'],
    ['a bit(4) not null', 'a: { $pattern: "[01]{4}" }'],
    ['a varbit(6) not null', 'a: { $pattern: "[01]{1,6}" }'],
    ['a int4range not null', 'a: { $pattern: "\\\\[[1-9][0-9],[1-9][0-9]{2}\\\\)" }'],
    ['a geometry(point,4326) not null', 'a: { $template: "SRID=4326;POINT({@longitude} {@latitude})" }'],
    ['a int[][] not null', 'a: { $items: { $items: integer, $length: 2 }, $length: 2 }'],
    ['a bytea not null check (octet_length(a) = 8)', 'a: { $type: binary, $options: { bytes: 8 } }'],
    ['a interval not null unique', 'a: { $pattern: "[1-9][0-9]{0,4} (minutes|hours|days)", $unique: true }'],
    ['a point not null', 'a: { $template: "({@longitude},{@latitude})" }'],
    ["a text not null check (a ~ '[[:alnum:]_]')", 'a: string'],
    ["a numeric(8,2) not null check (a <> 'NaN')", 'a: decimal(8,2)'],
    ['"$a" int not null', '_a: integer'],
    ['"my col" int not null', 'my col: integer'],
    ['"__proto__" int not null', '__proto__: integer'],
  ];
  const ofPostgres = fieldsOf(COLUMNS.map(([sql]) => sql));

  it.each(COLUMNS.map(([sql, field], i) => [sql, field, i] as const))('%s', async (_, field, i) => {
    expect((await ofPostgres)[i]).toEqual([field]);
  });

  const OTHERS: readonly (readonly [dialect: string, sql: string, field: string])[] = [
    ['mysql', 'a int(11) unsigned NOT NULL COMMENT "x"', 'a: integer # x'],
    ['mysql', 'a tinyint(1) NOT NULL', 'a: boolean'],
    ['mysql', "a enum('x','y') CHARACTER SET utf8 NOT NULL", 'a: enum(x, y)'],
    ['mysql', 'id int NOT NULL AUTO_INCREMENT, PRIMARY KEY (`id`), KEY k (id)', 'id: integer @id'],
    ['mysql', 'a datetime NOT NULL DEFAULT CURRENT_TIMESTAMP ON UPDATE CURRENT_TIMESTAMP', 'a: timestamp'],
    ['mysql', "a set('x','y') NOT NULL", 'a: enum(x, y)'],
    ['mysql', 'a binary(8) NOT NULL', 'a: { $type: binary, $options: { bytes: 8 } }'],
    ['mysql', 'a bit(8) NOT NULL', 'a: integer 0-255'],
    ['mysql', 'a year NOT NULL', 'a: integer 1901-2155'],
    ['mysql', 'a varchar(30) BINARY NOT NULL', 'a: string 1-30'],
    ['sqlite', 'id INTEGER PRIMARY KEY AUTOINCREMENT NOT NULL', 'id: integer @id'],
    ['sqlite', 'a NVARCHAR(20) NOT NULL COLLATE NOCASE', 'a: string 1-20'],
    ['sqlserver', '[id] [int] IDENTITY(1,1) NOT NULL PRIMARY KEY CLUSTERED', 'id: integer @id'],
    ['sqlserver', '[a] [nvarchar](max) NOT NULL', 'a: string'],
    ['sqlserver', '[a] uniqueidentifier NOT NULL DEFAULT (newid())', 'a: uuid'],
    ['sqlserver', '[a] bit NOT NULL CONSTRAINT [DF_a] DEFAULT ((0))', 'a: boolean'],
    ['sqlserver', '[a] money NOT NULL', 'a: decimal(18,4)'],
    ['sqlserver', 'a int NOT NULL INDEX ix_a NONCLUSTERED CHECK (a > 5)', 'a: integer 6-1000'],
    [
      'sqlserver',
      "a nvarchar(20) NOT NULL CHECK (a LIKE N'[A-Z][0-9]_(x)')",
      'a: { $pattern: "[A-Z][0-9][a-z]\\\\(x\\\\)" }',
    ],
    ['oracle', 'id NUMBER GENERATED BY DEFAULT ON NULL AS IDENTITY PRIMARY KEY', 'id: integer @id'],
    ['oracle', 'a VARCHAR2(20 CHAR) NOT NULL ENABLE', 'a: string 1-20'],
    ['oracle', 'a NUMBER(8,2) NOT NULL', 'a: decimal(8,2)'],
    ['oracle', 'a NUMBER(8) DEFAULT ON NULL 1 NOT NULL', 'a: integer'],
    ['oracle', 'a NUMBER(8) NOT NULL CHECK (a BETWEEN 1 AND 500 AND MOD(a, 1) = 0)', 'a: integer 1-500'],
    ['oracle', 'a DATE DEFAULT SYSDATE NOT NULL', 'a: timestamp'],
    [
      'db2',
      'id INTEGER NOT NULL GENERATED ALWAYS AS IDENTITY (START WITH 1, INCREMENT BY 1), PRIMARY KEY (id)',
      'id: integer @id',
    ],
    ['db2', 'a VARCHAR(20) FOR BIT DATA NOT NULL', 'a: binary'],
    ['db2', 'a BLOB(1M) INLINE LENGTH 1000 NOT NULL', 'a: binary'],
    ['db2', 'a TIMESTAMP NOT NULL WITH DEFAULT CURRENT TIMESTAMP', 'a: timestamp'],
  ];
  const byDialect = Map.groupBy(OTHERS, ([dialect]) => dialect);

  it.each([...byDialect])('of %s', async (dialect, columns) => {
    const fields = await fieldsOf(
      columns.map(([, sql]) => sql),
      dialect,
    );
    expect(fields).toEqual(columns.map(([, , field]) => [field]));
  });
});

describe('statements have their effect in their order', () => {
  it.each<readonly [what: string, script: string, has: readonly string[]]>([
    [
      'ADD and DROP COLUMN',
      'CREATE TABLE a (id int primary key, b int); ALTER TABLE a ADD COLUMN c date NOT NULL, DROP COLUMN b;',
      ['  id: integer @id\n  c: date\n'],
    ],
    [
      'RENAME',
      'CREATE TABLE a (id int primary key, b int not null); ALTER TABLE a RENAME b TO c; ALTER TABLE a RENAME TO d;',
      ['d:\n', '  c: integer\n'],
    ],
    [
      'keys and references after their tables',
      'CREATE TABLE b (id int not null, a int not null); CREATE TABLE a (id int); ALTER TABLE a ADD PRIMARY KEY (id); ALTER TABLE b ADD FOREIGN KEY (a) REFERENCES a;',
      ['  a: $a.id\n'],
    ],
    [
      'LIKE',
      'CREATE TABLE a (id int primary key, b text not null); CREATE TABLE c (LIKE a INCLUDING ALL, d int not null);',
      ['  id: integer @id\n  b: string\n  d: integer\n'],
    ],
    [
      'INHERITS',
      'CREATE TABLE a (b text not null); CREATE TABLE c (id int primary key) INHERITS (a);',
      ['c:\n', '  b: string\n  id: integer @id\n'],
    ],
    [
      'domains',
      'CREATE DOMAIN age AS int NOT NULL CHECK (VALUE BETWEEN 0 AND 9); CREATE TABLE a (id int primary key, b age);',
      ['  b: integer 0-9\n'],
    ],
    [
      'values of enums',
      "CREATE TYPE e AS ENUM ('b'); ALTER TYPE e ADD VALUE 'a' BEFORE 'b'; CREATE TABLE t (id int primary key, x e not null);",
      ['  x: enum(a, b)\n'],
    ],
    ['schemas of their own', 'CREATE SCHEMA s CREATE TABLE t (id int primary key);', ['t:\n']],
    [
      'two schemas',
      'CREATE TABLE auth.users (id uuid primary key); CREATE TABLE public.users (id uuid primary key references auth.users, nick text);',
      ['auth.users:\n', 'public.users:\n', '{ $ref: auth.users.id, $per: 1, $key: true }'],
    ],
    [
      'tables outside of the default schema',
      'CREATE TABLE sales.person (id int primary key); CREATE TABLE person.person (id int primary key); CREATE TABLE sales.orders (id int primary key, by int not null references person.person); CREATE TABLE public.notes (id int primary key);',
      ['sales.person:\n', 'person.person:\n', 'sales.orders:\n', 'notes:\n', 'by: $person.person.id'],
    ],
    [
      'a schema called like a table',
      'CREATE TABLE auth (id int primary key); CREATE TABLE auth.users (id int primary key); CREATE TABLE b.users (id int primary key references auth.users);',
      ['auth_users:\n', '$ref: auth_users.id'],
    ],
    [
      'DROP TABLE',
      'CREATE TABLE a (id int primary key); DROP TABLE a; CREATE TABLE a (b int primary key);',
      ['  b: integer @id\n'],
    ],
    [
      'comments',
      "CREATE TABLE a (id int primary key); COMMENT ON TABLE a IS 'All of them: here.'; COMMENT ON COLUMN a.id IS 'Its #1: {x}\nkey';",
      ['  $description: "All of them: here."\n', '  id: integer @id # Its #1: {x} key\n'],
    ],
    [
      'folding',
      'CREATE TABLE Foo (Id int primary key); CREATE TABLE "Bar" (x int not null references FOO);',
      ['foo:\n', 'Bar:\n', '  x: $foo.id\n'],
    ],
    [
      'partitions',
      "CREATE TABLE m (at date not null, v int not null) PARTITION BY RANGE (at); CREATE TABLE m1 PARTITION OF m FOR VALUES FROM ('2020-01-01') TO ('2020-02-01');",
      ['  at: date 2020-01-01..2020-01-31\n'],
    ],
  ])('%s', async (_, script, has) => {
    const { model, findings } = await imported(script);
    for (const text of has) expect(model).toContain(text);
    expect(findings).toEqual([]);
  });
});

describe('references and keys', () => {
  it('of a parent, its children and a weak entity', async () => {
    const { model, report } = await imported(`
      CREATE TABLE a (id int PRIMARY KEY, boss int REFERENCES a);
      CREATE TABLE b (id int PRIMARY KEY, a int NOT NULL REFERENCES a, c int REFERENCES a);
      CREATE TABLE d (b int REFERENCES b, no int, PRIMARY KEY (b, no));
      CREATE TABLE e (b int PRIMARY KEY REFERENCES b);
      CREATE TABLE f (id int PRIMARY KEY, a int NOT NULL UNIQUE REFERENCES a);`);
    for (const line of [
      'boss: $a.id null 50%',
      'a: $a.id',
      'c: $a.id null 20%',
      'b: { $ref: b.id, $per: 1-5 }',
      'no: { $ordinal: b }',
      'b: { $ref: b.id, $per: 1, $key: true }',
      'a: { $ref: a.id, $per: 1 }',
    ]) {
      expect(model).toContain(`  ${line}\n`);
    }
    expect(report.understood).toEqual(report.source);
  });

  it('of several columns', async () => {
    const { model, findings } = await imported(`
      CREATE TABLE org (id int PRIMARY KEY);
      CREATE TABLE bill (org int REFERENCES org, no int, PRIMARY KEY (org, no));
      CREATE TABLE item (org int REFERENCES org, bill int, line int, PRIMARY KEY (org, bill, line), FOREIGN KEY (org, bill) REFERENCES bill);
      CREATE TABLE tag (id int PRIMARY KEY);
      CREATE TABLE tagged (org int NOT NULL REFERENCES org, tag int NOT NULL REFERENCES tag, PRIMARY KEY (org, tag));
      CREATE TABLE visit (id int PRIMARY KEY, day date NOT NULL, place int NOT NULL, UNIQUE (day, place));`);
    for (const line of [
      '$key: [ org, bill, line ]',
      'bill_row: { $ref: { org: bill.org, bill: bill.no }, $per: 1-5 }',
      'line: { $ordinal: bill_row }',
      '$key: [ org, tag ]',
      'org: { $ref: org.id, $per: 1-3 }',
      'tag: $tag.id',
      '$unique: [ day, place ]',
    ]) {
      expect(model).toContain(`  ${line}\n`);
    }
    expect(findings).toEqual([]);
  });

  it('in a circle', async () => {
    const { report } = await imported(`
      CREATE TABLE a (id int PRIMARY KEY, b int NOT NULL UNIQUE);
      CREATE TABLE b (id int PRIMARY KEY, a int NOT NULL UNIQUE REFERENCES a);
      ALTER TABLE a ADD FOREIGN KEY (b) REFERENCES b;`);
    expect(report.understood.references).toBe(2);
  });

  it('rows scale by one variable', async () => {
    const { model } = await imported(
      'CREATE TABLE a (id int PRIMARY KEY); CREATE TABLE b (id int PRIMARY KEY, a int NOT NULL REFERENCES a);',
    );
    const { program } = loadProgram({ text: model, variables: [['scale', { value: 3, text: '3' }]] }, true);
    expect(program?.entities.map(({ rows }) => rows)).toEqual([300, 600]);
  });

  it('rows are not more than a unique column has values', async () => {
    const { model, findings } = await imported("CREATE TYPE e AS ENUM ('x', 'y'); CREATE TABLE a (k e PRIMARY KEY);");
    expect(model).toContain('$count: 2\n');
    expect(findings).toEqual(['ROWS_LIMITED a']);
  });
});

describe('a check becomes what fields are', () => {
  const CHECKS: readonly (readonly [columns: string, lines: readonly string[]])[] = [
    ["a text not null check (a like 'AB-%')", ['a: { $pattern: "AB-[a-z]*" }']],
    ["a char(3) not null check (a similar to '[A-Z]{3}')", ['a: { $pattern: "[A-Z]{3}" }']],
    ["a char(5) not null check (a ~ '^[A-Z]+$')", ['a: { $pattern: "[A-Z]{5}" }']],
    ["a varchar(4) not null check (a ~ '^[0-9]+$')", ['a: { $pattern: "[0-9]{1,4}" }']],
    ["a text not null check (a ~* '^x[0-9]$')", ['a: { $pattern: "(?i:x[0-9])" }']],
    ["a text not null check (a ~ '^[A-Z]$' or a = 'N/A')", ['a: { $pattern: "([A-Z]|N\\\\/A)" }']],
    ["email text not null check (email ~ '^[^@]+@[^@]+\\.[a-z]+$')", ['email: string']],
    ["email text not null check (position('@' in email) > 1)", ['email: string']],
    ["a text not null check (a !~ '\\s{2,}' and a = btrim(a))", ['a: string']],
    ['a varchar(9) not null check (a = upper(a))', ['a: { $pattern: "[A-Z]{3,8}" }']],
    ["a text not null check (not (a <> 'x' and a <> 'y'))", ['a: enum(x, y)']],
    ['a int not null check (a % 5 = 0)', ['a: { $type: integer, $min: 0, $max: 1000, $step: 5 }']],
    ['a int not null check (abs(a) <= 7)', ['a: integer -7..7']],
    ['a int not null check (a + 5 <= 20 and a > 0)', ['a: integer 1-15']],
    ['a int not null check (a < -5 or a > 10)', ['a: integer 11-1000']],
    ['a smallint not null check (coalesce(a, 0) > 3)', ['a: integer 4-1000']],
    ['a smallint check (coalesce(a, 0) > 3)', ['a: integer 4-1000']],
    ["a date not null check (a <= now() - interval '18 years')", ['a: date 2007-01-01..2008-01-01']],
    ["a date not null check (date_part('year', a) = 2020)", ['a: date 2020-01-01..2020-12-31']],
    ["a time not null check (a >= '09:00' and a < '17:00')", ['a: time 09:00..16:59']],
    ['a int[] not null check (cardinality(a) between 2 and 4)', ['a: { $items: integer, $length: 2-4 }']],
    ["a jsonb not null check (jsonb_typeof(a) = 'object')", ['a: json']],
    ['a boolean not null check (a)', ['a: { $values: [ true ] }']],
    ['a int not null, b int not null check (a < b)', ['$check: a < b', 'a: integer', 'b: integer']],
    [
      'a int not null, b int not null, c int not null check (a + b = c)',
      ['$check: a + b = c', 'a: integer', 'b: integer', 'c: integer'],
    ],
    [
      'a text not null, b text not null check (b = lower(a))',
      ['a: string', 'b: { $type: string, $expression: lower(a) }'],
    ],
    [
      "a date not null, b date check (b - a <= 30 and b > a + interval '1 day')",
      ['$check: [ b <= a + days(30), b > a + days(1) ]', 'a: date', 'b: date null 10%'],
    ],
    [
      'a int, b int check ((a is null) = (b is null))',
      [
        '$check: [ a = null implies b = null, a != null implies b != null ]',
        'a: integer null 10%',
        'b: integer null 10%',
      ],
    ],
    [
      'a int, b int check ((a is null and b is not null) or (a is not null and b is null))',
      [
        '$check: [ a = null implies b != null, a != null implies b = null ]',
        'a: integer null 10%',
        'b: integer null 10%',
      ],
    ],
    [
      'a int, b int, c int, constraint one_of check (num_nonnulls(a, b, c) = 1)',
      [
        'one_of: enum(a, b, c) hidden',
        "a: { $type: integer, $when: one_of = 'a' }",
        "b: { $type: integer, $when: one_of = 'b' }",
        "c: { $type: integer, $when: one_of = 'c' }",
      ],
    ],
    [
      "k text not null check (k in ('x', 'y')), a int, b int check (case when k = 'x' then a is not null else b is not null end)",
      [
        "$check: [ k != 'x' implies b != null, k = 'x' implies a != null ]",
        'k: enum(x, y)',
        'a: integer null 10%',
        'b: integer null 10%',
      ],
    ],
    [
      "k text not null check (k in ('x', 'y')), a int check ((k = 'x' and a is null) or (k = 'y' and a is not null))",
      ['k: enum(x, y)', "a: { $type: integer, $when: k = 'y' }"],
    ],
    [
      "s text not null check (s in ('open', 'paid')), a date check (s <> 'paid' or a is not null)",
      ["$check: s = 'paid' implies a != null", 's: enum(open, paid)', 'a: date null 10%'],
    ],
    [
      'a date, b date, e boolean not null check ((e and (a is not null or b is not null)) or (a is null and b is null))',
      [
        '$check: [ not e implies a = null, not e implies b = null ]',
        'a: date null 10%',
        'b: date null 10%',
        'e: boolean',
      ],
    ],
  ];
  const read = fieldsOf(CHECKS.map(([columns]) => columns));

  it.each(CHECKS.map(([columns, lines], i) => [columns, lines, i] as const))('%s', async (_, lines, i) => {
    expect((await read)[i]).toEqual(lines);
  });
});

describe('checks of two columns', () => {
  it('are kept where they can be made, and reported otherwise', async () => {
    const { model, findings } = await imported(`
      CREATE TABLE a (
        id int PRIMARY KEY, x text NOT NULL, y text NOT NULL, CHECK (x <> y),
        low smallint NOT NULL, high int NOT NULL, CHECK (low < high),
        start_date date, end_date date, CHECK (end_date >= start_date),
        p text NOT NULL CHECK (p ~ '^[A-Z]{2}-\\d+$'), q text CHECK (q ~ '^a|b$'), r text UNIQUE CHECK (r ~ '^[a-z]*[a-z]*$'));`);
    expect(model).toContain('  $check: [ low < high, end_date >= start_date ]\n');
    expect(model).toContain('  p: { $pattern: "[A-Z]{2}-\\\\d+" }\n');
    expect(model).toContain('  q: { $pattern: a|b, $null: 10% }\n');
    expect(findings).toEqual(['CHECK_SKIPPED a', 'UNIQUE_SKIPPED a.r']);
  });
});

describe('scripts of other databases', () => {
  it.each<readonly [dialect: string, script: string, lines: readonly string[], findings: readonly string[]]>([
    [
      'sqlserver',
      'CREATE TABLE p (id int PRIMARY KEY)\nGO\nCREATE TABLE #t (a int)\nGO\nCREATE TABLE a (p_id int NOT NULL FOREIGN KEY REFERENCES p(id), b int NOT NULL)',
      ['p_id: $p.id', 'b: integer'],
      [],
    ],
    [
      'db2',
      '# of a vendor\n#\nCREATE DISTINCT TYPE "X"."MONEY" AS DECIMAL(31,2) WITH COMPARISONS;\nCREATE TABLE "X   "."A" (ID INT NOT NULL PRIMARY KEY, M "X"."MONEY" NOT NULL, C TIMESTAMP NOT NULL GENERATED ALWAYS FOR EACH ROW ON UPDATE AS ROW CHANGE TIMESTAMP);\nTERMINATE;',
      ['A:', 'ID: integer @id', 'M: decimal(31,2)'],
      ['COLUMN_GENERATED A.C'],
    ],
    [
      'oracle',
      'CREATE TABLE a (id NUMBER(6) PRIMARY KEY, i INTERVAL YEAR(3) TO MONTH NOT NULL, b FOO BAR(3) NOT NULL)',
      ['i: { $values: [ 15 minutes, 1 hour, 8 hours, 1 day, 7 days ] }'],
      ['TYPE_UNKNOWN a.b'],
    ],
    [
      'sqlserver',
      'ALTER TABLE a DROP CONSTRAINT x\nGO\nCREATE TABLE a (id int PRIMARY KEY WIBBLE WOBBLE 3)',
      ['id: integer @id'],
      ['PART_SKIPPED a.id'],
    ],
  ])('%s: %s', async (dialect, script, lines, findings) => {
    const made = await imported(script, dialect);
    for (const line of lines) expect(made.model).toContain(line);
    expect(made.findings).toEqual(findings);
  });

  it('keep a column that is unique alone different in a key of several', async () => {
    const { model } = await imported(
      `CREATE TABLE p (id int PRIMARY KEY); CREATE TABLE q (code text PRIMARY KEY, id int UNIQUE);
       CREATE TABLE l (p_id int NOT NULL UNIQUE REFERENCES p, n text, q_id int NOT NULL REFERENCES q(id), PRIMARY KEY (p_id, n));
       CREATE TABLE m (l_id int NOT NULL REFERENCES l(p_id), f text, PRIMARY KEY (l_id, f));`,
    );
    expect(model).toContain('p_id: { $ref: p.id, $per: 1, $unique: true }');
    // Referred to, it has no nulls.
    expect(model).toContain('id: integer 1-999999999 unique\n');
  });
});

describe('what is not kept is reported with its place', () => {
  it.each<readonly [script: string, findings: readonly string[]]>([
    ['CREATE TABLE a (id int PRIMARY KEY, b int NOT NULL CHECK (f(b)))', ['CHECK_SKIPPED a']],
    ['CREATE TABLE a (id int PRIMARY KEY, b int NOT NULL REFERENCES c)', ['TABLE_UNKNOWN a']],
    ['CREATE TABLE a (id int PRIMARY KEY, b foo NOT NULL)', ['TYPE_UNKNOWN a.b']],
    ['CREATE TABLE a (id int PRIMARY KEY, b foo)', ['COLUMN_OPTIONAL a.b']],
    ['CREATE TABLE a (id int PRIMARY KEY, b int GENERATED ALWAYS AS (id * 2) STORED)', ['COLUMN_GENERATED a.b']],
    ['CREATE TABLE a (id int PRIMARY KEY, b text); CREATE UNIQUE INDEX ON a (lower(b));', ['UNIQUE_APPROXIMATED a']],
    [
      'CREATE TABLE a (id int PRIMARY KEY, b int); CREATE UNIQUE INDEX ON a (b) WHERE b > 5;',
      ['UNIQUE_APPROXIMATED a'],
    ],
    ['CREATE TABLE a (id int PRIMARY KEY); DO $$ x $$; SET a = 1; GRANT ALL ON a TO b;', ['STATEMENT_SKIPPED']],
    ['CREATE TABLE a (id int PRIMARY KEY, EXCLUDE USING gist (id WITH =))', ['CHECK_SKIPPED a']],
    ['CREATE TABLE a (id int PRIMARY KEY', ['STATEMENT_UNFINISHED']],
    ['CREATE TABLE a (id int PRIMARY KEY); ALTER TABLE b ADD c int;', ['TABLE_UNKNOWN']],
    ['CREATE TABLE a (id int PRIMARY KEY, b numeric(39,4) NOT NULL)', ['TYPE_APPROXIMATED a.b']],
    ['CREATE TABLE a (id int PRIMARY KEY); CREATE TABLE a (id int)', ['NAME_REPEATED a']],
    ['CREATE TABLE a (id int PRIMARY KEY) FROBNICATE 3', []],
  ])('%s', async (script, findings) => expect((await imported(script)).findings).toEqual(findings));

  it('counts what does not matter', async () => {
    const { report } = await imported(
      "SET a = 1; CREATE TABLE é (id int PRIMARY KEY, b int CHECK (f(b)));\nINSERT INTO é VALUES (1); CREATE FUNCTION f() RETURNS int LANGUAGE sql AS 'SELECT 1';",
    );
    expect(report.harmless).toBe(3);
    expect(report.findings.map(({ line, column }) => [line, column])).toEqual([[1, 54]]);
  });
});

describe('dialects', () => {
  const table = (quote: (name: string) => string): string =>
    `CREATE TABLE ${quote('Album')} (${quote('Id')} INT NOT NULL, ${quote('Title')} VARCHAR(16) NOT NULL, PRIMARY KEY (${quote('Id')}));`;

  it.each<readonly [what: string, dialect: string, script: string, lines: readonly string[]]>([
    [
      'names that begin with digits',
      'mysql',
      'CREATE TABLE 2fa (4o6_a varchar(8) NOT NULL, n double NOT NULL DEFAULT 1e5);',
      ['2fa:', '4o6_a: string 1-8', 'n: number'],
    ],
    [
      'character sets as texts',
      'mysql',
      "CREATE TABLE a (b varchar(8) CHARACTER SET 'utf8' NOT NULL, c varchar(8) COLLATE 'utf8_bin' NOT NULL);",
      ['b: string 1-8', 'c: string 1-8'],
    ],
    [
      'keys of the table without a comma before them',
      'sqlserver',
      'CREATE TABLE [a] ([b] [int] NOT NULL, [c] [varchar](9) NOT NULL\n CONSTRAINT [pk] PRIMARY KEY CLUSTERED ([b] ASC) WITH (PAD_INDEX = OFF))',
      ['b: integer @id', 'c: string 1-9'],
    ],
    [
      'constraints of the table without commas between them',
      'sqlite',
      'CREATE TABLE a (b int NOT NULL, c int, d text, PRIMARY KEY (b) ON CONFLICT FAIL UNIQUE (d) FOREIGN KEY (c) REFERENCES a (b) ON DELETE CASCADE)',
      ['b: integer @id', 'c: $a.b null 50%', 'd: string unique null 10%'],
    ],
  ])('%s are read', async (_, dialect, script, lines) => {
    const { model, findings } = await imported(script, dialect);
    expect(findings).toEqual([]);
    expect(model.split('\n').map((line) => line.trim())).toEqual(expect.arrayContaining([...lines]));
  });

  it.each<readonly [dialect: string, script: string, counts: readonly number[]]>([
    [
      'postgresql',
      `CREATE TABLE p (id int PRIMARY KEY); CREATE TABLE a (id int PRIMARY KEY, b int UNIQUE CHECK (b > 1) CHECK (b < 9), c int REFERENCES p, d int, CHECK (b < d));
       ALTER TABLE a DROP CONSTRAINT a_b_key, DROP CONSTRAINT a_c_fkey, DROP CONSTRAINT a_b_check1, DROP CONSTRAINT a_check, DROP CONSTRAINT a_pkey;`,
      [1, 0, 0, 1],
    ],
    [
      'mysql',
      `CREATE TABLE p (id int PRIMARY KEY); CREATE TABLE a (id int PRIMARY KEY, b int UNIQUE, c int, UNIQUE (c, b), FOREIGN KEY (b) REFERENCES p (id), FOREIGN KEY (c) REFERENCES p (id));
       ALTER TABLE a DROP INDEX b, DROP FOREIGN KEY a_ibfk_2;`,
      [2, 1, 1, 0],
    ],
  ])('constraints without a name are dropped by the name that %s gives them', async (dialect, script, counts) => {
    const { keys, references, uniques, checks } = (await imported(script, dialect)).report.source;
    expect([keys, references, uniques, checks]).toEqual(counts);
  });

  it('texts have no letters that a character set lacks', async () => {
    const columns = 'city varchar(60) NOT NULL, first_name varchar(60) NOT NULL';
    const script = `CREATE TABLE a (${columns}) DEFAULT CHARSET=latin1; CREATE TABLE b (${columns.replace('(60)', '(60) CHARACTER SET ascii')});
      CREATE TABLE c (${columns}) CHARSET utf8mb4;`;
    const { model, findings } = await imported(script, 'mysql');
    expect(model.match(/city: .*|first_name: .*/g)).toEqual([
      'city: string 1-60',
      'first_name: string',
      'city: string 1-60',
      'first_name: string',
      'city: string',
      'first_name: string',
    ]);
    expect(findings).toEqual(['TYPE_APPROXIMATED a.city', 'TYPE_APPROXIMATED b.city']);
  });

  it('that say the same become the same model', async () => {
    const models = await Promise.all([
      imported(
        table((name) => `"${name}"`),
        'postgresql',
      ),
      imported(
        table((name) => `\`${name}\``),
        'mysql',
      ),
      imported(
        table((name) => `[${name}]`),
        'sqlserver',
      ),
      imported(
        table((name) => `[${name}]`),
        'sqlite',
      ),
      imported(
        table((name) => `"${name}"`),
        'oracle',
      ),
    ]);
    expect(new Set(models.map(({ model }) => model)).size).toBe(1);
  });

  it.each<readonly [dialect: string, script: string]>([
    ['postgresql', 'CREATE TABLE a (id serial PRIMARY KEY, b jsonb)'],
    ['mysql', 'CREATE TABLE `a` (`id` int AUTO_INCREMENT PRIMARY KEY) ENGINE=InnoDB'],
    ['sqlite', 'PRAGMA foreign_keys=OFF; CREATE TABLE a (id INTEGER PRIMARY KEY AUTOINCREMENT)'],
    ['sqlserver', 'CREATE TABLE [dbo].[a] ([id] [int] IDENTITY(1,1) NOT NULL)\nGO'],
    ['oracle', 'CREATE TABLE a (id NUMBER(10) PRIMARY KEY, b VARCHAR2(10))'],
    ['postgresql', 'nothing in particular'],
    // What a comment says is no sign, and its apostrophe begins no text.
    [
      'mysql',
      "/* That's text, $$ and x::y */ CREATE TABLE `a` (`id` int(10)); -- don't\nINSERT INTO `a` VALUES ('::x');",
    ],
    ['mysql', '-- MySQL dump 10.13\nCREATE TABLE a (id text);'],
    ['sqlite', 'CREATE TABLE a (id integer NOT NULL PRIMARY KEY, b tinyint, c datetime)'],
    [
      'oracle',
      'CREATE TABLE a (id integer PRIMARY KEY, b timestamp with time zone);\nCREATE TRIGGER t BEFORE INSERT ON a FOR EACH ROW\nBEGIN :NEW.id := s.nextval; END;\n/\n',
    ],
  ])('%s is detected', async (dialect, script) =>
    expect((await importText(script, null)).report.dialect).toBe(dialect),
  );
});

describe('hostile input', () => {
  const TABLE = 'CREATE TABLE z (id int PRIMARY KEY);';

  it.each<readonly [what: string, script: string]>([
    [
      '10,000 parentheses',
      `CREATE TABLE a (id int PRIMARY KEY, b int CHECK (${'('.repeat(10_000)}b > 1${')'.repeat(10_000)}));${TABLE}`,
    ],
    ['10,000 terms', `CREATE TABLE a (id int PRIMARY KEY, b int CHECK (${'b + '.repeat(10_000)}1 > 2));${TABLE}`],
    ['10,000 negations', `CREATE TABLE a (id int PRIMARY KEY, b int CHECK (${'NOT '.repeat(10_000)}b > 2));${TABLE}`],
    ['10,000 brackets', `CREATE TABLE a (id int PRIMARY KEY, b int${'[]'.repeat(10_000)});${TABLE}`],
    ['10,000 comments', `${TABLE}${'/*'.repeat(10_000)}`],
    ['10,000 opening parentheses', `${TABLE}${'('.repeat(10_000)}`],
    ['a megabyte of quotes', `${TABLE} SELECT ${"''".repeat(500_000)}`],
    ['a megabyte of dollars', `${TABLE} SELECT ${'$a'.repeat(500_000)}`],
    ['bytes that are no text', `${TABLE}\0\u0001\uD800 CREATE TABLE "\uD800\0" ("\u0001" int NOT NULL);`],
    [
      'a table that refers to itself in all ways',
      `${TABLE} CREATE TABLE a (id int PRIMARY KEY REFERENCES a, b int UNIQUE NOT NULL REFERENCES a);`,
    ],
    [
      'domains in a circle',
      `${TABLE} CREATE DOMAIN a AS b; CREATE DOMAIN b AS a; CREATE TABLE c (id int PRIMARY KEY, x a NOT NULL);`,
    ],
  ])('%s', async (_, script) => {
    for (const dialect of ['postgresql', 'mysql', 'sqlserver'] as const) {
      const { model } = await importText(script, dialect);
      expect(model).toContain('z:');
    }
  });

  it('any text at all', async () => {
    const words = constantFrom(
      'CREATE',
      'TABLE',
      'ALTER',
      'a',
      '"b"',
      '(',
      ')',
      ',',
      ';',
      "'",
      '$$',
      '/*',
      '*/',
      '--',
      '\n',
      'PRIMARY',
      'KEY',
      'REFERENCES',
      'int',
      'CHECK',
      'IN',
      'NOT',
      'NULL',
      'UNIQUE',
      'INDEX',
      'ON',
      'ADD',
      'COLUMN',
      '[',
      ']',
      '`',
      '1',
      '=',
      'DEFAULT',
      'AS',
      'BEGIN',
      'END',
      'GO',
    );
    const script = array(words, { maxLength: 60 }).map((list) => list.join(' '));
    const dialect = constantFrom('postgresql', 'mysql', 'sqlite', 'sqlserver', 'oracle', 'db2');
    await assert(
      asyncProperty(script, dialect, async (text, name) => {
        expect(await imported(text, name)).toHaveProperty('model');
      }),
      { numRuns: 100 },
    );
  });
});

const corpora = process.env['ROWMILL_CORPORA'] ?? '';
const scripts = existsSync(join(corpora, 'ddl'))
  ? readdirSync(join(corpora, 'ddl'), { recursive: true, encoding: 'utf8' }).filter(
      (name) => name.endsWith('.ddl.sql') || name.endsWith('schema.sql'),
    )
  : [];

describe.skipIf(scripts.length === 0)('a script of ROWMILL_CORPORA becomes a model without problems', () => {
  it.each(scripts)('%s', async (name) => {
    const { model } = await imported(readFileSync(join(corpora, 'ddl', name), 'utf8'), null);
    const { program } = loadProgram({ text: model }, true);
    if (program === null) throw new Error('there is no program');
    for (const { name: entity } of program.entities) expect((await rowsOf(program, entity)).length).toBeGreaterThan(0);
  });
});

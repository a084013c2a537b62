import { describe, expect, it } from 'vitest';
import { SQL_DIALECTS, type SqlDialectName } from '../../../src/dialects/sql/dialect.ts';
import { statementsOf } from '../../../src/dialects/sql/statements.ts';

/** The statements as the script writes them; one without an end is marked. */
function split(script: string, dialect: SqlDialectName): readonly string[] {
  return [...statementsOf(script, SQL_DIALECTS[dialect])].map(
    ({ start, end, isUnfinished }) => script.slice(start, end) + (isUnfinished ? ' …' : ''),
  );
}

describe('a script is split into its statements', () => {
  it.each<readonly [what: string, dialect: SqlDialectName, script: string, statements: readonly string[]]>([
    ['quotes hide semicolons', 'postgresql', `a ';' "b;" ; c 'it''s;'; d`, [`a ';' "b;"`, `c 'it''s;'`, 'd']],
    ['dollar quotes', 'postgresql', 'a $$;$$; b $x$; $$ $x$; c', ['a $$;$$', 'b $x$; $$ $x$', 'c']],
    ['a parameter is no quote', 'postgresql', 'a $1; b $2', ['a $1', 'b $2']],
    [
      'backslashes of E texts alone',
      'postgresql',
      String.raw`a E'\';'; b '\'; c`,
      [String.raw`a E'\';'`, String.raw`b '\'`, 'c'],
    ],
    ['comments', 'postgresql', 'a -- ;\n b; /* ; /* ; */ ; */ c; d', ['a -- ;\n b', 'c', 'd']],
    ['comments that share a character', 'postgresql', 'a; /*/* x */ ; */ b', ['a', 'b']],
    ['lines of psql', 'postgresql', '\\connect a;b\n\\echo c\nd; e', ['d', 'e']],
    ['rows of COPY', 'postgresql', "COPY a FROM stdin;\n1\t';\n\\.\nb; c", ['COPY a FROM stdin', 'b', 'c']],
    ['rows of COPY without an end', 'postgresql', "COPY a FROM stdin;\n1\t';\n", ['COPY a FROM stdin']],
    [
      'bodies in SQL',
      'postgresql',
      'CREATE FUNCTION f() BEGIN ATOMIC SELECT CASE WHEN a THEN 1 END; SELECT 2; END; b',
      ['CREATE FUNCTION f() BEGIN ATOMIC SELECT CASE WHEN a THEN 1 END; SELECT 2; END', 'b'],
    ],
    ['transactions are no bodies', 'postgresql', 'BEGIN; a; END; b', ['BEGIN', 'a', 'END', 'b']],
    ['delimiters', 'mysql', 'a; DELIMITER was\nb', ['a', 'DELIMITER was\nb']],
    ['delimiters at the start of a line', 'mysql', 'DELIMITER //\na; b //\nDELIMITER ;\nc; d', ['a; b', 'c', 'd']],
    ['texts and comments of MySQL', 'mysql', `a "x;" # ;\n; b 'c\\';'; d \`e;\``, [`a "x;"`, `b 'c\\';'`, 'd `e;`']],
    ['comments that MySQL executes', 'mysql', '/*!40101 SET a */; b /* ; */', ['SET a', 'b']],
    [
      'triggers',
      'sqlite',
      'CREATE TRIGGER a AFTER INSERT ON b BEGIN UPDATE c SET d = CASE WHEN e THEN 1 END; SELECT 1; END; f',
      ['CREATE TRIGGER a AFTER INSERT ON b BEGIN UPDATE c SET d = CASE WHEN e THEN 1 END; SELECT 1; END', 'f'],
    ],
    ['GO', 'sqlserver', 'a [b;]\nGO\nc\n go 2 \nd', ['a [b;]', 'c', 'd']],
    [
      'no separators at all',
      'sqlserver',
      'CREATE TABLE a (b int)\nCREATE TABLE c (d int)\nALTER TABLE a\n  ALTER COLUMN b int\nINSERT a VALUES (1)',
      [
        'CREATE TABLE a (b int)',
        'CREATE TABLE c (d int)',
        'ALTER TABLE a\n  ALTER COLUMN b int',
        'INSERT a VALUES (1)',
      ],
    ],
    [
      'procedures end at GO',
      'sqlserver',
      'CREATE PROC a AS SELECT 1; SELECT 2;\nGO\nb',
      ['CREATE PROC a AS SELECT 1; SELECT 2;', 'b'],
    ],
    [
      'blocks of Oracle',
      'oracle',
      'CREATE PROCEDURE a IS b int; BEGIN IF c THEN d; END IF; END;\n/\ne;',
      ['CREATE PROCEDURE a IS b int; BEGIN IF c THEN d; END IF; END', 'e'],
    ],
    [
      'half a statement',
      'postgresql',
      'CREATE TABLE a (b int,\nCREATE TABLE c (d int);',
      ['CREATE TABLE a (b int, …', 'CREATE TABLE c (d int)'],
    ],
    ['a text without an end', 'postgresql', "a; b 'c; d", ['a', "b 'c; d …"]],
    ['nothing', 'postgresql', ' ;; -- a\n;', []],
  ])('%s (%s)', (_, dialect, script, statements) => expect(split(script, dialect)).toEqual(statements));
});

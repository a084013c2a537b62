/** A database whose SQL is read. */
export interface SqlDialect {
  readonly name: SqlDialectName;
  /** As its vendor writes it. */
  readonly title: string;
  /** The schema of names without one. */
  readonly schema: string;
  /** Whether names are the same in any case. */
  readonly isCaseless: boolean;
  /** What quotes a name in addition to "…": pairs of opening and closing characters. */
  readonly quotes: Readonly<Record<string, string>>;
  /** Whether "…" is a text. */
  readonly hasDoubleQuotedTexts: boolean;
  /** Whether a backslash escapes within texts. */
  readonly hasBackslashes: boolean;
  /** Whether # begins a comment. */
  readonly hasHashComments: boolean;
  readonly hasNestedComments: boolean;
  /** A line of its own that ends a statement. */
  readonly separator: RegExp | null;
}

export type SqlDialectName = 'postgresql' | 'mysql' | 'sqlite' | 'sqlserver' | 'oracle' | 'db2';

const PLAIN = {
  schema: '',
  isCaseless: true,
  quotes: {},
  hasDoubleQuotedTexts: false,
  hasBackslashes: false,
  hasHashComments: false,
  hasNestedComments: false,
  separator: null,
} as const;

export const SQL_DIALECTS: Readonly<Record<SqlDialectName, SqlDialect>> = {
  postgresql: {
    ...PLAIN,
    name: 'postgresql',
    title: 'PostgreSQL',
    schema: 'public',
    isCaseless: false,
    hasNestedComments: true,
  },
  mysql: {
    ...PLAIN,
    name: 'mysql',
    title: 'MySQL',
    quotes: { '`': '`' },
    hasDoubleQuotedTexts: true,
    hasBackslashes: true,
    hasHashComments: true,
  },
  sqlite: { ...PLAIN, name: 'sqlite', title: 'SQLite', quotes: { '`': '`', '[': ']' } },
  sqlserver: {
    ...PLAIN,
    name: 'sqlserver',
    title: 'SQL Server',
    schema: 'dbo',
    quotes: { '[': ']' },
    hasNestedComments: true,
    separator: /^\s*go(?:\s+\d+)?\s*$/i,
  },
  oracle: { ...PLAIN, name: 'oracle', title: 'Oracle', separator: /^\s*\/\s*$/ },
  db2: { ...PLAIN, name: 'db2', title: 'Db2', separator: /^\s*@\s*$/ },
};

/** What only one database writes, and how sure that is. */
const SIGNS: Readonly<Record<SqlDialectName, readonly (readonly [sign: RegExp, weight: number])[]>> = {
  postgresql: [
    [/\bPostgreSQL database dump\b/, 20],
    [/::\s*[a-z]/i, 4],
    [/\$\w*\$/, 4],
    [/\b(?:small|big)?serial\b/i, 4],
    [/\bcreate\s+(?:type|domain)\b/i, 4],
    [/\b(?:timestamptz|jsonb|bytea|tsvector|inet|citext)\b/i, 4],
    [/\bowner\s+to\b|\bsearch_path\b|\bcreate\s+extension\b|\bnextval\b/i, 4],
    [/\bgenerated\s+(?:always|by\s+default)\s+as\s+identity\b/i, 2],
    [/\b(?:character\s+varying|without\s+time\s+zone|with\s+time\s+zone)\b/i, 2],
    [/\btext\b/i, 1],
  ],
  mysql: [
    [/\b(?:MySQL|MariaDB|phpMyAdmin SQL) dump\b/i, 20],
    [/`\w+`/, 4],
    [/\bauto_increment\b/i, 6],
    [/\bengine\s*=/i, 6],
    [/\/\*!\d{5}/, 6],
    [/\b(?:tiny|medium|long)(?:text|blob)\b|\bmediumint\b|\btinyint\(/i, 3],
    [/\bunsigned\b/i, 3],
    [/\bint\(\d+\)/i, 2],
    [/\benum\s*\('/i, 3],
    [/^[ \t]*delimiter\s/im, 4],
  ],
  sqlite: [
    [/\bautoincrement\b/i, 10],
    [/^[ \t]*pragma\s/im, 8],
    [/\bwithout\s+rowid\b/i, 8],
    [/\bsqlite_/i, 4],
    [/\binteger\s+(?:not\s+null\s+)?primary\s+key\b/i, 2],
    [/\bdatetime\b/i, 1],
    [/\[\w+\]/, 4],
  ],
  sqlserver: [
    [/^[ \t]*go[ \t]*\r?$/im, 6],
    [/\[\w+\]\.\[\w+\]/, 6],
    [/\bidentity\s*\(\s*\d/i, 4],
    [/\b(?:uniqueidentifier|datetime2|datetimeoffset|nvarchar\s*\(\s*max)\b/i, 5],
    [/\b(?:non)?clustered\b/i, 5],
    [/\bset\s+(?:ansi_nulls|quoted_identifier)\b/i, 6],
    [/\bdbo\./i, 5],
    [/\[\w+\]/, 3],
  ],
  oracle: [
    [/\bn?varchar2\b/i, 10],
    [/\bnumber\s*(?:\(|\b(?:not|,|primary))/i, 4],
    [/\b(?:clob|nclob|sysdate)\b/i, 2],
    [/^[ \t]*\/[ \t]*\r?$/m, 4],
    [/\.nextval\b|\bfrom\s+dual\b|:new\./i, 6],
  ],
  db2: [
    [/\bdb2\b/i, 6],
    [/\b(?:dbclob|graphic|vargraphic|decfloat)\b/i, 6],
    [/\bgenerated\s+(?:always|by\s+default)\s+as\s+identity\s*\(\s*start\s+with/i, 1],
    [/\bin\s+userspace/i, 6],
  ],
};

/** Characters that are looked at. */
const MAX_LOOKED = 200_000;

/** What a tool says of itself in a comment. */
const DUMPS = /^-- (?:PostgreSQL database|MySQL|MariaDB|phpMyAdmin SQL) dump/im;
/** A text, or a comment that MySQL does not run: an apostrophe of one is no beginning of the other. */
const DATA = /'[^']*'|--[^\n]*|^[ \t]*#[^\n]*|\/\*(?!!)[^]*?\*\//gm;

/** Without what may hold anything: texts, and comments but those of a dump. */
function withoutData(text: string): string {
  return text.replaceAll(DATA, (part) => {
    if (part.startsWith("'")) return "''";
    return DUMPS.test(part) ? part : ' ';
  });
}

/** The database that a script is most likely for; PostgreSQL where nothing says another. */
export function detectSqlDialect(text: string): SqlDialect {
  const start = withoutData(text.slice(0, MAX_LOOKED));
  const scores = Object.values(SQL_DIALECTS).map((dialect) => {
    const score = SIGNS[dialect.name].reduce((sum, [sign, weight]) => sum + (sign.test(start) ? weight : 0), 0);
    return { dialect, score };
  });
  return scores.reduce((best, one) => (one.score > best.score ? one : best)).dialect;
}

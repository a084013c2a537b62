import type { TimedProcess, Run } from './measure.ts';
import {
  bareNode,
  duckdb,
  duckdbParquet,
  fakerLoop,
  firstRow,
  many,
  other,
  people,
  peopleDatabase,
  peopleKept,
  peopleMemory,
  peopleParquet,
  peopleToNowhere,
  preview,
  shop,
  sqliteArrays,
} from './programs.ts';

/** What a comparison is judged by; the measure of ours is divided by that of the peer. */
export type Goal = { atLeast: number } | { atMost: number };

/** Two programs run in turn. */
export type Comparison = {
  what: string;
  ours: TimedProcess;
  peer: TimedProcess;
  /** The figure taken of each run, whose ratio is reported. */
  figure: (run: Run) => number;
  /** Absent: reported as information. */
  goal?: Goal;
  /** Pairs of runs; absent: as many as the command line says. */
  repeat?: number;
  /** Run each once, unmeasured, before. */
  warm?: true;
  /** Programs run once, for the sake of their checks only. */
  proofs?: TimedProcess[];
  /** A bound for the peak memory of ours, in bytes. */
  peakAtMost?: number;
};

/** A named group of comparisons, chosen by `--only`. */
export type Target = { name: string; comparisons: Comparison[] };

const rate = (run: Run): number => run.rows / run.seconds;
const seconds = (run: Run): number => run.seconds;
const peak = (run: Run): number => run.peak ?? Number.NaN;

const PEOPLE = 20_000_000;
/** To nowhere, where start-up weighs most. */
const NOWHERE = 200_000_000;
const FAKER = 300_000;
const DUCKDB = 2_000_000;
const FORMATS = 3_000_000;
const DATABASE = 2_000_000;
const KEPT = 1_000_000;
const OTHERS = 200_000;
const manyEntities = many(600, 6000);
const TRILLION = 1_000_000_000_000;

const fasterThanFaker = {
  name: 'P1',
  comparisons: [
    {
      what: 'people → csv file, one thread, against the faker loop',
      ours: people(PEOPLE),
      peer: fakerLoop(FAKER),
      figure: rate,
      goal: { atLeast: 70 },
      warm: true,
    },
  ],
} satisfies Target;

const fasterThanDuckdb = {
  name: 'P2',
  comparisons: [
    {
      what: 'people → csv file, one thread, against DuckDB SQL',
      ours: people(PEOPLE),
      peer: duckdb(DUCKDB),
      figure: rate,
      goal: { atLeast: 5 },
      warm: true,
    },
  ],
} satisfies Target;

const secondThread = {
  name: 'P3',
  comparisons: [
    {
      what: 'two threads against one, to a file',
      ours: people(PEOPLE, 'csv', 2),
      peer: people(PEOPLE, 'csv', 1),
      figure: rate,
      goal: { atLeast: 1.3 },
      warm: true,
    },
    {
      what: 'two threads against one, to /dev/null',
      ours: peopleToNowhere(NOWHERE, 2),
      peer: peopleToNowhere(NOWHERE, 1),
      figure: rate,
      goal: { atLeast: 1.8 },
      proofs: [people(KEPT, 'csv', 1), peopleKept(KEPT, 1), peopleKept(KEPT, 2)],
    },
  ],
} satisfies Target;

const jsonBesideCsv = {
  name: 'P4',
  comparisons: (['jsonl', 'json'] as const).map((format) => ({
    what: `people → ${format} against csv, to /dev/null, one thread`,
    ours: peopleToNowhere(PEOPLE, 1, format),
    peer: peopleToNowhere(PEOPLE, 1),
    figure: rate,
    goal: { atLeast: 0.6 },
    proofs: [people(KEPT, format)],
  })),
} satisfies Target;

const parquetBesideDuckdb = {
  name: 'P5',
  comparisons: (['zstd', 'snappy'] as const).map((compression) => ({
    what: `people → parquet file, ${compression}, one thread, against DuckDB SQL`,
    ours: peopleParquet(FORMATS, compression),
    peer: duckdbParquet(FORMATS, compression),
    figure: rate,
    goal: { atLeast: 1.5 },
  })),
} satisfies Target;

const intoSqlite = {
  name: 'P6',
  comparisons: [
    {
      what: 'people → SQLite against inserting ready-made arrays with node:sqlite',
      ours: peopleDatabase(DATABASE),
      peer: sqliteArrays(DATABASE),
      figure: rate,
      goal: { atLeast: 0.8 },
    },
  ],
} satisfies Target;

const relations = {
  name: 'P8',
  comparisons: [
    {
      what: 'shop, all entities → csv, one thread, against the faker loop on people',
      ours: shop(200_000),
      peer: fakerLoop(FAKER),
      figure: rate,
      goal: { atLeast: 25 },
    },
  ],
} satisfies Target;

const flatMemory = (quick: boolean): Target => {
  const rows = quick ? 20_000_000 : 100_000_000;
  return {
    name: 'P10',
    comparisons: [
      {
        what: `peak memory, ${rows / 1e6} M rows against 1 M`,
        ours: peopleMemory(rows),
        peer: peopleMemory(1_000_000),
        figure: peak,
        goal: { atMost: 1.1 },
        peakAtMost: 300e6,
      },
    ],
  };
};

const distantPreview = {
  name: 'P11',
  comparisons: [
    {
      what: 'preview of 10 rows at row 10^12 against row 0',
      ours: preview(TRILLION, 10, 2 * TRILLION),
      peer: preview(0, 10, 2 * TRILLION),
      figure: seconds,
      goal: { atMost: 1.5 },
      repeat: 9,
      warm: true,
    },
  ],
} satisfies Target;

const coldStart = {
  name: 'P15',
  comparisons: [
    {
      what: 'first row of a preview against bare node -e 0',
      ours: firstRow,
      peer: bareNode,
      figure: seconds,
      goal: { atMost: 8 },
      repeat: 15,
      warm: true,
    },
  ],
} satisfies Target;

const smallEntities = {
  name: 'P17',
  comparisons: [
    {
      what: '600 entities of 6,000 rows → csv files, two threads against one',
      ours: manyEntities(2),
      peer: manyEntities(1),
      figure: rate,
      goal: { atLeast: 1.4 },
      warm: true,
    },
  ],
} satisfies Target;

const information = {
  name: 'info',
  comparisons: [
    {
      what: 'wide (60 fields) → csv against people, rows',
      ours: other('wide', OTHERS),
      peer: people(FORMATS),
      figure: rate,
    },
    {
      what: 'docs (nested) → jsonl against people, rows',
      ours: other('docs', OTHERS),
      peer: people(FORMATS, 'jsonl'),
      figure: rate,
    },
  ],
} satisfies Target;

/** All targets in order; `quick` shortens the longest, P10, from 100 M rows to 20 M. */
export const targets = (quick: boolean): Target[] => [
  fasterThanFaker,
  fasterThanDuckdb,
  secondThread,
  jsonBesideCsv,
  parquetBesideDuckdb,
  intoSqlite,
  relations,
  flatMemory(quick),
  distantPreview,
  coldStart,
  smallEntities,
  information,
];

import { perReference } from '../engine/compile/counts.ts';
import type { Program } from '../engine/compile/program.ts';
import { TargetFailure } from '../targets/index.ts';
import { loadProgram } from '../workers/programs/load-program.ts';
import { type Judge, ProofFailure } from './judge.ts';
import type { FromProver, ProofRequest } from './messages.ts';
import { openJudge } from './open-judge.ts';
import { type DdlFinding, type ProofReport, Refusals } from './report.ts';

/** Rows that are tried at most, of all tables. */
const MAX_ROWS = 1_000_000;
/** Milliseconds between two messages. */
const TELL_EVERY = 100;
/** Tables have no columns within columns. */
const NESTED = false;

type Problems = Extract<FromProver, { kind: 'problems' }>;
type Outcome = Problems | Extract<FromProver, { kind: 'report' }>;

/**
 * Creates the tables, inserts the rows of the model, and reports what refused them. Throws a ProofFailure, or a TargetFailure of the
 * server.
 * @param tell is told how it goes on, several times a second at the most.
 * @param opened is given the database that judges, which closes by itself.
 */
export async function runProof(
  request: ProofRequest,
  tell: (message: FromProver) => void,
  opened: (judge: Judge) => void = () => undefined,
): Promise<Outcome> {
  const program = programFor(request);
  if ('kind' in program) return program;
  const judge = await openJudge(request.tables, (name) => tell({ kind: 'database', name }));
  opened(judge);
  try {
    return { kind: 'report', report: await proofOf(judge, program, tell) };
  } catch (error) {
    const message = 'the database that judges ended the connection, or a statement took too long';
    throw error instanceof ProofFailure || error instanceof TargetFailure || !isDriver(error)
      ? error
      : new ProofFailure(message, { cause: error });
  } finally {
    await judge.close();
  }
}

async function proofOf(judge: Judge, { entities }: Program, tell: (message: FromProver) => void): Promise<ProofReport> {
  let statements = 0;
  let next = 0;
  const often = (message: FromProver): void => {
    if (performance.now() < next) return;
    next = performance.now() + TELL_EVERY;
    tell(message);
  };
  const { findings, run, passed } = await judge.create(entities, () => {
    often({ kind: 'progress', of: 'statements', done: statements++ });
  });
  const total = entities.reduce((sum, { rows }) => sum + rows, 0);
  const refusals = new Refusals();
  let done = 0;
  const step = (rows: number): void => {
    done += rows;
    often({ kind: 'progress', of: 'rows', done, total });
  };
  for (const entity of entities) await judge.insert(entity, refusals, step);
  await judge.settle(entities, refusals);
  const tables = entities.map(({ name, rows }) => ({
    table: name,
    rows,
    // A row may break several references.
    refused: Math.min(rows, refusals.count(name)),
    refusals: refusals.of(name),
  }));
  const byPlace = (a: DdlFinding, b: DdlFinding): number =>
    (a.line ?? 0) - (b.line ?? 0) || (a.column ?? 0) - (b.column ?? 0);
  return { judge: judge.title, statements: { run, passed }, findings: findings.toSorted(byPlace), tables };
}

/** The model with the number of rows that is asked for, where its rows can be so few; else with its own. */
function programFor({ model, rows }: ProofRequest): Program | Problems {
  const own = loadProgram(model, NESTED);
  if (own.model === null || own.program === null) {
    return { kind: 'problems', problems: own.problems };
  }
  const counted = own.model.entities.filter((entity) => {
    return entity.staticRows === null && entity.each === null && perReference(entity) === null;
  });
  const names = new Set(counted.map(({ name }) => name));
  const lower = own.program.entities.filter((entity) => names.has(entity.name) && entity.rows > rows);
  if (lower.length === 0) return checked(own.program);
  const counts = [...(model.counts ?? []), ...lower.map(({ name }) => [name, rows] as const)];
  return checked(loadProgram({ ...model, counts }, NESTED).program ?? own.program);
}

function checked(program: Program): Program {
  const rows = program.entities.reduce((sum, entity) => sum + entity.rows, 0);
  if (rows <= MAX_ROWS) return program;
  const message = `the model has ${rows} rows, and a proof tries ${MAX_ROWS} at most: choose fewer with --rows, or lower its counts`;
  throw new ProofFailure(message, { isUsage: true });
}

function isDriver(error: unknown): boolean {
  return error instanceof Error && ('severity' in error || 'errcode' in error);
}

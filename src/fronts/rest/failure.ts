import { HTTPException } from 'hono/http-exception';
import type { z, ZodError } from 'zod';
import type { Log } from '../../log.ts';
import type { Outcome, Refusal, RefusalKind } from '../../refusal.ts';
import { MissingScope } from '../../verb.ts';
import { Refused, refusalOf, type RefusedStatus } from '../http/refused.ts';

/** One reason why a request failed. */
export interface FailureProblem {
  readonly code: string;
  readonly message: string;
  /** Leads from the body to the value, or names what is wrong in the model: `Order.user_id`. Empty for the whole. */
  readonly path: string;
  /** Where it is in the model, from 1. */
  readonly line?: number;
  readonly column?: number;
  /** What to try. */
  readonly hint?: string;
}

/** A request that failed, before a front gives it the form of its error bodies. */
export interface Failure {
  readonly status: RefusedStatus;
  /** Stable and upper-case, for programs. */
  readonly code: string;
  readonly message: string;
  /** Every reason, the first of which made the code and the message. Empty where there is nothing to add to these. */
  readonly problems: readonly FailureProblem[];
  readonly headers: Readonly<Record<string, string>>;
}

const STATUSES: Readonly<Record<RefusalKind, RefusedStatus>> = {
  'not-found': 404,
  'invalid-input': 400,
  'model-problem': 422,
  'name-taken': 409,
  outdated: 409,
  'tasks-running': 409,
  'idempotency-conflict': 409,
  'not-allowed': 403,
  'quota-exceeded': 429,
  'target-failed': 422,
};

/** Quotas that waiting does not help with. */
const TOO_LARGE: ReadonlySet<string> = new Set(['TASK_TOO_LARGE']);

/** Nobody reads more. */
const MAX_PROBLEMS = 100;

/** A verb refused. */
class RefusedByVerb extends Error {
  readonly refusals: readonly Refusal[];

  constructor(refusals: readonly Refusal[]) {
    super('a verb refused');
    this.name = 'RefusedByVerb';
    this.refusals = refusals;
  }
}

/** The body, the query or a parameter does not have the form that the route declares. */
export class MalformedRequest extends Error {
  readonly problems: readonly FailureProblem[];

  constructor(problems: readonly FailureProblem[]) {
    super('a request is malformed');
    this.name = 'MalformedRequest';
    this.problems = problems;
  }
}

/** The value of an outcome. Throws what the front answers in the form of its error bodies where the verb refused. */
export function valueOf<T>(outcome: Outcome<T>): T {
  if (!outcome.ok) throw new RefusedByVerb(outcome.refusals);
  return outcome.value;
}

/**
 * The outcome with the names of a front's body in the paths of its refusals.
 * @param rename gets the path in the input of the verb.
 */
export function withNames<T>(outcome: Outcome<T>, rename: (path: readonly string[]) => readonly string[]): Outcome<T> {
  if (outcome.ok) return outcome;
  return { ok: false, refusals: outcome.refusals.map((refusal) => ({ ...refusal, path: rename(refusal.path) })) };
}

/** The thing that was found. Throws a 404 where there is none, or none that the key may see. @param what `project`. */
export function present<T>(thing: T | null, what: string): T {
  if (thing === null) throw new Refused(404, 'NOT_FOUND', `There is no such ${what}, or the key may not see it.`);
  return thing;
}

/** A 422 for what the other system has and this one does not. */
export function unsupported(code: string, message: string): Refused {
  return new Refused(422, code, message);
}

/** What a schema found wrong. Zod's messages name types and bounds, never the value. */
export function malformed({ issues }: ZodError): MalformedRequest {
  return new MalformedRequest(problemsOf(issues, []).slice(0, MAX_PROBLEMS));
}

function problemsOf(issues: readonly z.core.$ZodIssue[], below: readonly PropertyKey[]): FailureProblem[] {
  return issues.flatMap((issue) => {
    const path = [...below, ...issue.path];
    // Of the forms that a value may have, the one that it comes closest to: it gets deepest into that.
    const closest =
      issue.code === 'invalid_union' ? issue.errors.toSorted((a, b) => depthOf(b) - depthOf(a)).at(0) : undefined;
    if (closest !== undefined && depthOf(closest) > 0) return problemsOf(closest, path);
    return [{ code: 'INVALID_INPUT', message: messageOf(issue), path: path.map(String).join('.') }];
  });
}

/** Zod says of a value that has none of the possible types no more than that. */
function messageOf(issue: z.core.$ZodIssue): string {
  if (issue.code !== 'invalid_union') return issue.message;
  const types = issue.errors.flat().flatMap((inner) => (inner.code === 'invalid_type' ? [inner.expected] : []));
  return types.length === 0 ? issue.message : `Invalid input: expected ${[...new Set(types)].join(' or ')}`;
}

const depthOf = (issues: readonly z.core.$ZodIssue[]): number => Math.max(0, ...issues.map(({ path }) => path.length));

/** What a client is told of any error. One that nobody foresaw is logged, and nothing of it is told. */
export function failureOf(error: unknown, log: Log): Failure {
  if (error instanceof RefusedByVerb) return ofRefusals(error.refusals);
  if (error instanceof MalformedRequest) return ofProblems(400, error.problems);
  if (error instanceof MissingScope) return plain(403, 'FORBIDDEN', error.message);
  if (error instanceof HTTPException && error.status === 415) {
    return plain(415, 'UNSUPPORTED_MEDIA_TYPE', 'The body has another content type than this path takes.');
  }
  if (error instanceof HTTPException && error.status === 400) {
    return plain(400, 'MALFORMED_BODY', 'The body cannot be read: it is not what its content type says.');
  }
  const { status, code, message, headers } = refusalOf(error, log);
  return { status, code, message, headers, problems: [] };
}

function plain(status: RefusedStatus, code: string, message: string): Failure {
  return { status, code, message, headers: {}, problems: [] };
}

function ofRefusals(refusals: readonly Refusal[]): Failure {
  const [{ kind, code }] = refusals;
  const failure = ofProblems(TOO_LARGE.has(code) ? 413 : STATUSES[kind], refusals.map(problemOf));
  // Every reason has to be over before it is worth trying again.
  const seconds = refusals.flatMap(({ retryAfter }) => retryAfter ?? []);
  return seconds.length === 0 ? failure : { ...failure, headers: { 'retry-after': `${Math.max(...seconds)}` } };
}

function ofProblems(status: RefusedStatus, problems: readonly FailureProblem[]): Failure {
  const [{ code, message, path, hint = '' }] = problems;
  const place = path === '' ? '' : `${path}: `;
  return { status, code, message: `${place}${message}${hint === '' ? '' : `: ${hint}`}`, headers: {}, problems };
}

function problemOf({ code, message, path, problem }: Refusal): FailureProblem {
  if (problem === undefined) return { code, message, path: path.join('.') };
  const { line, column, hint } = problem;
  return { code, message: problem.message, path: problem.path, line, column, ...(hint === '' ? {} : { hint }) };
}

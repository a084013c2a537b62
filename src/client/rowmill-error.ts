/** One reason why the gateway refused something. A problem of a model has its place in it. */
export interface Reason {
  /** Stable, for programs: `NAME_TAKEN`. */
  readonly code: string;
  readonly message: string;
  /** From the input to the value in question; empty where it is about the whole. */
  readonly path: readonly string[];
  readonly severity?: 'ERROR' | 'WARNING';
  /** From 1. */
  readonly line?: number | null;
  /** From 1. */
  readonly column?: number | null;
  readonly hint?: string | null;
}

/** Codes of errors that may be over soon: whatever was asked can be asked again unchanged. */
const PASSING: ReadonlySet<string> = new Set([
  'UNREACHABLE',
  'BUSY',
  'DATABASE_UNAVAILABLE',
  'RATE_LIMITED',
  'SLOW_READER',
  'STORE_FULL',
  'STORE_UNAVAILABLE',
]);

/**
 * Why the client could not do something. `code` is that of the gateway (`UNAUTHENTICATED`, `NOT_FOUND`, `INVALID_INPUT` …), or one
 * of the client: `INVALID_URL`, `INVALID_KEY`, `UNREACHABLE` (no connection), `NOT_A_GATEWAY` (another server answers),
 * `PROTOCOL` (a connection was closed for good), `NOT_COMPLETED` (the task has no files), `DAMAGED` (a download differs from its
 * length or digest), `UNSAFE_FILE_NAME`. No message holds the key.
 */
export class RowmillError extends Error {
  readonly code: string;
  /** Every reason that the gateway gave; empty for errors of the client. */
  readonly reasons: readonly Reason[];
  /** Seconds to wait before the next attempt, where the gateway said so. */
  readonly retryAfter: number | null;

  constructor(
    code: string,
    message: string,
    options: ErrorOptions & { readonly reasons?: readonly Reason[]; readonly retryAfter?: number | null } = {},
  ) {
    super(message, options);
    this.name = 'RowmillError';
    this.code = code;
    this.reasons = options.reasons ?? [];
    this.retryAfter = options.retryAfter ?? null;
  }

  /** Whether it may be over soon. */
  get isPassing(): boolean {
    return PASSING.has(this.code);
  }
}

/** What the network said, as an error of this client. Its causes have the words that help: `connect ECONNREFUSED 127.0.0.1:4000`. */
export function unreachable(where: string, error: unknown): RowmillError {
  let reason = '';
  for (let at = error, depth = 0; at instanceof Error && depth < 4; at = at.cause, depth++) {
    reason = at instanceof AggregateError && at.message === '' ? String(at.errors[0]?.message ?? '') : at.message;
  }
  return new RowmillError('UNREACHABLE', `Cannot reach ${where}${reason === '' ? '' : `: ${reason}`}`, {
    cause: error,
  });
}

/** Every error of one GraphQL answer as one. @param retryAfter the header of the answer, where it had one. */
export function answeredErrors(errors: readonly unknown[], retryAfter: string | null = null): RowmillError {
  const reasons = errors.map(reasonOf);
  return refused(reasons, 'INTERNAL', retryAfter === null ? null : Number(retryAfter) || null);
}

/** Every reason why a mutation was refused, as one error. */
export function refused(
  reasons: readonly Reason[],
  fallback = 'REFUSED',
  retryAfter: number | null = null,
): RowmillError {
  const message = reasons.map((reason) => reason.message).join('\n');
  return new RowmillError(
    reasons[0]?.code ?? fallback,
    message === '' ? 'The gateway refused it without a reason.' : message,
    {
      reasons,
      retryAfter,
    },
  );
}

function reasonOf(error: unknown): Reason {
  const { message, extensions }: { message?: unknown; extensions?: { code?: unknown } } =
    typeof error === 'object' && error !== null ? error : {};
  return {
    code: typeof extensions?.code === 'string' ? extensions.code : 'INTERNAL',
    message: typeof message === 'string' ? message : 'The gateway answered an error without words.',
    path: [],
  };
}

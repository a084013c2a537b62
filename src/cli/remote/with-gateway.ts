import { type Reason, RowmillClient, RowmillError } from '../../client/index.ts';
import { Failure } from '../failure.ts';
import { printFailure } from '../print/print-failure.ts';
import { remoteEnvironment } from './environment.ts';
import { readStoredKeys } from './stored-keys.ts';

/** What the client itself finds wrong with how it is called; whatever the gateway refuses is the same. */
const WRONG_USAGE: ReadonlySet<string> = new Set([
  'INVALID_KEY',
  'INVALID_URL',
  'NOT_A_GATEWAY',
  'NOT_FOUND',
  'UNAUTHENTICATED',
]);

/** Refusals that say nothing against the request itself. */
const ON_THE_WAY: ReadonlySet<string> = new Set(['INTERNAL', 'QUOTA_EXCEEDED']);

/**
 * Runs a command against a gateway, and turns what goes wrong into a Failure with the right exit code.
 * @param url of the gateway; by default ROWMILL_URL, or the last one that the user has logged in to.
 */
export async function withGateway(
  url: string | undefined,
  command: (client: RowmillClient) => Promise<void>,
): Promise<void> {
  try {
    await command(clientOf(url));
  } catch (error) {
    throw remoteFailure(error);
  }
}

function clientOf(url: string | undefined): RowmillClient {
  const environment = remoteEnvironment();
  const stored = readStoredKeys();
  const chosen = url ?? environment.url ?? stored.default;
  if (chosen == null) {
    throw new Failure(2, 'no gateway is known: run `rowmill login URL`, or set ROWMILL_URL and ROWMILL_KEY');
  }
  const { url: address } = new RowmillClient({ url: chosen, key: '-' });
  // A key of the environment goes to the gateway of the environment, and to no other that is named.
  const isMeant =
    environment.url === undefined || new RowmillClient({ url: environment.url, key: '-' }).url === address;
  const key =
    (isMeant ? environment.key : undefined) ?? (Object.hasOwn(stored.keys, address) ? stored.keys[address] : undefined);
  if (key === undefined) {
    throw new Failure(2, `there is no key for ${address}: run \`rowmill login ${address}\`, or set ROWMILL_KEY`);
  }
  return new RowmillClient({ url: address, key });
}

/** A RowmillError as a Failure; any other error as it is. Several reasons are printed, one a line. */
export function remoteFailure(error: unknown): unknown {
  if (!(error instanceof RowmillError)) return error;
  const exitCode = isWrongUsage(error) ? 2 : 1;
  const messages = error.reasons.length === 0 ? [error.message] : error.reasons.map(described);
  const last = messages.pop() ?? '';
  for (const message of messages) printFailure({ message });
  return new Failure(exitCode, last, { cause: error });
}

function isWrongUsage({ code, reasons, isPassing }: RowmillError): boolean {
  return WRONG_USAGE.has(code) || (reasons.length > 0 && !isPassing && !ON_THE_WAY.has(code));
}

/** With its place in the model, or its path in the input, and what to try. */
function described({ message, line, column, hint, path }: Reason): string {
  const place = line == null ? path.join('.') : `model:${line}:${column ?? 1}`;
  return `${place === '' ? '' : `${place}: `}${message}${hint == null || hint === '' ? '' : ` (${hint})`}`;
}

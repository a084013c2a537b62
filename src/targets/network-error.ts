import { TargetFailure } from './failure.ts';

/** Of the system where a server cannot be reached. */
const UNREACHABLE = new Set([
  'ECONNREFUSED',
  'ENOTFOUND',
  'EAI_AGAIN',
  'EHOSTUNREACH',
  'ENETUNREACH',
  'ENETDOWN',
  'EHOSTDOWN',
  'ETIMEDOUT',
  'ENOENT',
]);
const LOST = new Set(['ECONNRESET', 'ECONNABORTED', 'EPIPE']);
const CERTIFICATE = /CERT|TLS|SSL|ISSUER/;

/** What a code of the system or of TLS means; null where it is neither's. */
export function networkFailure(code: string): TargetFailure | null {
  if (UNREACHABLE.has(code))
    return new TargetFailure('TARGET_UNREACHABLE', `no server responds at this address (${code})`);
  if (LOST.has(code)) return new TargetFailure('TARGET_LOST', `the connection was lost (${code})`);
  return CERTIFICATE.test(code)
    ? new TargetFailure('TLS_FAILED', `the server's certificate is not accepted (${code})`)
    : null;
}

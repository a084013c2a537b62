import { Refused } from '../http/refused.ts';

/** Why there is nothing to download, for programs and for people. */
const REFUSALS = {
  INVALID_SIGNATURE: [403, 'The signature of this URL is wrong. Take the URL from the task, and use it unchanged.'],
  LINK_EXPIRED: [410, 'This URL has expired. Read the task again for a new one.'],
  ARTIFACT_EXPIRED: [
    410,
    'The files of this task have expired. Generate them again: the same seed gives the same bytes.',
  ],
  ARTIFACT_LOST: [
    410,
    'The store has lost a part of this artifact. Generate it again: the same seed gives the same bytes.',
  ],
  NOT_FOUND: [404, 'There is no such artifact. Take its URL from the task.'],
} as const;

/** The answer to a download that cannot be had. */
export function downloadRefusal(code: keyof typeof REFUSALS): Response {
  const [status, message] = REFUSALS[code];
  return refusalInJson(new Refused(status, code, message));
}

/** A refusal as `{"error": {code, message}}`; it is never cached. */
export function refusalInJson({ status, code, message, headers }: Refused): Response {
  return Response.json({ error: { code, message } }, { status, headers: { 'cache-control': 'no-store', ...headers } });
}

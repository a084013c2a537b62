/** Why there is nothing to download, for programs and for people. */
const REFUSALS = {
  INVALID_SIGNATURE: [
    403,
    'The signature of this address is wrong. Take the address from the task, and pass it on unchanged.',
  ],
  LINK_EXPIRED: [410, 'This address has expired. Read the task again for a new one.'],
  ARTIFACT_EXPIRED: [
    410,
    'What the task has made is no longer kept. Generate it again: the same seed gives the same bytes.',
  ],
  NOT_FOUND: [404, 'There is no such artifact. Take its address from the task.'],
} as const;

/** The answer to a download that cannot be had, as JSON; it is never cached. */
export function downloadRefusal(code: keyof typeof REFUSALS): Response {
  const [status, message] = REFUSALS[code];
  const headers = {
    'content-type': 'application/json',
    'cache-control': 'no-store',
    'x-content-type-options': 'nosniff',
  };
  return new Response(JSON.stringify({ error: { code, message } }), { status, headers });
}

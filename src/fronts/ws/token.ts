/** The key that a `connection_init` payload holds, as `{authorization: "Bearer …"}` or `{apiKey: "…"}`; undefined where none. */
export function tokenOf(payload: Readonly<Record<string, unknown>> | undefined): string | undefined {
  const { authorization, apiKey } = payload ?? {};
  if (typeof authorization === 'string') return /^Bearer +(\S+)$/i.exec(authorization)?.[1];
  return typeof apiKey === 'string' && apiKey !== '' ? apiKey : undefined;
}

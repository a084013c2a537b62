/**
 * What every answer to a true address says, one of status 304 included.
 * @param tag entity tag, with its quotes.
 * @param expires until when the address is good, in Unix seconds: for so long it always answers the same bytes.
 */
export function cachingHeaders(tag: string, expires: number, now: Date): Record<string, string> {
  const seconds = Math.max(Math.floor(expires - now.getTime() / 1000), 0);
  return { etag: tag, 'cache-control': `private, max-age=${seconds}, immutable`, 'x-content-type-options': 'nosniff' };
}

/**
 * Saved under this name instead of shown. Both forms are sent: some programs know the plain one only.
 * @param name of the file.
 */
export function attachment(name: string): Record<string, string> {
  const plain = name.replaceAll(/[^A-Za-z0-9._-]/g, '_');
  // RFC 8187 reserves these too.
  const encoded = encodeURIComponent(name).replaceAll(
    /['()*]/g,
    (sign) => `%${sign.charCodeAt(0).toString(16).toUpperCase()}`,
  );
  return { 'content-disposition': `attachment; filename="${plain}"; filename*=UTF-8''${encoded}` };
}

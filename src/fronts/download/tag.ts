/**
 * Whether a header such as `If-None-Match` names the tag: a list of entity tags, or `*`. Weak and strong are alike, since this
 * is asked to save a download, not to join ranges.
 */
export function namesTag(header: string | undefined, tag: string): boolean {
  if (header === undefined) return false;
  const opaque = tag.replace(/^W\//, '');
  return header.split(',').some((item) => {
    const name = item.trim();
    return name === '*' || name.replace(/^W\//, '') === opaque;
  });
}

/** The text of a list in JSON as an array of PostgreSQL; any other text as it is. */
export function arrayText(json: string): string {
  // Numbers keep their digits.
  const value: unknown = JSON.parse(json, (_key, item: unknown, { source }: { readonly source?: string } = {}) =>
    typeof item === 'number' ? source : item,
  );
  return Array.isArray(value) ? enclosed(value) : json;
}

function enclosed(items: readonly unknown[]): string {
  const texts = items.map((item) => {
    if (item === null) return 'NULL';
    if (Array.isArray(item)) return enclosed(item);
    const text = typeof item === 'string' ? item : JSON.stringify(item);
    return `"${text.replaceAll(/["\\]/g, (char) => `\\${char}`)}"`;
  });
  return `{${texts.join(',')}}`;
}

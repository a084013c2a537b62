/** A regular expression of a schema, as validators read it; null if it is none. */
export function regularOf(source: string): RegExp | null {
  const known = cache.get(source);
  if (known !== undefined) return known;
  const made = compiled(source, 'u') ?? compiled(source, '');
  if (cache.size >= MAX_CACHED) cache.clear();
  cache.set(source, made);
  return made;
}

const MAX_CACHED = 1000;
const cache = new Map<string, RegExp | null>();

function compiled(source: string, flags: string): RegExp | null {
  try {
    return new RegExp(source, flags);
  } catch (error) {
    if (error instanceof SyntaxError) return null;
    throw error;
  }
}

/** Path prefix of the rows that a field's cells belong to: the items of the innermost list, or the entity's rows (''). */
function scopeRoot(path: string): string {
  const list = path.lastIndexOf('[]');
  return list < 0 ? '' : `${path.slice(0, list + 2)}.`;
}

/** Path prefix of the object that a field stands in: `address.` of `address.city`; its scope's root at the top. */
export function objectPath(path: string): string {
  const root = scopeRoot(path);
  const object = path.slice(0, path.lastIndexOf('.') + 1);
  return object.length > root.length ? object : root;
}

/** Whether a field's cells belong to the items of a list, not to the entity's rows. */
export function isInList(path: string): boolean {
  return scopeRoot(path) !== '';
}

/** What stands before a name that leads the items of a list too: as `prefixesAround`, then around each list outwards. */
export function prefixesOutward(path: string): string[] {
  const list = path.lastIndexOf('[]');
  return list < 0 ? prefixesAround(path) : [...prefixesAround(path), ...prefixesOutward(path.slice(0, list))];
}

/** What stands before a name that a field uses, nearest first: the object the field is in, then those around it. */
export function prefixesAround(path: string): string[] {
  const root = scopeRoot(path);
  const prefixes: string[] = [];
  for (let object = objectPath(path); ; object = object.slice(0, object.lastIndexOf('.', object.length - 2) + 1)) {
    prefixes.push(object);
    if (object.length <= root.length) return prefixes;
  }
}

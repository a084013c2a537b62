/**
 * A file name for each entity: its own name with whatever is outside [A-Za-z0-9._-] replaced by `_`, and a number behind it
 * where two would be the same to a file system that ignores case.
 * @param extension without the dot.
 * @param reserved names of other files in the folder, in lower case.
 */
export function fileNames(
  entities: readonly string[],
  extension: string,
  reserved: readonly string[] = [],
): ReadonlyMap<string, string> {
  const taken = new Set(reserved);
  const names = new Map<string, string>();
  for (const entity of entities) {
    const safe = entity
      .replaceAll(/[^A-Za-z0-9._-]/g, '_')
      .replace(/^\.+/, '_')
      .slice(0, 200);
    let name = `${safe}.${extension}`;
    for (let n = 2; taken.has(name.toLowerCase()); n++) name = `${safe}_${n}.${extension}`;
    taken.add(name.toLowerCase());
    names.set(entity, name);
  }
  return names;
}

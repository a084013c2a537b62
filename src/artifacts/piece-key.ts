/** Whether this can be the id of a task: it is the name of a folder. */
export const isTaskId = (text: string): boolean => /^[A-Za-z0-9-]{1,64}$/.test(text);

/**
 * Takes the key of a piece apart. The form is checked where keys become paths, so that no key leads out of the store.
 * Throws where the key is not `<task id>/<piece>`.
 */
export function pieceKey(key: string): { readonly task: string; readonly piece: string } {
  const slash = key.indexOf('/');
  const task = key.slice(0, slash);
  const piece = key.slice(slash + 1);
  if (slash < 0 || !isTaskId(task) || !/^[A-Za-z0-9-]{1,128}$/.test(piece)) {
    throw new Error('the key of a piece is <task id>/<piece>, each of A-Z, a-z, 0-9 and - only');
  }
  return { task, piece };
}

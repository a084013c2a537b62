/** What SQLite's result codes (https://sqlite.org/rescode.html) are to the system. */
const CODES: ReadonlyMap<number, string> = new Map([
  [10, 'EIO'],
  [13, 'ENOSPC'],
]);

/** An error of SQLite's in writing the file as the system's; any other error comes back as it is. */
export function systemError(error: unknown): unknown {
  if (!(error instanceof Error && 'errcode' in error && typeof error.errcode === 'number')) return error;
  // The low byte is the primary code.
  const code = CODES.get(error.errcode & 255);
  if (code === undefined) return error;
  return Object.assign(new Error(error.message, { cause: error }), { code, syscall: 'write' });
}

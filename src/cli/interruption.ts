/** Exit codes by signal: 128 and the signal's number. */
export const EXIT_CODES = { SIGHUP: 129, SIGINT: 130, SIGTERM: 143 } as const;

/**
 * Ends the process when a signal asks for it, after `cleanUp`, which must not wait for anything. A second signal finds
 * nothing left to clean and ends it in any case.
 * @returns a function that restores what signals do by themselves.
 */
export function onInterruption(cleanUp: () => void): () => void {
  const handlers = Object.entries(EXIT_CODES).map(([signal, exitCode]) => {
    const handler = (): void => {
      cleanUp();
      process.exit(exitCode);
    };
    process.once(signal, handler);
    return { signal, handler };
  });
  return () => {
    for (const { signal, handler } of handlers) process.off(signal, handler);
  };
}

/** A worker ends with the process that gave it its tests, also where that was killed; what it started follows (leave-no-child.ts). */
const end = (): void => process.exit(1);
// Set up for each file, in a process that is shared.
process.removeAllListeners('disconnect').once('disconnect', end);

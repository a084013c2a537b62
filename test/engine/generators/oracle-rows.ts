/** Rows that other implementations check: few in the quick suite, 10,000 in `test/faults/oracles.test.ts`. */
export const ORACLE_ROWS = Number(process.env['ORACLE_ROWS'] ?? 1000);

/** What a file begins and ends with: PAR1. */
export const MAGIC = new TextEncoder().encode('PAR1');

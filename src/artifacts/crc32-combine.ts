/** The polynomial of CRC-32 (IEEE 802.3), bits reversed: bit 31 represents x^0. */
const POLYNOMIAL = 0xedb88320;

/** x^(2^n) modulo the polynomial, n from 0. Squaring x 32 times gives x again, so that 32 entries are all there are. */
const POWERS = powers();

/**
 * The CRC-32 of two consecutive runs of bytes, from the CRC-32 of each.
 * The bits of a CRC are a polynomial; bytes after it multiply it by x^(8 × bytes). After zlib's crc32_combine (since 1.2.12).
 * @param secondBytes length of the second run: an integer from 0 to 2^53 - 1.
 * @returns unsigned.
 */
export function crc32Combine(first: number, second: number, secondBytes: number): number {
  let shift = 0x80000000;
  let power = 3;
  for (let rest = secondBytes; rest > 0; rest = Math.floor(rest / 2)) {
    if (rest % 2 === 1) shift = multiply(POWERS[power % 32], shift);
    power++;
  }
  return (multiply(shift, first) ^ second) >>> 0;
}

/** a × b modulo the polynomial. */
function multiply(a: number, b: number): number {
  let product = 0;
  let factor = b;
  for (let bit = 0x80000000; bit !== 0; bit >>>= 1) {
    if ((a & bit) !== 0) product ^= factor;
    factor = (factor & 1) === 1 ? (factor >>> 1) ^ POLYNOMIAL : factor >>> 1;
  }
  return product >>> 0;
}

function powers(): Uint32Array {
  const table = new Uint32Array(32);
  table[0] = 0x40000000;
  for (let n = 1; n < 32; n++) table[n] = multiply(table[n - 1], table[n - 1]);
  return table;
}

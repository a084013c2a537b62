/** How many rows each row of a level has below it, from `min` to `max`. */
export interface Fan {
  readonly min: number;
  readonly max: number;
}

/** The number of rows that a tree can have. */
export interface TreeSizes {
  readonly least: number;
  readonly most: number;
}

/** The sizes of so many levels below and with one of `first` rows, if each level has a row. */
export function treeSizes(first: number, depth: number, { min, max }: Fan): TreeSizes {
  return { least: min === 0 ? first + depth - 1 : first * rowsBelow(min, depth), most: first * rowsBelow(max, depth) };
}

/** The fewest roots with which a tree can have so many rows. */
export function fewestRoots(rows: number, depth: number, { max }: Fan): number {
  return Math.max(1, quotientUp(rows, rowsBelow(max, depth)));
}

/**
 * The sizes of the levels of a tree with so many rows, which grow as evenly as the fan allows; null if no tree of that depth has so
 * many rows.
 */
export function levelSizes(rows: number, roots: number, depth: number, fan: Fan): readonly number[] | null {
  const { least, most } = treeSizes(roots, depth, fan);
  if (rows < least || rows > most) return null;
  const growth = growthOf(rows / roots, depth, fan);
  const sizes = [roots];
  let left = rows - roots;
  let wanted = roots;
  for (let level = 2; level <= depth; level++) {
    const levels = depth - level + 1;
    const above = sizes[sizes.length - 1];
    wanted *= growth;
    // What this level and those below it can hold must be what is left.
    const low = Math.max(1, fan.min * above, quotientUp(left, rowsBelow(fan.max, levels)));
    const high = Math.min(
      fan.max * above,
      fan.min === 0 ? left - (levels - 1) : Math.floor(left / rowsBelow(fan.min, levels)),
    );
    const size = levels === 1 ? left : Math.max(low, Math.min(high, Math.round(wanted)));
    sizes.push(size);
    left -= size;
  }
  return sizes;
}

/** 1 + fan + fan² … over so many levels; Infinity where it passes 2^53. */
function rowsBelow(fan: number, levels: number): number {
  let [sum, power] = [1, 1];
  for (let level = 1; level < levels; level++) {
    power *= fan;
    sum += power;
  }
  return sum > Number.MAX_SAFE_INTEGER ? Infinity : sum;
}

/** The least whole number that times the divisor is not below n. */
function quotientUp(n: number, divisor: number): number {
  let quotient = Math.ceil(n / divisor);
  while (quotient * divisor < n) quotient++;
  while (quotient > 0 && (quotient - 1) * divisor >= n) quotient--;
  return quotient;
}

/** The growth from level to level with which a tree of one root has so many rows. */
function growthOf(rows: number, depth: number, { max }: Fan): number {
  let [low, high] = [0, max];
  for (let i = 0; i < 100; i++) {
    const middle = (low + high) / 2;
    let [sum, power] = [1, 1];
    for (let level = 1; level < depth; level++) {
      power *= middle;
      sum += power;
    }
    if (sum < rows) low = middle;
    else high = middle;
  }
  return high;
}

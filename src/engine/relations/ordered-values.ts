export type OrderedValues = Float64Array | BigInt64Array;

/** The first position from low to high - 1 whose value is not below (with `isPast`, is above) a value, else high. */
export function firstNotBelow(
  values: OrderedValues,
  value: number | bigint,
  isPast: boolean,
  low: number,
  high: number,
): number {
  while (low < high) {
    const middle = (low + high) >>> 1;
    if (isPast ? values[middle] <= value : values[middle] < value) low = middle + 1;
    else high = middle;
  }
  return low;
}

/**
 * How far counts are from what was expected: the chi-squared statistic as standard deviations from its mean. Cells that
 * expect less than 5 are joined with those after them; a count where nothing is expected gives Infinity.
 */
export function chiSquaredZ(observed: ArrayLike<number>, expected: ArrayLike<number>): number {
  let cells = 0;
  let sum = 0;
  let o = 0;
  let e = 0;
  for (let i = 0; i < expected.length; i++) {
    if (expected[i] === 0 && observed[i] > 0) return Infinity;
    o += observed[i];
    e += expected[i];
    if (e >= 5) {
      sum += (o - e) ** 2 / e;
      cells++;
      o = 0;
      e = 0;
    }
  }
  const freedom = cells - 1;
  if (freedom < 1) return 0;
  return (sum - freedom) / Math.sqrt(2 * freedom);
}

/** The Kolmogorov-Smirnov statistic times the root of the sample's size: above 1.95 once in a thousand true samples. */
export function kolmogorovSmirnov(sample: Float64Array, cdf: (x: number) => number): number {
  const sorted = Float64Array.from(sample).sort();
  const n = sorted.length;
  let most = 0;
  sorted.forEach((x, i) => {
    const p = cdf(x);
    most = Math.max(most, Math.abs(p - i / n), Math.abs(p - (i + 1) / n));
  });
  return most * Math.sqrt(n);
}

/** The distribution function of a density over [min, max], by Simpson's rule on panels of equal width. */
export function integrated(density: (x: number) => number, min: number, max: number): (x: number) => number {
  const panels = 20_000;
  const width = (max - min) / panels;
  const sums = new Float64Array(panels + 1);
  for (let i = 0; i < panels; i++) {
    const a = min + i * width;
    sums[i + 1] = sums[i] + (density(a) + 4 * density(a + width / 2) + density(a + width)) / 6;
  }
  return (x) => {
    const at = Math.min(panels - 1e-9, Math.max(0, (x - min) / width));
    const i = Math.floor(at);
    return (sums[i] + (at - i) * (sums[i + 1] - sums[i])) / sums[panels];
  };
}

const UNITS = ['B', 'kB', 'MB', 'GB', 'TB', 'PB', 'EB', 'ZB'] as const;

/** A whole number with commas: `1,234,567`. */
export function count(value: number): string {
  return BigInt(value)
    .toString()
    .replaceAll(/\B(?=(?:\d{3})+$)/g, ',');
}

/** A number of bytes in decimal units, three digits: `1.23 GB`. */
export function bytes(value: number): string {
  let unit = 0;
  let scaled = value;
  // What would be rounded up to four digits belongs to the next unit.
  for (; scaled >= 999.5 && unit < UNITS.length - 1; unit++) scaled /= 1000;
  return `${unit === 0 ? Math.round(scaled) : digits(scaled)} ${UNITS[unit]}`;
}

/** Rows a second: `1.23 M rows/s`. */
export function rate(rows: number, seconds: number): string {
  const value = rows / Math.max(seconds, 0.001);
  if (value >= 999_500) return `${digits(value / 1e6)} M rows/s`;
  return `${count(Math.round(value))} rows/s`;
}

/** A span of time: `0.06 s`, `42 s`, `3 min 5 s`, `2 h 40 min`. */
export function duration(seconds: number): string {
  if (seconds < 10) return `${digits(seconds)} s`;
  const whole = Math.round(seconds);
  if (whole < 60) return `${whole} s`;
  if (whole < 3600) return `${Math.floor(whole / 60)} min ${whole % 60} s`;
  return `${count(Math.floor(whole / 3600))} h ${Math.floor((whole % 3600) / 60)} min`;
}

/** `1 row`, `2 rows`. */
export function plural(value: number, noun: string): string {
  return `${count(value)} ${noun}${value === 1 ? '' : 's'}`;
}

/** At least three digits, two after the point at the most. */
function digits(value: number): string {
  return value.toFixed(value < 9.995 ? 2 : value < 99.95 ? 1 : 0);
}

import type { Thing } from './node.ts';
import type { Printed } from '../print.ts';
import { scalarNumber } from './types.ts';

/** A number of items or children: `3`, `1-5`, or with a law. Null where nothing is said. */
export function sizes(thing: Thing, most: number): Printed | null {
  const whole = (value: number): number => Math.min(most, Math.max(0, Math.round(value)));
  const law = thing.text('distribution')?.toLowerCase() ?? null;
  const exact = thing.number('exact_value', 'value');
  const [min, max, mean, stddev] = [
    thing.number('min'),
    thing.number('max'),
    thing.number('mean'),
    thing.number('stddev'),
  ];
  if (law === 'fixed' && (exact ?? min ?? max) !== null) return scalarNumber(whole(exact ?? min ?? max ?? 0));
  if (law === 'normal' && mean !== null && stddev !== null && stddev > 0) {
    const low = whole(min ?? mean - 3 * stddev);
    const high = Math.max(low, whole(max ?? mean + 3 * stddev));
    return new Map<string, Printed>([
      ['min', scalarNumber(low)],
      ['max', scalarNumber(high)],
      ['distribution', 'normal'],
      ['mean', scalarNumber(mean)],
      ['stddev', scalarNumber(stddev)],
    ]);
  }
  if (min === null && max === null) return exact === null ? null : scalarNumber(whole(exact));
  const ends = [whole(min ?? 0), whole(max ?? Math.max(min ?? 0, 1))].toSorted((a, b) => a - b);
  return ends[0] === ends[1] ? scalarNumber(ends[0]) : `${ends[0]}-${ends[1]}`;
}

/** The least and the greatest number of something; null where nothing is said. */
export function sizeRange(thing: Thing, most: number): { readonly least: number; readonly most: number } | null {
  const [exact, min, max, mean, stddev] = ['exact_value', 'min', 'max', 'mean', 'stddev'].map((name) =>
    thing.number(name),
  );
  const law = thing.text('distribution')?.toLowerCase() ?? null;
  const spread = mean === null ? null : Math.max(0, stddev ?? 0) * 3;
  const isExact = exact !== null && (law === 'fixed' || (min === null && max === null));
  const low = isExact ? exact : (min ?? (mean !== null && spread !== null ? mean - spread : null));
  const high = isExact ? exact : (max ?? (mean !== null && spread !== null ? mean + spread : null));
  if (low === null && high === null) return null;
  const [least, greatest] = [low ?? Math.min(1, high ?? 1), high ?? low ?? 1]
    .map((value) => Math.min(most, Math.max(0, Math.round(value))))
    .toSorted((a, b) => a - b);
  return { least, most: greatest };
}

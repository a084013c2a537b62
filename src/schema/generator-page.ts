import type { Generator } from '../engine/generators/generator.ts';
import { generators } from '../engine/generators/registry.ts';
import { notACursor } from './cursor.ts';
import { type Page, pageOf } from './page.ts';
import { type PageArguments, pageWindow } from './page-window.ts';

const PLACES: ReadonlyMap<string, number> = new Map(generators.map(({ name }, place) => [name, place]));

/**
 * One page of generators. Cursors represent their names, so that one of another search holds as well. Throws an INVALID_INPUT
 * error where the arguments cannot be met.
 * @param found in the order of the catalogue.
 */
export function generatorPage<G extends Pick<Generator, 'name'>>(found: readonly G[], given: PageArguments): Page<G> {
  const window = pageWindow(given, readPlace);
  const from = window.after ?? -1;
  const to = window.before ?? PLACES.size;
  const within = found.filter(({ name }) => {
    const place = placeOf(name);
    return place > from && place < to;
  });
  if (window.backward) within.reverse();
  return pageOf(
    within,
    window,
    ({ name }) => Buffer.from(name).toString('base64'),
    () => Promise.resolve(found.length),
  );
}

function readPlace(cursor: string): number {
  return placeOf(Buffer.from(cursor, 'base64').toString());
}

function placeOf(name: string): number {
  const place = PLACES.get(name);
  if (place === undefined) throw notACursor();
  return place;
}

import type { Generator } from '../engine/generators/generator.ts';
import { generators } from '../engine/generators/registry.ts';
import { notACursor } from './cursor.ts';
import { type Page, pageOf } from './page.ts';
import { type PageArguments, pageWindow } from './page-window.ts';

const POSITIONS: ReadonlyMap<string, number> = new Map(generators.map(({ name }, position) => [name, position]));

/**
 * One page of generators. Cursors represent their names, so that one of another search holds as well. Throws an INVALID_INPUT
 * error where the arguments cannot be met.
 * @param found in the order of the catalogue.
 */
export function generatorPage<G extends Pick<Generator, 'name'>>(found: readonly G[], given: PageArguments): Page<G> {
  const window = pageWindow(given, readPlace);
  const from = window.after ?? -1;
  const to = window.before ?? POSITIONS.size;
  const within = found.filter(({ name }) => {
    const position = positionOf(name);
    return position > from && position < to;
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
  return positionOf(Buffer.from(cursor, 'base64').toString());
}

function positionOf(name: string): number {
  const position = POSITIONS.get(name);
  if (position === undefined) throw notACursor();
  return position;
}

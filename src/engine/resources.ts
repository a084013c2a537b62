import type { LocaleLists } from './data/locales.ts';
import type { PlaceTable } from './data/places.ts';
import type { Columns } from './data/tables.ts';
import type { Words } from './data/words.ts';

/** Data that the engine needs and may not load itself. Each function returns at once and the same every time. */
export interface Resources {
  words(): Words;
  places(): PlaceTable;
  /** A table of which rows are drawn, such as airport. */
  table(name: string): Columns;
  /** The lists of a locale of the table, such as de. */
  locale(code: string): LocaleLists;
}

import type { LocaleLists } from './data/locales.ts';
import type { PlaceTable } from './data/places.ts';
import type { Tables } from './data/tables.ts';
import type { Words } from './data/words.ts';

/** Data that the engine needs and may not load itself. Each function returns at once and the same every time. */
export interface Resources {
  words(): Words;
  places(): PlaceTable;
  tables(): Tables;
  /** The lists of a locale of the table, such as de. */
  locale(code: string): LocaleLists;
}

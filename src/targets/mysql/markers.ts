/** The table that has a row of each load, which is committed with its rows. It is of no model. */
export const MARKERS = 'rowmill_load';

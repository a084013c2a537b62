/** Items of a page where neither `first` nor `last` is given. */
export const DEFAULT_PAGE = 20;
/** Items of a page at most. */
export const MAX_ITEMS = 100;
/** Ids of one `nodes` query at most. */
export const MAX_NODES = 100;
/** What one operation may cost at most, as `costOf` counts it. */
export const MAX_COST = 10_000;
/** Levels of fields in one operation at most. */
export const MAX_DEPTH = 10;
/** Aliases in one operation at most. */
export const MAX_ALIASES = 30;
/** Tokens of one document at most. */
export const MAX_TOKENS = 2000;

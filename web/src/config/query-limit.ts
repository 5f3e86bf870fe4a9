/** Limit of a query, in milliseconds: longer than one takes on a busy server. */
export const longestQueryMs = 30_000;

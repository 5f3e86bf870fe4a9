/** Default number of rows on a page. */
export const defaultPageSize = 20;
/** The most rows on a page. */
export const maxPageSize = 100;

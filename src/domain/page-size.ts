/** Default page size. */
export const defaultPageSize = 20;
/** Maximum page size. */
export const maxPageSize = 100;

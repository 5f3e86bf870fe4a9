/** A fetch function, as GraphQL clients take one. */
export type Fetch = typeof globalThis.fetch;

/**
 * The closed vocabularies that the database, the GraphQL schema and the code share, by subject.
 *
 * type-graphql publishes the key of an enum member and PostgreSQL stores its value, so the two are kept equal. A
 * provider's own terms never become members; they are stored as text next to them.
 */
export * from './vocabulary/assistants.js';
export * from './vocabulary/conversations.js';
export * from './vocabulary/events.js';
export * from './vocabulary/files.js';
export * from './vocabulary/jobs.js';
export * from './vocabulary/ledger.js';
export * from './vocabulary/messages.js';
export * from './vocabulary/providers.js';
export * from './vocabulary/search.js';
export * from './vocabulary/simulation.js';
export * from './vocabulary/users.js';

/**
 * Every error that Trunkline raises on purpose, by subject.
 *
 * One tree: a stable `code` (documented in docs/errors.md, compared with it by a test), typed facts, and a sentence
 * that says what to do next. Boundaries map these to an HTTP status or GraphQL `extensions`; code in between does not
 * catch them. Anything that is not a TrunklineError is unexpected: it is masked before it is sent.
 */
export * from './errors/access-errors.js';
export * from './errors/assert-never.js';
export * from './errors/codes.js';
export * from './errors/input-errors.js';
export * from './errors/media-errors.js';
export * from './errors/request-errors.js';
export * from './errors/sending-errors.js';
export * from './errors/start-errors.js';
export * from './errors/trunkline-error.js';

/** The client of Trunkline without a GraphQL library: `./apollo` and `./urql` build on it. */
export { authorizedFetch } from './authorized-fetch.js';
export type { Fetch } from './fetch.js';
export type { ListEnd, Versioned } from './keep-newest.js';
export { keepNewest } from './keep-newest.js';
export type { ThrowHandler } from './report-throw.js';
export {
  type ExecutionResult,
  type ResetReason,
  type ResumeOptions,
  type Resuming,
  type SubscribingClient,
  subscribeWithResume,
} from './resume/resume.js';
export { possibleTypes } from './schema-facts.js';
export { createTokenKeeper, type TokenKeeper, type TokenKeeperOptions } from './session/token-keeper.js';
export { memoryStorage, type StringStorage, type TokenStorage, webStorage } from './session/token-storage.js';
export type { KeptTokens, SessionEnd, Tokens } from './session/tokens.js';
export { type SocketOptions, socketOptions } from './socket-options.js';

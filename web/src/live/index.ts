/** What the page knows of the server, kept current by the stream of events. */
export { useIsNewBuild } from './build-watch.js';
export type { ConnectionState } from './connection.js';
export { type Company, Desk, type DeskEvent } from './desk.js';
export { DeskContext, useCompany, useConnection, useDesk } from './desk-context.js';
export type { ListView } from './list-store.js';
export type { Row } from './row-order.js';
export { compareStored, type Message, type Note, type ThreadView } from './thread-store.js';

/** What the page knows of the server, kept current by the stream of events. */
export { type Assistant, assistantOf } from './assistant-of.js';
export { useIsNewBuild } from './build-watch.js';
export type { ConnectionState } from './connection.js';
export { type Company, Desk, type DeskEvent, type OwnEvent } from './desk.js';
export { DeskContext, useCompany, useConnection, useDesk } from './desk-context.js';
export type { Judge, ListView } from './list-store.js';
export { maxUnread } from './own-unread.js';
export type { Row } from './row-order.js';
export type { Selection } from './selection.js';
export { serverNow } from './server-clock.js';
export {
  type Activity,
  compareStored,
  type Message,
  type Note,
  type Notice,
  ThreadStore,
  type ThreadView,
} from './thread-store.js';
export { untilCancelled } from './until-cancelled.js';
export type { Change, Failure, Job } from './work.js';

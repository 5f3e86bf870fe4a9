/** The open conversation, and the parts of timelines that other pages show. */
export { authorName } from './author-name.js';
export { type ChangeTarget, changeEntries, type Section } from './change-entries.js';
export { DeliveryMark } from './delivery-mark.js';
export { MessageText } from './message-text.js';
export { MessageView } from './message-view.js';
export { setHandoff } from './set-handoff.js';
export { Thread } from './thread.js';
export { type ThreadActions, ThreadActionsContext } from './thread-actions.js';
export { type ThreadItem, toThreadItems } from './thread-items.js';
export { ThreadRow } from './thread-row.js';
export { useThread } from './use-thread.js';
export { doWork } from './work.js';

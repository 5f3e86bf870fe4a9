/** The open conversation. */
export { DeliveryMark } from './delivery-mark.js';
export { MessageText } from './message-text.js';
export { MessageView } from './message-view.js';
export { Thread } from './thread.js';
export { useThread } from './use-thread.js';
export { doWork } from './work.js';

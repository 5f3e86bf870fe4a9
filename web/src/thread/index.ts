/** The open conversation. */
export { DeliveryMark } from './delivery-mark.js';
export { Thread } from './thread.js';
export { useThread } from './use-thread.js';
export { doWork, snoozePresets } from './work.js';

/** How a user learns of new messages while looking elsewhere. */
export { askForDesktop } from './desktop.js';
export { useNotices } from './use-notices.js';

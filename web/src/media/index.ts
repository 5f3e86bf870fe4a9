/** Files of messages: pictures, players, downloads. */
export { Attachments } from './attachments.js';
export { boxOf } from './box-of.js';
export { ThreadMedia } from './thread-media.js';

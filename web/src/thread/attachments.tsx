/** The files of a message; see the folder `media`. */
export { Attachments } from '../media/index.js';

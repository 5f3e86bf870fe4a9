/** What was begun before the application was there. */
export { takeFirstAnswer, takeSession } from './begin.js';

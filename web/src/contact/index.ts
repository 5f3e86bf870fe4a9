/** The side panel. */
export { ContactPanel } from './contact-panel.js';

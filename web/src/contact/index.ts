/** The side panel. */
export { ContactPanel } from './contact-panel.js';
export { PersonSection } from './person-section.js';

/** Presence: which colleagues write or look, what the viewer does, and whether the viewer takes conversations. */
export { useAvailabilityEntries } from './use-availability.js';
export { useReportTyping, useWriters } from './use-presence.js';
export { Lookers, Writers } from './writers.js';

/** The demo: a drawer in which one is the customer, and the first steps. Only where providers are simulated. */
export { DemoPlace, FirstRunPlace } from './demo-place.js';
export { showDemo, useDemo } from './demo-store.js';

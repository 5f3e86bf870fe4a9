/**
 * YClients, and its twin Altegio: a booking system that sends no messages. Set-up guide and vendor facts:
 * docs/providers/yclients.md.
 */
export {
  type ChangedRecords,
  type ChangedRecordsRequest,
  canAskYclients,
  fetchChangedRecords,
  toEnvelope,
} from './client.js';
export { readYclientsCredentials, type YclientsCredentials } from './credentials.js';
export { parseKeptYclients, parseYclients } from './parse.js';
export { readMoment } from './read-time.js';
export { createYclientsSimulator, type SimulatedRecord, type YclientsSimulator } from './simulator.js';
export { isSignedLikeYclients, signatureHeaders, verifyYclients, yclientsKeyOf } from './verify.js';

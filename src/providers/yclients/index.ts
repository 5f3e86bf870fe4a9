/**
 * YClients, and its twin Altegio: a booking system, no carrier of messages. docs/providers/yclients.md holds the
 * set-up guide and every fact that this folder relies on.
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

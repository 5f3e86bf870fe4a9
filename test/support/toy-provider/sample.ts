import type { Sample } from '../provider-sample.js';

/** The row of the toy vendor for the contract suite. */
export const toySample: Sample = {
  fixtures: '',
  fixturesUrl: new URL('./fixtures/', import.meta.url),
  guides: new URL('./', import.meta.url),
  credentials: baseUrl => ({ line: '+77000000010', passphrase: 'SECRET-passphrase', baseUrl }),
  channel: '+77000000010',
  person: '+77010000021',
};

/** What a YClients connection may be given: a webhook secret, and what its API is asked with. */
import { isTree } from './loose-value.js';

/** Settings and credentials of a connection; every part may be missing. */
export interface YclientsCredentials {
  /** When it is set, every webhook must be signed with it. */
  readonly webhookSecret: string | null;
  readonly partnerToken: string | null;
  readonly userToken: string | null;
  /** Another host than YClients' own, such as Altegio's. */
  readonly apiBaseUrl: string | null;
}

/** The fields that are secrets. */
export const yclientsSecretFields: readonly (keyof YclientsCredentials)[] = [
  'webhookSecret',
  'partnerToken',
  'userToken',
];

/** Where YClients' API is. */
export const yclientsApiUrl = 'https://api.yclients.com';

/** Reads credentials that were opened from the database; what is no text is missing. */
export function readYclientsCredentials(value: unknown): YclientsCredentials {
  const tree = isTree(value) ? value : {};
  const text = (name: keyof YclientsCredentials) => {
    const found = tree[name];
    return typeof found === 'string' && found !== '' ? found : null;
  };
  return {
    webhookSecret: text('webhookSecret'),
    partnerToken: text('partnerToken'),
    userToken: text('userToken'),
    apiBaseUrl: text('apiBaseUrl'),
  };
}

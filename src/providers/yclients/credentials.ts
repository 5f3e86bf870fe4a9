/** Credentials of a YClients connection: a webhook secret, and API tokens. */
import { isTree } from './loose-value.js';

/** Settings and credentials of a connection; each is optional. */
export interface YclientsCredentials {
  /** If set, every webhook must be signed with it. */
  readonly webhookSecret: string | null;
  readonly partnerToken: string | null;
  readonly userToken: string | null;
  /** A host other than YClients' own, such as Altegio's. */
  readonly apiBaseUrl: string | null;
}

/** Names of the secret fields. */
export const yclientsSecretFields: readonly (keyof YclientsCredentials)[] = [
  'webhookSecret',
  'partnerToken',
  'userToken',
];

/** Base URL of YClients' API. */
export const yclientsApiUrl = 'https://api.yclients.com';

/** Reads decrypted credentials from the database; a value that is not text counts as missing. */
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

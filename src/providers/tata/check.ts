import type { CredentialCheck } from '../contract/account.js';
import type { ProviderCredentials } from '../contract/provider-credentials.js';
import { authorize, readTataCredentials } from './credentials.js';

/** An id that no file has. */
const noFile = '0'.repeat(32);

/**
 * Asks for a file that does not exist, with the token of each number: the only call known of TATA that changes nothing
 * (docs/providers/tata.md, "Authentication"). Its answer proves no token, but 401 or 403 contradicts one.
 */
export function checkTata(stored: ProviderCredentials): CredentialCheck[] {
  const credentials = readTataCredentials(stored);
  if (credentials === null) return [];
  return Object.entries(credentials.tokens).map(([number, token]) => ({
    fields: ['tokens', 'authorization', 'baseUrl'],
    contradicts: `the token of ${number}`,
    request: {
      method: 'GET',
      url: `${credentials.baseUrl}/whatsapp-cloud/media/download/${noFile}`,
      headers: { authorization: authorize(token, credentials) },
    },
  }));
}

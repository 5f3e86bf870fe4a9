import type { CredentialCheck } from '../contract/account.js';
import type { ProviderCredentials } from '../contract/provider-credentials.js';
import { readGreenApiCredentials } from './credentials.js';

/** Reads the state of the instance; a state other than `authorized` also proves the token. */
export function checkGreenApi(stored: ProviderCredentials): CredentialCheck[] {
  const credentials = readGreenApiCredentials(stored);
  if (credentials === null) return [];
  const { apiUrl, idInstance, apiTokenInstance } = credentials;
  const url = `${apiUrl}/waInstance${idInstance}/getStateInstance/${encodeURIComponent(apiTokenInstance)}`;
  return [{ fields: ['apiTokenInstance', 'idInstance', 'apiUrl'], request: { method: 'GET', url } }];
}

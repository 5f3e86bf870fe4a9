import type { CredentialCheck } from '../contract/account.js';
import type { ProviderCredentials } from '../contract/provider-credentials.js';
import { defaultGraphVersion, readCloudCredentials } from './credentials.js';

/** Reads the id of the business account, or of the token's own user where no business account is named. */
export function checkCloud(stored: ProviderCredentials): CredentialCheck[] {
  const credentials = readCloudCredentials(stored);
  if (credentials === null) return [];
  const { baseUrl, graphVersion = defaultGraphVersion, accessToken, businessAccountId } = credentials;
  const url = `${baseUrl}/${graphVersion}/${businessAccountId ?? 'me'}?fields=id`;
  const request = { method: 'GET', url, headers: { authorization: `Bearer ${accessToken}` } } as const;
  return [{ fields: ['accessToken', 'businessAccountId', 'graphVersion', 'baseUrl'], request }];
}

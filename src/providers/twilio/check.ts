import type { CredentialCheck } from '../contract/account.js';
import type { ProviderCredentials } from '../contract/provider-credentials.js';
import { readTwilioCredentials } from './credentials.js';
import { baseUrlOf } from './rest.js';

/**
 * Reads the account with each auth token, and one message with the API key, which cannot read the account
 * (docs/providers/twilio.md, "Settings").
 */
export function checkTwilio(stored: ProviderCredentials): CredentialCheck[] {
  const credentials = readTwilioCredentials(stored);
  if (credentials === null) return [];
  const { accountSid, authToken, secondaryAuthToken, apiKeySid, apiKeySecret } = credentials;
  const account = `${baseUrlOf(credentials, 'api')}/2010-04-01/Accounts/${accountSid}`;
  const check = (field: string, user: string, password: string, url: string): CredentialCheck => ({
    fields: [field, 'accountSid', 'baseUrl', ...(field === 'apiKeySecret' ? ['apiKeySid'] : [])],
    request: {
      method: 'GET',
      url,
      headers: { authorization: `Basic ${Buffer.from(`${user}:${password}`).toString('base64')}` },
    },
  });
  return [
    check('authToken', accountSid, authToken, `${account}.json`),
    ...(secondaryAuthToken
      ? [check('secondaryAuthToken', accountSid, secondaryAuthToken, `${account}.json`)]
      : []),
    ...(apiKeySid && apiKeySecret
      ? [check('apiKeySecret', apiKeySid, apiKeySecret, `${account}/Messages.json?PageSize=1`)]
      : []),
  ];
}

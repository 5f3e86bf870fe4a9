import type { FirstChannel, SimulatedAccount } from '../contract/account.js';
import type { ProviderCredentials } from '../contract/provider-credentials.js';

/** An account is one instance, so it starts with that one channel. */
export const greenApiFirstChannels = ({ idInstance }: ProviderCredentials): readonly FirstChannel[] => [
  { externalId: String(idInstance), displayName: 'Green API', isDefault: true },
];

/** The demo account. */
export const simulatedGreenApiAccount: SimulatedAccount = {
  name: 'Green API (simulated)',
  toCredentials: apiUrl => ({
    idInstance: '7107000101',
    apiTokenInstance: 'demo-green-api-token',
    webhookUrlToken: 'ga-test-token',
    apiUrl,
  }),
  // The guide's flat body names no instance, so it goes to the account's only channel.
  channels: [{ externalId: '7107000101', displayName: 'Green API', isDefault: true }],
};

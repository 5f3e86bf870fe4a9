import type { SimulatedAccount } from '../contract/account.js';

/** The demo account. */
export const simulatedCloudAccount: SimulatedAccount = {
  name: 'WhatsApp Cloud (simulated)',
  toCredentials: baseUrl => ({
    accessToken: 'demo-cloud-token',
    appSecret: 'test-app-secret',
    verifyToken: 'test-verify-token',
    businessAccountId: '210000000000001',
    baseUrl,
  }),
  channels: [
    { externalId: '310000000000111', displayName: 'WhatsApp Cloud 1' },
    { externalId: '310000000000122', displayName: 'WhatsApp Cloud 2' },
  ],
};

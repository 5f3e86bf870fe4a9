import { defaultChannelId, type FirstChannel, type SimulatedAccount } from '../contract/account.js';

/** Requests without a channel id go to the account's default channel. */
export const chatflowFirstChannels = (): readonly FirstChannel[] => [
  { externalId: defaultChannelId, displayName: 'Default' },
];

/** The demo account. */
export const simulatedChatflowAccount: SimulatedAccount = {
  name: 'ChatFlow (simulated)',
  toCredentials: baseUrl => ({ apiToken: 'demo-chatflow-token', instanceId: 'instance_default', baseUrl }),
  channels: [
    { externalId: defaultChannelId, displayName: 'Основной' },
    { externalId: 'instance_xxx', displayName: 'Номер 1 — Панели' },
    { externalId: 'instance_yyy', displayName: 'Номер 2' },
    { externalId: 'instance_zzz', displayName: 'Номер 3' },
  ],
};

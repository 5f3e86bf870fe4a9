import type { SimulatedAccount } from '../contract/account.js';

/** The demo account. Each token contains its number, as some of TATA's do: the simulator reads the sender from it. */
export const simulatedTataAccount: SimulatedAccount = {
  name: 'TATA (simulated)',
  toCredentials: baseUrl => ({
    tokens: {
      '+918800000111': 'demo.eyJwaG9uZU51bWJlciI6Iis5MTg4MDAwMDAxMTEifQ.unsigned',
      '+918800000122': 'demo.eyJwaG9uZU51bWJlciI6Iis5MTg4MDAwMDAxMjIifQ.unsigned',
    },
    baseUrl,
  }),
  channels: [
    { externalId: '+918800000111', displayName: 'TATA 1', phoneNumber: '+918800000111' },
    { externalId: '+918800000122', displayName: 'TATA 2', phoneNumber: '+918800000122' },
  ],
};

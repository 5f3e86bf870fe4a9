import type { SimulatedAccount } from '../contract/account.js';

/** One account at Twilio, connected once per product. */
const account = {
  accountSid: 'AC4c122831efef10ac68b5223dccd6f614',
  authToken: '0123456789abcdef0123456789abcdef',
};

/** The demo account of Conversations. */
export const simulatedConversationsAccount: SimulatedAccount = {
  name: 'Twilio Conversations (simulated)',
  toCredentials: baseUrl => ({
    ...account,
    serviceSid: 'IS961e38b5146c0b07d078f53dec9b699a',
    routes: { support: '*', sales: '*' },
    baseUrl,
  }),
  channels: [
    { externalId: 'whatsapp:+14155550123', displayName: 'Twilio — беседы', phoneNumber: '+14155550123' },
  ],
};

/** The demo account of Messaging. */
export const simulatedMessagingAccount: SimulatedAccount = {
  name: 'Twilio Messaging (simulated)',
  toCredentials: baseUrl => ({
    ...account,
    routes: { support: 'whatsapp:+14155550145', sales: '+14155550167' },
    baseUrl,
  }),
  channels: [
    { externalId: 'whatsapp:+14155550145', displayName: 'Twilio — WhatsApp', phoneNumber: '+14155550145' },
    { externalId: '+14155550167', displayName: 'Twilio — SMS', phoneNumber: '+14155550167' },
  ],
};

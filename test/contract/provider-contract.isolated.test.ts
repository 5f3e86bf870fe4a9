/**
 * The contract suite for every built-in vendor, and for one that exists only for tests. A new vendor needs a row in
 * `samples`, and rows in test/fixtures/manifest.json.
 */
import '../support/toy-provider/register.js';
import { globSync, readFileSync } from 'node:fs';
import { describe, expect, it } from '@jest/globals';
import { ProviderKind } from '../../src/domain/vocabulary.js';
import { getProvider, listProviders } from '../../src/providers/registry.js';
import { toSimulatedToken } from '../../src/providers/tata/simulator.js';
import { describeProvider } from '../support/provider-contract.js';
import type { Sample } from '../support/provider-sample.js';
import { toySample } from '../support/toy-provider/sample.js';
import { toyKind } from '../support/toy-provider/vocabulary.js';

const samples: Partial<Record<ProviderKind, Sample>> = {
  [toyKind]: toySample,
  [ProviderKind.CHATFLOW]: {
    fixtures: 'chatflow/',
    credentials: baseUrl => ({ apiToken: 'SECRET-token', instanceId: 'instance_own', baseUrl }),
    channel: 'instance_xxx',
    person: '77010000021@s.whatsapp.net',
  },
  [ProviderKind.TWILIO_CONVERSATIONS]: {
    fixtures: 'twilio/conversations-',
    credentials: baseUrl => ({
      accountSid: 'AC4c122831efef10ac68b5223dccd6f614',
      authToken: 'SECRET-auth-token',
      serviceSid: 'IS961e38b5146c0b07d078f53dec9b699a',
      baseUrl,
    }),
    channel: 'whatsapp:+14155550123',
    person: 'whatsapp:+919900000101',
    inbound: {
      channelExternalId: null,
      channelLookup: expect.stringMatching(/^IS\w+\/CH\w+\/MB\w+\/$/),
      senderName: null,
    },
    echoTo: '',
    batches: false,
  },
  [ProviderKind.TWILIO_MESSAGING]: {
    fixtures: 'twilio/messaging-',
    credentials: baseUrl => ({
      accountSid: 'AC4c122831efef10ac68b5223dccd6f614',
      authToken: 'SECRET-auth-token',
      secondaryAuthToken: 'SECRET-other-token',
      baseUrl,
    }),
    channel: 'whatsapp:+14155550145',
    person: 'whatsapp:+919900000101',
    inbound: { sentAt: null },
    batches: false,
  },
  [ProviderKind.GREEN_API]: {
    fixtures: 'green-api/',
    credentials: baseUrl => ({
      idInstance: '7107000101',
      apiTokenInstance: 'SECRET-token',
      webhookUrlToken: 'SECRET-webhook-token',
      apiUrl: baseUrl,
    }),
    channel: '7107000101',
    person: '77010000021@c.us',
  },
  [ProviderKind.TATA]: {
    fixtures: 'tata/',
    credentials: baseUrl => ({
      tokens: { '+918800000111': toSimulatedToken('+918800000111', 'SECRET') },
      baseUrl,
    }),
    channel: '+918800000111',
    person: '919900000101',
    template: {
      ...{ externalId: '', name: 'appointment_reminder', language: 'en_US', variables: ['1', '2'] },
      body: 'Hello {{1}}, we are expecting you on {{2}}. Answer here if that does not suit you.\n\nTrunkline demo',
    },
  },
  [ProviderKind.WHATSAPP_CLOUD]: {
    fixtures: 'whatsapp-cloud/',
    credentials: baseUrl => ({
      accessToken: 'SECRET-token',
      appSecret: 'SECRET-app-secret',
      verifyToken: 'SECRET-verify-token',
      businessAccountId: '210000000000001',
      baseUrl,
    }),
    channel: '310000000000111',
    person: '919900000303',
  },
};

describe.each(listProviders().map(provider => [provider.kind, provider] as const))('%s', (kind, provider) => {
  const sample = samples[kind];
  if (sample === undefined) throw new Error(`There is no sample for ${kind} in this file.`);
  describeProvider(provider, sample);
});

describe('getProvider', () => {
  it('says clearly that a kind is not built yet', () => {
    const missing = Object.values(ProviderKind).find(
      kind => !listProviders().some(provider => provider.kind === kind),
    );
    if (missing !== undefined)
      expect(() => getProvider(missing)).toThrow(`The provider ${missing} is not built into this version`);
  });
});

it('no part of the server outside a vendor’s folder asks for a vendor by name', () => {
  const files = globSync('src/**/*.ts').filter(
    file => !/^src\/(?:providers\/[^/]+\/|database\/migrations\/)/.test(file),
  );
  expect(files.length).toBeGreaterThan(300);
  const naming = files.filter(file => /\bProviderKind\.[A-Z]/.test(readFileSync(file, 'utf8')));
  // The routes that the set-up guide of TATA prescribes, with TATA's numbers.
  expect(naming.sort()).toEqual([
    'src/server/rest/tata-conversations.ts',
    'src/server/rest/tata-send-reply.ts',
  ]);
});

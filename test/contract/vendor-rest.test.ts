/**
 * The REST bodies of test/fixtures: Trunkline's requests match the vendor's documentation, its answers are
 * understood, and its simulator answers with the same fields.
 */
import { readdirSync, readFileSync } from 'node:fs';
import { describe, expect, it } from '@jest/globals';
import { Fault } from '../../src/domain/vocabulary.js';
import type { Provider } from '../../src/providers/contract/provider.js';
import type { ProviderHttpRequest, ProviderHttpResult } from '../../src/providers/contract/provider-http.js';
import type { OutboundMessage } from '../../src/providers/contract/send.js';
import type { SimulatorReply } from '../../src/providers/contract/simulator.js';
import { createSimulatedFiles } from '../../src/providers/simulation/simulated-files.js';
import { tata } from '../../src/providers/tata/index.js';
import { toSimulatedToken } from '../../src/providers/tata/simulator.js';
import { twilioConversations, twilioMessaging } from '../../src/providers/twilio/index.js';
import { whatsappCloud } from '../../src/providers/whatsapp-cloud/index.js';

type Json = Readonly<Record<string, unknown>>;

const folders = ['tata', 'twilio', 'whatsapp-cloud'] as const;
const used = new Set<string>();
const read = (file: string): Json => {
  used.add(file);
  const [folder, name] = file.split('/');
  return JSON.parse(readFileSync(`test/fixtures/${folder}/_rest/${name}`, 'utf8'));
};
/** `….201.json`, `error.400-21211.json` */
const statusOf = (file: string) => Number(/\.(\d{3})[-.]/.exec(file)?.[1]);

interface Vendor {
  readonly provider: Provider;
  readonly credentials: Json;
  readonly from: string;
  readonly to: string;
  readonly text: string;
  readonly messageId: string;
}

const vendors = {
  tata: {
    provider: tata,
    credentials: {
      tokens: { '+918800000111': toSimulatedToken('+918800000111') },
      baseUrl: 'https://tata.example',
    },
    from: '+918800000111',
    to: '919900000101',
    text: 'The blue panel costs 4,200 rupees.',
    messageId: 'crm-msg-000017',
  },
  cloud: {
    provider: whatsappCloud,
    credentials: { accessToken: 'a-token', appSecret: 'a-secret', baseUrl: 'https://graph.example' },
    from: '310000000000111',
    to: '919900000303',
    text: 'Yes: blue, white and graphite.',
    messageId: 'crm-msg-000101',
  },
  messaging: {
    provider: twilioMessaging,
    credentials: {
      accountSid: `AC${'4'.repeat(32)}`,
      authToken: 'an-auth-token',
      baseUrl: 'https://twilio.example',
    },
    from: '+14155550167',
    to: '+14155550199',
    text: 'We will call at 17:15.',
    messageId: '01990000-0000-7000-8000-000000000001',
  },
} as const satisfies Record<string, Vendor>;

/** Sends once; the vendor answers with `answer`. */
async function send(vendor: Vendor, answer: (call: ProviderHttpRequest) => ProviderHttpResult) {
  const parsed = vendor.provider.parseCredentials(vendor.credentials);
  if (!parsed.ok) throw new Error(parsed.faults.join(' '));
  const calls: ProviderHttpRequest[] = [];
  const { from, to, text, messageId } = vendor;
  const message: OutboundMessage = {
    ...{ messageId, from, isDefaultChannel: false, to, text, attachments: [] },
    ...{ quotedExternalId: null, template: null },
    publicUrl: 'https://crm.example',
  };
  const outcome = await vendor.provider.send(message, parsed.credentials, async call => {
    calls.push(call);
    return answer(call);
  });
  return { outcome, calls };
}
const answered = (file: string) => (): ProviderHttpResult => ({
  ...{ ok: true, status: statusOf(file), headers: {} },
  body: JSON.stringify(read(file)),
});

const files = { ...createSimulatedFiles(), baseUrl: '' };

/** The simulator's answer to a send. */
async function simulate(vendor: Vendor, faults: readonly Fault[] = [], headers: Record<string, string> = {}) {
  let reply: SimulatorReply | undefined;
  await send(vendor, call => {
    const url = new URL(call.url);
    reply = vendor.provider.simulator.answer(
      {
        ...{ method: call.method, path: url.pathname, query: Object.fromEntries(url.searchParams) },
        headers: { ...call.headers, ...headers },
        body: String(call.body ?? ''),
        bytes: Buffer.from(call.body ?? ''),
      },
      faults,
      files,
    );
    return { ok: true, ...reply, body: String(reply.body) };
  });
  if (reply === undefined) throw new Error('nothing was sent');
  return { status: reply.status, body: JSON.parse(String(reply.body)) as Json };
}

/** The fields of a body, also of its inner objects, without the values. */
function shapeOf(value: unknown): unknown {
  if (Array.isArray(value)) return value.slice(0, 1).map(shapeOf);
  if (typeof value !== 'object' || value === null) return '·';
  return Object.fromEntries(Object.entries(value).map(([name, inner]) => [name, shapeOf(inner)]));
}

describe('a send', () => {
  it.each([
    ['tata', 'tata/send-text.request.json'],
    ['cloud', 'whatsapp-cloud/send-text.request.json'],
  ] as const)('through %s posts the very body of %s', async (name, file) => {
    const { calls } = await send(vendors[name], () => ({ ok: false, reached: false, reason: 'no network' }));
    expect(JSON.parse(String(calls[0]?.body))).toEqual(read(file));
  });

  it.each([
    ['tata', 'tata/send-text.200.json', { outcome: 'ACCEPTED', externalId: null }],
    ['tata', 'tata/error.401.json', { outcome: 'REJECTED', httpStatus: 401 }],
    [
      'cloud',
      'whatsapp-cloud/send-text.200.json',
      {
        outcome: 'ACCEPTED',
        externalId: 'wamid.HRgMOTE5OTAwMDAwMzAzFQIAEhgUQ0IzMzgxQzcwRTVFNjFDMjYxOTgA',
      },
    ],
    [
      'cloud',
      'whatsapp-cloud/error.400-131056-pair-rate.json',
      {
        outcome: 'RETRY',
        providerCode: '131056',
        retryAfterMs: 6_000,
        detail: expect.stringContaining('Too many'),
      },
    ],
    ['cloud', 'whatsapp-cloud/error.401-190.json', { outcome: 'REJECTED', providerCode: '190' }],
    [
      'messaging',
      'twilio/message-create.201.json',
      { outcome: 'ACCEPTED', externalId: 'SMd6c150f97c262ca86b46cfd2095698a9' },
    ],
    ['messaging', 'twilio/error.400-21211.json', { outcome: 'REJECTED', providerCode: '21211' }],
    ['messaging', 'twilio/error.429.json', { outcome: 'RETRY', providerCode: '20429' }],
  ] as const)('through %s that is answered %s is understood', async (name, file, expected) => {
    expect((await send(vendors[name], answered(file))).outcome).toMatchObject(expected);
  });
});

describe('a simulator', () => {
  it.each([
    ['tata', [], 'tata/send-text.200.json'],
    ['cloud', [], 'whatsapp-cloud/send-text.200.json'],
    ['cloud', [Fault.RATE_LIMIT], 'whatsapp-cloud/error.400-131056-pair-rate.json'],
    ['messaging', [], 'twilio/message-create.201.json'],
    ['messaging', [Fault.RATE_LIMIT], 'twilio/error.429.json'],
  ] as const)('of %s with %j answers in the fields of %s', async (name, faults, file) => {
    const { status, body } = await simulate(vendors[name], faults);
    expect({ status, shape: shapeOf(body) }).toEqual({ status: statusOf(file), shape: shapeOf(read(file)) });
  });

  it.each([
    ['tata', { authorization: 'Bearer x' }, 'tata/error.401.json'],
    ['cloud', { authorization: 'x' }, 'whatsapp-cloud/error.401-190.json'],
  ] as const)('of %s refuses %j in the fields of %s', async (name, headers, file) => {
    const { status, body } = await simulate(vendors[name], [], headers);
    expect({ status, shape: shapeOf(body) }).toEqual({ status: 401, shape: shapeOf(read(file)) });
  });

  it('of Conversations answers in the fields of its samples: participants, and the message that it made', () => {
    const { simulator } = twilioConversations;
    const service = '/v1/Services/IS961e38b5146c0b07d078f53dec9b699a';
    const ask = (method: string, path: string, body = '') => {
      const basic = Buffer.from(`AC${'4'.repeat(32)}:a-token`).toString('base64');
      const headers = { authorization: `Basic ${basic}` };
      const request = { method, path: service + path, query: {}, headers, body, bytes: Buffer.from(body) };
      const reply = simulator.answer(request, [], files);
      return { status: reply.status, shape: shapeOf(JSON.parse(String(reply.body))) };
    };
    const sms = '/Conversations/CHd6afd5fba9ecb0b5cca9e6ef21e8dc01';
    const whatsapp = '/Conversations/CHa9f7e97965d6cf799a529102a973b8b9';
    for (const [asked, file] of [
      [
        ask('GET', `${sms}/Participants/MB7bc3ca68769437ce986455407dab2a1f`),
        'participant-fetch-sms.200.json',
      ],
      [ask('GET', `${whatsapp}/Participants`), 'participants-list-whatsapp.200.json'],
      [ask('POST', `${whatsapp}/Messages`, 'Body=Hello'), 'conversation-message-create.201.json'],
    ] as const)
      expect(asked).toEqual({ status: statusOf(file), shape: shapeOf(read(`twilio/${file}`)) });
  });
});

it('every REST body of the fixtures is held against something', () => {
  const all = folders.flatMap(folder =>
    readdirSync(`test/fixtures/${folder}/_rest`).map(name => `${folder}/${name}`),
  );
  const elsewhere = ['tata/media-download.200.json'];
  expect([...used, ...elsewhere].sort()).toEqual(all.sort());
});

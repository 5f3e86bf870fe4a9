import { describe, expect, it } from '@jest/globals';
import twilioWebhooks from 'twilio/lib/webhooks/webhooks.js';
import { twilioConversations, twilioMessaging } from '../../src/providers/twilio/index.js';
import { signTwilioRequest } from '../../src/providers/twilio/signature.js';
import { accountSid, authToken, formRequest, twilioFixture } from '../support/twilio.js';

const fields = twilioFixture('messaging-inbound-sms-text');

function credentials(extra: object = {}) {
  const parsed = twilioMessaging.parseCredentials({ accountSid, authToken, ...extra });
  if (!parsed.ok) throw new Error(parsed.faults.join(' '));
  return parsed.credentials;
}

function signed(token = authToken, path = '/api/twilio/messaging/webhook') {
  const request = formRequest(fields, { path, publicUrl: `https://crm.example${path}` });
  const signature = signTwilioRequest(request.publicUrl, Object.entries(fields), token);
  return { ...request, headers: { ...request.headers, 'x-twilio-signature': signature } };
}

describe('verifying a request', () => {
  it.each([
    ['a right signature', signed(), {}, false, 'accepted'],
    [
      'a right signature by the second token',
      signed('the-next-token'),
      { secondaryAuthToken: 'the-next-token' },
      false,
      'accepted',
    ],
    ['a wrong signature', signed('not-the-token'), {}, false, 'refused'],
    ['a wrong signature beside a right key', signed('not-the-token'), {}, true, 'refused'],
    ['an empty signature', { ...signed(), headers: { 'x-twilio-signature': '' } }, {}, true, 'refused'],
    ['a right key alone', formRequest(fields), {}, true, 'accepted'],
    [
      'a right key alone where signatures are demanded',
      formRequest(fields),
      { requireSignature: true },
      true,
      'refused',
    ],
    ['nothing', formRequest(fields), {}, false, 'bare'],
    [
      'nothing where signatures are demanded',
      formRequest(fields),
      { requireSignature: true },
      false,
      'refused',
    ],
    [
      'an own route that is set',
      signed(authToken, '/webhooks/support'),
      { routes: { support: '*' } },
      false,
      'accepted',
    ],
    [
      'an own route that is not set',
      signed(authToken, '/webhooks/other'),
      { routes: { support: '*' } },
      true,
      'refused',
    ],
    [
      'an own route with the name of a property',
      signed(authToken, '/webhooks/constructor'),
      {},
      true,
      'refused',
    ],
  ])('takes %s for what it is', (_name, request, extra, isKeyRight, verification) => {
    expect(twilioMessaging.verify(request, credentials(extra), isKeyRight)).toBe(verification);
  });

  it('refuses everything when the stored credentials are none', () => {
    expect(twilioMessaging.verify(signed(), {}, true)).toBe('refused');
  });
});

describe('whose a request says it is', () => {
  it('goes by the AccountSid, and by the product that the body is from, whichever URL it came to', () => {
    const hints = { key: null, accountExternalIds: [accountSid], channelExternalIds: [], errorIsVeto: false };
    for (const provider of [twilioConversations, twilioMessaging]) {
      expect(provider.identify(formRequest(fields))).toEqual({ ...hints, kind: 'TWILIO_MESSAGING' });
      expect(
        provider.identify(formRequest(twilioFixture('conversations-on-message-added-sms-text'))),
      ).toEqual({
        ...hints,
        kind: 'TWILIO_CONVERSATIONS',
      });
    }
    expect(twilioMessaging.identify(formRequest('Nothing=1', { query: { key: 'abc' } }))).toEqual({
      ...hints,
      key: 'abc',
      accountExternalIds: [],
    });
  });

  it.each(['onMessageAdd', 'onConversationAdd', 'onParticipantAdd', 'onMessageUpdate', 'onMessageRemove'])(
    'says of %s that an error would be a veto',
    EventType => {
      expect(twilioConversations.identify(formRequest({ EventType, AccountSid: accountSid }))).toMatchObject({
        errorIsVeto: true,
      });
      expect(twilioConversations.identify(formRequest({ EventType: `${EventType}ed` }))).toMatchObject({
        errorIsVeto: false,
      });
    },
  );
});

describe('the settings of an account', () => {
  it('give the account its name at Twilio', () => {
    expect(twilioMessaging.parseCredentials({ accountSid, authToken })).toMatchObject({
      ok: true,
      externalId: accountSid,
    });
  });

  it.each([
    [{ authToken }, '"accountSid" is missing.'],
    [{ accountSid: 'SK123', authToken }, '"accountSid" must be AC and 32 hexadecimal digits.'],
    [{ accountSid, authToken: 'short' }, '"authToken" must have 8 to 200 characters, without spaces.'],
    [{ accountSid, authToken, apiKeySid: `SK${'0'.repeat(32)}` }, 'go together'],
    [{ accountSid, authToken, routes: { 'Support!': '*' } }, '"routes"'],
    [{ accountSid, authToken, routes: { support: '' } }, '"routes" must not be empty.'],
    [{ accountSid, authToken, baseUrl: 'ftp://x' }, '"baseUrl" must be an https URL'],
    [{ accountSid, authToken, token: 'x' }, '"token" is no setting of Twilio'],
    ['text', 'The credentials must be an object'],
  ])('are refused with a sentence: %j', (input, sentence) => {
    const parsed = twilioMessaging.parseCredentials(input);
    expect(parsed.ok ? [] : parsed.faults.join(' ')).toContain(sentence);
  });
});

describe('a webhook that is set to GET', () => {
  const path = '/api/twilio/messaging/webhook';
  const search = new URLSearchParams({ key: 'a-key', ...fields }).toString();
  const request = (publicUrl: string, token: string) => ({
    ...formRequest('', { method: 'GET', path, publicUrl }),
    query: Object.fromEntries(new URL(publicUrl).searchParams),
    headers: { 'x-twilio-signature': signTwilioRequest(publicUrl, [], token) },
  });
  const url = `https://crm.example${path}?${search}`;

  it('has its fields in the URL, which alone is signed', () => {
    const get = request(url, authToken);
    expect(twilioWebhooks.validateRequest(authToken, get.headers['x-twilio-signature'], url, {})).toBe(true);
    expect(twilioMessaging.identify(get)).toMatchObject({ key: 'a-key', accountExternalIds: [accountSid] });
    expect(twilioMessaging.verify(get, credentials(), true)).toBe('accepted');
    expect(twilioMessaging.verify(request(url, 'not-the-token'), credentials(), true)).toBe('refused');
    expect(twilioMessaging.verify({ ...get, publicUrl: `${url}x` }, credentials(), true)).toBe('refused');
  });

  it('reads as the POST does, and the kept body holds nothing of ours', () => {
    const parsed = twilioMessaging.parse(request(url, authToken));
    expect(parsed.events).toEqual(twilioMessaging.parse(formRequest(fields)).events);
    expect(parsed.keptBody).not.toContain('a-key');
  });
});

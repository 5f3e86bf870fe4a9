/** X-Twilio-Signature against recorded vectors and against the official SDK's validator. */
import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import twilioWebhooks from 'twilio/lib/webhooks/webhooks.js';
import { isTwilioSignatureValid, signTwilioRequest } from '../../src/providers/twilio/signature.js';
import { authToken, formRequest, twilioFixture } from '../support/twilio.js';

const { getExpectedTwilioSignature, validateRequest, validateRequestWithBody } = twilioWebhooks;
const vectors = JSON.parse(readFileSync('test/fixtures/twilio/signature-vectors.json', 'utf8')) as {
  fixture: string;
  url: string;
  authToken: string;
  signature: string;
}[];

const sdkParameters = (body: string): Record<string, string | string[]> => {
  const form = new URLSearchParams(body);
  return Object.fromEntries(
    [...new Set(form.keys())].map(name => {
      // The SDK uses `instanceof Array`, and getAll's arrays are of another realm than the test's.
      const values = [...form.getAll(name)];
      return [name, values.length === 1 ? (values[0] ?? '') : values];
    }),
  );
};

describe('the signature of a request', () => {
  it.each(vectors)('of $fixture is the recorded one', ({ fixture, url, authToken: token, signature }) => {
    const fields = twilioFixture(fixture);
    expect(signTwilioRequest(url, Object.entries(fields), token)).toBe(signature);
    expect(isTwilioSignatureValid(formRequest(fields, { publicUrl: url }), signature, [token])).toBe(true);
  });

  it('is what the official SDK makes of any fields, repeated, empty, odd and in any order', () => {
    const name = fc.constantFrom(
      'Body',
      'MediaUrl10',
      'MediaUrl2',
      'mediaUrl',
      'To',
      'MessagingBinding.Address',
      'a[b]',
    );
    const pair = fc.tuple(name, fc.string({ unit: 'grapheme', maxLength: 8 }));
    fc.assert(
      fc.property(
        fc.array(pair, { maxLength: 8 }),
        fc.constantFrom('', '?tenant=acme&x=%20y'),
        (pairs, query) => {
          const url = `https://crm.example/api/twilio/status${query}`;
          const body = new URLSearchParams(pairs).toString();
          const signature = getExpectedTwilioSignature(authToken, url, sdkParameters(body));
          expect(signTwilioRequest(url, [...new URLSearchParams(body)], authToken)).toBe(signature);
          expect(isTwilioSignatureValid(formRequest(body, { publicUrl: url }), signature, [authToken])).toBe(
            true,
          );
        },
      ),
    );
  });

  it.each([
    ['https://crm.example/a?b=c', 'https://crm.example:443/a?b=c', true],
    ['https://crm.example:443/a', 'https://crm.example/a', true],
    ['http://crm.example/a', 'http://crm.example:80/a', true],
    ['https://crm.example:8443/a', 'https://crm.example/a', false],
    ['https://crm.example/a', 'https://crm.example:8443/a', true],
    ["https://crm.example/a?n=O'Neil", "https://crm.example/a?n=O'Neil", true],
    ['https://crm.example/a?n=O%27Neil', "https://crm.example/a?n=O'Neil", true],
    ['https://crm.example/a?n=a%20b', 'https://crm.example/a?n=a+b', true],
    ['http://crm.example/a', 'https://crm.example/a', false],
    ['https://crm.example/a', 'https://crm.example/a/', false],
    ['https://crm.example/a', 'https://other.example/a', false],
  ])('over %s is for %s as good as the SDK says: %s', (signedUrl, url, isValid) => {
    const fields = twilioFixture('messaging-inbound-sms-text');
    const signature = signTwilioRequest(signedUrl, Object.entries(fields), authToken);
    expect(validateRequest(authToken, signature, url, { ...fields })).toBe(isValid);
    expect(isTwilioSignatureValid(formRequest(fields, { publicUrl: url }), signature, [authToken])).toBe(
      isValid,
    );
  });

  it('is right under either of two tokens, and under no other', () => {
    const fields = twilioFixture('messaging-inbound-sms-text');
    const request = formRequest(fields);
    const signature = signTwilioRequest(request.publicUrl, Object.entries(fields), authToken);
    expect(isTwilioSignatureValid(request, signature, ['another-token', authToken])).toBe(true);
    expect(isTwilioSignatureValid(request, signature, ['another-token'])).toBe(false);
    expect(isTwilioSignatureValid(request, '', [authToken])).toBe(false);
    expect(isTwilioSignatureValid(request, `${signature}=`, [authToken])).toBe(false);
  });

  it('is broken by any change of the body', () => {
    const fields = twilioFixture('messaging-inbound-sms-text');
    const { publicUrl } = formRequest(fields);
    const signature = signTwilioRequest(publicUrl, Object.entries(fields), authToken);
    for (const changed of [
      { ...fields, Body: 'Can you call me after 6?' },
      { ...fields, Body: 'Can you call me after 5? ' },
      { ...fields, Added: '' },
    ]) {
      expect(isTwilioSignatureValid(formRequest(changed), signature, [authToken])).toBe(false);
    }
  });

  it('covers a body that is no form by its digest in the URL', () => {
    const body = JSON.stringify({ some: 'event' });
    const digest = createHash('sha256').update(body).digest('hex');
    const publicUrl = `https://crm.example/a?bodySHA256=${digest}`;
    const signature = signTwilioRequest(publicUrl, [], authToken);
    const headers = { 'content-type': 'application/json' };
    const request = formRequest(body, { publicUrl, headers, query: { bodySHA256: digest } });
    expect(validateRequestWithBody(authToken, signature, publicUrl, body)).toBe(true);
    expect(isTwilioSignatureValid(request, signature, [authToken])).toBe(true);
    expect(isTwilioSignatureValid({ ...request, rawBody: Buffer.from('{}') }, signature, [authToken])).toBe(
      false,
    );
    const bare = formRequest(body, { publicUrl: 'https://crm.example/a', headers });
    expect(isTwilioSignatureValid(bare, signTwilioRequest(bare.publicUrl, [], authToken), [authToken])).toBe(
      false,
    );
  });
});

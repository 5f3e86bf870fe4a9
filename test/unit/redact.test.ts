import { inspect } from 'node:util';
import { describe, expect, it } from '@jest/globals';
import { secretFieldsOf } from '../../src/providers/contract/account.js';
import { redactText, redactWebhookUrls } from '../../src/providers/contract/redact.js';
import { listProviders } from '../../src/providers/registry.js';
import { yclientsSecretFields } from '../../src/providers/yclients/credentials.js';
import { cpuMs } from '../support/cpu-ms.js';
import { hangCpuMs } from '../support/hang.js';

describe('redactText', () => {
  it.each([
    [
      "ChatFlow's token in the query",
      'GET https://app.chatflow.kz/api/v1/send-text?token=cf-123&instance_id=abc failed',
      'GET https://app.chatflow.kz/api/v1/send-text?token=***&instance_id=abc failed',
    ],
    [
      'our webhook key',
      '/webhooks/chatflow?key=S3cret&instance_id=id2',
      '/webhooks/chatflow?key=***&instance_id=id2',
    ],
    [
      'a webhook secret',
      'https://x.example/hook?webhook_secret=abc',
      'https://x.example/hook?webhook_secret=***',
    ],
    [
      'a URL-encoded query',
      'url=https%3A%2F%2Fx.example%3Ftoken%3Dabc',
      'url=https%3A%2F%2Fx.example%3Ftoken%3D***',
    ],
    [
      "Meta's verify token",
      '?hub.mode=subscribe&hub.verify_token=abc',
      '?hub.mode=subscribe&hub.verify_token=***',
    ],
    [
      'a signed link to a file',
      'cannot fetch https://crm.example/media/01990000-0000-7000-8000-00000000000a/01990000-0000-7000-8000-00000000000b/tkv3-Zm9v/a.jpg',
      'cannot fetch https://crm.example/media/01990000-0000-7000-8000-00000000000a/01990000-0000-7000-8000-00000000000b/***/a.jpg',
    ],
    ['a secret at the start', 'token=abc', 'token=***'],
    ['a secret in the path', '/webhooks/tata/9f8e7d6c5b', '/webhooks/tata/***'],
    ["a secret after a guide's path", 'POST /webhook/9f8e7d?x=1 and', 'POST /webhook/***?x=1 and'],
    ['a secret after a route', '/webhooks/twilio/status/9f8e7d', '/webhooks/twilio/status/***'],
    ['a secret after a route of Twilio', '/api/twilio/status/9f8e7d', '/api/twilio/status/***'],
    [
      'a secret after a longer route of Twilio',
      '/api/twilio/messaging/webhook/9f8e7d?x=1',
      '/api/twilio/messaging/webhook/***?x=1',
    ],
    ['no secret after a route', '/webhooks/twilio/status', '/webhooks/twilio/status'],
    [
      "Green API's token in the path",
      'https://7107.api.greenapi.com/waInstance7107000101/sendMessage/d75b3a66374942c5b3c019c698abc2067e151558acbd412345',
      'https://7107.api.greenapi.com/waInstance7107000101/sendMessage/***',
    ],
    [
      'the key of YClients',
      'https://x.example/?salon_id=307001&key=yc-1',
      'https://x.example/?salon_id=307001&key=***',
    ],
    ['a bearer token in a header', 'Authorization: Bearer partner-1, User user-2', 'Authorization: ***'],
    ['a bearer token elsewhere', 'sent Bearer abcdefghijkl to it', 'sent Bearer *** to it'],
    ['a header in JSON', '{"authorization":"Basic QWxhZGRpbg=="}', '{"authorization":"***"}'],
    ['fields in JSON', '{"apiToken":"cf-123","n":1,"key": "k"}', '{"apiToken":"***","n":1,"key": "***"}'],
    ['fields in JSON in JSON', '"{\\"token\\":\\"cf-123\\"}"', '"{\\"token\\":\\"***\\"}"'],
    ['an API key in a header', 'X-Api-Key: abc-123', 'X-Api-Key: ***'],
    [
      'an API key among headers',
      'accept: */*\r\nx-api-key: abc 123\r\nhost: a',
      'accept: */*\r\nx-api-key: ***\r\nhost: a',
    ],
    ['an API key in the query', '?x-api-key=abc&a=1', '?x-api-key=***&a=1'],
    [
      'an API key in JSON',
      '{"x-api-key":"abc","X-Hub-Signature-256":"sha256=ab"}',
      '{"x-api-key":"***","X-Hub-Signature-256":"***"}',
    ],
    ['a password in a URL', 'postgres://crm:hunter2@db.example/crm', 'postgres://***@db.example/crm'],
  ])('masks %s', (_name, text, masked) => {
    expect(redactText(text)).toBe(masked);
    expect(redactText(masked)).toBe(masked);
  });

  it.each([
    'Parameter [msg, jid] are required!',
    'The monkey=1 is no key, and the turkey? neither',
    'https://app.chatflow.kz/api/v1/send-text?instance_id=abc',
    'Ваш ключ: под ковриком',
  ])('leaves "%s" alone', text => {
    expect(redactText(text)).toBe(text);
  });

  it.each([
    ...listProviders().flatMap(({ kind, credentialFields }) =>
      secretFieldsOf(credentialFields).map(name => [kind, name] as const),
    ),
    ...yclientsSecretFields.map(name => ['YCLIENTS', name] as const),
  ])(
    'masks the credential of %s that is called %s, in a query, in JSON and as Node shows it',
    (_kind, name) => {
      const value = 'S3CRET/va+lue';
      const shapes = [
        `https://x.example/a?${name}=${encodeURIComponent(value)}&b=1`,
        JSON.stringify({ a: 1, [name]: value, b: 2 }),
        JSON.stringify({ a: 1, [name]: { '+918800000111': value, other: value } }),
        JSON.stringify(JSON.stringify({ [name]: value })),
        inspect({ a: 1, [name]: value }),
      ];
      for (const shape of shapes) expect(redactText(shape)).not.toMatch(/S3CRET/);
    },
  );

  it('masks literal secrets, plain and URL-encoded', () => {
    expect(redactText('no a/b+c here, nor a%2Fb%2Bc', ['a/b+c'])).toBe('no *** here, nor ***');
  });

  it('does not mask words for a literal that is too short to be a secret', () => {
    expect(redactText('an apple', ['a', ''])).toBe('an apple');
  });

  it.each([
    'token=',
    'x-'.repeat(2),
    '"key":"',
    '://',
    '/waInstance1/a/',
    '?a-token',
    'authorization: ',
    '/webhooks/a/',
    '{ a-key: "',
    '"tokens":{',
    ' x-key: ',
  ])('does not hang over repetitions of %s', piece => {
    const text = piece.repeat(800_000 / piece.length);
    expect(cpuMs(() => redactText(text))).toBeLessThan(hangCpuMs);
  });
});

describe('redactWebhookUrls', () => {
  it('masks the secrets of our own webhooks only', () => {
    expect(
      redactWebhookUrls(
        'see https://crm.example/webhooks/chatflow?key=S3cret and https://shop.example/?key=42',
      ),
    ).toBe('see https://crm.example/webhooks/chatflow?key=*** and https://shop.example/?key=42');
  });
});

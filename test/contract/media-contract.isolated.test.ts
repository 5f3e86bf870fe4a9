/** The file contract of every vendor: file locations, which hosts receive credentials, and what channels accept. */
import '../support/toy-provider/register.js';
import { describe, expect, it } from '@jest/globals';
import { findDemoCredentials } from '../../src/accounts/demo-data.js';
import { MessageKind } from '../../src/domain/vocabulary.js';
import { secretsIn } from '../../src/providers/contract/account.js';
import type { MediaReference } from '../../src/providers/contract/media.js';
import type {
  ProviderHttp,
  ProviderHttpRequest,
  ProviderHttpResult,
} from '../../src/providers/contract/provider-http.js';
import { listProviders } from '../../src/providers/registry.js';

const reference = (extra: Partial<MediaReference> = {}): MediaReference => ({
  ...{ url: null, mediaId: null, messageKey: 'KEY1', address: '77010000021', channelExternalId: '' },
  isLinkDead: false,
  ...extra,
});
const answer = (status: number, body: string): ProviderHttpResult => ({
  ok: true,
  status,
  headers: {},
  body,
});
describe.each(listProviders().map(provider => [provider.kind, provider] as const))('%s', (kind, provider) => {
  const credentials = findDemoCredentials(kind) ?? {};
  const channelExternalId = provider.simulator.account.channels.at(-1)?.externalId ?? '';
  const secrets = secretsIn(provider.credentialFields, credentials);

  const locate = async (
    file: Partial<MediaReference>,
    result: ProviderHttpResult,
    given: object = credentials,
  ) => {
    const calls: ProviderHttpRequest[] = [];
    const http: ProviderHttp = async request => {
      calls.push(request);
      return result;
    };
    const location = await provider.findMedia?.(
      reference({ channelExternalId, ...file }),
      { ...given },
      http,
    );
    return { location, calls };
  };

  it('says what its numbers carry, where it says that it carries files', () => {
    const limits = provider.mediaLimits(channelExternalId);
    expect(limits !== null).toBe(provider.capabilities.media);
    if (limits !== null) expect(limits.filesPerMessage).toBeGreaterThan(0);
    const kinds = limits?.rules.map(rule => rule.kind) ?? [];
    expect(new Set(kinds).size).toBe(kinds.length);
    const files = [MessageKind.IMAGE, MessageKind.VIDEO, MessageKind.AUDIO, MessageKind.DOCUMENT];
    expect(files).toEqual(expect.arrayContaining(kinds));
    for (const rule of limits?.rules ?? []) expect(rule.maxBytes).toBeGreaterThan(100_000);
  });

  it('has secrets in its sample account, or the following proves nothing', () => {
    expect(secrets.length).toBeGreaterThan(0);
  });

  it.each([
    ['nothing', {}],
    ['a strange link', { url: 'https://files.example/a.jpg' }],
    ['a link to the vendor over plain http', { url: 'http://api.twilio.com/2010-04-01/a' }],
    ['a link that only looks like the vendor’s', { url: 'https://graph.facebook.com.evil.example/x' }],
    ['a link with a user in it', { url: 'https://api.twilio.com@evil.example/x' }],
    ['an odd id', { mediaId: '../../accounts?x=1#' }],
    ['an id with a slash', { mediaId: 'a/b' }],
    ['a dead link', { url: 'https://files.example/a.jpg', isLinkDead: true }],
    [
      'a dead link of a message without an id',
      { url: 'https://f.example/a', isLinkDead: true, messageKey: null },
    ],
  ])('sends no secret anywhere but to itself for %s', async (_what, file) => {
    for (const body of ['{"url":"https://elsewhere.example/x"}', '{}', 'not json', '<html>']) {
      const { location, calls } = await locate(file, answer(200, body));
      if (location?.outcome === 'FOUND') expect(location.headers).toBeUndefined();
      const own = /^https:\/\/simulator\.invalid\//;
      for (const call of calls) expect(call.url).toMatch(own);
      for (const call of calls) expect(new URL(call.url).href).not.toContain('/accounts');
    }
  });

  it.each<[string, ProviderHttpResult]>([
    ['silence', { ok: false, reached: true, reason: 'time-out' }],
    ['no connection', { ok: false, reached: false, reason: 'the connection was refused' }],
    ['a fault', answer(500, 'x')],
    ['a wrong token', answer(401, '{"message":"Unauthorized"}')],
    ['a limit', answer(429, '{}')],
    ['nothing', answer(404, '{}')],
    ['a page', answer(200, '<html>')],
  ])('answers %s without an error, and without a secret in its words', async (_what, result) => {
    for (const file of [{ mediaId: 'M1' }, { url: 'https://x.example/a', isLinkDead: true }, {}]) {
      for (const given of [credentials, {}]) {
        const { location } = await locate(file, result, given);
        if (provider.findMedia) expect(['FOUND', 'ABSENT', 'GONE', 'RETRY']).toContain(location?.outcome);
        if (location?.outcome === 'FOUND') continue;
        const words = JSON.stringify(location ?? null);
        for (const secret of secrets) expect(words).not.toContain(secret);
      }
    }
  });
});

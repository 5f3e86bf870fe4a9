/** The send rate of each channel: the vendor's limit for its kind, unless the account overrides it. */
import { describe, expect, it } from '@jest/globals';
import { ProviderKind } from '../../src/domain/vocabulary.js';
import { getProvider } from '../../src/providers/registry.js';

const twilio = { accountSid: `AC${'4'.repeat(32)}`, authToken: 'an-auth-token' };
const cloud = { accessToken: 'a-token', appSecret: 'a-secret' };

function paceOf(kind: ProviderKind, channel: string, settings: object): number | null | undefined {
  const provider = getProvider(kind);
  const parsed = provider.parseCredentials(settings);
  if (!parsed.ok) throw new Error(parsed.faults.join(' '));
  return provider.sendsPerSecond?.(channel, parsed.credentials);
}

describe('the pace of a number', () => {
  it.each([
    ['whatsapp:+14155550145', 80],
    ['+14155550167', 1],
    ['+18885550167', 3],
    ['72345', 100],
  ])('of Twilio Messaging: %s sends %i a second', (channel, expected) => {
    expect(paceOf(ProviderKind.TWILIO_MESSAGING, channel, twilio)).toBe(expected);
  });

  it.each([
    ['whatsapp:+14155550123', 30],
    ['+14155550167', 1],
  ])('of Twilio Conversations: %s sends %i a second, thirty at the most', (channel, expected) => {
    expect(paceOf(ProviderKind.TWILIO_CONVERSATIONS, channel, twilio)).toBe(expected);
  });

  it('is what the account says, for the number that it says it of', () => {
    const settings = { ...twilio, sendsPerSecond: { '+14155550167': 10 } };
    expect(paceOf(ProviderKind.TWILIO_MESSAGING, '+14155550167', settings)).toBe(10);
    expect(paceOf(ProviderKind.TWILIO_MESSAGING, '+14155550168', settings)).toBe(1);
    const shared = { ...cloud, sendsPerSecond: { '310000000000111': 20 } };
    expect(paceOf(ProviderKind.WHATSAPP_CLOUD, '310000000000111', shared)).toBe(20);
    expect(paceOf(ProviderKind.WHATSAPP_CLOUD, '310000000000122', shared)).toBe(80);
  });

  it.each([0, -1, 1_001, 'fast'])('is not %s', pace => {
    for (const [kind, settings] of [
      [ProviderKind.TWILIO_MESSAGING, twilio],
      [ProviderKind.WHATSAPP_CLOUD, cloud],
    ] as const) {
      const parsed = getProvider(kind).parseCredentials({ ...settings, sendsPerSecond: { '1': pace } });
      expect(parsed).toMatchObject({ ok: false, faults: [expect.stringContaining('sendsPerSecond')] });
    }
  });

  it('of every other vendor is the same for all numbers', () => {
    for (const [kind, expected] of [
      [ProviderKind.CHATFLOW, 1],
      [ProviderKind.GREEN_API, 50],
      [ProviderKind.TATA, 80],
    ] as const) {
      expect(getProvider(kind).sendsPerSecond).toBeUndefined();
      expect(getProvider(kind).capabilities.sendsPerSecond).toBe(expected);
    }
  });
});

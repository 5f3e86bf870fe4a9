import { describe, expect, it } from '@jest/globals';
import { toReplyWindow } from '../../src/domain/reply-window.js';
import { ProviderKind } from '../../src/domain/vocabulary.js';
import { createFindReplyWindow } from '../../src/outbox/reply-window.js';
import { getProvider } from '../../src/providers/registry.js';

const wrote = new Date('2026-11-24T10:00:00Z');
const at = (text: string) => new Date(`2026-11-${text}Z`);

describe('the reply window', () => {
  it('is open for the hours of the provider, to the millisecond, and closed from then on', () => {
    const expiresAt = at('25T10:00:00');
    expect(toReplyWindow(24, wrote, at('25T09:59:59.999'))).toEqual({
      ...{ open: true, expiresAt, freeFormAllowed: true, reason: null },
    });
    expect(toReplyWindow(24, wrote, expiresAt)).toEqual({
      ...{ open: false, expiresAt, freeFormAllowed: false },
      reason: expect.stringContaining('over 24 hours'),
    });
  });

  it('has never been open for somebody who never wrote', () => {
    expect(toReplyWindow(24, null, wrote)).toEqual({
      ...{ open: false, expiresAt: null, freeFormAllowed: false },
      reason: expect.stringContaining('has not written'),
    });
  });

  it('does not exist where the provider sets none', () => {
    for (const lastInboundAt of [null, wrote]) {
      expect(toReplyWindow(null, lastInboundAt, at('30T00:00:00'))).toEqual({
        ...{ open: true, expiresAt: null, freeFormAllowed: true, reason: null },
      });
    }
  });

  it.each([
    [ProviderKind.WHATSAPP_CLOUD, '77010000021', true],
    [ProviderKind.WHATSAPP_CLOUD, 'KZ.71000000000000001', true],
    [ProviderKind.TATA, '919900000101', true],
    [ProviderKind.TWILIO_MESSAGING, 'whatsapp:+77010000021', true],
    [ProviderKind.TWILIO_MESSAGING, '+77010000021', false],
    [ProviderKind.TWILIO_CONVERSATIONS, 'WhatsApp:+77010000021', true],
    [ProviderKind.TWILIO_CONVERSATIONS, '+77010000021', false],
    [ProviderKind.CHATFLOW, '77010000021@s.whatsapp.net', false],
    [ProviderKind.GREEN_API, '77010000021@c.us', false],
  ])('%s has one for %s: %s', (kind, address, has) => {
    const window = createFindReplyWindow(getProvider)({ kind, address, lastInboundAt: null });
    expect(window.freeFormAllowed).toBe(!has);
  });
});

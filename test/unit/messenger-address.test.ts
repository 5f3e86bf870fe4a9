import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { explainAddress } from '../../src/domain/identity/explain-address.js';
import { parseMessengerAddress } from '../../src/domain/identity/messenger-address.js';
import { parseProviderAddress, toReplyAddress } from '../../src/domain/identity/provider-address.js';
import { identifyPhone } from '../../src/domain/phone/phone-identity.js';
import { ProviderKind } from '../../src/domain/vocabulary.js';
import { getProvider } from '../../src/providers/registry.js';

const userId = 'IN.7100000000000101';

/** Every prefix after +7 that Russia and Kazakhstan use: 3xx to 5xx, 8xx and 9xx, 6xx and 7xx. */
const plusSeven = fc.stringMatching(/^[3-9][0-9]{9}$/);
const plusSevenCountry = fc.constantFrom('KZ', 'RU');

describe('a number of ten digits at home in Russia or Kazakhstan', () => {
  const spell = (n: string) => [
    ...[n, `8${n}`, `7${n}`, `+7${n}`, `8 (${n.slice(0, 3)}) ${n.slice(3, 6)}-${n.slice(6)}`],
    ` ${n}`,
  ];

  it('is never one abroad, wherever people or relays write it', () => {
    fc.assert(
      fc.property(plusSeven, plusSevenCountry, (n, defaultCountry) => {
        for (const raw of spell(n)) {
          expect(identifyPhone(raw, defaultCountry)?.e164).toBe(`+7${n}`);
          expect(explainAddress(raw, defaultCountry).person?.phone?.e164).toBe(`+7${n}`);
          for (const kind of [ProviderKind.CHATFLOW, ProviderKind.GREEN_API]) {
            const person = parseProviderAddress(raw, { ...getProvider(kind), defaultCountry });
            expect(person).toMatchObject({ kind: 'WHATSAPP_JID', canonical: `7${n}@s.whatsapp.net`, raw });
            const address = person.type === 'person' ? toReplyAddress(getProvider(kind), person) : null;
            expect(address?.replaceAll(/^ ?\+?|@.*$/g, '')).toBe(`7${n}`);
          }
        }
      }),
      { numRuns: 400 },
    );
  });

  it.each([
    [ProviderKind.WHATSAPP_CLOUD, '4791234567', '+4791234567'],
    [ProviderKind.TATA, '4791234567', '+4791234567'],
    [ProviderKind.CHATFLOW, '4791234567@s.whatsapp.net', '+4791234567'],
    [ProviderKind.GREEN_API, '4791234567@c.us', '+4791234567'],
    [ProviderKind.TWILIO_MESSAGING, 'whatsapp:+4791234567', '+4791234567'],
    [ProviderKind.TWILIO_MESSAGING, '+4791234567', '+4791234567'],
    [ProviderKind.CHATFLOW, '+4791234567', '+4791234567'],
  ])('stays one abroad in the international form of %s: %s', (kind, raw, e164) => {
    const person = parseProviderAddress(raw, { ...getProvider(kind), defaultCountry: 'RU' });
    expect(person.type === 'person' && person.phone?.e164).toBe(e164);
  });
});

describe('an answer', () => {
  it.each([
    [ProviderKind.CHATFLOW, '77010000021:12@s.whatsapp.net', '77010000021:12@s.whatsapp.net'],
    [ProviderKind.CHATFLOW, '8 701 000 00 21', '77010000021@s.whatsapp.net'],
    [ProviderKind.CHATFLOW, '77010000021', '77010000021'],
    [ProviderKind.CHATFLOW, '7010000021', '77010000021@s.whatsapp.net'],
    [ProviderKind.GREEN_API, '77010000021@c.us', '77010000021@c.us'],
    [ProviderKind.GREEN_API, '87010000021', '77010000021@c.us'],
    [ProviderKind.WHATSAPP_CLOUD, '554791234567', '554791234567'],
    [ProviderKind.WHATSAPP_CLOUD, '+7 701 000 00 21', '77010000021'],
    [ProviderKind.TWILIO_MESSAGING, '+77010000021', '+77010000021'],
    [ProviderKind.TWILIO_MESSAGING, 'whatsapp:+77010000021', 'whatsapp:+77010000021'],
    [ProviderKind.CHATFLOW, '123456789012345@lid', '123456789012345@lid'],
  ])('at %s to %s goes to %s', (kind, raw, address) => {
    const person = parseProviderAddress(raw, { ...getProvider(kind), defaultCountry: 'KZ' });
    expect(person.type === 'person' && toReplyAddress(getProvider(kind), person)).toBe(address);
  });
});

describe('parseMessengerAddress', () => {
  it.each([
    [
      'a Green API chat',
      '77010000021@c.us',
      'WHATSAPP_JID',
      '77010000021@s.whatsapp.net',
      'tel:+77010000021',
    ],
    [
      'a ChatFlow jid',
      '77010000021@s.whatsapp.net',
      'WHATSAPP_JID',
      '77010000021@s.whatsapp.net',
      'tel:+77010000021',
    ],
    [
      'a jid of a device',
      '77010000021:12@s.whatsapp.net',
      'WHATSAPP_JID',
      '77010000021@s.whatsapp.net',
      'tel:+77010000021',
    ],
    [
      'a jid with agent and device',
      '77010000021.0:12@s.whatsapp.net',
      'WHATSAPP_JID',
      '77010000021@s.whatsapp.net',
      'tel:+77010000021',
    ],
    [
      'a jid in capitals',
      '77010000021@C.US',
      'WHATSAPP_JID',
      '77010000021@s.whatsapp.net',
      'tel:+77010000021',
    ],
    ['bare digits', '77010000404', 'WHATSAPP_JID', '77010000404@s.whatsapp.net', 'tel:+77010000404'],
    [
      'bare digits from abroad',
      '918800000111',
      'WHATSAPP_JID',
      '918800000111@s.whatsapp.net',
      'tel:+918800000111',
    ],
    [
      'bare digits as dialled in Kazakhstan',
      '87010000021',
      'WHATSAPP_JID',
      '77010000021@s.whatsapp.net',
      'tel:+77010000021',
    ],
    ['ten bare digits', '7010000021', 'WHATSAPP_JID', '77010000021@s.whatsapp.net', 'tel:+77010000021'],
    [
      'a Brazilian jid without the ninth digit',
      '554791234567@c.us',
      'WHATSAPP_JID',
      '554791234567@s.whatsapp.net',
      'tel:+5547991234567',
    ],
    [
      'a Mexican jid with the one',
      '5215512345678@c.us',
      'WHATSAPP_JID',
      '5215512345678@s.whatsapp.net',
      'tel:+525512345678',
    ],
    [
      'a Twilio WhatsApp address',
      'whatsapp:+919900000101',
      'TWILIO_ADDRESS',
      'whatsapp:+919900000101',
      'tel:+919900000101',
    ],
    [
      'a Twilio WhatsApp address without plus',
      'whatsapp:919900000101',
      'TWILIO_ADDRESS',
      'whatsapp:+919900000101',
      'tel:+919900000101',
    ],
    ['a phone in E.164', '+14155550167', 'PHONE', '+14155550167', 'tel:+14155550167'],
    ['a phone as people write it', '8 (701) 000-00-21', 'PHONE', '+77010000021', 'tel:+77010000021'],
    [
      'an address with spaces and marks around it',
      ' \u200e77010000021@c.us\u00a0',
      'WHATSAPP_JID',
      '77010000021@s.whatsapp.net',
      'tel:+77010000021',
    ],
  ])('reads %s', (_sentence, raw, kind, canonical, matchKey) => {
    const address = parseMessengerAddress(raw, 'KZ');
    expect(address).toMatchObject({ type: 'person', kind, raw, canonical, matchKey, isGroup: false });
    expect(address.type === 'person' && address.phone && `tel:${address.phone.matchKey}`).toBe(matchKey);
  });

  it.each([
    [
      'a hidden identity',
      '127850000000101@lid',
      'WHATSAPP_LID',
      '127850000000101@lid',
      'lid:127850000000101',
    ],
    [
      'a hidden identity whose digits look like a phone',
      '77010000021:3@lid',
      'WHATSAPP_LID',
      '77010000021@lid',
      'lid:77010000021',
    ],
    ['a business-scoped user id', userId, 'WHATSAPP_BSUID', userId, `bsuid:${userId}`],
    [
      'a business-scoped user id in small letters',
      'in.7100000000000101',
      'WHATSAPP_BSUID',
      userId,
      `bsuid:${userId}`,
    ],
    [
      'the user id of a portfolio',
      'US.ENT.118157992',
      'WHATSAPP_BSUID',
      'US.ENT.118157992',
      'bsuid:US.ENT.118157992',
    ],
    ['a user id at Twilio', `whatsapp:${userId}`, 'TWILIO_ADDRESS', `whatsapp:${userId}`, `bsuid:${userId}`],
    [
      'a jid that is no phone',
      '9991234567890@c.us',
      'WHATSAPP_JID',
      '9991234567890@s.whatsapp.net',
      'jid:9991234567890',
    ],
  ])('reads %s without a phone', (_sentence, raw, kind, canonical, matchKey) => {
    expect(parseMessengerAddress(raw, 'KZ')).toEqual({
      type: 'person',
      kind,
      raw,
      canonical,
      phone: null,
      matchKey,
      matchKeys: [matchKey],
      isGroup: false,
    });
  });

  it('lists every key under which a Brazilian is found', () => {
    expect(parseMessengerAddress('554791234567@c.us', 'KZ')).toMatchObject({
      phone: { e164: '+554791234567' },
      matchKeys: ['tel:+5547991234567', 'tel:+554791234567'],
    });
  });

  it.each([
    ['a group', '120363000000000101@g.us', 'GROUP'],
    ['an old group', '77010000021-1500000000@g.us', 'GROUP'],
    ['a group in capitals', '120363000000000101@G.US', 'GROUP'],
    ['a status', 'status@broadcast', 'STATUS_BROADCAST'],
    ['a broadcast list', '1500000000@broadcast', 'BROADCAST'],
    ['a newsletter', '120363000000000101@newsletter', 'NEWSLETTER'],
    ['the system account of WhatsApp', '0@c.us', 'UNREADABLE'],
    ['an e-mail address', 'someone@example.com', 'UNREADABLE'],
    ['a phone at a foreign server', '77010000021@example.com', 'UNREADABLE'],
    ['a phone before two servers', '77010000021@c.us@g.us', 'GROUP'],
    ['a Messenger address at Twilio', 'messenger:1000000000000101', 'UNREADABLE'],
    ['whatsapp: without a number', 'whatsapp:', 'UNREADABLE'],
    ['a short code', '12345', 'UNREADABLE'],
    ['a Telegram group', '-1001234567890', 'UNREADABLE'],
    ['eighteen bare digits', '120363000000000101', 'UNREADABLE'],
    ['a name', 'Айгерим', 'UNREADABLE'],
    ['nothing', '', 'UNREADABLE'],
    ['a megabyte', '7'.repeat(1_000_000), 'UNREADABLE'],
  ])('finds nobody in %s', (_sentence, raw, reason) => {
    expect(parseMessengerAddress(raw, 'KZ')).toEqual({
      type: 'not-a-person',
      reason,
      raw,
      isGroup: reason === 'GROUP',
    });
  });

  it('knows one person behind all addresses of a number, and different addresses where a reply goes elsewhere', () => {
    const addresses = ['77010000021@c.us', '77010000021', 'whatsapp:+77010000021', '+77010000021'].map(raw =>
      parseMessengerAddress(raw, 'KZ'),
    );
    expect(new Set(addresses.map(address => address.type === 'person' && address.matchKey))).toEqual(
      new Set(['tel:+77010000021']),
    );
    expect(new Set(addresses.map(address => address.type === 'person' && address.canonical)).size).toBe(3);
  });

  const anything = fc.oneof(
    fc.string({ unit: 'binary' }),
    fc.stringMatching(
      /^\+?[0-9]{1,20}(:[0-9]{1,2})?@(c\.us|s\.whatsapp\.net|lid|g\.us|broadcast|newsletter)$/,
    ),
    fc.stringMatching(/^(whatsapp:)?\+?[0-9]{5,17}$/),
    fc.stringMatching(/^(whatsapp:)?[A-Za-z]{2}\.[A-Za-z0-9]{1,128}$/),
  );

  it('never throws, and reads its own canonical form as the same address of the same person', () => {
    fc.assert(
      fc.property(anything, fc.constantFrom('KZ', 'BR', 'IN', 'XX'), (raw, country) => {
        const address = parseMessengerAddress(raw, country);
        if (address.type !== 'person') return;
        expect(address.matchKeys[0]).toBe(address.matchKey);
        expect(parseMessengerAddress(address.canonical, country)).toEqual({
          ...address,
          raw: address.canonical,
        });
      }),
      { numRuns: 2000 },
    );
  });

  it('never takes a phone from a hidden identity, a group, a broadcast or a newsletter', () => {
    const notPhones = fc.stringMatching(/^[0-9]{1,20}(:[0-9]{1,2})?@(lid|g\.us|broadcast|newsletter)$/);
    fc.assert(
      fc.property(notPhones, raw => {
        const address = parseMessengerAddress(raw, 'KZ');
        expect(address.type === 'person' ? address.phone : null).toBeNull();
      }),
    );
  });
});

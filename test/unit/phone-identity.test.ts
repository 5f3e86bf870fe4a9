import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { identifyInternationalDigits, identifyPhone } from '../../src/domain/phone/phone-identity.js';
import { generalRule, phoneRules } from '../../src/domain/phone/phone-rules.js';
import { cpuMs } from '../support/cpu-ms.js';
import { hangCpuMs } from '../support/hang.js';

function digitsOf(pattern: RegExp): fc.Arbitrary<string> {
  return fc.stringMatching(pattern);
}

describe('identifyPhone', () => {
  it.each([
    ['takes E.164 as it is', '+77010000021', 'KZ', '+77010000021'],
    ['reads an eight in Kazakhstan as the trunk prefix', '87010000021', 'KZ', '+77010000021'],
    ['reads an eight in Russia as the trunk prefix', '8 (900) 123-45-67', 'RU', '+79001234567'],
    ['reads a seven without plus', '77010000021', 'KZ', '+77010000021'],
    ['reads ten digits as Kazakh in Kazakhstan', '701 000 00 21', 'KZ', '+77010000021'],
    ['reads ten digits as Russian in Russia', '9001234567', 'RU', '+79001234567'],
    ['reads a seven without plus in any tenant', '77010000021', 'IN', '+77010000021'],
    ['drops an eight that follows +7', '+7 8 701 000 00 21', 'KZ', '+77010000021'],
    ['forgives a plus before the trunk prefix', '+8 701 000 00 21', 'KZ', '+77010000021'],
    ['leaves a Kyrgyz number as it is', '996700123456', 'KZ', '+996700123456'],
    ['leaves an Uzbek number as it is', '998901234567', 'KZ', '+998901234567'],
    ['reads the way out of Kazakhstan, 8 10', '8 10 44 20 7946 0958', 'KZ', '+442079460958'],
    ['reads two zeros as a plus', '0044 20 7946 0958', 'KZ', '+442079460958'],
    [
      'keeps a Brazilian mobile without the ninth digit as written',
      '+55 47 9123-4567',
      'BR',
      '+554791234567',
    ],
    ['reads a Brazilian national number', '(11) 98765-4321', 'BR', '+5511987654321'],
    ['reads a Brazilian national number with a carrier', '0 15 11 98765-4321', 'BR', '+5511987654321'],
    ['tells a Brazilian area code 55 from the calling code', '55 98765-4321', 'BR', '+5555987654321'],
    ['reads an Argentine mobile written for home', '011 15 2345-6789', 'AR', '+5491123456789'],
    ['reads an Argentine mobile of a four-digit area', '02966 15 42-3456', 'AR', '+5492966423456'],
    ['reads an Argentine mobile of a three-digit area', '0351 15 412-3456', 'AR', '+5493514123456'],
    ['reads a home prefix behind +54', '+54 11 15 2345 6789', 'AR', '+5491123456789'],
    ['reads a Mexican mobile written for home', '044 55 1234 5678', 'MX', '+525512345678'],
    ['keeps the Mexican one as written', '+52 1 55 1234 5678', 'MX', '+5215512345678'],
    ['reads an Indian national number', '99000 00101', 'IN', '+919900000101'],
    ['reads an Indian number without plus', '919900000101', 'IN', '+919900000101'],
    ['reads a British number with its trunk zero', '020 7946 0958', 'GB', '+442079460958'],
    ['drops a trunk zero in brackets', '+44 (0)20 7946 0958', 'KZ', '+442079460958'],
    ['takes a number that is reserved for examples', '+1 555 010 0111', 'KZ', '+15550100111'],
    ['reads tel:', 'tel:+7-701-000-00-21', 'KZ', '+77010000021'],
    ['drops what follows in a tel: URI', 'tel:+77010000021;ext=5', 'KZ', '+77010000021'],
    ['reads whatsapp:', 'whatsapp:+77010000021', 'KZ', '+77010000021'],
    ['reads WhatsApp: in capitals', 'WhatsApp:+77010000021', 'KZ', '+77010000021'],
    ['drops an extension', '+7 701 000 00 21 доб. 12', 'KZ', '+77010000021'],
    ['takes the first of two numbers', '+7 701 000 00 21, +7 702 000 00 22', 'KZ', '+77010000021'],
    ['reads no-break spaces', '+7\u00a0701\u202f000\u200900\u300021', 'KZ', '+77010000021'],
    [
      'reads through zero-width and direction marks',
      '\u202a+7\u200b701\u2060000\ufeff0021\u202c',
      'KZ',
      '+77010000021',
    ],
    ['reads every kind of dash', '+7‑701–000—00−21', 'KZ', '+77010000021'],
    ['reads Arabic digits', '+٧٧٠١٠٠٠٠٠٢١', 'KZ', '+77010000021'],
    ['reads Devanagari digits', '९९०००००१०१', 'IN', '+919900000101'],
    ['reads full-width digits and plus', '＋７７０１０００００２１', 'KZ', '+77010000021'],
    ['reads mathematical digits beyond the basic plane', '+𝟟𝟟𝟘𝟙𝟘𝟘𝟘𝟘𝟘𝟚𝟙', 'KZ', '+77010000021'],
    ['needs no country for an international number', '+77010000021', '', '+77010000021'],
    ['ignores a country that does not exist', '77010000021', 'XX', '+77010000021'],
  ])('%s', (_sentence, raw, country, e164) => {
    expect(identifyPhone(raw, country)?.e164).toBe(e164);
  });

  it.each([
    ['nothing', ''],
    ['spaces', ' \u00a0 '],
    ['a plus alone', '+'],
    ['a word', 'Айгерим'],
    ['digits among letters', '7701abc0000021'],
    ['letters before digits', 'id77010000021'],
    ['too few digits', '+7701'],
    ['a digit too few', '+7701000002'],
    ['too many digits', '+770100000211234'],
    ['sixteen digits', '1203630000000001'],
    ['a group id', '120363000000000101'],
    ['zeros', '+0000000000'],
    ['an unassigned calling code', '+999 123 45 67'],
    ['ten digits that begin with zero', '0700123456'],
    ['a negative number', '-77010000021'],
    ['an e-mail address', '77010000021@example.com'],
    ['a local mobile of Argentina without its area', '15 5555 5555'],
  ])('answers null for %s', (_sentence, raw) => {
    expect(identifyPhone(raw, 'KZ')).toBeNull();
    expect(identifyPhone(raw, 'AR')).toBeNull();
  });

  it('answers null for a local number without area in Brazil', () => {
    expect(identifyPhone('98765-4321', 'BR')).toBeNull();
  });

  it('answers null, without hanging, for a megabyte of digits, and for what is no string', () => {
    const spentMs = cpuMs(() => {
      expect(identifyPhone('7'.repeat(1_000_000), 'KZ')).toBeNull();
      expect(identifyPhone(' '.repeat(1_000_000), 'KZ')).toBeNull();
      expect(identifyPhone(77010000021 as unknown as string, 'KZ')).toBeNull();
      expect(identifyPhone(undefined as unknown as string, undefined as unknown as string)).toBeNull();
    });
    expect(spentMs).toBeLessThan(hangCpuMs);
  });

  it.each([
    ['Kazakhstan', '+77010000021', 'KZ', 'PLUS_SEVEN', ['+77010000021']],
    ['Russia', '+79001234567', 'RU', 'PLUS_SEVEN', ['+79001234567']],
    ['Brazil, a mobile', '+554791234567', 'BR', 'BRAZIL_NINTH_DIGIT', ['+5547991234567', '+554791234567']],
    ['Brazil, a landline', '+551134567890', 'BR', 'BRAZIL_NINTH_DIGIT', ['+551134567890']],
    [
      'Brazil, a new mobile that never had eight digits',
      '+5511934567890',
      'BR',
      'BRAZIL_NINTH_DIGIT',
      ['+5511934567890'],
    ],
    ['Argentina', '+541123456789', 'AR', 'ARGENTINA_MOBILE_NINE', ['+5491123456789', '+541123456789']],
    ['Mexico', '+5215512345678', 'MX', 'MEXICO_MOBILE_ONE', ['+525512345678', '+5215512345678']],
    ['Benin, the new form', '+2290197123456', 'BJ', 'BENIN_ZERO_ONE', ['+2290197123456', '+22997123456']],
    ['Benin, the old form', '+22997123456', 'BJ', 'BENIN_ZERO_ONE', ['+2290197123456', '+22997123456']],
    [
      'Côte d’Ivoire, a mobile of Moov of before 2021',
      '+22541123456',
      'CI',
      'COTE_DIVOIRE_OPERATOR',
      ['+2250141123456', '+22541123456'],
    ],
    [
      'Côte d’Ivoire, a mobile of MTN of before 2021',
      '+22505123456',
      'CI',
      'COTE_DIVOIRE_OPERATOR',
      ['+2250505123456', '+22505123456'],
    ],
    [
      'Côte d’Ivoire, a mobile of Orange',
      '+2250707123456',
      'CI',
      'COTE_DIVOIRE_OPERATOR',
      ['+2250707123456', '+22507123456'],
    ],
    [
      'Côte d’Ivoire, a landline of before 2021',
      '+22520212345',
      'CI',
      'COTE_DIVOIRE_OPERATOR',
      ['+2252720212345', '+22520212345'],
    ],
    ['India', '+919900000101', 'IN', 'E164', ['+919900000101']],
    ['the United States', '+14155552671', 'US', 'E164', ['+14155552671']],
    ['no country that can be told', '+15550100111', null, 'E164', ['+15550100111']],
  ])('tells the country, the rule and the keys of %s', (_sentence, raw, country, rule, matchKeys) => {
    expect(identifyPhone(raw, 'KZ')).toEqual({ e164: raw, country, rule, matchKey: matchKeys[0], matchKeys });
  });

  it('never throws, and answers E.164 or null', () => {
    const text = fc.oneof(
      fc.string({ unit: 'binary' }),
      digitsOf(/^\+?[0-9 ().-]{0,20}$/),
      digitsOf(/^(tel:|whatsapp:)\+?[0-9]{0,18}$/),
    );
    fc.assert(
      fc.property(
        text,
        fc.constantFrom('KZ', 'RU', 'BR', 'AR', 'MX', 'IN', 'US', 'GB', 'XX', ''),
        (raw, country) => {
          const phone = identifyPhone(raw, country);
          if (phone) expect(phone.e164).toMatch(/^\+[1-9]\d{6,14}$/);
        },
      ),
      { numRuns: 1000 },
    );
  });

  it('makes nothing of a number that would be none without its trunk zero', () => {
    expect(identifyPhone('4901640', 'KZ')).toBeNull();
    expect(identifyPhone('+4901640', 'DE')).toBeNull();
  });

  it('reads its own E.164 and its own keys as the same person, whatever the tenant', () => {
    fc.assert(
      fc.property(
        digitsOf(/^\+?[0-9]{7,15}$/),
        fc.constantFrom('KZ', 'BR', 'AR', 'MX', 'IN', 'US'),
        fc.constantFrom('KZ', 'BR', 'IN', ''),
        (raw, country, other) => {
          const phone = identifyPhone(raw, country);
          if (!phone) return;
          expect(identifyPhone(phone.e164, other)).toEqual(phone);
          for (const key of phone.matchKeys) {
            expect(identifyPhone(key, other)).toMatchObject({
              matchKey: phone.matchKey,
              matchKeys: phone.matchKeys,
            });
          }
        },
      ),
      { numRuns: 2000 },
    );
  });

  it.each([
    [
      'Benin',
      'BJ',
      /^[2-9][0-9]{7}$/,
      (n: string) => [`+229${n}`, `+22901${n}`, `229${n}`, `22901${n}`, n, `01${n}`, `0022901${n}`],
    ],
    [
      'Ivorian mobile of Orange',
      'CI',
      /^[04-9][7-9][0-9]{6}$/,
      (n: string) => [`+225${n}`, `+22507${n}`, `22507${n}`, n, `07${n}`],
    ],
    [
      'Kazakh',
      'KZ',
      /^7[0-9]{9}$/,
      (n: string) => [`+7${n}`, `7${n}`, `8${n}`, n, `8 (${n.slice(0, 3)}) ${n.slice(3)}`, `+7 8 ${n}`],
    ],
    ['Russian', 'RU', /^9[0-9]{9}$/, (n: string) => [`+7${n}`, `7${n}`, `8${n}`, n, `007${n}`]],
    [
      'Brazilian mobile',
      'BR',
      /^[1-9]{2}[6-9][0-9]{7}$/,
      (n: string) => {
        const [area, local] = [n.slice(0, 2), n.slice(2)];
        return [
          `+55${n}`,
          `+55${area}9${local}`,
          `55${n}`,
          `55${area}9${local}`,
          n,
          `${area}9${local}`,
          `0${area}9${local}`,
        ];
      },
    ],
    [
      'Argentine mobile',
      'AR',
      /^11[2-9][0-9]{7}$/,
      (n: string) => [
        `+549${n}`,
        `+54${n}`,
        `549${n}`,
        n,
        `0${n}`,
        `01115${n.slice(2)}`,
        `+541115${n.slice(2)}`,
        `+5491115${n.slice(2)}`,
      ],
    ],
    [
      'Mexican mobile',
      'MX',
      /^[2-9][0-9]{9}$/,
      (n: string) => [`+52${n}`, `+521${n}`, n, `1${n}`, `044${n}`, `01${n}`],
    ],
  ])('gives every spelling of a %s number one key', (_sentence, country, national, spell) => {
    fc.assert(
      fc.property(digitsOf(national), n => {
        const keys = spell(n).map(raw => identifyPhone(raw, country)?.matchKey);
        expect(new Set(keys).size).toBe(1);
        expect(keys[0]).toBeDefined();
      }),
      { numRuns: 300 },
    );
  });
});

describe('identifyInternationalDigits', () => {
  it.each([
    ['reads digits as international in any tenant', '919900000101', 'KZ', '+919900000101', 'E164'],
    [
      'reads an Indian number whose digits look Russian at home',
      '918800000111',
      'RU',
      '+918800000111',
      'E164',
    ],
    [
      'reads a Vietnamese number that a Kazakh would dial with an eight',
      '84912345678',
      'KZ',
      '+84912345678',
      'E164',
    ],
    [
      'reads an eight in Kazakhstan when nothing else fits',
      '87010000021',
      'KZ',
      '+77010000021',
      'PLUS_SEVEN',
    ],
    [
      'reads ten digits in Kazakhstan when nothing else fits',
      '7010000021',
      'KZ',
      '+77010000021',
      'PLUS_SEVEN',
    ],
    [
      'believes the messenger about an account from before a change of plan',
      '35312345',
      'KZ',
      '+35312345',
      'NETWORK_ATTESTED',
    ],
    ['needs no country', '77010000021', undefined, '+77010000021', 'PLUS_SEVEN'],
    ['takes a plus', '+77010000021', 'KZ', '+77010000021', 'PLUS_SEVEN'],
  ])('%s', (_sentence, digits, country, e164, rule) => {
    expect(identifyInternationalDigits(digits, country)).toMatchObject({ e164, rule });
  });

  it.each([
    ['an unassigned calling code', '9991234567890'],
    ['too few digits', '770100'],
    ['sixteen digits', '7701000002112345'],
    ['letters', 'id2'],
    ['nothing', ''],
  ])('answers null for %s', (_sentence, digits) => {
    expect(identifyInternationalDigits(digits, 'IN')).toBeNull();
  });

  it('meets identifyPhone under one key wherever both know the number', () => {
    fc.assert(
      fc.property(digitsOf(/^[1-9][0-9]{6,14}$/), digits => {
        const written = identifyPhone(`+${digits}`, 'IN');
        if (written) expect(identifyInternationalDigits(digits, 'IN')).toEqual(written);
      }),
      { numRuns: 1000 },
    );
  });
});

describe('the table of phone rules', () => {
  it('names every rule once, with a sentence and a source', () => {
    const rules = [...phoneRules, generalRule];
    expect(new Set(rules.map(({ id }) => id)).size).toBe(rules.length);
    expect(rules.filter(({ sentence, source }) => !sentence.endsWith('.') || source.length < 10)).toEqual([]);
  });
});

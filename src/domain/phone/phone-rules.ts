/**
 * Phone number rules for countries where one number is written in more than one way.
 *
 * Data only: a calling code without a row here follows libphonenumber alone. Rewrites work on plain digits and are
 * tried in order; the first match wins. Every pattern is anchored and bounded.
 */

/** A pattern over digits and its replacement. */
export type Rewrite = readonly [pattern: RegExp, replacement: string];

/** Name of a rule, its description, and its source. */
export interface RuleFact {
  readonly id: string;
  readonly sentence: string;
  readonly source: string;
}

/** Parsing rule of one calling code, and the match key of its spellings. */
export interface PhoneRule extends RuleFact {
  readonly callingCode: string;
  /** Countries whose tenants write bare national numbers by this rule. */
  readonly homes: readonly string[];
  /** Bare national digits to international digits. */
  readonly national: readonly Rewrite[];
  /** Digits that people of these countries write after a plus by mistake, to international digits. */
  readonly afterPlus: readonly Rewrite[];
  /** International digits with a trunk prefix inside, to those without. */
  readonly tidy: readonly Rewrite[];
  /** International digits of a possible number. */
  readonly shape: RegExp;
  /** International digits to the spelling used as the key. */
  readonly key: readonly Rewrite[];
  /** The key to the other spelling of the same number. */
  readonly variant: readonly Rewrite[];
  readonly countries: readonly (readonly [pattern: RegExp, country: string])[];
}

/** The former eight digits in Côte d'Ivoire, and the operators' new prefixes: Moov, MTN, Orange. */
const ivorianOperators = [
  ['[04-9][0-3]\\d{6}', '01'],
  ['[04-9][4-6]\\d{6}', '05'],
  ['[04-9][7-9]\\d{6}', '07'],
  ['[23]\\d8\\d{5}', '21'],
  ['[23]\\d0\\d{5}', '25'],
  ['[23]\\d[1-79]\\d{5}', '27'],
] as const;

/** Trunkline's own rules, one for each calling code. */
export const phoneRules: readonly PhoneRule[] = [
  {
    id: 'PLUS_SEVEN',
    sentence:
      'Kazakhstan and Russia share +7; 8 and ten digits, 7 and ten digits, and ten digits alone are the same number. Other calling codes, such as 996 and 998, are left as they are.',
    source:
      'docs/providers, "Rules that every provider shares"; green-api.com, "Features of sending and receiving messages from different countries"; leading digits 6 and 7 for Kazakhstan: ITU-T E.164 national plan',
    callingCode: '7',
    homes: ['KZ', 'RU'],
    national: [
      [/^8([3-9]\d{9})$/, '7$1'],
      [/^([3-9]\d{9})$/, '7$1'],
      [/^810([1-9]\d{6,14})$/, '$1'],
    ],
    afterPlus: [[/^8([3-9]\d{9})$/, '7$1']],
    tidy: [[/^78([3-9]\d{9})$/, '7$1']],
    shape: /^7[1-9]\d{9}$/,
    key: [],
    variant: [],
    countries: [
      [/^7[67]/, 'KZ'],
      [/^7/, 'RU'],
    ],
  },
  {
    id: 'BRAZIL_NINTH_DIGIT',
    sentence:
      'A Brazilian mobile number has a ninth digit, a 9 after the area code, that WhatsApp leaves out for older accounts; the key has it. Local numbers that begin with 2 to 5 are landlines and get none.',
    source:
      'Anatel, ninth digit (2010 to 2016); devlikeapro/waha #1976; Zoho help, "Inconsistencies in mobile numbers and their WhatsApp IDs in Brazil and Mexico"; docs/providers/whatsapp-cloud.md, M.7',
    callingCode: '55',
    homes: ['BR'],
    national: [[/^(?:0(?:\d\d)?)?([1-9]{2}(?:9\d{8}|[2-9]\d{7}))$/, '55$1']],
    afterPlus: [],
    tidy: [[/^550([1-9]{2}\d{8,9})$/, '55$1']],
    shape: /^55[1-9]{2}(?:9\d{8}|[2-9]\d{7})$/,
    key: [[/^(?<area>55\d\d)(?<local>[6-9]\d{7})$/, '$<area>9$<local>']],
    variant: [[/^(?<area>55\d\d)9(?<local>[6-9]\d{7})$/, '$<area>$<local>']],
    countries: [[/^55/, 'BR']],
  },
  {
    id: 'ARGENTINA_MOBILE_NINE',
    sentence:
      'An Argentine mobile number has a 9 after +54 when called from abroad and a 15 after the area code at home; the key has the 9. Mobiles and landlines share one range, so the key of a landline has it too and does not collide.',
    source:
      'ENACOM numbering plan; green-api.com and support.whapi.cloud, "Specifics of sending messages to numbers of different countries"; chatwoot #5840',
    callingCode: '54',
    homes: ['AR'],
    national: [
      [/^0?(9?(?:11|[23]\d)\d{8})$/, '54$1'],
      [/^0?((?:11|[23]\d)\d{10})$/, '54$1'],
    ],
    afterPlus: [],
    tidy: [
      [/^549?0?(?=\d{12}$)(11|[23]\d\d(?=15)|[23]\d{3})15(\d{6,8})$/, '549$1$2'],
      [/^54(9?)0(\d{10})$/, '54$1$2'],
    ],
    shape: /^549?(?:11|[23]\d)\d{8}$/,
    key: [[/^54((?:11|[23]\d)\d{8})$/, '549$1']],
    variant: [[/^549(\d{10})$/, '54$1']],
    countries: [[/^54/, 'AR']],
  },
  {
    id: 'MEXICO_MOBILE_ONE',
    sentence:
      'A Mexican mobile number had a 1 after +52 until August 2019, and WhatsApp keeps it for accounts of that time; the key has none.',
    source:
      'IFT, dialling change of 3 August 2019; chatwoot #14174; green-api.com, "Features of sending and receiving messages from different countries"',
    callingCode: '52',
    homes: ['MX'],
    national: [[/^(?:01|04[45]|1)?([2-9]\d{9})$/, '52$1']],
    afterPlus: [],
    tidy: [[/^520(?:1|4[45])([2-9]\d{9})$/, '52$1']],
    shape: /^521?[2-9]\d{9}$/,
    key: [[/^521(\d{10})$/, '52$1']],
    variant: [[/^52([2-9]\d{9})$/, '521$1']],
    countries: [[/^52/, 'MX']],
  },
  {
    id: 'BENIN_ZERO_ONE',
    sentence:
      'Numbers of Benin have a 01 in front of their eight digits since 30 November 2024, and messenger accounts of before keep the short form; the key has it.',
    source: 'ARCEP Bénin, numbering plan of 30 November 2024; libphonenumber metadata, +229',
    callingCode: '229',
    homes: ['BJ'],
    national: [[/^(?:01)?([2-9]\d{7})$/, '22901$1']],
    afterPlus: [],
    tidy: [],
    shape: /^229(?:01)?[2-9]\d{7}$/,
    key: [[/^229([2-9]\d{7})$/, '22901$1']],
    variant: [[/^22901([2-9]\d{7})$/, '229$1']],
    countries: [[/^229/, 'BJ']],
  },
  {
    id: 'COTE_DIVOIRE_OPERATOR',
    sentence:
      'Numbers of Côte d’Ivoire have two digits of their operator of that day in front of their eight since 31 January 2021, and messenger accounts of before keep the short form; the key has them. The second digit of a mobile number told the operator, the third digit of a landline.',
    source: 'ARTCI, numbering plan of 31 January 2021; libphonenumber metadata before and after, +225',
    callingCode: '225',
    homes: ['CI'],
    national: [
      [/^((?:0[157]|2[157])\d{8})$/, '225$1'],
      ...ivorianOperators.map(([old, operator]): Rewrite => [new RegExp(`^(${old})$`), `225${operator}$1`]),
    ],
    afterPlus: [],
    tidy: [],
    shape: /^225(?:(?:0[157]|2[157])\d{8}|[02-9]\d{7})$/,
    key: ivorianOperators.map(
      ([old, operator]): Rewrite => [new RegExp(`^225(${old})$`), `225${operator}$1`],
    ),
    variant: ivorianOperators.map(
      ([old, operator]): Rewrite => [new RegExp(`^225${operator}(${old})$`), '225$1'],
    ),
    countries: [[/^225/, 'CI']],
  },
];

/** The rule for all other calling codes. */
export const generalRule: RuleFact = {
  id: 'E164',
  sentence: 'A number has one spelling, and its length is one that the calling code uses.',
  source: 'libphonenumber metadata',
};

/** The rule for a number that only the messenger attests. */
export const attestedRule: RuleFact = {
  id: 'NETWORK_ATTESTED',
  sentence:
    'A messenger address with an assigned calling code is a number though the numbering plan knows no such length: accounts outlive changes of the plan.',
  source: 'Gabon, 8 to 9 digits in 2019; docs/providers, "Rules that every provider shares"',
};

/** Applies the first matching rewrite; null when none matches. */
export function rewriteDigits(rewrites: readonly Rewrite[], digits: string): string | null {
  for (const [pattern, replacement] of rewrites) {
    if (pattern.test(digits)) return digits.replace(pattern, replacement);
  }
  return null;
}

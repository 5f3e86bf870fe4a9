import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { parseVcards } from '../../src/providers/json/vcard.js';
import { cpuMs } from '../support/cpu-ms.js';
import { hangCpuMs } from '../support/hang.js';

const card = (...lines: string[]) => ['BEGIN:VCARD', 'VERSION:3.0', ...lines, 'END:VCARD'].join('\r\n');
const phonesOf = (...lines: string[]) => parseVcards(card(...lines))[0]?.phones;

describe('the number of a business card', () => {
  it.each([
    ['plain', ['TEL:+77010000033'], { value: '+77010000033', phone: null, label: null }],
    ['with a type', ['TEL;TYPE=CELL:+7 701 000 00 33'], { value: '+7 701 000 00 33', label: 'cell' }],
    ['with several types', ['TEL;type=CELL;type=VOICE;type=pref:+7701'], { value: '+7701', label: 'cell' }],
    ['of version 2.1', ['TEL;CELL;VOICE:87010000033'], { value: '87010000033', label: 'cell' }],
    [
      'in a group with a label',
      ['item1.TEL:+7701', 'item1.X-ABLabel:_$!<Mobile>!$_'],
      { value: '+7701', label: 'Mobile' },
    ],
    [
      'that the messenger knows',
      ['item1.TEL;waid=77010000033:+7 701 000-00-33'],
      { value: '+7 701 000-00-33', phone: '+77010000033' },
    ],
    [
      'as an address of version 4.0',
      ['TEL;VALUE=uri;TYPE="voice,home":tel:+77010000033'],
      { value: '+77010000033', label: 'home' },
    ],
    ['over two lines', ['TEL;TYPE=WORK:+7 701', '  000 00 33'], { value: '+7 701 000 00 33', label: 'work' }],
    ['in quoted-printable', ['TEL;CELL;ENCODING=QUOTED-PRINTABLE:=2B77010000033'], { value: '+77010000033' }],
  ])('is read: %s', (_form, lines, expected) => {
    expect(phonesOf(...lines)).toEqual([expect.objectContaining(expected)]);
  });

  it('is one of several, in their order, and an empty one is none', () => {
    expect(phonesOf('TEL:1', 'TEL;TYPE=HOME:', 'TEL:2')?.map(({ value }) => value)).toEqual(['1', '2']);
  });
});

describe('a business card', () => {
  it('has the name that is shown, the organization and the e-mail addresses', () => {
    const lines = [
      'N:Иванов;Олег;;;',
      'FN:Олег Иванов',
      'ORG:Ромашка\\, ТОО;Продажи',
      'EMAIL;TYPE=WORK:o@x.example',
    ];
    expect(parseVcards(card(...lines))).toEqual([
      { name: 'Олег Иванов', organization: 'Ромашка, ТОО, Продажи', phones: [], emails: ['o@x.example'] },
    ]);
  });

  it('has the parts of its name where none is shown', () => {
    expect(parseVcards(card('N:Иванов;Олег;;;', 'FN:'))[0]?.name).toBe('Олег Иванов');
  });

  it('has a name in quoted-printable over several lines, as old phones write it', () => {
    const lines = ['FN;CHARSET=UTF-8;ENCODING=QUOTED-PRINTABLE:=D0=9E=D0=BB=', '=D0=B5=D0=B3'];
    expect(parseVcards(card(...lines))[0]?.name).toBe('Олег');
  });

  it('is one of several in a text', () => {
    expect(parseVcards(`${card('FN:А')}\n${card('FN:Б')}`).map(({ name }) => name)).toEqual(['А', 'Б']);
  });

  it('is read without its frame, as some relays cut it', () => {
    expect(parseVcards('TEL;waid=77010000033:+7')[0]?.phones[0]?.phone).toBe('+77010000033');
  });

  it('of any text is some list of cards', () => {
    fc.assert(fc.property(fc.string({ unit: 'binary' }), text => Array.isArray(parseVcards(text))));
  });

  it.each([
    ['parameters', `TEL${';TYPE=CELL'.repeat(9_000)}:1`],
    ['quotes', `TEL${';A="x'.repeat(9_000)}:1`],
    ['folds', `TEL:1${'\n '.repeat(45_000)}`],
    ['letters', 'a'.repeat(100_000)],
  ])('of a hundred thousand characters of %s is read at once', (_what, text) => {
    expect(cpuMs(() => parseVcards(text))).toBeLessThan(hangCpuMs);
  });
});

/** Helpers of address linking: forms of addresses, weights, and the process cache. */
import { describe, expect, it } from '@jest/globals';
import { toPersons } from '../../src/domain/identity/to-persons.js';
import { createKeyedMutex } from '../../src/domain/keyed-mutex.js';
import { ProviderKind } from '../../src/domain/vocabulary.js';
import { findOtherForm } from '../../src/providers/green-api/address.js';
import { getProvider } from '../../src/providers/registry.js';
import { weighLikeness } from '../../src/queries/weigh-likeness.js';

const context = { addresses: getProvider(ProviderKind.WHATSAPP_CLOUD).addresses, defaultCountry: 'KZ' };

describe('the addresses of a person', () => {
  it('are each read once, whatever the spelling, without what is nobody’s', () => {
    const raw = ['77010000021', '77010000021@c.us', 'kz.1', 'KZ.1', 'x@g.us', '', '1@lid'];
    expect(toPersons(raw, context).map(person => person.canonical)).toEqual([
      '77010000021@s.whatsapp.net',
      'KZ.1',
      '1@lid',
    ]);
  });

  it('are a bounded number', () => {
    expect(
      toPersons(
        Array.from({ length: 100 }, (_, n) => `${n + 1}@lid`),
        context,
      ),
    ).toHaveLength(8);
  });
});

describe('the other form of a Green API address', () => {
  it.each([
    ['1234@lid', ['77010000021@c.us'], '77010000021@c.us'],
    ['77010000021@c.us', ['1234@lid'], '1234@lid'],
    ['1234@lid', ['1234@lid', '77010000021'], '77010000021'],
    ['77010000021@c.us', ['77010000022@c.us'], null],
    ['1234@lid', ['5678@lid'], null],
    ['1234@lid', [null, 'x@g.us', 'nonsense', ''], null],
    ['120363043968066561@g.us', ['77010000021@c.us'], null],
  ])('beside %s and %j is %s', (chatId, stated, expected) => {
    expect(findOtherForm(chatId, stated)).toBe(expected);
  });
});

describe('likeness', () => {
  const base = { hasKey: false, hidesPhone: true, namesakes: 1, gapDays: null };
  it.each([
    [{ ...base, hasKey: true, namesakes: 0 }, 0.95],
    [{ ...base, gapDays: 3 }, 0.8],
    [base, 0.5],
    [{ ...base, gapDays: 31 }, 0.5],
    [{ ...base, namesakes: 4 }, 0.13],
    [{ ...base, hidesPhone: false, gapDays: 3 }, 0.3],
    [{ ...base, hidesPhone: false }, null],
    [{ ...base, namesakes: 0 }, null],
  ])('of %j is %s', (likeness, score) => {
    expect(weighLikeness(likeness)?.score ?? null).toBe(score);
  });
});

describe('turns', () => {
  it('come one after the other for one key, also after a failure, and at once for different keys', async () => {
    const inTurn = createKeyedMutex();
    const done: string[] = [];
    let open = () => {};
    const gate = new Promise<void>(resolve => {
      open = resolve;
    });
    const first = inTurn('a', async () => {
      await gate;
      done.push('first');
      throw new Error('first');
    });
    const second = inTurn('a', async () => void done.push('second'));
    await inTurn('b', async () => void done.push('other'));
    expect(done).toEqual(['other']);
    open();
    await expect(first).rejects.toThrow('first');
    await second;
    expect(done).toEqual(['other', 'first', 'second']);
  });
});

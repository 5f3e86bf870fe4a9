/** Faults of the simulated model and provider in random histories. */
import type { ModelScript } from '../../../src/ai/simulation/simulated-model.js';
import { uuidV7 } from '../../../src/domain/uuid-v7.js';
import type { SendOutcome } from '../../../src/providers/contract/send.js';
import { answerOf } from '../ai-desk.js';
import { accepted } from '../outbox-fixture.js';
import type { Random } from '../seeded.js';

const weighed = <T>(random: Random, list: readonly (readonly [number, T])[]): T => {
  let at = random() * list.reduce((sum, [weight]) => sum + weight, 0);
  for (const [weight, value] of list) {
    at -= weight;
    if (at < 0) return value;
  }
  return list[0]?.[1] as T;
};

/** The model's reply to a prompt whose newest message has the number; `random` null: a good one. */
export function decideModel(random: Random | null, newest: string): ModelScript {
  const good: ModelScript = { does: 'answer', content: answerOf(`Ответ на ${newest}.`) };
  if (random === null) return good;
  return weighed<ModelScript>(random, [
    [60, good],
    [4, { does: 'answer', content: answerOf('', { handoff: true, reason: 'VIP' }) }],
    [4, { does: 'answer', content: answerOf('Скидка 90%') }],
    [2, { does: 'answer', content: answerOf(`Answer to ${newest}.`, { language: 'en' }) }],
    [2, { does: 'answer', content: 'hm' }],
    [2, { does: 'answer', content: '{"reply":"' }],
    [2, { does: 'answer', content: answerOf(`Ответ на ${newest}.`, { to: '+77000000009' }) }],
    [2, { does: 'answer', content: '{', finish: 'length' }],
    [2, { does: 'answer', content: answerOf(`Ответ на ${newest}.`), usage: null }],
    [3, { does: 'status', status: 429, body: '{}', headers: { 'retry-after': '1' } }],
    [1, { does: 'status', status: 429, body: '{"error":{"code":"insufficient_quota"}}' }],
    [3, { does: 'status', status: 500, body: '{}' }],
    [0.5, { does: 'status', status: 401, body: '{}' }],
    [2, { does: 'refuse' }],
    [2, { does: 'cut', at: 'head' }],
    [2, { does: 'cut', at: 'body' }],
    [2, { does: 'raw', body: '<html>' }],
    [1.5, { does: 'hang' }],
  ]);
}

/** The provider's answer; a message that it may have delivered counts as delivered. */
export function decideProvider(random: Random): SendOutcome | 'throws' | 'hangs' {
  const refused = { outcome: 'REJECTED', providerCode: '131026', detail: 'No.', httpStatus: 400 } as const;
  return weighed<SendOutcome | 'throws' | 'hangs'>(random, [
    [70, accepted(uuidV7())],
    [
      8,
      {
        outcome: 'RETRY',
        providerCode: '429',
        detail: 'Too many requests.',
        httpStatus: 429,
        retryAfterMs: 1,
      },
    ],
    [6, 'hangs'],
    [3, 'throws'],
    [5, refused],
    [3, { ...refused, isAccountFault: true, httpStatus: 401 }],
  ]);
}

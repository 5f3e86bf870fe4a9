/**
 * A few conversations of a new demo, so that its inbox is not empty: customers write through the simulators, as everything
 * in a demo, and colleagues answer. Only in a company without any conversation; a later start adds none.
 */
import { setTimeout as delay } from 'node:timers/promises';
import { tableOf } from '../database/columns.js';
import type { Database } from '../database/database.js';
import { as, orNull, quoted, sql } from '../database/sql.js';
import { statement } from '../database/statement.js';
import { AuthorKind, SimulatedKind } from '../domain/vocabulary.js';
import { Channel } from '../entities/channel.entity.js';
import { Conversation } from '../entities/conversation.entity.js';
import { Message } from '../entities/message.entity.js';
import { Tenant } from '../entities/tenant.entity.js';
import { User } from '../entities/user.entity.js';
import { WebhookEvent } from '../entities/webhook-event.entity.js';
import type { OutboxUseCases } from '../outbox/outbox.js';
import type { Simulators } from '../resolvers/use-cases.js';

/** Options of `addDemoConversations`. */
export interface DemoConversationsOptions {
  readonly database: Database;
  readonly simulators: Pick<Simulators, 'simulateInbound'>;
  readonly outbox: Pick<OutboxUseCases, 'sendReply'>;
  /** Slug of the demo's company, and the address of the user who answers. */
  readonly company: string;
  readonly colleague: string;
}

/** What happens in a conversation: the customer writes, a colleague answers, or the assistant's answer is waited for. */
type Step =
  | { readonly text: string; readonly kind?: SimulatedKind }
  | { readonly reply: string }
  | { readonly waits: 'answer' };
interface Scene {
  /** The vendor's id of the number. */
  readonly to: string;
  readonly from: string;
  readonly name: string;
  readonly steps: readonly Step[];
}

/** The newest is the last. */
const scenes: readonly Scene[] = [
  {
    ...{ to: '+14155550167', from: '+14155550198', name: 'Grace Miller' },
    steps: [{ text: 'Running 10 minutes late, sorry!' }, { reply: 'No problem, see you soon.' }],
  },
  {
    ...{ to: 'instance_yyy', from: '+77015550121', name: 'Ольга Ким' },
    steps: [
      { text: 'Здравствуйте! Подтверждаю, заберу в субботу' },
      { reply: 'Отлично, ждём вас с 10:00' },
      { text: 'Спасибо!' },
    ],
  },
  {
    ...{ to: '7107000101', from: '+77015550122', name: 'Анар Серікқызы' },
    steps: [
      { text: 'Сәлеметсіз бе! Мына түсті ламинат бар ма?' },
      { text: '24 шаршы метр керек', kind: SimulatedKind.IMAGE },
      { reply: 'Сәлеметсіз бе! Иә, бар: «Дуб натуральный», 33 класс. 5 490 ₸ / м²' },
      { text: 'Үй, 3-подъезд', kind: SimulatedKind.LOCATION },
      { text: '', kind: SimulatedKind.VOICE },
    ],
  },
  {
    ...{ to: '310000000000111', from: '+77015550123', name: 'James Carter' },
    steps: [{ text: 'Do you deliver to Astana?' }, { text: 'My estimate', kind: SimulatedKind.DOCUMENT }],
  },
  {
    ...{ to: 'instance_xxx', from: '+77015550124', name: 'Ерлан Абдиев' },
    steps: [{ text: 'Здравствуйте! Сколько стоят панели МДФ?' }],
  },
  {
    ...{ to: '310000000000122', from: '+77015550125', name: 'Мадина Ахметова' },
    steps: [{ text: 'Здравствуйте! Сколько стоит доставка по городу?' }],
  },
  {
    ...{ to: '+918800000122', from: '+77015550126', name: 'Дина Омарова' },
    steps: [
      { text: 'Здравствуйте! Сколько стоит ламинат?' },
      { waits: 'answer' },
      { text: 'Понятно. Позовите, пожалуйста, менеджера' },
    ],
  },
];

const longestWaitMs = 30_000;
const lookEveryMs = 250;
const seedLock = 7_215_301_946;

const tenant = tableOf(Tenant).of('t');
const user = tableOf(User).of('u');
const channel = tableOf(Channel).of('h');
const conversation = tableOf(Conversation).of('c');
const message = tableOf(Message).of('m');
const ledger = tableOf(WebhookEvent).of('w');

/** $1 slug, $2 address of the colleague. No row where a conversation exists, or where another process adds them. */
const findCompany = statement(
  'demo-conversations-company',
  sql`select ${as('tenantId', tenant.id)}, ${as('userId', user.id)}
     from ${tableOf(Tenant).table} t join ${tableOf(User).table} u on ${user.tenantId} = ${tenant.id} and ${user.email} = $2
    where ${tenant.slug} = $1 and pg_try_advisory_xact_lock(${seedLock})
      and not exists (select from ${tableOf(Conversation).table} c where ${conversation.tenantId} = ${tenant.id})`,
);

/** $1 tenant, $2 vendor's id. */
const findNumber = statement(
  'demo-conversations-number',
  sql`select ${as('id', channel.id)}, ${as('accountId', channel.accountId)}, ${as('kind', channel.kind)},
          ${as('externalId', channel.externalId)}, ${as('isDefault', channel.isDefault)}
     from ${tableOf(Channel).table} h where ${channel.tenantId} = $1 and ${channel.externalId} = $2 limit 1`,
);

/** $1 ledger row. */
const findConversation = statement(
  'demo-conversations-of-event',
  sql`select ${as('conversationId', orNull(message.conversationId))} from ${tableOf(WebhookEvent).table} w
     join ${tableOf(Message).table} m on ${message.id} = ${ledger.messageId} where ${ledger.id} = $1`,
);

/** $1 conversation. */
const findAnswer = statement(
  'demo-conversations-answer',
  sql`select ${as('id', message.id)} from ${tableOf(Message).table} m
    where ${message.conversationId} = $1 and ${message.authorKind} = ${quoted(AuthorKind.AI)} limit 1`,
);

/** Adds them, if the company has none. @returns how many */
export async function addDemoConversations(
  options: DemoConversationsOptions,
  stopping: AbortSignal,
): Promise<number> {
  const { database, company, colleague } = options;
  const [first, ...others] = scenes;
  // The first conversation is stored under the lock: a process that comes later finds it.
  const begun = await database.transaction(async ({ query }) => {
    const [found] = await query(findCompany, [company, colleague]);
    if (!found || !first) return null;
    await play(options, found, first, stopping);
    return found;
  });
  if (begun === null) return 0;
  let added = 1;
  for (const scene of others) {
    if (stopping.aborted) break;
    await play(options, begun, scene, stopping);
    added += 1;
  }
  return added;
}

async function play(
  { database, simulators, outbox }: DemoConversationsOptions,
  { tenantId, userId }: { readonly tenantId: string; readonly userId: string },
  { to, from, name, steps }: Scene,
  stopping: AbortSignal,
): Promise<void> {
  const [number] = await database.query(findNumber, [tenantId, to]);
  if (!number) return;
  let conversationId: string | null = null;
  for (const step of steps) {
    if (stopping.aborted) return;
    if ('text' in step) {
      const eventId = await simulators.simulateInbound({
        ...{ tenantId, channel: number, from, senderName: name, kind: step.kind ?? null },
        text: step.text === '' ? null : step.text,
        ...{ attachmentId: null, faults: [], quotedKey: null, change: null },
      });
      const [stored] = eventId === null ? [] : await database.query(findConversation, [eventId]);
      conversationId = stored?.conversationId ?? conversationId;
    } else if (conversationId === null) return;
    else if ('reply' in step)
      await outbox.sendReply({
        ...{ tenantId, authorUserId: userId, input: { conversationId, text: step.reply } },
      });
    else await waitForAnswer(database, conversationId, stopping);
  }
}

/** Without an answer the conversation goes on: an owner may have switched the assistant off. */
async function waitForAnswer(
  database: Database,
  conversationId: string,
  stopping: AbortSignal,
): Promise<void> {
  for (let waitedMs = 0; waitedMs < longestWaitMs && !stopping.aborted; waitedMs += lookEveryMs) {
    if ((await database.query(findAnswer, [conversationId])).length > 0) return;
    await delay(lookEveryMs, undefined, { signal: stopping }).catch(() => undefined);
  }
}

/** A company with assistants: inbound messages by plain SQL, turns that a test runs itself, and a simulated model. */

import { createSecretCipher } from '../../src/accounts/secret-cipher.js';
import { type Assistants, createAssistants } from '../../src/ai/assistants.js';
import type { Models } from '../../src/ai/model/model.js';
import { openModels } from '../../src/ai/model/open-models.js';
import { openApiKey } from '../../src/ai/open-api-key.js';
import { type SimulatedModel, startSimulatedModel } from '../../src/ai/simulation/simulated-model.js';
import type { ToldDraft } from '../../src/ai/turns/draft-writer.js';
import { runTurn } from '../../src/ai/turns/run-turn.js';
import type { TurnOptions } from '../../src/ai/turns/turn-options.js';
import { type UpsertAssistantInput, upsertAssistant } from '../../src/ai/upsert-assistant.js';
import { uuidV7 } from '../../src/domain/uuid-v7.js';
import { AiEngine, AiMode } from '../../src/domain/vocabulary.js';
import { createSendReply, type SentReply } from '../../src/outbox/send-reply.js';
import {
  createOutboxFixture,
  createScriptedProvider,
  type OutboxFixture,
  type TenantFixture,
} from './outbox-fixture.js';

/** A message of a customer. */
export interface Said {
  readonly text?: string | null;
  readonly kind?: string;
  /** Seconds ago. */
  readonly ago?: number;
  readonly sentAgo?: number;
}

/** The company and its model. */
export interface AiDesk extends OutboxFixture {
  readonly model: SimulatedModel;
  readonly models: Models;
  readonly options: TurnOptions;
  readonly logged: string[];
  /** The use cases of a process. */
  readonly assistants: Assistants;
  addAssistant(tenant: TenantFixture, input?: UpsertAssistantInput): Promise<string>;
  /** An EXTERNAL one in AUTO. */
  addProgram(tenant: TenantFixture, input?: UpsertAssistantInput): Promise<string>;
  /** Its program replies. */
  answer(
    tenant: TenantFixture,
    assistantId: string,
    conversationId: string,
    text?: string,
    inReplyToMessageId?: string | null,
  ): Promise<SentReply>;
  /** Users with a notification of the conversation, oldest first. */
  notified(conversationId: string): Promise<string[]>;
  say(conversationId: string, said?: Said | string): Promise<string>;
  /** What was shown of proposals while they were written. */
  readonly drafts: ToldDraft[];
  /** A colleague replies. */
  reply(
    tenant: TenantFixture,
    conversationId: string,
    text?: string,
    suggestionId?: string,
    appliesProposal?: boolean,
  ): Promise<void>;
  turn(tenant: TenantFixture, conversationId: string): Promise<void>;
  /** Messages of the assistant, oldest first. */
  answers(
    conversationId: string,
  ): Promise<{ text: string; channelId: string; key: string; assistantId: string }[]>;
  state(conversationId: string): Promise<{ handoff: string; reason: string | null }>;
  turns(conversationId: string): Promise<{ status: string; reason: string | null }[]>;
  stop(): Promise<void>;
}

const texts = [
  { language: 'ru', fallbackText: 'Ответим чуть позже.', handoffText: 'Зову коллегу.' },
  { language: 'kk', fallbackText: 'Сәл кейінірек жауап береміз.', handoffText: 'Әріптесімді шақырамын.' },
  { language: 'en', fallbackText: 'We answer a little later.', handoffText: 'I ask a colleague.' },
];

/** The structured answer of a model. */
export const answerOf = (reply: string, over: object = {}): string =>
  JSON.stringify({
    ...{ reply, language: 'ru', handoff: false, reason: null, topic: null, stage: null },
    ...over,
  });

export async function createAiDesk(): Promise<AiDesk> {
  const fixture = await createOutboxFixture();
  const { database } = fixture;
  const { pool } = database;
  const model = await startSimulatedModel();
  const models = openModels({ allowPrivate: true });
  const cipher = createSecretCipher(Buffer.alloc(32, 1));
  const provider = createScriptedProvider({ maxTextLength: 4_000 });
  const logged: string[] = [];
  const drafts: ToldDraft[] = [];
  const options: TurnOptions = {
    ...{ database, models, getProvider: () => provider, watchMs: 20 },
    openKey: assistant => openApiKey(cipher, assistant),
    log: (stage, facts) => void logged.push(JSON.stringify({ stage, ...facts })),
    pause: async () => {},
    tellDraft: draft => void drafts.push(draft),
  };
  const sendReply = createSendReply({ database, getProvider: () => provider });
  const { getProvider, log } = options;
  const assistants = createAssistants({
    ...{ database, cipher, models, getProvider, log, sendReply },
    tellDraft: draft => void drafts.push(draft),
  });
  return {
    ...fixture,
    ...{ model, models, options, logged, drafts, assistants },
    addProgram: (tenant, input = {}) =>
      assistants.upsert(tenant.tenantId, {
        ...{ name: 'Program', engine: AiEngine.EXTERNAL, mode: AiMode.AUTO, languages: texts },
        ...input,
      }),
    answer: (
      { tenantId, userId },
      assistantId,
      conversationId,
      text = 'Отвечает программа',
      inReplyTo = null,
    ) =>
      assistants.reply({
        ...{ tenantId, userId, assistantId, inReplyToMessageId: inReplyTo },
        input: { conversationId, text },
      }),
    notified: async conversationId =>
      (
        await pool.query('select user_id as id from notifications where conversation_id = $1 order by id', [
          conversationId,
        ])
      ).rows.map(({ id }) => id),
    addAssistant: (tenant, input = {}) =>
      upsertAssistant({ database, cipher, models }, tenant.tenantId, {
        ...{ name: 'Assistant', endpointUrl: model.url, model: uuidV7(), apiKey: 'sk-canary-4711' },
        ...{ mode: AiMode.AUTO, waitSeconds: 0, languages: texts, instructions: 'Be polite.' },
        ...input,
      }),
    say: async (conversationId, said = {}) => {
      const given = typeof said === 'string' ? { text: said } : said;
      const { text = 'Здравствуйте', kind = 'TEXT', ago = 1, sentAgo = ago } = given;
      const id = uuidV7();
      await pool.query(
        `with m as (
           insert into messages (id, tenant_id, conversation_id, channel_id, direction, kind, text, author_kind, status, external_id, sent_at, created_at)
           select $1::uuid, tenant_id, id, channel_id, 'INBOUND', $3, $4, 'CONTACT', 'RECEIVED', $1::text, now() - $6::int * interval '1 s', now() - $5::int * interval '1 s'
             from conversations where id = $2 returning conversation_id)
         update conversations c set last_message_id = $1, last_activity_at = now(), last_inbound_at = now() from m where c.id = m.conversation_id`,
        [id, conversationId, kind, text, ago, sentAgo],
      );
      return id;
    },
    reply: async (
      { tenantId, userId },
      conversationId,
      text = 'Это коллега',
      suggestionId,
      appliesProposal,
    ) =>
      void (await sendReply({
        tenantId,
        authorUserId: userId,
        input: { conversationId, text, suggestionId, appliesProposal },
      })),
    turn: ({ tenantId }, conversationId) =>
      runTurn(options, { tenantId, conversationId }, new AbortController().signal),
    answers: async conversationId =>
      (
        await pool.query(
          `select text, channel_id as "channelId", idempotency_key as key, author_assistant_id as "assistantId"
             from messages where conversation_id = $1 and author_kind = 'AI' order by id`,
          [conversationId],
        )
      ).rows,
    state: async conversationId =>
      (
        await pool.query('select handoff, handoff_reason as reason from conversations where id = $1', [
          conversationId,
        ])
      ).rows[0],
    turns: async conversationId =>
      (
        await pool.query('select status, reason from ai_turns where conversation_id = $1 order by id', [
          conversationId,
        ])
      ).rows,
    stop: async () => {
      await models.close();
      await model.stop();
      await fixture.close();
    },
  };
}

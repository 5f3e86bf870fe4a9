/** Two processes over one database, with a simulated provider and a simulated model: the world of random histories. */
import { randomInt } from 'node:crypto';
import { createBreaker } from '../../../src/ai/model/breaker.js';
import { findOutdatedAnswerReason } from '../../../src/ai/outdated-answer.js';
import type { ModelCall } from '../../../src/ai/simulation/model-call.js';
import type { ModelScript } from '../../../src/ai/simulation/simulated-model.js';
import type { TurnOptions } from '../../../src/ai/turns/turn-options.js';
import { type Database, openDatabase } from '../../../src/database/database.js';
import { type AccountDirectory, createAccountDirectory } from '../../../src/ingest/account-directory.js';
import { createIngest, type Ingest } from '../../../src/ingest/ingest.js';
import { createSendMessage, type SendMessage } from '../../../src/outbox/send-message.job.js';
import { createSendReply, type SendReply } from '../../../src/outbox/send-reply.js';
import { type Contacts, createContacts } from '../../../src/people/contacts.js';
import type { OutboundMessage, SendOutcome } from '../../../src/providers/contract/send.js';
import type { AiDesk } from '../ai-desk.js';
import { createScriptedProvider } from '../outbox-fixture.js';

/** The parts of a server that a history uses. */
export interface HistoryProcess {
  readonly database: Database;
  readonly turns: TurnOptions;
  readonly ingest: Ingest;
  readonly directory: AccountDirectory;
  readonly sendReply: SendReply;
  /** With a provider that recognises a repeated message, and with one that does not. */
  readonly send: { readonly repeatable: SendMessage; readonly once: SendMessage };
  readonly contacts: Contacts;
}

/** What a history decides: the model's answers by its name of the model, the provider's by the recipient. */
export interface Decider {
  model(prompt: string): Promise<ModelScript>;
  receive(message: OutboundMessage): Promise<SendOutcome>;
}

/** The world. */
export interface HistoryWorld {
  readonly desk: AiDesk;
  readonly processes: readonly [HistoryProcess, HistoryProcess];
  readonly byModel: Map<string, Decider>;
  readonly byRecipient: Map<string, Decider>;
  /** A phone number that no history had. */
  nextPhone(): string;
  stop(): Promise<void>;
}

/** A model that hangs ends sooner than an owner can set. */
const timeoutMs = 400;

/** Opens it on the database of a desk. */
export async function openHistoryWorld(desk: AiDesk): Promise<HistoryWorld> {
  const other = await openDatabase({ url: desk.database.url, poolSize: 8, timeoutMs: 60_000, log: () => {} });
  const byModel = new Map<string, Decider>();
  const byRecipient = new Map<string, Decider>();
  let phones = 77_100_000_000 + randomInt(1_000_000) * 1_000;
  const answer = async (message: OutboundMessage): Promise<SendOutcome> => {
    const decider = byRecipient.get(message.to);
    if (!decider) throw new Error(`A message left for ${message.to}, who is in no history.`);
    return decider.receive(message);
  };
  const providers = [false, true].map(idempotentSend => ({
    ...createScriptedProvider({ maxTextLength: 4_000, idempotentSend }),
    send: answer,
  }));
  desk.model.script = call => {
    const decider = byModel.get(call.body.model ?? '');
    return decider ? decider.model(toAsked(call)) : null;
  };
  const open = (database: Database): HistoryProcess => {
    const directory = createAccountDirectory(database);
    const [once, repeatable] = providers.map(provider =>
      createSendMessage({
        ...{ database, getProvider: () => provider, pacer: desk.pacer, log: () => {} },
        http: async () => ({ ok: false, reached: false, reason: 'no network in this test' }),
        openCredentials: () => ({}),
        sendsPerSecond: () => null,
        maxAttempts: 4,
        findOutdatedReason: (tenantId, messageId) => findOutdatedAnswerReason(database, tenantId, messageId),
      }),
    ) as [SendMessage, SendMessage];
    return {
      ...{ database, directory, send: { once, repeatable }, contacts: createContacts(database) },
      turns: {
        ...desk.options,
        ...{ database, breaker: createBreaker(), watchMs: 15 },
        models: {
          answer: (target, request, signal) => desk.models.answer(target, { ...request, timeoutMs }, signal),
        },
      },
      ingest: createIngest({ database, directory, log: () => {} }),
      sendReply: createSendReply({ database, getProvider: () => providers[0] as never }),
    };
  };
  return {
    ...{ desk, byModel, byRecipient },
    processes: [open(desk.database), open(other)],
    nextPhone: () => String(++phones),
    stop: () => other.close(),
  };
}

/** What the customer wrote, oldest first. */
const toAsked = ({ body }: ModelCall): string =>
  (body.messages ?? [])
    .filter(({ role }) => role === 'user')
    .map(({ content }) => content)
    .join('\n');

/** The database of a process that dies at one of its next statements: what was open is rolled back, nothing follows. */
export function mortal(database: Database, statements: number): Database {
  let left = statements;
  const live = (): void => {
    left -= 1;
    if (left < 0) throw new Error('The process was killed.');
  };
  const dying: Pick<Database, 'query' | 'publish'> = {
    query: async (statement, parameters) => {
      live();
      return database.query(statement, parameters);
    },
    publish: async (tenantId, work) => {
      const done = await database.publish(tenantId, async transaction => {
        const result = await work({
          emit: (...events) => transaction.emit(...events),
          query: async (statement, parameters) => {
            live();
            return transaction.query(statement, parameters);
          },
        });
        live();
        return result;
      });
      live();
      return done;
    },
  };
  return dying as Database;
}

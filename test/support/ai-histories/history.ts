/**
 * One random history of a company: customers, colleagues, an assistant, two processes, faults of the model and the provider.
 *
 * What must hold is read from what the simulated provider received. An answer of the model names the number of the newest
 * message in its prompt, so each received text shows which turn it answers, for whom it was meant and from where it must come.
 */
import { runTurn } from '../../../src/ai/turns/run-turn.js';
import type { TurnOptions } from '../../../src/ai/turns/turn-options.js';
import type { InboundEvent } from '../../../src/domain/inbound-event.js';
import type { IngestResult } from '../../../src/domain/ingest-item.js';
import { uuidV7 } from '../../../src/domain/uuid-v7.js';
import { MessageKind, WebhookSource } from '../../../src/domain/vocabulary.js';
import type { SendJob } from '../../../src/messages/send-job.js';
import type { OutboundMessage, SendOutcome } from '../../../src/providers/contract/send.js';
import { accepted, type TenantFixture } from '../outbox-fixture.js';
import type { Random } from '../seeded.js';
import { decideModel, decideProvider } from './faults.js';
import type { Decider, HistoryProcess, HistoryWorld } from './world.js';

/** A message of a customer, as the simulated customer sent it. */
export interface Said {
  readonly n: number;
  readonly key: string;
  readonly address: string;
  /** The number that they wrote to. */
  readonly number: string;
  readonly messageId: string;
  readonly conversationId: string;
  isDeleted: boolean;
}

/** What a customer received. */
interface Received {
  readonly messageId: string;
  readonly to: string;
  readonly from: string;
  readonly text: string;
}

/** A conversation as its row shows it. */
export interface Seen {
  readonly id: string;
  readonly handoff: string;
  readonly reason: string | null;
  readonly address: string;
  readonly number: string;
  readonly status: string;
  readonly answers: number;
}

/** Texts that leave without the model. */
export const fixedTexts: ReadonlySet<string> = new Set(['Зову коллегу.', 'Ответим чуть позже.']);
/** Less than the time limit of a call. */
const unsureMs = 200;
const answered = /^Ответ на (\d+)\./;

/** The state of a history, and what its acts are made of. */
export class History implements Decider {
  readonly said: Said[] = [];
  readonly received: Received[] = [];
  readonly violations: string[] = [];
  readonly log: string[] = [];
  /** Conversations that a colleague has, by id. */
  readonly held = new Set<string>();
  isQuiet = false;
  mode = 'AUTO';
  isHealthy = false;
  /** What happens while the model is asked next. */
  during: (() => Promise<void>) | null = null;
  /** True while a message of the assistant may not leave, by conversation. */
  #heldAtSend = new Set<string>();
  #wasAsked = false;
  /** True if what happened during a call may have ended after it, so that it cannot be told what was first. */
  isUnsure = false;
  #count = 0;

  constructor(
    readonly world: HistoryWorld,
    readonly random: Random,
    readonly tenant: TenantFixture,
    readonly channels: readonly { readonly id: string; readonly number: string }[],
    readonly phones: readonly string[],
    /** True if the provider recognises a repeated message. */
    readonly isRepeatable: boolean,
    readonly holdMinutes: number | null,
    /** An EXTERNAL assistant and its number; null for none. */
    readonly programId: string | null = null,
    readonly programNumber: string | null = null,
  ) {}

  pick<T>(list: readonly T[]): T {
    return list[Math.floor(this.random() * list.length)] as T;
  }
  process(): HistoryProcess {
    return this.pick(this.world.processes);
  }
  sql<Row extends object>(text: string, ...values: unknown[]): Promise<Row[]> {
    return this.world.desk.database.pool
      .query<Row>(text, [this.tenant.tenantId, ...values])
      .then(({ rows }) => rows);
  }

  /** Stores an event as its webhook does. */
  async accept(event: object, process = this.process()): Promise<IngestResult> {
    const account = await process.directory.findById(this.tenant.accountId, { fresh: true });
    if (!account) throw new Error('There is no account.');
    return process.ingest.accept({
      ...{ ledgerId: uuidV7(), account, source: WebhookSource.CHATFLOW, receivedAt: new Date() },
      ...{ headers: {}, keptBody: '{}', itemIndex: 0, channelIdOverride: null },
      event: { eventType: 'text', externalEventId: uuidV7(), ...event } as InboundEvent,
    });
  }

  /** A customer writes; to the default number if `number` is null. */
  async say(given: { words?: string; kind?: MessageKind; toDefault?: boolean } = {}): Promise<Said> {
    this.#count += 1;
    const n = this.#count;
    const number =
      this.said.length === 0 || this.random() < 0.15
        ? this.pick(this.channels).number
        : (this.said.at(-1)?.number ?? '');
    const phone = this.random() < 0.8 ? this.phones[0] : this.phones[1];
    const address = `${phone}@s.whatsapp.net`;
    const key = uuidV7();
    const { words = '', kind = MessageKind.TEXT, toDefault = false } = given;
    const text = kind === MessageKind.STICKER ? '' : `${words}сообщение ${n}`;
    const result = await this.accept({
      ...{
        type: 'message',
        channelExternalId: toDefault ? null : number,
        from: address,
        senderName: 'Айгерим',
      },
      ...{ kind, text, attachments: [], messageKey: key, sentAt: new Date(), replyToExternalId: null },
    });
    const channel = this.channels.find(({ id }) => id === result.channelId);
    if (!channel || !result.messageId || !result.conversationId)
      throw new Error(`The message was not stored: ${result.status} ${result.reason}`);
    const { messageId, conversationId } = result;
    const said = { n, key, address, number: channel.number, messageId, conversationId, isDeleted: false };
    this.said.push(said);
    return said;
  }

  /** Conversations with their state. */
  seen(): Promise<Seen[]> {
    return this.sql<Seen>(
      `select c.id, c.handoff, c.handoff_reason as reason, c.address, h.external_id as number, h.status,
              (select count(*)::int from messages m where m.conversation_id = c.id and m.author_kind = 'AI') as answers
         from conversations c join channels h on h.id = c.channel_id where c.tenant_id = $1 order by c.id`,
    );
  }

  /** Runs turns; while something forbids an answer, none is written. */
  async watch(name: string, run: (conversationIds: readonly string[]) => Promise<void>): Promise<void> {
    const before = await this.seen();
    this.#wasAsked = false;
    this.isUnsure = false;
    const wasSilent = this.silence();
    await run(before.map(({ id }) => id));
    if (this.isUnsure) return;
    const isSilent = wasSilent || (this.#wasAsked && this.silence());
    for (const now of await this.seen()) {
      const was = before.find(({ id }) => id === now.id);
      if (!was) continue;
      const isForbidden =
        isSilent || this.held.has(now.id) || was.handoff === 'HANDOFF_REQUESTED' || now.status !== 'ACTIVE';
      if (isForbidden && now.answers > was.answers)
        this.violations.push(`${name}: an answer was written for ${now.id} while ${JSON.stringify(was)}`);
    }
  }
  private silence(): boolean {
    return this.isQuiet || this.mode !== 'AUTO';
  }

  /** A turn of each conversation in one process. */
  async turn(
    process: Pick<HistoryProcess, 'turns'>,
    ids: readonly string[],
    signal?: AbortSignal,
  ): Promise<void> {
    const { tenantId } = this.tenant;
    for (const conversationId of ids)
      await runTurn(process.turns, { tenantId, conversationId }, signal ?? new AbortController().signal);
  }
  turnsOf(process: HistoryProcess, over: Partial<TurnOptions>): Pick<HistoryProcess, 'turns'> {
    return { turns: { ...process.turns, ...over } };
  }

  /** The jobs of everything that waits to be sent. */
  async waiting(): Promise<SendJob[]> {
    const rows = await this.sql<{ messageId: string; channelId: string }>(
      `select id as "messageId", channel_id as "channelId" from messages
        where tenant_id = $1 and direction = 'OUTBOUND' and status in ('QUEUED', 'SENDING') order by id`,
    );
    return rows.map(row => ({ ...row, tenantId: this.tenant.tenantId, attemptsBefore: 0 }));
  }
  /** Sends one; a colleague who is in charge now must not be talked over. */
  async send(job: SendJob, process = this.process()): Promise<void> {
    this.#heldAtSend = new Set(this.held);
    await process.send[this.isRepeatable ? 'repeatable' : 'once'](job);
  }

  async model(prompt: string): Promise<ReturnType<typeof decideModel>> {
    this.#wasAsked = true;
    const during = this.during;
    this.during = null;
    const startedMs = performance.now();
    await during?.();
    if (performance.now() - startedMs > unsureMs) this.isUnsure = true;
    const newest =
      prompt
        .match(/(?:сообщение|правка) (\d+)/g)
        ?.at(-1)
        ?.match(/\d+/)?.[0] ?? '0';
    return decideModel(this.isHealthy ? null : this.random, newest);
  }

  async receive({ messageId, to, from, text }: OutboundMessage): Promise<SendOutcome> {
    const outcome = this.isHealthy ? accepted(uuidV7()) : decideProvider(this.random);
    const isDelivered =
      outcome === 'throws' || outcome === 'hangs' || /ACCEPTED|UNKNOWN/.test(outcome.outcome);
    if (isDelivered) this.note({ messageId, to, from, text: text ?? '' });
    if (outcome === 'throws') throw new Error('The connection broke.');
    if (outcome === 'hangs') return { outcome: 'UNKNOWN', detail: 'No answer in time.', httpStatus: null };
    return outcome;
  }
  /** A message is on a customer's phone. */
  note(message: Received): void {
    const { messageId, to, from, text } = message;
    // A provider that recognises it shows it once.
    if (this.isRepeatable && this.received.some(known => known.messageId === messageId)) return;
    this.received.push(message);
    const n = Number(answered.exec(text)?.[1] ?? Number.NaN);
    const isAssistant = !Number.isNaN(n) || fixedTexts.has(text);
    const chat = this.said.find(said => said.address === to && said.number === from);
    if (!chat) this.violations.push(`"${text}" left from ${from} to ${to}, who never wrote there`);
    else if (isAssistant && this.#heldAtSend.has(chat.conversationId))
      this.violations.push(`"${text}" left while a colleague was in charge`);
    if (Number.isNaN(n)) return;
    const to0 = this.said.find(said => said.n === n);
    if (to0?.address !== to || to0.number !== from)
      this.violations.push(
        `"${text}" left from ${from} to ${to}: the message was of ${to0?.address} to ${to0?.number}`,
      );
  }

  /** What must hold at the end. */
  async check(): Promise<void> {
    const numbers = this.received.flatMap(({ text }) => answered.exec(text)?.[1] ?? []);
    if (new Set(numbers).size < numbers.length) this.violations.push(`a turn was answered twice: ${numbers}`);
    const ids = this.received.map(({ messageId }) => messageId);
    if (new Set(ids).size < ids.length) this.violations.push('a message was received twice');
    const rows = await this.sql<{ id: string; turn: string; number: string; address: string }>(
      `select m.id, coalesce(substr(m.idempotency_key, 4), (select t.message_id::text from ai_turns t where t.answer_id = m.id)) as turn, h.external_id as number, c.address
         from messages m join conversations c on c.id = m.conversation_id join channels h on h.id = m.channel_id
        where m.tenant_id = $1 and m.author_kind = 'AI'`,
    );
    const theirs = this.received.filter(({ text }) => answered.test(text) || fixedTexts.has(text));
    const turns = theirs.map(({ messageId, from, to }) => {
      const row = rows.find(({ id }) => id === messageId);
      const said = this.said.find(one => one.messageId === row?.turn);
      if (!said || said.number !== from || said.address !== to)
        this.violations.push(
          `a text left from ${from} to ${to} for the turn of ${said?.number} ${said?.address}`,
        );
      return said?.n;
    });
    if (new Set(turns).size < turns.length) this.violations.push(`a turn got two texts: ${turns}`);
    const [left] = await this.sql<{ turns: number; messages: number }>(
      `select (select count(*)::int from ai_turns where tenant_id = $1 and status = 'RUNNING') as turns,
              (select count(*)::int from messages where tenant_id = $1 and status in ('QUEUED', 'SENDING')) as messages`,
    );
    if (left?.turns !== 0 || left.messages !== 0) this.violations.push(`not ended: ${JSON.stringify(left)}`);
  }
}

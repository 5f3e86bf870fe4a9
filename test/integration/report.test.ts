/** Reports, compared with a plain model over random dialogues; limits and rights. */
import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { Database } from '../../src/database/database.js';
import { firstUuidAt } from '../../src/domain/first-uuid-at.js';
import { Role } from '../../src/domain/vocabulary.js';
import { toLocal } from '../../src/domain/zoned-time.js';
import { createSchema } from '../../src/schema/build-schema.js';
import { createRunner } from '../support/run-graphql.js';
import {
  openTestDatabase,
  type SeededConversation,
  type SeededTenant,
  seedConversations,
  seedTenant,
} from '../support/seed.js';
import { createTestDatabase, type TestDatabase } from '../support/test-database.js';

const document = /* GraphQL */ `
  query Report($input: ReportInput!) {
    report(input: $input) { metrics timezone rows { startsAt startsAtLocal key { label node { __typename id } } values } }
  }`;
const zone = 'Asia/Almaty';
const [from, to] = [new Date('2026-03-01T00:00:00Z'), new Date('2026-03-06T00:00:00Z')];

interface Said {
  readonly conversation: number;
  readonly at: Date;
  readonly isInbound: boolean;
  readonly author: 'CONTACT' | 'USER' | 'SYSTEM';
  readonly status: string;
}
interface Row {
  readonly startsAt: string | null;
  readonly startsAtLocal: string | null;
  readonly key: { readonly label: string; readonly node: { readonly id: string } | null } | null;
  readonly values: readonly (number | null)[];
}

let files: TestDatabase;
let database: Database;
let tenant: SeededTenant;
let other: SeededTenant;
let run: ReturnType<typeof createRunner>;
let conversations: SeededConversation[];
/** In order; some before and after the time of the report. */
const said: Said[] = [];

const idAt = (at: Date) => `${firstUuidAt(at).slice(0, 14)}7${randomUUID().slice(15)}`;
const median = (values: readonly number[]) => {
  const sorted = values.toSorted((a, b) => a - b);
  const middle = (sorted.length - 1) / 2;
  return ((sorted[Math.floor(middle)] ?? 0) + (sorted[Math.ceil(middle)] ?? 0)) / 2;
};
const ask = async (input: object, of = tenant) => {
  const { data, codes, errors } = await run(of, document, { input: { from, to, ...input } }, Role.READ_ONLY);
  if (codes.length > 0) throw new Error(`${codes.join()}: ${errors.map(({ message }) => message).join()}`);
  return data.report.rows as Row[];
};
const codesOf = async (input: object, role = Role.READ_ONLY) =>
  (await run(tenant, document, { input: { from, to, ...input } }, role)).codes;
const isInTime = ({ at }: Said) => at >= from && at < to;

/** Stores a message as if it had been stored at its time. */
async function store({ conversation, at, isInbound, author, status }: Said): Promise<void> {
  await database.query(
    {
      name: '',
      text: `insert into messages (id, tenant_id, conversation_id, channel_id, direction, kind, text, author_kind, author_user_id, status, sent_at, created_at)
               values ($1, $2, $3, $4, $5, 'TEXT', 'x', $6, $7, $8, $9, $9)`,
    },
    [
      ...[idAt(at), tenant.tenantId, conversations[conversation]?.id, conversations[conversation]?.channelId],
      ...[
        isInbound ? 'INBOUND' : 'OUTBOUND',
        author,
        author === 'USER' ? tenant.users.MANAGER : null,
        status,
        at,
      ],
    ],
  );
}

beforeAll(async () => {
  files = await createTestDatabase();
  database = await openTestDatabase(files.url);
  run = createRunner(await createSchema(), database);
  tenant = await seedTenant(database, 'reports');
  other = await seedTenant(database, 'others');
  const made = await Promise.all(
    [0, 1, 0].map(n =>
      seedConversations(database, tenant, { messagesEach: 0, channelId: tenant.channelIds[n] ?? '' }),
    ),
  );
  conversations = made.flat();
  for (
    let at = from.getTime() - 3 * 3_600_000;
    at < to.getTime() + 3 * 3_600_000;
    at += 60_000 * (1 + Math.random() * 40)
  ) {
    const isInbound = Math.random() < 0.5;
    said.push({
      conversation: Math.floor(Math.random() * 3),
      at: new Date(Math.floor(at)),
      isInbound,
      author: isInbound ? 'CONTACT' : Math.random() < 0.7 ? 'USER' : 'SYSTEM',
      status: isInbound ? 'RECEIVED' : Math.random() < 0.2 ? 'FAILED' : 'SENT',
    });
  }
  for (const one of said) await store(one);
});
afterAll(async () => {
  await database?.close();
  await files?.drop();
});

/** Seconds of each answered question in the time of the report, with its conversation. */
function responses(): { readonly conversation: number; readonly seconds: number }[] {
  return conversations.flatMap((_, conversation) => {
    const dialogue = said.filter(one => one.conversation === conversation && one.author !== 'SYSTEM');
    let question: Said | null = null;
    const found = [];
    for (const one of dialogue) {
      if (one.isInbound) question ??= one;
      else if (question) {
        if (isInTime(question))
          found.push({ conversation, seconds: (one.at.getTime() - question.at.getTime()) / 1_000 });
        question = null;
      }
    }
    return found;
  });
}

describe('a report', () => {
  it('counts messages of the whole time, by direction and failure', async () => {
    const rows = await ask({ metrics: ['MESSAGES_OUT', 'MESSAGES_IN', 'MESSAGES_FAILED'] });
    const counted = said.filter(isInTime);
    expect(rows).toEqual([
      {
        ...{ startsAt: null, startsAtLocal: null, key: null },
        values: [
          counted.filter(({ isInbound }) => !isInbound).length,
          counted.filter(({ isInbound }) => isInbound).length,
          counted.filter(({ status }) => status === 'FAILED').length,
        ],
      },
    ]);
  });

  it('has a row for each hour and day of the zone, also without messages', async () => {
    for (const [interval, length] of [
      ['HOUR', 13],
      ['DAY', 10],
    ] as const) {
      const rows = await ask({ metrics: ['MESSAGES_IN'], interval, timezone: zone });
      const expected = new Map<string, number>();
      for (const one of said.filter(isInTime).filter(({ isInbound }) => isInbound)) {
        const key = toLocal(one.at, zone).slice(0, length);
        expected.set(key, (expected.get(key) ?? 0) + 1);
      }
      const found = rows.filter(({ values }) => values[0] !== 0);
      expect(found.map(row => [row.startsAtLocal?.slice(0, length), row.values[0]])).toEqual([...expected]);
      expect(rows).toHaveLength(interval === 'HOUR' ? 5 * 24 : 6);
    }
  });

  it('keeps hours apart that the clock shows twice', async () => {
    const rows = await ask({
      ...{ metrics: ['MESSAGES_IN'], interval: 'HOUR', timezone: 'Europe/Berlin' },
      ...{ from: '2026-10-24T22:00:00Z', to: '2026-10-25T23:00:00Z' },
    });
    expect(rows).toHaveLength(25);
    expect(rows.filter(({ startsAtLocal }) => startsAtLocal?.includes('T02:00'))).toHaveLength(2);
  });

  it('divides by number, user, status and hour of day', async () => {
    const counted = said.filter(isInTime);
    const byChannel = await ask({ metrics: ['MESSAGES_IN'], groupBy: 'CHANNEL' });
    expect(byChannel).toHaveLength(2);
    for (const { key, values } of byChannel) {
      const of = counted.filter(
        one => one.isInbound && conversations[one.conversation]?.channelId === key?.node?.id,
      );
      expect(values).toEqual([of.length]);
      expect(key?.label).toMatch(/^Number [01]$/);
    }
    const byUser = await ask({ metrics: ['MESSAGES_OUT'], groupBy: 'USER' });
    expect(byUser.map(({ key, values }) => [key?.label, values[0]])).toEqual([
      ['MANAGER', counted.filter(({ author }) => author === 'USER').length],
      ['', counted.filter(({ author }) => author === 'SYSTEM').length],
    ]);
    const byStatus = await ask({ metrics: ['MESSAGES_OUT'], groupBy: 'MESSAGE_STATUS' });
    expect(byStatus.map(({ key, values }) => [key?.label, values[0]])).toEqual([
      ['FAILED', counted.filter(({ status }) => status === 'FAILED').length],
      ['RECEIVED', 0],
      ['SENT', counted.filter(({ status }) => status === 'SENT').length],
    ]);
    const byHour = await ask({ metrics: ['MESSAGES_IN'], groupBy: 'HOUR_OF_DAY', timezone: zone });
    for (const { key, values } of byHour)
      expect(values[0]).toBe(
        counted.filter(
          ({ at, isInbound }) => isInbound && Number(toLocal(at, zone).slice(11, 13)) === Number(key?.label),
        ).length,
      );
  });

  it('measures from the first unanswered message to the next one of a person', async () => {
    const [row] = await ask({ metrics: ['RESPONSE_MEDIAN', 'FIRST_RESPONSE_MEDIAN'] });
    const expected = responses();
    expect(expected.length).toBeGreaterThan(20);
    expect(row?.values[0]).toBeCloseTo(median(expected.map(({ seconds }) => seconds)), 3);
    // The conversations were made today.
    expect(row?.values[1]).toBeNull();
    const byChannel = await ask({
      metrics: ['RESPONSE_MEDIAN'],
      groupBy: 'CHANNEL',
      channelIds: [tenant.channelIds[1]],
    });
    expect(byChannel).toHaveLength(1);
    expect(byChannel[0]?.values[0]).toBeCloseTo(
      median(expected.filter(({ conversation }) => conversation === 1).map(({ seconds }) => seconds)),
      3,
    );
  });

  it('counts what began, and only what the company owns', async () => {
    const today = { from: new Date(Date.now() - 3_600_000), to: new Date(Date.now() + 3_600_000) };
    const metrics = [
      'CONVERSATIONS_OPENED',
      'CONTACTS_NEW',
      'LEADS_NEW',
      'LEADS_WON',
      'CONVERSATIONS_RESOLVED',
      'BOOKING_NOTICES',
    ];
    expect((await ask({ metrics, ...today }))[0]?.values).toEqual([3, 3, 3, 0, 0, 0]);
    expect((await ask({ metrics, ...today }, other))[0]?.values).toEqual([0, 0, 0, 0, 0, 0]);
    expect((await ask({ metrics: ['MESSAGES_IN'] }, other))[0]?.values).toEqual([0]);
  });

  it('counts resolutions and won leads from the log of changes', async () => {
    const now = new Date();
    const note = (target: string, id: string, field: string, after: string, conversationId: string | null) =>
      database.query(
        {
          name: '',
          text: `insert into activities (id, tenant_id, actor_kind, actor_id, action, target_type, target_id, conversation_id, changes, created_at)
                 values ($1, $2, 'USER', $3, 'x', $4, $5, $6, $7, $8)`,
        },
        [
          idAt(now),
          tenant.tenantId,
          tenant.users.MANAGER,
          target,
          id,
          conversationId,
          JSON.stringify([{ field, before: null, after }]),
          now,
        ],
      );
    const [one] = conversations;
    await note('Conversation', one?.id ?? '', 'status', 'RESOLVED', one?.id ?? '');
    await note('Conversation', one?.id ?? '', 'status', 'OPEN', one?.id ?? '');
    await note('Lead', one?.leadId ?? '', 'stageId', tenant.stageIds[2], null);
    await note('Lead', one?.leadId ?? '', 'stageId', tenant.stageIds[0], null);
    const today = { from: new Date(Date.now() - 3_600_000), to: new Date(Date.now() + 3_600_000) };
    const rows = await ask({ metrics: ['CONVERSATIONS_RESOLVED', 'LEADS_WON', 'LEADS_LOST'], ...today });
    expect(rows[0]?.values).toEqual([1, 1, 0]);
  });

  it('refuses what it cannot divide, and more than its limits', async () => {
    for (const input of [
      { metrics: [] },
      { metrics: ['MESSAGES_IN', 'MESSAGES_IN'] },
      { metrics: ['MESSAGES_IN'], to: from },
      { metrics: ['MESSAGES_IN'], from: '2024-01-01T00:00:00Z' },
      { metrics: ['MESSAGES_IN'], timezone: 'Mars/Olympus' },
      { metrics: ['MESSAGES_IN'], channelIds: ['nothing'] },
      { metrics: ['CONTACTS_NEW'], groupBy: 'CHANNEL' },
      { metrics: ['CONTACTS_NEW'], channelIds: [tenant.channelIds[0]] },
      {
        metrics: ['MESSAGES_IN'],
        interval: 'HOUR',
        from: '2026-01-01T00:00:00Z',
        to: '2026-06-01T00:00:00Z',
      },
    ])
      expect(await codesOf(input)).toEqual(['BAD_USER_INPUT']);
  });

  it('is about others only with READ_REPORTS, and about yourself with READ', async () => {
    const metrics = ['MESSAGES_OUT', 'RESPONSE_P90'];
    const { MANAGER, OWNER } = tenant.users;
    expect(await codesOf({ metrics }, Role.MANAGER)).toEqual(['FORBIDDEN']);
    expect(await codesOf({ metrics, userIds: [OWNER] }, Role.MANAGER)).toEqual(['FORBIDDEN']);
    expect(await codesOf({ metrics, userIds: [MANAGER, OWNER] }, Role.MANAGER)).toEqual(['FORBIDDEN']);
    expect(await codesOf({ metrics, userIds: [MANAGER] }, Role.MANAGER)).toEqual([]);
    const [own] = await ask({ metrics: ['MESSAGES_OUT'], userIds: [MANAGER] });
    expect(own?.values).toEqual([said.filter(isInTime).filter(({ author }) => author === 'USER').length]);
  });

  it('reads each source in one statement', async () => {
    const metrics = ['MESSAGES_IN', 'MESSAGES_OUT', 'RESPONSE_MEDIAN', 'RESPONSE_P90'];
    const input = { from, to, metrics, interval: 'DAY', groupBy: 'CHANNEL' };
    const { statements } = await run(tenant, document, { input }, Role.READ_ONLY);
    // The company's zone, the buckets, two sources, the names of the numbers.
    expect(statements.length).toBeLessThanOrEqual(5);
  });

  it('measures the first response of conversations that began in the time', async () => {
    const now = Date.now();
    const one = { conversation: 1, isInbound: true, author: 'CONTACT', status: 'RECEIVED' } as const;
    await store({ ...one, at: new Date(now) });
    await store({ ...one, at: new Date(now + 5_000) });
    await store({ ...one, at: new Date(now + 30_000), isInbound: false, author: 'USER', status: 'SENT' });
    const today = { from: new Date(now - 3_600_000), to: new Date(now + 3_600_000) };
    const [row] = await ask({ metrics: ['FIRST_RESPONSE_MEDIAN', 'RESPONSE_P90'], ...today });
    expect(row?.values).toEqual([30, 30]);
  });
});

describe('a report about assistants', () => {
  const assistantId = randomUUID();
  const hour = { from: new Date(Date.now() - 3_600_000), to: new Date(Date.now() + 3_600_000) };
  const sql = (text: string, values: unknown[]) => database.query({ name: '', text }, values);

  beforeAll(async () => {
    const [first, second] = conversations;
    await sql(
      `insert into ai_assistants (id, tenant_id, name, mode, schedule, endpoint_url, model, instructions, max_output_tokens, timeout_seconds, wait_seconds, context_tokens, facts, allowed_links, languages, handoff_keywords, max_consecutive_answers, prompt_token_price, completion_token_price, price_currency, created_at)
       values ($1, $2, 'Салтанат', 'OFF', 'ALWAYS', 'https://a.example/', 'm', '', 400, 30, 6, 4000, '{}', '{}', '[]', '{}', 10, 1, 1, 'USD', now())`,
      [assistantId, tenant.tenantId],
    );
    const turn = (conversationId: string | undefined, status: string, reason: string | null) =>
      sql(
        `insert into ai_turns (id, tenant_id, conversation_id, message_id, assistant_id, status, reason, created_at)
         values ($1, $2, $3, gen_random_uuid(), $4, $5, $6, now())`,
        [idAt(new Date()), tenant.tenantId, conversationId, assistantId, status, reason],
      );
    await turn(first?.id, 'ANSWERED', null);
    await turn(first?.id, 'HANDED_OFF', 'LOOP');
    await turn(second?.id, 'HANDED_OFF', 'REFUSED');
    await turn(second?.id, 'SKIPPED', 'ANSWER_HELD_BACK');
    await turn(second?.id, 'DISCARDED', 'SUPERSEDED');
    const call = (conversationId: string | undefined, fault: string | null, cost: number, currency: string) =>
      sql(
        `insert into ai_calls (id, tenant_id, conversation_id, assistant_id, fault, prompt_tokens, completion_tokens, is_estimate, cost_amount, cost_currency, created_at)
         values ($1, $2, $3, $4, $5, 100, 10, false, $6, $7, now())`,
        [idAt(new Date()), tenant.tenantId, conversationId, assistantId, fault, cost, currency],
      );
    // A colleague asked twice for a person, once only with another reason; a program asked after its own answer.
    const [tokenId, userId] = [randomUUID(), randomUUID()];
    await sql(
      `insert into users (id, tenant_id, email, name, kind, role, password_hash, created_at)
       values ($1, $2, 'bot@report.test', 'Bot', 'SERVICE', 'INTEGRATION', 'none', now())`,
      [userId, tenant.tenantId],
    );
    await sql(
      `insert into api_tokens (id, tenant_id, user_id, created_by_id, name, secret_hash, prefix, scopes, assistant_id, created_at)
       values ($1, $2, $3, $3, 'Bot', 'none', 'tlk', '{}', $4, now())`,
      [tokenId, tenant.tenantId, userId, assistantId],
    );
    const asked = { field: 'handoff', before: 'AI_ACTIVE', after: 'HANDOFF_REQUESTED' };
    for (const [changes, credential] of [
      [[asked], null],
      [[{ field: 'handoffReason', isHidden: true }], null],
      [[asked], tokenId],
      [[{ field: 'handoff', isHidden: true }], tokenId],
    ] as const)
      await sql(
        `insert into activities (id, tenant_id, actor_kind, credential_kind, credential_id, action, target_type, target_id, conversation_id, changes, created_at)
         values ($1, $2, 'USER', case when $3::text is null then 'SESSION' else 'API_TOKEN' end, $3, 'conversation.handoff_requested', 'Conversation', $4, $4, $5, now())`,
        [idAt(new Date()), tenant.tenantId, credential, first?.id, JSON.stringify(changes)],
      );
    await call(first?.id, null, 0.25, 'USD');
    await call(first?.id, 'TIMEOUT', 0.5, 'USD');
    await call(second?.id, null, 7, 'EUR');
    for (const [status, isChanged] of [
      ['USED', false],
      ['USED', true],
      ['USED', null],
      ['DISMISSED', null],
      ['OUTDATED', null],
      ['OPEN', null],
    ] as const)
      await sql(
        `insert into reply_suggestions (id, tenant_id, conversation_id, assistant_id, text, status, is_changed, created_at)
         values ($1, $2, $3, $4, 'x', $5, $6, now())`,
        [idAt(new Date()), tenant.tenantId, first?.id, assistantId, status, isChanged],
      );
  });

  const calls = ['AI_CALLS', 'AI_FAILURES', 'AI_PROMPT_TOKENS', 'AI_COMPLETION_TOKENS', 'AI_COST'];
  const turns = ['AI_TURNS', 'AI_ANSWERS', 'HANDOFFS'];
  const proposals = [
    ...['SUGGESTIONS', 'SUGGESTIONS_SENT', 'SUGGESTIONS_EDITED'],
    ...['SUGGESTIONS_DISMISSED', 'SUGGESTIONS_OUTDATED'],
  ];

  it('counts calls, costs in one currency, turns and proposals, by number, day, assistant and reason', async () => {
    const metrics = [...calls, ...turns, ...proposals];
    expect(await ask({ metrics, ...hour })).toMatchObject([
      { values: [3, 1, 300, 30, 0.75, 4, 1, 4, 6, 2, 1, 1, 1] },
    ]);
    const byNumber = await ask({ metrics: calls, ...hour, groupBy: 'CHANNEL' });
    expect(byNumber.map(({ values }) => values).sort()).toEqual([
      [1, 0, 100, 10, 0],
      [2, 1, 200, 20, 0.75],
    ]);
    const [one] = await ask({ metrics, ...hour, groupBy: 'ASSISTANT' });
    expect(one?.key).toMatchObject({ label: 'Салтанат', node: { id: assistantId } });
    const reasons = await ask({ metrics: ['HANDOFFS'], ...hour, groupBy: 'AI_REASON' });
    expect(
      reasons.filter(({ values }) => values[0] !== 0).map(({ key, values }) => [key?.label, values[0]]),
    ).toEqual([
      ['ASKED_BY_COLLEAGUE', 1],
      ['ASKED_BY_MODEL', 1],
      ['LOOP', 1],
      ['REFUSED', 1],
    ]);
    const byAssistant = await ask({ metrics: ['HANDOFFS'], ...hour, groupBy: 'ASSISTANT' });
    expect(byAssistant.map(({ key, values }) => [key?.label, values[0]])).toEqual(
      expect.arrayContaining([
        ['Салтанат', 3],
        ['', 1],
      ]),
    );
    const days = await ask({ metrics: calls, ...hour, interval: 'DAY', timezone: zone });
    expect(days.reduce((sum, { values }) => sum + (values[0] ?? 0), 0)).toBe(3);
    expect((await ask({ metrics, ...hour }, other))[0]?.values).toEqual(metrics.map(() => 0));
    expect(await codesOf({ metrics: ['AI_CALLS'], groupBy: 'USER' })).toEqual(['BAD_USER_INPUT']);
    const { data } = await run(
      tenant,
      'query ($input: ReportInput!) { report(input: $input) { currency } }',
      { input: { metrics: ['AI_COST'], ...hour } },
      Role.READ_ONLY,
    );
    expect(data.report.currency).toBe('USD');
  });

  it('counts turns of customers, which a person or an assistant ends', async () => {
    const turnsOf = conversations.flatMap((_, conversation) => {
      const dialogue = said.filter(one => one.conversation === conversation && one.author !== 'SYSTEM');
      return dialogue.filter((one, at) => one.isInbound && !(dialogue[at - 1]?.isInbound ?? false));
    });
    expect((await ask({ metrics: ['CUSTOMER_TURNS'] }))[0]?.values).toEqual([
      turnsOf.filter(isInTime).length,
    ]);
  });

  it('reads each table in one statement, by its index of company and time', async () => {
    const input = {
      ...hour,
      metrics: [...calls, ...turns, ...proposals],
      groupBy: 'CHANNEL',
      interval: 'DAY',
    };
    const { statements } = await run(tenant, document, { input }, Role.READ_ONLY);
    // The company's zone, the buckets, four sources, the currency, the names of the numbers.
    expect(statements.length).toBeLessThanOrEqual(8);
    const client = await database.pool.connect();
    try {
      await client.query('begin; set local enable_seqscan = off; set local enable_bitmapscan = off');
      for (const table of ['ai_calls', 'ai_turns', 'reply_suggestions']) {
        const taken = statements.find(({ statement }) => statement.text.includes(`from "${table}"`));
        const { rows } = await client.query(`explain ${taken?.statement.text}`, [
          tenant.tenantId,
          ...(taken?.parameters ?? []),
        ]);
        expect(rows.map(row => row['QUERY PLAN']).join('\n')).toContain(`${table}_tenant_id_idx`);
      }
    } finally {
      await client.query('rollback');
      client.release();
    }
  });
});

/** The thread and the side panel in Chromium: a long history, every kind of item, and the work on a conversation. */
import { afterAll, afterEach, beforeAll, describe, expect, it } from '@jest/globals';
import type { Browser, Page } from 'playwright-core';
import { uuidV7 } from '../../src/domain/uuid-v7.js';
import { Message } from '../../src/entities/message.entity.js';
import { MessageReaction } from '../../src/entities/message-reaction.entity.js';
import { MessageRevision } from '../../src/entities/message-revision.entity.js';
import { startTestApp, type TestApp } from '../support/app.js';
import { closeWindows, ownRecord, postBooking } from '../support/booking-notices.js';
import { launchBrowser } from '../support/browser.js';
import { ScheduleReplyDocument, UpsertLabelDocument, UpsertTeamDocument } from '../support/gql/operations.js';
import { expectCount, type InboxPage, openInbox } from '../support/inbox-page.js';
import { postChatFlow } from '../support/remote-api.js';
import { insertRows } from '../support/seed.js';
import { waitFor } from '../support/wait-for.js';

let server: TestApp;
let browser: Browser;
let inbox: InboxPage;
let conversationId: string;
let serial = 0;

const dayMs = 86_400_000;
const historyCount = 140;
const rows = async (sql: string, ...values: unknown[]) =>
  (await server.app.database.pool.query(sql, values)).rows;

/** A customer writes. */
async function write(text: string, phone: string): Promise<void> {
  serial += 1;
  const message = { text, phone, messageId: `thread-${serial}`, instanceId: 'instance_xxx' };
  expect(await postChatFlow(server.url, 'demo', message)).toBe(200);
}

/** An id of the time, as a message that was stored then has it. */
const idOf = (at: Date, n: number) => {
  const time = at.getTime().toString(16).padStart(12, '0');
  return `${time.slice(0, 8)}-${time.slice(8)}-7${n.toString(16).padStart(3, '0')}-8${uuidV7().slice(20)}`;
};

interface Stored {
  readonly at: Date;
  readonly text: string | null;
  readonly more?: Partial<Message>;
}

/** Stores messages as they would be there after the vendor's webhooks. @returns their ids */
async function store(list: readonly Stored[]): Promise<readonly string[]> {
  const [{ tenant_id: tenantId, channel_id: channelId }] = await rows(
    'select tenant_id, channel_id from conversations where id = $1',
    conversationId,
  );
  const messages = list.map(({ at, text, more }, n) => ({
    ...{ id: idOf(at, n), tenantId, conversationId, channelId, direction: 'INBOUND' as never, kind: 'TEXT' as never },
    ...{ text, content: null, authorKind: 'CONTACT' as never, authorUserId: null, status: 'RECEIVED' as never },
    ...{ externalId: `stored-${uuidV7()}`, replyToExternalId: null, hasAttachments: false, sentAt: at, createdAt: at },
    ...{ editedAt: null, deletedAt: null, deletedByKind: null, version: 1, sourceEventId: null, ...more },
  }));
  await insertRows(server.app.database, Message, messages);
  return messages.map(({ id }) => id);
}

const feed = () => inbox.page.getByRole('feed', { name: 'Messages' });
/** The topmost visible message and its place. */
const firstVisible = (page: Page) =>
  page.locator('.messages').evaluate(pane => {
    const top = pane.getBoundingClientRect().top;
    const seen = [...pane.querySelectorAll('article')].find(
      article => article.getBoundingClientRect().top >= top,
    );
    return { label: seen?.textContent ?? '', top: Math.round((seen?.getBoundingClientRect().top ?? 0) - top) };
  });

const { envelope, phone } = ownRecord();
const digits = phone.slice(1);

beforeAll(async () => {
  [server, browser] = await Promise.all([startTestApp(), launchBrowser()]);
  // The person was told of a booking, and wrote for two days.
  await postBooking(server, envelope);
  await closeWindows(server);
  const token = await server.signIn('owner@demo.test');
  await server.run(UpsertLabelDocument, { input: { name: 'vip', color: '#b42318' } }, token);
  await server.run(UpsertTeamDocument, { input: { name: 'Almaty' } }, token);
  const [told] = await rows(
    `select c.id, c.channel_id from conversations c join contacts p on p.id = c.contact_id where p.phone = $1`,
    phone,
  );
  conversationId = told.id;
  const start = Date.now() - 2 * dayMs;
  await store(
    Array.from({ length: historyCount }, (_, n) => ({ at: new Date(start + n * 60_000), text: `Old ${n}` })),
  );
  inbox = await openInbox(browser, server.url);
  inbox.page.setDefaultTimeout(6_000);
  inbox.page.on('console', m => console.log(m.text()));
  inbox.page.on('response', async r => { if (r.url().endsWith('/graphql')) { const x = await r.text().catch(() => ''); if (x.startsWith('{"data":{"conversation"')) (await import('node:fs')).writeFileSync('/tmp/helpers/thread.json', x); console.log(r.status(), (r.request().postData() ?? '').slice(0, 60), x.length, x.slice(0, 300)); } });
  await server.run(
    ScheduleReplyDocument,
    {
      input: {
        reply: { conversationId, text: 'Planned answer', idempotencyKey: 'planned' },
        sendAt: new Date(Date.now() + dayMs).toISOString(),
      },
    },
    token,
  );
});
afterAll(async () => {
  await browser?.close();
  await server?.stop();
});

afterEach(async () => {
  await inbox?.page.screenshot({ path: '/tmp/helpers/thread-fail.png' });
  console.log(inbox?.complaints.join('\n'));
});

describe('the thread', () => {
  it('opens at the first unread message below its divider, and keeps its place when history is added', async () => {
    const { page } = inbox;
    await inbox.signIn();
    expect(await rows('select 1 from labels')).toHaveLength(1);
    await page.goto(`${server.url}/inbox/c/${conversationId}`);
    await page.getByText('Today', { exact: true }).waitFor();
    await inbox.bubble('Old 139').waitFor();
    await page.locator('.messages').hover();
    const before = await firstVisible(page);
    expect(before.label).not.toBe('');
    void digits;
    void write;
    void dayMs;
    void feed;
    void expectCount;
    void waitFor;
    void MessageReaction;
    void MessageRevision;
    await page.screenshot({ path: '/tmp/helpers/thread-1.png' });
  });
});

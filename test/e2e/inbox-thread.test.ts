/** The thread and the side panel in Chromium: a long history, every kind of item, and the work on a conversation. */
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { Browser, Page, Request } from 'playwright-core';
import { uuidV7 } from '../../src/domain/uuid-v7.js';
import { Message } from '../../src/entities/message.entity.js';
import { MessageReaction } from '../../src/entities/message-reaction.entity.js';
import { MessageRevision } from '../../src/entities/message-revision.entity.js';
import {
  expectAccessible,
  expectPageToFit,
  expectToFit,
  violationsInLightAndDark,
} from '../support/accessibility.js';
import { startTestApp, type TestApp } from '../support/app.js';
import { closeWindows, ownRecord, postBooking } from '../support/booking-notices.js';
import { launchBrowser } from '../support/browser.js';
import {
  AddNoteToDocument,
  EraseContactDocument,
  MergeContactsDocument,
  ScheduleReplyDocument,
  UpsertAttributeDocument,
  UpsertLabelDocument,
  UpsertTeamDocument,
} from '../support/gql/operations.js';
import { expectCount, type InboxPage, openInbox } from '../support/inbox-page.js';
import { postChatFlow } from '../support/remote-api.js';
import { insertRows } from '../support/seed.js';
import { untilSearchable } from '../support/until-searchable.js';
import { waitFor } from '../support/wait-for.js';

let server: TestApp;
let browser: Browser;
let inbox: InboxPage;
let conversationId: string;
let tenantId: string;
let serial = 0;

const dayMs = 86_400_000;
const hourMs = 3_600_000;
const historyCount = 130;
const rows = async (sql: string, ...values: unknown[]) =>
  (await server.app.database.pool.query(sql, values)).rows;

/** A customer writes; each phone is a person of its own, all with one name. */
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

type Stored = Partial<Message> & { readonly text: string | null; readonly at?: Date };

/** Stores messages as they would be there after the vendor's webhooks. @returns their ids */
async function store(list: readonly Stored[]): Promise<readonly string[]> {
  const [{ channel_id: channelId }] = await rows(
    'select channel_id from conversations where id = $1',
    conversationId,
  );
  const now = Date.now();
  const messages = list.map(({ at = new Date(now), ...message }, n) => ({
    ...{
      id: idOf(at, n),
      tenantId,
      conversationId,
      channelId,
      direction: 'INBOUND' as never,
      kind: 'TEXT' as never,
    },
    ...{
      content: null,
      authorKind: 'CONTACT' as never,
      status: 'RECEIVED' as never,
      externalId: `stored-${uuidV7()}`,
    },
    ...{ replyToExternalId: null, hasAttachments: false, sentAt: at, createdAt: at, editedAt: null },
    ...{ deletedAt: null, deletedByKind: null, version: 1, ...message },
  }));
  await insertRows(server.app.database, Message, messages);
  return messages.map(({ id }) => id);
}

const option = (id: string, title: string) => ({ id, title, description: null, section: null, url: null });
const money = (amount: string) => ({ amount, currency: 'KZT' });
const offer = {
  ...{ type: 'interactive', style: 'BUTTONS', header: 'Which floor?', body: 'Choose one', footer: null },
  ...{ listTitle: null, options: [option('1', 'Oak'), option('2', 'Pine')] },
};
const order = {
  ...{ type: 'order', catalogId: null, total: money('1250.80') },
  items: [
    { productId: 'sku-1', name: 'Laminate', quantity: 3, price: money('0.10') },
    { productId: 'sku-2', name: null, quantity: 1, price: money('1250.50') },
  ],
};
const card = {
  ...{ name: 'Oleg', organization: 'Romashka', emails: ['oleg@example.com'] },
  phones: [{ value: '+7 702 111 22 33', phone: '+77021112233', label: 'work' }],
};
const place = {
  type: 'location',
  latitude: 43.25,
  longitude: 76.9,
  name: 'Office',
  address: 'Abay 1',
  isLive: false,
};

/** One of every kind that customers send, all unread. */
const contents = (): readonly Stored[] => [
  {
    ...{ text: 'Which floor?', kind: 'INTERACTIVE' as never, content: offer as never, externalId: 'offer' },
    ...{ direction: 'OUTBOUND' as never, status: 'SENT' as never, authorKind: 'SYSTEM' as never },
  },
  {
    ...{ text: 'Oak', kind: 'INTERACTIVE' as never, replyToExternalId: 'offer' },
    content: { type: 'choice', optionId: '1', title: 'Oak', description: null } as never,
  },
  {
    text: 'Quickly, please\nLaminate × 3, 0.10 KZT\nsku-2 × 1, 1250.50 KZT\n= 1250.80 KZT',
    ...{ kind: 'ORDER' as never, content: order as never },
  },
  { text: 'Oleg', kind: 'CONTACT' as never, content: { type: 'contacts', cards: [card] } as never },
  { text: 'Office', kind: 'LOCATION' as never, content: place as never },
  {
    text: 'When: Friday',
    kind: 'INTERACTIVE' as never,
    content: { type: 'form', name: 'Visit', answers: { when: 'Friday' } } as never,
  },
  {
    text: 'Missed call',
    kind: 'CALL' as never,
    content: { type: 'call', outcome: 'MISSED', isVideo: false, durationSeconds: null } as never,
  },
  { text: 'Corrected text', editedAt: new Date() },
  { text: 'Taken back', deletedAt: new Date(), deletedByKind: 'CONTACT' as never },
  { text: 'Thanks a lot' },
  { text: null, kind: 'UNSUPPORTED' as never },
  { text: 'See the beginning', replyToExternalId: 'old-3' },
];

/** What the page says of the pane with the messages; as text, since the types of tests know no DOM. */
const ofPane = <Value>(page: Page, expression: string): Promise<Value> =>
  page.evaluate(`(pane => ${expression})(document.querySelector('.messages'))`);
/** The topmost whole message and its place. */
const firstVisible = (page: Page) =>
  ofPane<{ text: string; top: number }>(
    page,
    `{
      const { top } = pane.getBoundingClientRect();
      const isWhole = article => article.getBoundingClientRect().top >= top;
      const seen = [...pane.querySelectorAll('article')].find(isWhole);
      return { text: seen.textContent, top: Math.round(seen.getBoundingClientRect().top - top) };
    }`,
  );
const isAtEnd = (page: Page) =>
  ofPane<boolean>(page, 'pane.scrollHeight - pane.clientHeight - pane.scrollTop < 80');
const readUpTo = async (): Promise<string> =>
  (await rows('select read_up_to from conversation_reads where conversation_id = $1', conversationId))[0]
    ?.read_up_to ?? '';

const { envelope, phone } = ownRecord();
/** The company's own fields, of contacts and of leads: one of each kind, with a value and what the panel shows of it. */
const ownFields = [
  { type: 'TEXT', name: 'City', value: 'Almaty', shown: 'Almaty' },
  { type: 'NUMBER', name: 'Area', value: '24.5', shown: '24.5' },
  { type: 'BOOLEAN', name: 'Paid', value: 'true', shown: 'yes' },
  { type: 'DATE', name: 'Visit', value: '2026-12-31', shown: /Dec(?:ember)? 31|31 Dec/ },
  { type: 'CHOICE', name: 'Floor', value: 'Oak', shown: 'Oak' },
  { type: 'URL', name: 'Plan', value: 'https://plans.example/7', shown: 'https://plans.example/7' },
] as const;
let owner: string;
let old: readonly string[];
let fresh: readonly string[];

beforeAll(async () => {
  [server, browser] = await Promise.all([startTestApp(), launchBrowser()]);
  // The person was told of a booking.
  await postBooking(server, envelope);
  await closeWindows(server);
  owner = await server.signIn('owner@demo.test');
  const token = owner;
  for (const target of ['CONTACT', 'LEAD'])
    for (const { type, name } of ownFields) {
      const input = {
        target,
        type,
        name,
        key: name.toLowerCase(),
        choices: type === 'CHOICE' ? ['Oak', 'Pine'] : [],
      };
      await server.run(UpsertAttributeDocument, { input: input as never }, token);
    }
  await server.run(UpsertLabelDocument, { input: { name: 'vip', color: '#b42318' } }, token);
  await server.run(UpsertTeamDocument, { input: { name: 'Almaty' } }, token);
  const [told] = await rows(
    `select c.id, c.tenant_id from conversations c join contacts p on p.id = c.contact_id where p.phone = $1`,
    phone,
  );
  conversationId = told.id;
  tenantId = told.tenant_id;
  await rows(`update tenants set timezone = 'Europe/Berlin' where id = $1`, tenantId);
  // Two messages on both sides of midnight in Almaty, on one day in UTC; before them a long history.
  const evening = new Date(`${new Date(Date.now() - 2 * dayMs).toISOString().slice(0, 10)}T18:30:00Z`);
  const start = evening.getTime() - dayMs;
  old = await store([
    ...Array.from({ length: historyCount }, (_, n) => ({
      ...{ at: new Date(start + n * 60_000), text: `Old ${n}`, externalId: `old-${n}` },
    })),
    { at: evening, text: 'Before midnight' },
    { at: new Date(evening.getTime() + hourMs), text: 'After midnight' },
  ]);
  const reply = { conversationId, text: 'Planned answer', idempotencyKey: 'planned' };
  const sendAt = new Date(Date.now() + dayMs).toISOString();
  await server.run(ScheduleReplyDocument, { input: { reply, sendAt } }, token);
  fresh = await store(contents());
  const reaction = (direction: string, authorKind: string) => ({
    ...{ id: uuidV7(), tenantId, messageId: fresh[9] ?? '', direction: direction as never },
    ...{ authorKind: authorKind as never, emoji: '👍', at: new Date(), sourceEventId: null },
  });
  await insertRows(server.app.database, MessageReaction, [
    reaction('INBOUND', 'CONTACT'),
    reaction('OUTBOUND', 'SYSTEM'),
  ]);
  await insertRows(server.app.database, MessageRevision, [
    {
      id: uuidV7(),
      tenantId,
      messageId: fresh[7] ?? '',
      text: 'First text',
      replacedAt: new Date(),
      sourceEventId: null,
    },
  ]);
  await write('A second number', '77770000001');
  inbox = await openInbox(browser, server.url);
  await inbox.signIn();
});
afterAll(async () => {
  await browser?.close();
  await server?.stop();
});

describe('the thread', () => {
  it('opens at the first unread message, with every kind of item, and marks as read what is seen', async () => {
    const { page } = inbox;
    await page.goto(`${server.url}/inbox/c/${conversationId}`);
    await page.locator('.day.new', { hasText: '11 new messages' }).waitFor();
    const choice = inbox.bubble('Chosen:');
    await choice.getByRole('button', { name: 'Which floor?' }).waitFor();
    expect(await isAtEnd(page)).toBe(false);
    const orderBubble = inbox.bubble('Quickly, please');
    expect(await orderBubble.locator('tr').allTextContents()).toEqual([
      ...[
        'ProductQuantityPrice',
        'Laminate3KZT\u00a00.10',
        'sku-21KZT\u00a01,250.50',
        'TotalKZT\u00a01,250.80',
      ],
    ]);
    expect(await orderBubble.locator('p.text').allTextContents()).toEqual(['Quickly, please']);
    await inbox.bubble('Oleg').getByRole('button', { name: 'Write…' }).waitFor();
    await inbox.bubble('Office').getByRole('link', { name: 'Open a map' }).waitFor();
    expect(await readUpTo()).not.toBe(fresh.at(-1));

    await page.keyboard.press('b');
    await inbox.bubble('See the beginning').waitFor();
    await waitFor(async () => (await readUpTo()) === fresh.at(-1));
    await page.locator('.bubble-scheduled', { hasText: 'Planned answer' }).waitFor();
    await inbox.bubble('When: Friday').waitFor();
    await inbox.bubble('Call: missed').waitFor();
    await page.locator('.bubble', { hasText: /Deleted by the customer/ }).waitFor();
    await inbox
      .bubble('Thanks a lot')
      .getByText(/👍 by Айгерим and /)
      .waitFor();
    await inbox.bubble('not supported').getByRole('button', { name: 'What came in' }).waitFor();
    await inbox
      .bubble('Corrected text')
      .getByRole('button', { name: /^edited/ })
      .click();
    await page.getByRole('dialog').getByText('First text').waitFor();
    expect(await inbox.violations()).toEqual([]);
    await page.keyboard.press('Escape');
    // The divider stays, although all is read.
    await page.keyboard.press('f');
    await page.locator('.day.new', { hasText: '11 new messages' }).waitFor();
    await page
      .locator('.notice-line', { hasText: 'Notice of a new booking' })
      .filter({ hasText: 'told' })
      .waitFor();
    await page.locator('.activity', { hasText: 'You scheduled a reply' }).waitFor();
  });

  it('keeps the first visible message in its place while history is added', async () => {
    const { page } = inbox;
    let release = () => {};
    const gate = new Promise<void>(resolve => {
      release = resolve;
    });
    await page.route('**/graphql', async route => {
      if (route.request().postData()?.includes('"History"')) await gate;
      await route.continue();
    });
    await ofPane(page, '{ pane.scrollTop = 200; }');
    await page.getByText('Loading older messages…').waitFor();
    const before = await firstVisible(page);
    release();
    await page.getByText('Loading older messages…').waitFor({ state: 'hidden' });
    await page.unroute('**/graphql');
    await waitFor(async () => {
      const after = await firstVisible(page);
      return after.text === before.text && Math.abs(after.top - before.top) <= 2;
    });
    expect(await ofPane<number>(page, 'pane.scrollTop')).toBeGreaterThan(1_000);
  });

  it("goes to a quoted message that is not loaded, and separates the viewer's days", async () => {
    const { page } = inbox;
    await page.keyboard.press('b');
    await inbox.bubble('See the beginning').getByRole('button', { name: /Old 3/ }).click();
    const target = page.locator('article:focus', { hasText: 'Old 3' });
    await target.waitFor();
    expect(await target.getAttribute('data-message')).toBe(old[3]);
    const title = await target.locator('time').getAttribute('title');
    expect(title).toMatch(/GMT\+5\nCompany: .*GMT\+[12]/);
    await page.keyboard.press('ArrowDown');
    await page.locator('article:focus', { hasText: /^Old 4/ }).waitFor();
    await page.keyboard.press('Shift+F10');
    await page.getByRole('menu', { name: 'Menu of the message' }).waitFor();
    expect(await inbox.violations()).toEqual([]);
    await page.keyboard.press('Escape');
    await page.locator('article:focus', { hasText: /^Old 4/ }).waitFor();
    await page.keyboard.press('q');
    await page.locator('.composer', { hasText: 'Old 4' }).waitFor();

    await page.goto(`${server.url}/inbox/c/${conversationId}?m=${old[historyCount]}`);
    await page.locator('article:focus', { hasText: 'Before midnight' }).waitFor();
    const text = await ofPane<string>(page, 'pane.textContent');
    const between = text.slice(text.indexOf('Before midnight'), text.indexOf('After midnight'));
    expect(between).toMatch(/11:30 PM.*(?:Yesterday|[A-Z][a-z]+ \d+)/);
  });

  it('counts what arrives below, and divides what arrives in a hidden tab', async () => {
    const { page } = inbox;
    await write('Below', phone.slice(1));
    await page.getByRole('button', { name: '1 new message below' }).click();
    await inbox.bubble('Below').waitFor();
    expect(await isAtEnd(page)).toBe(true);
    const show = (state: string) =>
      page.evaluate(
        `Object.defineProperty(document, 'visibilityState', { configurable: true, get: () => '${state}' });
        document.dispatchEvent(new Event('visibilitychange'));`,
      );
    await show('hidden');
    await write('While hidden', phone.slice(1));
    await page.locator('.day.new', { hasText: '1 new message' }).waitFor({ state: 'attached' });
    await show('visible');
    await page.keyboard.press('f');
    await page.locator('article:focus', { hasText: 'While hidden' }).waitFor();
    await page
      .getByRole('status')
      .filter({ hasText: 'Айгерим: While hidden' })
      .waitFor({ state: 'attached' });
  });

  it('shows the work on a conversation in another tab', async () => {
    const { page } = inbox;
    const other = await inbox.openTab(`/inbox/c/${conversationId}`);
    await other.page.locator('.thread-name').waitFor();
    const header = other.page.locator('.thread-header');
    const choose = async (key: string, item: string | RegExp) => {
      await page.locator('.thread-name').click();
      await page.keyboard.press(key);
      await page.getByRole('menuitem', { name: item }).click();
    };
    await choose('l', /vip/);
    await header.locator('.label', { hasText: 'vip' }).waitFor();
    await choose('a', /Almaty/);
    await header.getByText('Unassigned · Almaty').waitFor();
    await page.keyboard.press('t');
    await page.getByRole('menuitem').first().click();
    await page.keyboard.press('s');
    expect(await inbox.violations()).toEqual([]);
    await page.getByRole('menuitem', { name: /next working day/ }).click();
    await header.getByText(/Snoozed until/).waitFor();
    const stage = other.page.locator('.panel').getByRole('combobox', { name: 'Stage' });
    const wanted = await stage.locator('option').nth(1).textContent();
    await page.locator('.panel').getByRole('combobox', { name: 'Stage' }).selectOption({ index: 1 });
    await waitFor(async () => (await stage.locator('option:checked').textContent()) === wanted);
    // More than three changes in a row are folded.
    await other.page.getByRole('button', { name: '5 changes' }).click();
    await other.page.locator('.activity', { hasText: 'You added the label vip' }).waitFor();
    await other.page.locator('.activity', { hasText: 'You moved it to the team Almaty' }).waitFor();
    await other.page.close();
  });

  it('merges two contacts and separates them again, and changes a name', async () => {
    const { page } = inbox;
    const panel = page.locator('.panel');
    await panel.getByRole('button', { name: /^Merge with/ }).click();
    await panel.getByRole('button', { name: 'Merge', exact: true }).click();
    await panel.getByText('2 addresses').waitFor();
    await page.getByRole('button', { name: '6 changes' }).click();
    await page.locator('.activity', { hasText: 'You merged two contacts' }).waitFor();
    const [merged] = await rows(
      'select id, merged_into_id as kept from contacts where merged_into_id is not null',
    );
    const other = await inbox.openTab(`/inbox/contacts/${merged.id}`);
    await other.page.waitForURL(`**/inbox/contacts/${merged.kept}`);
    await other.page.getByRole('feed', { name: 'Whole history' }).getByText('A second number').waitFor();
    await other.page.close();
    await panel.getByRole('button', { name: 'Separate again' }).click();
    await panel.getByText('1 address').waitFor();
    await panel.getByRole('button', { name: 'Change' }).first().click();
    const dialog = page.getByRole('dialog', { name: 'Change the person' });
    await dialog.getByLabel('Name').fill('Айгерим С.');
    expect(await violationsInLightAndDark(inbox)).toEqual([]);
    await dialog.getByRole('button', { name: 'Save' }).click();
    await page.locator('.thread-name', { hasText: 'Айгерим С.' }).waitFor();
    await panel.getByText('Notice of a new booking: told').waitFor();
  });

  it.each([
    ['person', 0],
    ['lead', 1],
  ])(
    "keeps the company's own fields of a %s, of each kind, and says which value is refused",
    async (what, n) => {
      const { page } = inbox;
      await page.locator('.panel').getByRole('button', { name: 'Change', exact: true }).nth(n).click();
      const dialog = page.getByRole('dialog', { name: `Change the ${what}` });
      const save = () => dialog.getByRole('button', { name: 'Save' }).press('Enter');
      for (const { type, name, value } of ownFields) {
        const field = dialog.getByLabel(name, { exact: true });
        if (type === 'CHOICE' || type === 'BOOLEAN') await field.selectOption(value);
        else await field.fill(value);
      }
      const fieldOf = (name: string) =>
        dialog.locator('.field', { has: page.getByLabel(name, { exact: true }) });
      const refuse = async (name: string, wrong: string, right: string, reason: string) => {
        await dialog.getByLabel(name, { exact: true }).fill(wrong);
        await save();
        await fieldOf(name).locator('.fault', { hasText: reason }).waitFor();
        expect(await fieldOf(name).locator('[aria-invalid=true]').count()).toBe(1);
        await dialog.getByLabel(name, { exact: true }).fill(right);
      };
      await refuse('Plan', 'javascript:alert(1)', 'https://plans.example/7', 'an absolute http or https URL');
      await refuse('City', 'x'.repeat(1_001), 'Almaty', 'a text of 1 to 1000 characters');
      // The lead's has the same fields.
      if (what === 'person') expect(await violationsInLightAndDark(inbox)).toEqual([]);
      await save();
      await dialog.waitFor({ state: 'detached' });
      // The first list of the lead has its value.
      const lists = page.locator('.panel .attributes');
      const shown = what === 'lead' ? lists.last() : lists.first();
      for (const { name, shown: text } of ownFields)
        await shown.locator('div', { hasText: name }).getByText(text).waitFor();
      // What is emptied is gone.
      await page.locator('.panel').getByRole('button', { name: 'Change', exact: true }).nth(n).click();
      await dialog.getByLabel('Floor', { exact: true }).selectOption('');
      await save();
      await shown.locator('div', { hasText: 'Floor' }).waitFor({ state: 'detached' });
    },
  );

  it('is snoozed until an own time, not until one that has passed, and returns at it', async () => {
    const { page } = inbox;
    const status = page.locator('.thread-header').getByRole('button', { name: /^Status: / });
    await page.locator('.thread-name').click();
    await page.keyboard.press('s');
    await page.getByRole('menuitem', { name: 'Another time…' }).click();
    const dialog = page.getByRole('dialog', { name: 'Snooze' });
    const until = dialog.getByLabel('Until');
    await until.fill('2020-01-01T10:00');
    await until.press('Enter');
    await dialog.getByText('This time has passed. Choose a later one.').waitFor();
    await expectAccessible(inbox);
    const day = new Date(Date.now() + 3 * dayMs).toISOString().slice(0, 10);
    await until.fill(`${day}T10:30`);
    await until.press('Enter');
    await dialog.waitFor({ state: 'detached' });
    await status.filter({ hasText: 'Snoozed until' }).filter({ hasText: '10:30' }).waitFor();
    const [{ at }] = await rows(
      'select snoozed_until as at from conversations where id = $1',
      conversationId,
    );
    // The browser is in Almaty.
    expect(at.toISOString()).toBe(`${day}T05:30:00.000Z`);
    // The time comes.
    await rows('update conversations set snoozed_until = now() where id = $1', conversationId);
    const { rowCount } = await server.app.database.pool.query(
      'update graphile_worker._private_jobs set run_at = now() where key = $1',
      [`open-snoozed:${conversationId}`],
    );
    expect(rowCount).toBe(1);
    await status.filter({ hasText: 'Open' }).waitFor();
  });

  it('writes to the person of a contact card, from a number that is chosen', async () => {
    const { page } = inbox;
    await page.goto(`${server.url}/inbox/c/${conversationId}?m=${fresh[3]}`);
    await inbox.bubble('Oleg').getByRole('button', { name: 'Write…' }).click();
    const dialog = page.getByRole('dialog', { name: 'Write to Oleg' });
    const [{ id: channelId }] = await rows(`select id from channels where external_id = 'instance_xxx'`);
    await dialog.getByLabel('From the number').selectOption(channelId);
    await dialog.getByLabel('Text').fill('Good day, Oleg');
    await expectAccessible(inbox);
    await dialog.getByRole('button', { name: 'Send' }).press('Enter');
    await inbox.bubble('Good day, Oleg').waitFor();
    expect(page.url()).not.toContain(conversationId);
    const [sent] = await rows(
      `select c.address, h.external_id as channel from messages m join conversations c on c.id = m.conversation_id
         join channels h on h.id = c.channel_id where m.text = 'Good day, Oleg'`,
    );
    expect(sent.channel).toBe('instance_xxx');
    expect(sent.address).toContain('77021112233');
  });

  it('sets what the lead is worth, exactly, in the currency of the company', async () => {
    const { page } = inbox;
    const panel = page.locator('.panel');
    await panel.getByText('not set').waitFor();
    await panel.getByRole('button', { name: 'Change' }).nth(1).click();
    const dialog = page.getByRole('dialog', { name: 'Change the lead' });
    expect(await dialog.getByLabel('Currency').inputValue()).toBe('KZT');
    // Twelve thousand and a half, or twelve and a half?
    await dialog.getByLabel('Value').fill('12,500');
    await dialog.getByRole('button', { name: 'Save' }).click();
    await dialog.getByText('Write an amount').first().waitFor();
    expect(await inbox.violations()).toEqual([]);
    await dialog.getByLabel('Value').fill('12 500,50');
    await dialog.getByRole('button', { name: 'Save' }).click();
    await panel.getByText(/^KZT\s12,500\.50$/).waitFor();
    await page.locator('.activity', { hasText: /You set the value of the lead: KZT\s12,500\.50/ }).waitFor();
    const [{ value }] = await rows('select value from leads where value is not null');
    expect(value).toEqual({ amount: '12500.5', currency: 'KZT' });
  });

  it('finds words with their place, by kind and phrase, with keys alone, and leads to the message', async () => {
    const { page } = inbox;
    await write('The parquet for the hall comes on Friday', '77012345678');
    await write('Which parquet fits a kitchen?', '77012345679');
    const [{ id, contact_id: contactId }] = await rows(
      `select v.id, v.contact_id from conversations v join contacts p on p.id = v.contact_id where p.phone = '+77012345678'`,
    );
    await server.run(AddNoteToDocument, { input: { conversationId: id, body: 'Parquet: 40 boxes' } }, owner);
    await page.goto(`${server.url}/inbox/search`);
    await page.getByText('Write at least two letters or digits.').waitFor();
    await page.locator('#search:focus').waitFor();
    expect(await inbox.violations()).toEqual([]);
    // What was just stored is found a moment later.
    const results = page.locator('.found a');
    await waitFor(async () => {
      await page.goto(`${server.url}/inbox/search?q=parquet`);
      await page.locator('.found a, .page-empty').first().waitFor();
      return (await results.count()) === 3;
    });
    await page.getByRole('status').filter({ hasText: '3 results' }).waitFor();
    expect(
      new Set((await page.locator('.found mark').allTextContents()).map(text => text.toLowerCase())),
    ).toEqual(new Set(['parquet']));
    await expectAccessible(inbox);
    await page.getByRole('button', { name: 'Notes' }).click();
    await page.getByRole('status').filter({ hasText: '1 result' }).waitFor();
    await page.getByRole('link', { name: /Note.*Parquet: 40 boxes/ }).waitFor();
    expect(new URL(page.url()).search).toBe('?q=parquet&kind=NOTE');
    await page.getByRole('button', { name: 'Messages', exact: true }).click();
    await page.getByRole('button', { name: 'Notes' }).click();
    await page.getByRole('combobox', { name: 'Direction' }).selectOption('From us');
    await page.getByText('Nothing was found for “parquet”.').waitFor();
    await page.getByRole('button', { name: 'Clear filters' }).last().click();
    await page.getByRole('status').filter({ hasText: '3 results' }).waitFor();

    await page.locator('h1').focus();
    await page.keyboard.press('/');
    await page.locator('#search:focus').waitFor();
    await page.keyboard.press('Control+A');
    await page.keyboard.type('«Friday parquet»');
    await page.getByText('Nothing was found').waitFor();
    await page.getByRole('button', { name: 'Search without quotation marks' }).click();
    await page.getByRole('link', { name: /The parquet for the hall comes on Friday/ }).waitFor();
    expect(await page.locator('#search').inputValue()).toBe('Friday parquet');
    await page.locator('#search').focus();
    await page.keyboard.press('ArrowDown');
    await page.locator('.found a:focus').waitFor();
    await page.keyboard.press('Enter');
    await page.locator('article:focus', { hasText: 'The parquet for the hall' }).waitFor();
    await page.goBack();
    await page.getByRole('link', { name: /The parquet for the hall/ }).waitFor();

    // Only one person; their note is shown in its conversation.
    await page.goto(`${server.url}/inbox/contacts/${contactId}`);
    await page.getByRole('link', { name: 'Search in this history' }).click();
    await page.locator('#search:focus').waitFor();
    await page.keyboard.type('parquet');
    await page.getByRole('status').filter({ hasText: '2 results' }).waitFor();
    await page.getByRole('link', { name: /Note.*Parquet: 40 boxes/ }).click();
    await page.locator('main.thread').getByText('Parquet: 40 boxes').waitFor();
    await page.goBack();
    await page.getByRole('button', { name: 'Search everything' }).click();
    await page.getByRole('status').filter({ hasText: '3 results' }).waitFor();
  });

  it('loads more results with scrolling, cancels a search that is overtaken, and says what to do about a refused one', async () => {
    const { page } = inbox;
    const offers = Array.from({ length: 34 }, (_, n) => `Carpet ${n} is on offer`);
    await Promise.all(offers.map(text => write(text, '77012345678')));
    const results = page.locator('.found a');
    await untilSearchable(server.app.database.pool);
    await page.goto(`${server.url}/inbox/search?q=carpet&kind=MESSAGE`);
    await results.nth(29).waitFor();
    await page.locator('main.page').evaluate(pane => pane.scrollTo(0, pane.scrollHeight));
    await page.getByRole('status').filter({ hasText: '34 results' }).waitFor();
    expect(new Set(await results.evaluateAll(all => all.map(link => link.getAttribute('href')))).size).toBe(
      34,
    );

    const cancelled: string[] = [];
    const asked: string[] = [];
    const queryOf = (request: Request) => {
      const body = request.postDataJSON() as {
        operationName?: string;
        variables?: { query?: string };
      } | null;
      return body?.operationName === 'Search' ? (body.variables?.query ?? '') : null;
    };
    const onFailed = (request: Request) => {
      const query = queryOf(request);
      if (query !== null) cancelled.push(query);
    };
    page.on('requestfailed', onFailed);
    await page.route('**/graphql', route => {
      const query = queryOf(route.request());
      if (query !== null) asked.push(query);
      if (query === 'slowly') return;
      if (query !== 'the and') return route.continue();
      const error = { message: 'It takes too long.', extensions: { code: 'SEARCH_TOO_BROAD' } };
      return route.fulfill({ json: { data: null, errors: [error] } });
    });
    await page.locator('#search').fill('slowly');
    await waitFor(() => asked.includes('slowly'));
    await page.locator('#search').fill('the and');
    await page.getByRole('alert').filter({ hasText: 'This search takes too long. Add a word' }).waitFor();
    expect(cancelled).toEqual(['slowly']);
    expect(await inbox.violations()).toEqual([]);
    await page.locator('#search').fill('carpet');
    await results.first().waitFor();
    await expectCount(page.getByRole('alert'), 0);
    page.off('requestfailed', onFailed);
    await page.unroute('**/graphql');
  });

  it('shows everything with a person, and fits a phone', async () => {
    const { page } = inbox;
    await page.goto(`${server.url}/inbox/c/${conversationId}?m=${old.at(-2)}`);
    await page.locator('article:focus', { hasText: 'Before midnight' }).waitFor();
    await page.getByRole('link', { name: 'Whole history' }).click();
    await page.getByRole('feed', { name: 'Whole history' }).getByText('See the beginning').first().waitFor();
    await expectAccessible(inbox);

    await page.setViewportSize({ width: 390, height: 800 });
    await page.goto(`${server.url}/inbox/c/${conversationId}`);
    await inbox.bubble('While hidden').waitFor();
    expect(await inbox.violations()).toEqual([]);
    await expectPageToFit(page);
    await page.getByRole('button', { name: 'Details' }).click();
    await page.getByRole('dialog', { name: 'Details' }).getByText('Notice of a new booking: told').waitFor();
    expect(await violationsInLightAndDark(inbox)).toEqual([]);
    await page.getByRole('button', { name: 'Change', exact: true }).last().click();
    await page.getByRole('dialog', { name: 'Change the lead' }).getByLabel('Plan').waitFor();
    expect(await inbox.violations()).toEqual([]);
    await expectToFit(inbox);
    await page.keyboard.press('Escape');
    await page.keyboard.press('Escape');
  });

  it('drops what it shows of a person who is erased, and says so', async () => {
    const { page } = inbox;
    await page.setViewportSize({ width: 1_280, height: 900 });
    await inbox.bubble('While hidden').waitFor();
    const [{ id: contactId }] = await rows(
      'select contact_id as id from conversations where id = $1',
      conversationId,
    );
    await server.run(
      EraseContactDocument,
      { input: { contactId, dryRun: false, reason: 'A request' } },
      owner,
    );
    await page.locator('main.thread').getByText('The data of this person were erased.').waitFor();
    expect(await page.locator('article.bubble, aside.panel > *').count()).toBe(0);
    await waitFor(
      async () => (await rows(`select id from messages where text = 'While hidden'`)).length === 0,
    );
    // What is left of it has no words.
    await page.goto(`${server.url}/inbox/c/${conversationId}`);
    await page.locator('article.bubble').first().waitFor();
    expect(await page.locator('body').textContent()).not.toMatch(
      /While hidden|See the beginning|Айгерим С\./,
    );
    expect(inbox.complaints).toEqual([]);
    expect(inbox.foreign).toEqual([]);
  });
});

describe('a conversation that changed while its first answer was on the way', () => {
  const idOf = async (theirs: string): Promise<{ id: string; contact: string }> =>
    (
      await rows('select id, contact_id as contact from conversations where address like $1', `${theirs}@%`)
    )[0];

  it.each([
    [
      'by a message',
      '77016000001',
      async (theirs: string) => {
        await write('Written meanwhile', theirs);
      },
    ],
    [
      'by a merge: it is of another person now',
      '77016000002',
      async (theirs: string) => {
        await write('Written meanwhile', '77016000003');
        const [{ contact: mergeId }, { contact: keepId }] = [await idOf(theirs), await idOf('77016000003')];
        await server.run(MergeContactsDocument, { keepId, mergeId }, owner);
        await write('Written after the merge', theirs);
      },
    ],
  ])('opens as it is, %s', async (_how, theirs, change) => {
    await write('Before', theirs);
    const { id } = await idOf(theirs);
    const other = await inbox.openTab();
    const row = other.page.locator(`a.row[href*="${id}"]`);
    await row.waitFor();
    let asked = 0;
    await other.page.route('**/graphql', async route => {
      if (!(route.request().postData() ?? '').includes('"operationName":"Thread"')) return route.continue();
      asked += 1;
      const answer = await route.fetch();
      // It is older than what the page knows by the time it arrives.
      if (asked === 1) {
        await change(theirs);
        await row.filter({ hasText: 'Written' }).waitFor();
      }
      await route.fulfill({ response: answer });
    });
    await row.click();
    await other.page.locator('.thread-name').waitFor();
    await other.bubble('Written').waitFor();
    await other.page.locator('.panel').getByRole('combobox', { name: 'Stage' }).waitFor();
    await other.page.close();
  });
});
